import type { TrainingData } from '../data';
import type { Trainee } from '../trainee';
import { placesOf, type Workload } from '../workloads';

/** A network as one would write it first: matrices are arrays of rows, steps are calls of `map` and `reduce`. */

type Matrix = number[][];

interface Layer {
  readonly w: Matrix;
  readonly b: number[];
}

const ACTIVATIONS = {
  sigmoid: { of: (a: number) => 1 / (1 + Math.exp(-a)), slope: (y: number) => y * (1 - y) },
  relu: { of: (a: number) => Math.max(0, a), slope: (y: number) => (y > 0 ? 1 : 0) },
  tanh: { of: Math.tanh, slope: (y: number) => 1 - y * y },
} as const;

export function rowsPeer({ sizes, activation, loss, rate, batch }: Workload, data: TrainingData): Trainee {
  const { of, slope } = ACTIVATIONS[activation];
  const width = sizes[0]!;
  const features = (n: number) => Array.from(data.features.subarray(n * width, (n + 1) * width));
  const layers = placesOf(sizes).map(({ inputs, units, w, b, end }): Layer => ({
    w: Array.from({ length: inputs }, (_, i) => Array.from(data.weights.subarray(w + i * units, w + (i + 1) * units))),
    b: Array.from(data.weights.subarray(b, end)),
  }));
  /** What enters each layer, and what the last gives. */
  const forward = (x: Matrix): Matrix[] => {
    const outputs = [x];
    for (const [index, { w, b }] of layers.entries()) {
      const sums = affine(outputs[index]!, w, b);
      if (index < layers.length - 1) outputs.push(sums.map(row => row.map(of)));
      else outputs.push(loss === 'crossEntropy' ? sums.map(softmax) : sums);
    }
    return outputs;
  };
  const targetOf = (n: number, k: number) =>
    loss === 'crossEntropy' ? Number(k === data.targets[n]) : data.targets[n]!;
  return {
    loss(picked) {
      const y = forward(Array.from(picked, features)).at(-1)!;
      const losses = Array.from(picked, (sample, n) =>
        loss === 'crossEntropy'
          ? -Math.log(y[n]![data.targets[sample]!]!)
          : 0.5 * (y[n]![0]! - targetOf(sample, 0)) ** 2,
      );
      return losses.reduce((a, b) => a + b) / batch;
    },
    step(picked) {
      const outputs = forward(Array.from(picked, features));
      let dy = outputs.at(-1)!.map((row, n) => row.map((value, k) => (value - targetOf(picked[n]!, k)) / batch));
      for (let index = layers.length - 1; index >= 0; index--) {
        const { w, b } = layers[index]!;
        const x = outputs[index]!;
        const dx = index > 0 ? dy.map((row, n) => w.map((weights, i) => dot(row, weights) * slope(x[n]![i]!))) : [];
        descend(w, b, x, dy, rate);
        dy = dx;
      }
    },
  };
}

function affine(x: Matrix, w: Matrix, b: readonly number[]): Matrix {
  return x.map(row => b.map((bias, j) => row.reduce((sum, value, i) => sum + value * w[i]![j]!, bias)));
}

function softmax(row: readonly number[]): number[] {
  const maximum = Math.max(...row);
  const exponentials = row.map(value => Math.exp(value - maximum));
  const sum = exponentials.reduce((a, b) => a + b);
  return exponentials.map(value => value / sum);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** w ← w − rate xᵀ dy, b ← b − rate Σ dy. */
function descend(w: Matrix, b: number[], x: Matrix, dy: Matrix, rate: number): void {
  for (const [n, row] of dy.entries()) {
    for (const [j, gradient] of row.entries()) {
      b[j] = b[j]! - rate * gradient;
      for (let i = 0; i < w.length; i++) w[i]![j] = w[i]![j]! - rate * x[n]![i]! * gradient;
    }
  }
}
