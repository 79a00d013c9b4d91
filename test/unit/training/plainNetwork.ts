import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ACTIVATIONS, type Activation } from '../../../src/kernels/kernels';
import { Random } from '../../../src/numerics/random';
import type { LossName } from '../../../src/training/config';
import type { NetworkShape } from '../../../src/training/layers';
import type { Batch } from '../../../src/training/model';

/** Networks straight from the formulas, on arrays of rows in float64: what ours are judged by. */

type Matrix = readonly (readonly number[])[];

const h: Readonly<Record<Activation, (x: number) => number>> = {
  sigmoid: x => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: x => Math.max(0, x),
  identity: x => x,
  step: x => (x > 0 ? 1 : 0),
};

/** The loss of a sample from its row of outputs; t is a class, or numbers. */
const LOSS_OF: Readonly<Record<LossName, (y: readonly number[], t: number | readonly number[]) => number>> = {
  crossEntropy: (y, t) => {
    const largest = Math.max(...y);
    return Math.log(sum(y.map(yk => Math.exp(yk - largest)))) - (y[t as number]! - largest);
  },
  binaryCrossEntropy: ([y], t) => {
    const z = t === 1 ? -y! : y!; // log(1 + exp z), the greater part first
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  },
  halfSquares: (y, t) => sum(y.map((yk, k) => (yk - (typeof t === 'number' ? Number(k === t) : t[k]!)) ** 2)) / 2,
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** What the output layer gives for each row of x. Parameters are one list: W1 row by row, then b1, W2, … */
export function plainOutputs(parameters: readonly number[], shape: NetworkShape, x: Matrix): Matrix {
  const outputs = shape.loss === 'binaryCrossEntropy' ? 1 : shape.outputs;
  let next = 0;
  let z = x;
  for (const { units, activation } of [...shape.layers, { units: outputs, activation: 'identity' as const }]) {
    const w = z[0]!.map(() => Array.from({ length: units }, () => parameters[next++]!));
    const b = Array.from({ length: units }, () => parameters[next++]!);
    z = z.map(row => b.map((bias, j) => h[activation](bias + sum(row.map((xi, i) => xi * w[i]![j]!)))));
  }
  assert.equal(next, parameters.length);
  return z;
}

/** Mean loss of a batch. */
export function plainLoss(parameters: readonly number[], shape: NetworkShape, { x, t }: Samples): number {
  return sum(plainOutputs(parameters, shape, x).map((y, n) => LOSS_OF[shape.loss](y, t[n]!))) / x.length;
}

export interface Samples {
  readonly x: Matrix;
  readonly t: readonly (number | readonly number[])[];
}

/** The same samples for our networks and for the plain ones. */
export interface Case {
  readonly shape: NetworkShape;
  readonly samples: Samples;
  readonly batch: Batch;
  /** Normally distributed floats. */
  readonly parameters: Float32Array;
}

const layer = (activations: readonly Activation[]) =>
  fc.record({ units: fc.integer({ min: 1, max: 6 }), activation: fc.constantFrom(...activations) });

/** Networks of any size, with their samples; classes where the loss has them, for half squares both. */
export function casesOf(losses: readonly LossName[], activations: readonly Activation[] = ACTIVATIONS) {
  return fc
    .record({
      layers: fc.array(layer(activations), { maxLength: 3 }),
      inputs: fc.integer({ min: 1, max: 6 }),
      outputs: fc.integer({ min: 2, max: 4 }),
      loss: fc.constantFrom(...losses),
      samples: fc.integer({ min: 1, max: 6 }),
      numbers: fc.boolean(),
      seed: fc.nat(),
    })
    .map(({ samples, numbers, seed, ...rest }) => {
      const shape = rest.loss === 'binaryCrossEntropy' ? { ...rest, outputs: 2 } : rest;
      return caseOf(shape, samples, numbers && rest.loss === 'halfSquares', seed);
    });
}

export function caseOf(shape: NetworkShape, samples: number, numbers: boolean, seed: number): Case {
  const random = Random.seeded(seed, 'data');
  const { inputs, layers, outputs } = shape;
  const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
  const features = normals(samples * inputs);
  const targets = numbers
    ? normals(samples * outputs)
    : Uint8Array.from({ length: samples }, () => random.below(outputs));
  const widths = [inputs, ...layers.map(({ units }) => units), shape.loss === 'binaryCrossEntropy' ? 1 : outputs];
  const count = sum(widths.slice(1).map((units, index) => (widths[index]! + 1) * units));
  const rows = (values: ArrayLike<number>, width: number) =>
    Array.from({ length: samples }, (_, n) => Array.from({ length: width }, (__, i) => values[n * width + i]!));
  return {
    shape,
    samples: { x: rows(features, inputs), t: numbers ? rows(targets, outputs) : [...targets] },
    batch: { samples, features, targets },
    parameters: normals(count),
  };
}
