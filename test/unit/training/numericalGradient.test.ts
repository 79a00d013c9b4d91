import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine } from '../../../src/kernels/createEngine';
import { Random } from '../../../src/numerics/random';
import { Layers } from '../../../src/training/layers';
import { Network } from '../../../src/training/network';
import { numericalGradient } from '../../../src/training/numericalGradient';
import { caseOf, casesOf, plainLoss } from './plainNetwork';

const engine = createEngine('typescript');

describe('the numerical gradient of a network', () => {
  it('is that of brute force, central differences with h = 1e-4 over another implementation', () => {
    const cases = casesOf(['crossEntropy', 'binaryCrossEntropy', 'halfSquares']);
    fc.assert(
      fc.property(cases, ({ shape, samples, batch, parameters }) => {
        const network = new Network({ ...shape, capacity: 6, engine });
        network.values.set(parameters);
        const gradient = network.numericalGradient(batch);
        for (const [i, w] of parameters.entries()) {
          const [above, below] = [w + 1e-4, w - 1e-4].map(value => plainLoss([...parameters].with(i, value), shape, samples)); // prettier-ignore
          const expected = (above! - below!) / 2e-4;
          assert.ok(
            Math.abs(gradient[i]! - expected) <= 1e-10 * Math.max(1, above!),
            `${i}: ${gradient[i]} ${expected}`,
          );
        }
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });

  it('changes nothing, and is the same again, for a larger batch, too', () => {
    const shape = { inputs: 3, layers: [{ units: 4, activation: 'relu' }], loss: 'crossEntropy', outputs: 3 } as const;
    const { batch, parameters } = caseOf(shape, 6, false, 3);
    const network = new Network({ ...shape, capacity: 6, engine });
    network.values.set(parameters);
    network.loss(batch);
    const classes = network.predictions(batch).slice();
    network.gradient.fill(7);
    const few = network.numericalGradient({ ...batch, samples: 2 }).slice();
    const all = network.numericalGradient(batch).slice();
    const fresh = new Network({ ...shape, capacity: 6, engine });
    fresh.values.set(parameters);
    assert.deepEqual(all, fresh.numericalGradient(batch));
    assert.notDeepEqual(few, all);
    assert.deepEqual(network.numericalGradient({ ...batch, samples: 2 }), few);
    assert.deepEqual(network.numericalGradient(batch), all);
    assert.deepEqual(network.values, parameters);
    assert.ok(network.gradient.every(each => each === 7));
    assert.deepEqual(network.predictions(batch), classes);
  });

  it('leaves every parameter the very number it was', () => {
    const { shape, batch } = caseOf({ inputs: 5, layers: [{ units: 5, activation: 'tanh' }], loss: 'crossEntropy', outputs: 3 }, 4, false, 3); // prettier-ignore
    const layers = new Layers(shape, 4, engine.double);
    const random = Random.seeded(1, 'weights');
    const values = layers.values.map(() => random.normal());
    layers.values.set(values);
    numericalGradient(layers, batch);
    assert.deepEqual(layers.values, values);
  });

  it('follows the parameters', () => {
    const shape = { inputs: 1, layers: [], loss: 'halfSquares', outputs: 1 } as const;
    const network = new Network({ ...shape, capacity: 1, engine });
    const batch = { samples: 1, features: Float32Array.of(2), targets: Float32Array.of(0) };
    for (const w of [0.5, -3]) {
      network.values[0] = w; // L = ½ (2w)², ∂L/∂w = 4w, ∂L/∂b = 2w
      const [dw, db] = network.numericalGradient(batch);
      assert.ok(Math.abs(dw! - 4 * w) < 1e-9 && Math.abs(db! - 2 * w) < 1e-9);
    }
  });
});
