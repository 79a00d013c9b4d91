import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import { createEngine } from '../../../src/kernels/createEngine';
import { Random } from '../../../src/numerics/random';
import { compareGradients, gradientComparisonSchema } from '../../../src/training/gradientComparison';
import type { Batch, Model } from '../../../src/training/model';
import { Network } from '../../../src/training/network';

const engine = createEngine('typescript');

const BATCH: Batch = { samples: 1, features: Float32Array.of(1), targets: Uint8Array.of(0) };

/** A model whose two gradients are what they are said to be. */
function modelWith(backpropagated: readonly number[], numerical: readonly number[]): Model {
  const [values, gradient] = [new Float64Array(numerical.length), new Float64Array(numerical.length)];
  const never = () => assert.fail('not asked for');
  return {
    capacity: 1,
    kernels: engine.double,
    values,
    gradient,
    parameters: [
      { name: 'scale', shape: [], decays: true, values: values.subarray(0, 1), gradient: gradient.subarray(0, 1) },
      { name: 'table', shape: [2, 3], decays: true, values: values.subarray(1), gradient: gradient.subarray(1) },
    ],
    loss: () => 0,
    differentiate: () => gradient.set(backpropagated),
    numericalGradient: () => Float64Array.from(numerical),
    predictions: never,
    firstBad: never,
  };
}

describe('the comparison of gradients', () => {
  it('gives mean and largest difference of every parameter, and where it is', () => {
    const model = modelWith([1, 0, 0, 0, 5, 0, 0], [1.5, 0, 0.25, 0, 4, 0, -0.25]);
    assert.deepEqual(compareGradients(model, BATCH), [
      { parameter: 'scale', count: 1, mean: 0.5, largest: 0.5, at: [], numerical: 1.5, backpropagated: 1 },
      { parameter: 'table', count: 6, mean: 0.25, largest: 1, at: [1, 0], numerical: 4, backpropagated: 5 },
    ]);
  });

  it('counts a difference that is no number as the largest, and can be sent', () => {
    const comparison = compareGradients(modelWith([0, 0, 9, NaN, 0, 0, 0], [0, 0, 0, 0, 0, NaN, 0]), BATCH);
    assert.deepEqual(comparison[1], { parameter: 'table', count: 6, mean: NaN, largest: NaN, at: [0, 2], numerical: 0, backpropagated: NaN }); // prettier-ignore
    assert.deepEqual(v.parse(gradientComparisonSchema, comparison), comparison);
  });

  it("finds the book's two-layer network right, and a mistake in it", () => {
    const random = Random.seeded(1, 'data');
    const layers = [{ units: 10, activation: 'sigmoid' }] as const;
    const network = new Network({ inputs: 20, layers, loss: 'crossEntropy', outputs: 10, capacity: 3, engine }); // prettier-ignore
    network.initialize('normal', Random.seeded(1, 'weights'));
    const features = Float32Array.from({ length: 60 }, () => random.uniform());
    const batch = { samples: 3, features, targets: Uint8Array.of(5, 0, 4) };
    const right = compareGradients(network, batch);
    assert.deepEqual(right.map(({ parameter, layer, count }) => [parameter, layer, count]), [['W1', 1, 200], ['b1', 1, 10], ['W2', 2, 100], ['b2', 2, 10]]); // prettier-ignore
    for (const { parameter, mean, largest } of right)
      assert.ok(largest < 1e-7 && mean <= largest, `${parameter} ${mean} ${largest}`); // the rounding of floats
    const mistaken = Object.create(network, {
      differentiate: {
        value: (of: Batch) => {
          network.differentiate(of);
          network.gradient[7]! += 0.5;
        },
      },
    }) as Model;
    const [wrong, ...others] = compareGradients(mistaken, batch);
    assert.deepEqual(wrong!.at, [0, 7]);
    assert.ok(Math.abs(wrong!.largest - 0.5) < 1e-6 && Math.abs(wrong!.mean - 0.5 / 200) < 1e-6);
    assert.deepEqual(others, right.slice(1));
  });
});
