import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine, supportedBuilds, type Engine } from '../../../src/kernels/createEngine';
import { Network, type NetworkShape } from '../../../src/training/network';
import type { Batch } from '../../../src/training/model';
import { caseOf, casesOf, plainLoss, type Case } from './plainNetwork';

const engines = supportedBuilds().map(build => createEngine(build));

function gradientOf(engine: Engine, shape: NetworkShape, parameters: ArrayLike<number>, batch: Batch): Float64Array {
  const network = new Network({ ...shape, capacity: batch.samples, engine });
  network.values.set(parameters);
  return network.numericalGradient(batch);
}

/** The gradient by any of the builds, which all compute the same bits. */
function gradientByAll(shape: NetworkShape, parameters: ArrayLike<number>, batch: Batch): Float64Array {
  const [first, ...others] = engines.map(engine => gradientOf(engine, shape, parameters, batch));
  for (const other of others) assert.deepEqual(other, first);
  return first!;
}

/** Compares with (L(w + h) − L(w − h)) / 2h of another implementation, for some of the parameters. */
function compareWithPlain({ shape, samples, batch, parameters }: Case, indices = [...parameters.keys()]): void {
  const gradient = gradientByAll(shape, parameters, batch);
  const scale = Math.max(1, plainLoss([...parameters], shape, samples));
  for (const i of indices) {
    const at = (step: number) => plainLoss([...parameters].with(i, parameters[i]! + step), shape, samples);
    const expected = (at(1e-4) - at(-1e-4)) / 2e-4;
    const tolerance = 1e-10 * Math.max(scale, Math.abs(expected));
    assert.ok(Math.abs(gradient[i]! - expected) <= tolerance, `${i}: ${gradient[i]} ${expected}`);
  }
}

/** The same with other features and parameters. */
function altered(each: Case, feature: (x: number, i: number) => number, weight: number): Case {
  const { shape, samples, batch, parameters } = each;
  const features = batch.features.map(feature);
  const x = samples.x.map((_, n) => [...features.subarray(n * shape.inputs, (n + 1) * shape.inputs)]);
  return { ...each, samples: { ...samples, x }, batch: { ...batch, features }, parameters: parameters.map(w => w * weight) }; // prettier-ignore
}

