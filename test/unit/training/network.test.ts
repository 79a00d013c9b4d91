import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ACTIVATIONS, type Activation } from '../../../src/kernels/kernels';
import { typescriptKernels } from '../../../src/kernels/typescript';
import { Random } from '../../../src/numerics/random';
import { Network, type LayerShape } from '../../../src/training/network';

type Matrix = readonly (readonly number[])[];

const h: Readonly<Record<Activation, (x: number) => number>> = {
  sigmoid: x => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: x => Math.max(0, x),
  identity: x => x,
};

/**
 * The mean softmax cross-entropy in float64, straight from the formulas: parameters as one list, W1 row by row, then b1,
 * W2, …
 */
function lossInFloat64(parameters: readonly number[], shapes: readonly LayerShape[], x: Matrix, labels: Uint8Array) {
  let next = 0;
  let z: Matrix = x;
  for (const { units, activation } of shapes) {
    const w = z[0]!.map(() => Array.from({ length: units }, () => parameters[next++]!));
    const b = Array.from({ length: units }, () => parameters[next++]!);
    z = z.map(row => b.map((bias, j) => h[activation](bias + row.reduce((sum, xi, i) => sum + xi * w[i]![j]!, 0))));
  }
  assert.equal(next, parameters.length);
  const losses = z.map((row, n) => {
    const sum = row.reduce((total, zk) => total + Math.exp(zk), 0);
    return -Math.log(Math.exp(row[labels[n]!]!) / sum);
  });
  return losses.reduce((a, b) => a + b) / losses.length;
}

interface Case {
  readonly hidden: readonly LayerShape[];
  readonly inputs: number;
  readonly classes: number;
  readonly samples: number;
  readonly seed: number;
}

const layer = fc.record({ units: fc.integer({ min: 1, max: 6 }), activation: fc.constantFrom(...ACTIVATIONS) });
const cases: fc.Arbitrary<Case> = fc.record({
  hidden: fc.array(layer, { maxLength: 3 }),
  inputs: fc.integer({ min: 1, max: 6 }),
  classes: fc.integer({ min: 2, max: 4 }),
  samples: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(),
});

/** A network with random weights and biases, and samples. */
function build({ hidden, inputs, classes, samples, seed }: Case) {
  const random = Random.seeded(seed, 'data');
  const network = new Network(inputs, hidden, classes, 7, typescriptKernels);
  for (let i = 0; i < network.values.length; i++) network.values[i] = random.normal();
  const x = Float32Array.from({ length: samples * inputs }, () => random.normal());
  const labels = Uint8Array.from({ length: samples }, () => random.below(classes));
  const rows = Array.from({ length: samples }, (_, n) => [...x.subarray(n * inputs, (n + 1) * inputs)]);
  const shapes: LayerShape[] = [...hidden, { units: classes, activation: 'identity' }];
  const lossOf = (parameters: readonly number[]) => lossInFloat64(parameters, shapes, rows, labels);
  return { network, x, labels, lossOf };
}

describe('a network', () => {
  it('names its parameters and their shapes', () => {
    const network = new Network(64, [{ units: 50, activation: 'sigmoid' }], 10, 1, typescriptKernels);
    assert.deepEqual(
      network.parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`),
      ['W1 64×50', 'b1 50', 'W2 50×10', 'b2 10'],
    );
    assert.equal(network.values.length, 64 * 50 + 50 + 50 * 10 + 10);
    network.parameters[3]!.values[9] = 5;
    assert.equal(network.values.at(-1), 5);
  });

  it('begins with weights of the deviation asked for and without biases', () => {
    const hidden = [{ units: 200, activation: 'relu' as const }];
    const network = new Network(100, hidden, 50, 1, typescriptKernels);
    const deviations = () =>
      ['W1', 'W2'].map(name => {
        const { values } = network.parameters.find(parameter => parameter.name === name)!;
        return Math.sqrt(values.reduce((sum, w) => sum + w * w, 0) / values.length);
      });
    const expected = {
      normal: [0.01, 0.01],
      xavier: [Math.sqrt(1 / 100), Math.sqrt(1 / 200)],
      he: [Math.sqrt(2 / 100), Math.sqrt(2 / 200)],
      auto: [Math.sqrt(2 / 100), Math.sqrt(1 / 200)], // He before ReLU, Xavier before softmax
    };
    for (const name of ['normal', 'xavier', 'he', 'auto'] as const) {
      network.values.fill(3);
      network.initialize(name, Random.seeded(1, 'weights'));
      for (const [index, deviation] of deviations().entries())
        assert.ok(Math.abs(deviation / expected[name][index]! - 1) < 0.03, `${name} ${deviation}`);
      assert.ok(network.parameters[1]!.values.every(bias => bias === 0));
    }
  });

  it('computes the loss of the formulas', () => {
    fc.assert(
      fc.property(cases, each => {
        const { network, x, labels, lossOf } = build(each);
        const loss = network.forward(x, labels, each.samples) / each.samples;
        const expected = lossOf([...network.values]);
        assert.ok(Math.abs(loss - expected) <= 1e-5 * Math.max(1, expected), `${loss} ${expected}`);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('propagates back the derivative of the loss with respect to every parameter', () => {
    let compared = 0;
    const smooth = cases.filter(({ hidden }) => hidden.every(({ activation }) => activation !== 'relu'));
    const step = 1e-5;
    const compare = (each: Case, tolerance: number) => {
      const { network, x, labels, lossOf } = build(each);
      network.forward(x, labels, each.samples);
      network.backward(x, labels, each.samples);
      const parameters = [...network.values];
      for (const [i, w] of parameters.entries()) {
        const at = (value: number) => lossOf(parameters.with(i, value));
        const slopes = [at(w + step) - at(w), at(w) - at(w - step)].map(difference => difference / step);
        if (Math.abs(slopes[0]! - slopes[1]!) > 1e-3 * Math.max(1, Math.abs(slopes[0]!))) continue; // a kink of ReLU
        const expected = (slopes[0]! + slopes[1]!) / 2;
        const error = Math.abs(network.gradient[i]! - expected);
        assert.ok(error <= tolerance * Math.max(1, Math.abs(expected)), `${i}: ${network.gradient[i]} ${expected}`);
        compared++;
      }
    };
    fc.assert(
      fc.property(smooth, each => compare(each, 2e-5)),
      { seed: 1, numRuns: 150 },
    );
    assert.ok(compared > 2000);
    fc.assert(
      fc.property(cases, each => compare(each, 2e-5)),
      { seed: 2, numRuns: 150 },
    );
    assert.ok(compared > 4000);
  });

  it('gives the same for a batch as for its samples one by one', () => {
    const each: Case = { hidden: [{ units: 3, activation: 'tanh' }], inputs: 2, classes: 3, samples: 4, seed: 5 };
    const { network, x, labels } = build(each);
    const whole = network.forward(x, labels, 4);
    const probabilities = network.probabilities.slice(0, 12);
    let sum = 0;
    for (let n = 0; n < 4; n++) {
      sum += network.forward(x.subarray(2 * n, 2 * n + 2), labels.subarray(n, n + 1), 1);
      assert.deepEqual(network.probabilities.slice(0, 3), probabilities.slice(3 * n, 3 * n + 3));
    }
    assert.ok(Math.abs(sum - whole) < 1e-12);
  });
});
