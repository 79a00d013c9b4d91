import type { TrainingData } from '../data';
import type { Trainee } from '../trainee';
import { placesOf, type Workload } from '../workloads';

interface Layer {
  readonly inputs: number;
  readonly units: number;
  readonly w: Float64Array;
  readonly b: Float64Array;
  /** Outputs and the derivatives by them, shape [batch, units]. */
  readonly y: Float64Array;
  readonly dy: Float64Array;
}

/** Plain loops over typed arrays, as one would write them who knows that those are fast. */
export function typedPeer(workload: Workload, { features, targets, weights }: TrainingData): Trainee {
  const { sizes, batch, rate, loss } = workload;
  const layers = placesOf(sizes).map(({ inputs, units, w, b, end }): Layer => {
    const [y, dy] = [new Float64Array(batch * units), new Float64Array(batch * units)];
    return {
      inputs,
      units,
      w: Float64Array.from(weights.subarray(w, b)),
      b: Float64Array.from(weights.subarray(b, end)),
      y,
      dy,
    };
  });
  const last = layers.at(-1)!;
  const x = new Float64Array(batch * sizes[0]!);
  const inputOf = (index: number) => (index === 0 ? x : layers[index - 1]!.y);

  const forward = (picked: Uint32Array) => {
    for (let n = 0; n < batch; n++)
      x.set(features.subarray(picked[n]! * sizes[0]!, (picked[n]! + 1) * sizes[0]!), n * sizes[0]!);
    for (const [index, layer] of layers.entries()) {
      affine(layer, inputOf(index), batch);
      if (layer !== last) activate(workload.activation, layer.y);
    }
    if (loss === 'crossEntropy') softmax(last.y, last.units);
  };
  return {
    parameters: layers.flatMap(({ w, b }) => [w, b]),
    loss(picked) {
      forward(picked);
      let sum = 0;
      for (let n = 0; n < batch; n++) {
        const target = targets[picked[n]!]!;
        sum += loss === 'crossEntropy' ? -Math.log(last.y[n * last.units + target]!) : 0.5 * (last.y[n]! - target) ** 2;
      }
      return sum / batch;
    },
    step(picked) {
      forward(picked);
      for (let i = 0; i < last.dy.length; i++) last.dy[i] = last.y[i]! / batch;
      for (let n = 0; n < batch; n++) {
        const target = targets[picked[n]!]!;
        if (loss === 'crossEntropy') last.dy[n * last.units + target]! -= 1 / batch;
        else last.dy[n]! -= target / batch;
      }
      for (let index = layers.length - 1; index >= 0; index--) {
        const below = layers[index - 1];
        if (below) {
          inputGradient(layers[index]!, below.dy, batch);
          activationGradient(workload.activation, below.y, below.dy);
        }
        descend(layers[index]!, inputOf(index), batch, rate);
      }
    },
  };
}

function affine({ inputs, units, w, b, y }: Layer, x: Float64Array, batch: number): void {
  for (let n = 0; n < batch; n++) {
    y.set(b, n * units);
    for (let i = 0; i < inputs; i++) {
      const value = x[n * inputs + i]!;
      for (let j = 0; j < units; j++) y[n * units + j]! += value * w[i * units + j]!;
    }
  }
}

function activate(activation: Workload['activation'], y: Float64Array): void {
  if (activation === 'sigmoid') for (let i = 0; i < y.length; i++) y[i] = 1 / (1 + Math.exp(-y[i]!));
  else if (activation === 'relu') for (let i = 0; i < y.length; i++) y[i] = Math.max(0, y[i]!);
  else for (let i = 0; i < y.length; i++) y[i] = Math.tanh(y[i]!);
}

function activationGradient(activation: Workload['activation'], y: Float64Array, dy: Float64Array): void {
  if (activation === 'sigmoid') for (let i = 0; i < y.length; i++) dy[i]! *= y[i]! * (1 - y[i]!);
  else if (activation === 'relu') for (let i = 0; i < y.length; i++) dy[i]! *= y[i]! > 0 ? 1 : 0;
  else for (let i = 0; i < y.length; i++) dy[i]! *= 1 - y[i]! * y[i]!;
}

function softmax(y: Float64Array, classes: number): void {
  for (let start = 0; start < y.length; start += classes) {
    let maximum = -Infinity;
    for (let k = start; k < start + classes; k++) maximum = Math.max(maximum, y[k]!);
    let sum = 0;
    for (let k = start; k < start + classes; k++) sum += y[k] = Math.exp(y[k]! - maximum);
    for (let k = start; k < start + classes; k++) y[k]! /= sum;
  }
}

function inputGradient({ inputs, units, w, dy }: Layer, dx: Float64Array, batch: number): void {
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let j = 0; j < units; j++) sum += dy[n * units + j]! * w[i * units + j]!;
      dx[n * inputs + i] = sum;
    }
}

/** W ← W − rate Xᵀ dY, b ← b − rate Σ dY. */
function descend({ inputs, units, w, b, dy }: Layer, x: Float64Array, batch: number, rate: number): void {
  for (let n = 0; n < batch; n++) {
    for (let j = 0; j < units; j++) b[j]! -= rate * dy[n * units + j]!;
    for (let i = 0; i < inputs; i++) {
      const change = rate * x[n * inputs + i]!;
      for (let j = 0; j < units; j++) w[i * units + j]! -= change * dy[n * units + j]!;
    }
  }
}