describe('the numerical gradient of a network', () => {
  const cases = casesOf(['crossEntropy', 'binaryCrossEntropy', 'halfSquares']);

  it('is that of brute force, central differences with h = 1e-4 over another implementation', () => {
    fc.assert(
      fc.property(cases, each => compareWithPlain(each)),
      { seed: 20261121, numRuns: 100 },
    );
  });

  it('also where inputs are 0, or moves and sums are large', () => {
    const [features, weights] = [fc.constantFrom(1, 100, 10_000), fc.constantFrom(1, 4, 30)];
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3 }), features, weights, (each, period, feature, weight) => {
        compareWithPlain(altered(each, (x, i) => (i % period === 0 ? feature * x : 0), weight));
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });

  it('also of wide layers, and of more samples than are taken at once', () => {
    for (const activations of [['sigmoid'], ['relu', 'tanh', 'sigmoid']] as const) {
      const layers = activations.map((activation, index) => ({ units: 11 + 2 * index, activation }));
      const each = caseOf({ inputs: 7, layers, loss: 'crossEntropy', outputs: 10 }, 600, false, 5);
      compareWithPlain(each, [0, 12, 76, 77, 87, 90, 200]);
    }
  });

  it('is none of a derivative: the differences across kinks and bends are those of the losses', () => {
    const squares: NetworkShape = { inputs: 1, layers: [], loss: 'halfSquares', outputs: 1 };
    const w = 2 ** -15; // within h of 0
    const batch = { samples: 1, features: Float32Array.of(1), targets: Float32Array.of(0) };
    const relu: NetworkShape = { ...squares, layers: [{ units: 1, activation: 'relu' }] };
    const [slope] = gradientByAll(relu, [w, 0, 1, 0], batch); // ½ max(w, 0)² is 0 at w − h
    assert.ok(Math.abs(slope! - (0.5 * (w + 1e-4) ** 2) / 2e-4) < 1e-12, `${slope}`);
    const step: NetworkShape = { ...squares, layers: [{ units: 1, activation: 'step' }, { units: 1, activation: 'identity' }] }; // prettier-ignore
    const [jump] = gradientByAll(step, [w, 0, 1, 0, 1, 0], batch);
    assert.ok(Math.abs(jump! - 0.5 / 2e-4) < 1e-8, `${jump}`);
    const binary: NetworkShape = { inputs: 1, layers: [], loss: 'binaryCrossEntropy', outputs: 2 };
    const far = { samples: 1, features: Float32Array.of(2 ** 14), targets: Uint8Array.of(1) };
    const [bend] = gradientByAll(binary, [0, 0], far); // log(1 + exp(−x w)) at ±h: its slope at 0 were −x / 2
    const d = 2 ** 14 * 1e-4;
    const expected = (Math.log1p(Math.exp(-d)) - Math.log1p(Math.exp(d))) / 2e-4;
    assert.ok(Math.abs(bend! - expected) < 1e-9, `${bend} ${expected}`);
    const [cubic] = gradientByAll({ ...binary, layers: [{ units: 1, activation: 'tanh' }] }, [0, 0, 1, 0], far);
    const tanh = (Math.log1p(Math.exp(-Math.tanh(d))) - Math.log1p(Math.exp(Math.tanh(d)))) / 2e-4;
    assert.ok(Math.abs(cubic! - tanh) < 1e-9, `${cubic} ${tanh}`);
  });

  it('of classes that are all but certain, right and wrong, is there to rounding', () => {
    const shape: NetworkShape = { inputs: 1, layers: [], loss: 'crossEntropy', outputs: 3 };
    for (const logit of [40, 700, 1e4]) {
      for (const label of [0, 1]) {
        const batch = { samples: 1, features: Float32Array.of(1), targets: Uint8Array.of(label) };
        const gradient = gradientByAll(shape, [logit, 0, 0, 0, 0, 0], batch); // p − t
        const expected = label === 0 ? [0, 0, 0] : [1, -1, 0];
        [...gradient].forEach((each, i) =>
          assert.ok(Math.abs(each - expected[i % 3]!) < 1e-9, `${logit} ${i} ${each}`),
        );
      }
    }
  });

  it('of parameters that are no numbers, or infinite, is none', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const layers = [{ units: 4, activation: 'tanh' }, { units: 3, activation: 'sigmoid' }, { units: 2, activation: 'identity' }] as const; // prettier-ignore
      const { shape, batch, parameters } = caseOf({ inputs: 2, layers, loss: 'crossEntropy', outputs: 3 }, 3, false, 1);
      parameters[parameters.length - 1] = Math.abs(value); // a logit
      assert.ok(gradientByAll(shape, parameters, batch).every(Number.isNaN));
      parameters.fill(value);
      assert.ok(gradientByAll(shape, parameters, batch).every(Number.isNaN));
    }
  });

  it('changes nothing, and is the same again, for a larger batch, too', () => {
    const shape = { inputs: 3, layers: [{ units: 4, activation: 'relu' }], loss: 'crossEntropy', outputs: 3 } as const;
    const { batch, parameters } = caseOf(shape, 6, false, 3);
    for (const engine of engines) {
      const network = new Network({ ...shape, capacity: 6, engine });
      network.values.set(parameters);
      network.loss(batch);
      const classes = network.predictions(batch).slice();
      network.gradient.fill(7);
      const few = network.numericalGradient({ ...batch, samples: 2 }).slice();
      const all = network.numericalGradient(batch).slice();
      assert.deepEqual(all, gradientOf(engine, shape, parameters, batch));
      assert.notDeepEqual(few, all);
      assert.deepEqual(network.numericalGradient({ ...batch, samples: 2 }), few);
      assert.deepEqual(network.numericalGradient(batch), all);
      assert.deepEqual([...network.values], [...parameters]);
      assert.ok(network.gradient.every(each => each === 7));
      assert.deepEqual(network.predictions(batch), classes);
    }
  });

  it('follows the parameters', () => {
    const shape = { inputs: 1, layers: [], loss: 'halfSquares', outputs: 1 } as const;
    const batch = { samples: 1, features: Float32Array.of(2), targets: Float32Array.of(0) };
    for (const engine of engines) {
      const network = new Network({ ...shape, capacity: 1, engine });
      for (const w of [0.5, -3]) {
        network.values[0] = w; // L = ½ (2w)², ∂L/∂w = 4w, ∂L/∂b = 2w
        const [dw, db] = network.numericalGradient(batch);
        assert.ok(Math.abs(dw! - 4 * w) < 1e-9 && Math.abs(db! - 2 * w) < 1e-9);
      }
    }
  });
});
