import * as assert from 'node:assert/strict';
import { createEngine } from '../../../src/kernels/createEngine';
import type { Floats } from '../../../src/kernels/kernels';
import * as oracle from '../../../src/numerics/optimizers';
import { Random } from '../../../src/numerics/random';
import { parseConfig, FORMS, OPTIMIZERS, type OptimizerConfig } from '../../../src/training/config';
import type { Model } from '../../../src/training/model';
import { createOptimizer, type Optimizer } from '../../../src/training/optimizers';

function configOf(config: Partial<OptimizerConfig>): OptimizerConfig {
  return parseConfig({ training: { optimizer: config } }).training.optimizer;
}

const engine = createEngine('typescript');

/** A weight matrix and a bias; optimizers look at nothing but numbers and their gradients. */
function modelAt<A extends Floats>(values: A): Model {
  const kernels: Model['kernels'] = values instanceof Float32Array ? engine.single : engine.double;
  const gradient = values.slice().fill(0);
  const part = (name: string, decays: boolean, from: number, to: number) => ({
    name,
    shape: [to - from],
    decays,
    values: values.subarray(from, to),
    gradient: gradient.subarray(from, to),
  });
  const parameters = [part('W1', true, 0, values.length - 1), part('b1', false, values.length - 1, values.length)];
  const never = () => assert.fail('not asked for');
  const methods = { loss: never, differentiate: never, numericalGradient: never, predictions: never, firstBad: never };
  return { capacity: 1, kernels, parameters, values, gradient, ...methods };
}

type Slope = (w: ArrayLike<number>) => readonly number[];

/** Steps down a function of which the gradient is given. */
function descend(model: Model, optimizer: Optimizer, slope: Slope, learningRate: number, steps: number): number[] {
  for (let i = 0; i < steps; i++) {
    optimizer.lookAhead?.();
    model.gradient.set(slope(model.values));
    optimizer.lookBack?.();
    optimizer.prepare(learningRate);
    optimizer.move();
  }
  return [...model.values];
}

/** f = ½ Σ k wₖ² + Σ wₖ wₖ₊₁ / 10, in doubles. */
const bowl: Slope = w => Array.from(w as number[], (wk, k) => (k + 1) * wk + ((w[k - 1] ?? 0) + (w[k + 1] ?? 0)) / 10);
const START = [1, -2, 3, -0.5, 1e-3];

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(actual[i]! - value) <= tolerance * Math.max(1, Math.abs(value)), `${actual[i]} ${value}`);
}

/** f = x²/20 + y² from (−7, 2) (book, chapter 6): 30 steps. */
const CHAPTER_6: Slope = w => [w[0]! / 10, 2 * w[1]!];
/** Computed by NumPy with the formulas of the book's repository, of Sutskever et al. and of PyTorch; see the oracle's test. */
const ENDS = [
  ['sgd', 'book', 0.95, -0.3503929957523197, 0.0847823165504322],
  ['momentum', 'book', 0.1, 0.896413858493733, 0.08808560171506971],
  ['nesterov', 'book', 0.1, 0.6896149016966209, -0.0006799058361171969],
  ['nesterov', 'paper', 0.1, 0.6130736453068868, 0.005898947835791975],
  ['adagrad', 'book', 1.5, -0.12016232231416045, 2.486389893984459e-17],
  ['adagrad', 'paper', 1.5, -0.12016224724728575, 2.4863841159975314e-17],
  ['rmsprop', 'book', 0.1, -0.6974203096807907, 1.4834621508315574e-8],
  ['rmsprop', 'paper', 0.1, -3.4762427949377166, 0.011687640137678012],
  ['adam', 'book', 0.3, 0.13600685239498186, 0.31824537553721943],
  ['adam', 'paper', 0.3, 0.13601461732623224, 0.3182453888963097],
] as const;

/**
 * Three steps of 0.1 down f = 1.5 x² + xy + y²/4 from (1, −2), without and with a decay of 0.5 of both: computed in Python
 * with the formulas that PyTorch's documentation gives (constants ours).
 */
const PYTORCH: Slope = w => [3 * w[0]! + w[1]!, w[0]! + 0.5 * w[1]!];
const PYTORCH_ENDS = [
  ['sgd', 'paper', [0.78, -1.9735], [0.662125, -1.68975]],
  ['momentum', 'paper', [0.573, -1.9555], [0.347125, -1.41975]],
  ['nesterov', 'book', [0.54375, -1.8849265], [0.278282875, -1.15814025]],
  ['adagrad', 'paper', [0.7969076971654214, -1.8268299669180186], [0.7870121020810384, -1.7718127425331833]],
  ['rmsprop', 'paper', [0.561977330018339, -1.5243021956042222], [0.45320073110636516, -1.2735040011833731]],
  ['adam', 'paper', [0.7088114101992936, -1.840947155868088], [0.703533826373222, -1.7000031318066855]],
] as const;

describe('optimizers of models', () => {
  for (const name of OPTIMIZERS) {
    for (const form of FORMS) {
      const make = (model: Model) => createOptimizer(configOf({ name, form }), model);
      const constants = { ...oracle.defaultConstants(name, form), learningRate: 0.05 };

      it(`${name} in the form of the ${form} moves as the mathematics does, in doubles`, () => {
        const expected = Float64Array.from(START);
        const reference = oracle.createOptimizer(name, form, constants, START.length);
        const model = modelAt(Float64Array.from(START));
        const optimizer = make(model);
        for (let step = 1; step <= 40; step++) {
          reference.step(expected, bowl(reference.ahead?.(expected) ?? expected));
          descend(model, optimizer, bowl, 0.05, 1);
          // β₂ᵗ is near 1 at first, so that its last digit is the thirteenth of 1 − β₂ᵗ.
          if (name === 'adam') close(model.values, [...expected], 1e-13);
          else assert.deepEqual([...model.values], [...expected], `step ${step}`);
        }
        assert.equal(optimizer.updates, 40);
      });

      it(`${name} in the form of the ${form} makes of given gradients what the mathematics does, in floats`, () => {
        const random = Random.seeded(1, 'data');
        const expected = Float64Array.from(START);
        const reference = oracle.createOptimizer(name, form, constants, START.length);
        const model = modelAt(Float32Array.from(START));
        const optimizer = make(model);
        for (let step = 1; step <= 40; step++) {
          const gradient = START.map(() => Math.fround(random.normal()));
          reference.step(expected, gradient);
          descend(model, optimizer, () => gradient, 0.05, 1);
          close(model.values, [...expected], 1e-6);
        }
      });
    }
  }

  for (const [name, form, rate, x, y] of ENDS) {
    it(`${name} in the form of the ${form} ends where NumPy does`, () => {
      for (const [array, tolerance] of [
        [Float64Array, 1e-13],
        [Float32Array, 5e-6],
      ] as const) {
        // prettier-ignore
        const model = modelAt(array.of(-7, 2));
        const optimizer = createOptimizer(configOf({ name, form }), model);
        close(descend(model, optimizer, CHAPTER_6, rate, 30), [x, y], tolerance);
      }
    });
  }

  for (const [name, form, plain, decayed] of PYTORCH_ENDS) {
    it(`${name} in the form of the ${form} is PyTorch's, with weight decay, too`, () => {
      for (const [weightDecay, end] of [
        [0, plain],
        [0.5, decayed],
      ] as const) {
        // prettier-ignore
        const model = modelAt(Float64Array.of(1, -2, 0)); // the last is the bias, which does not decay
        const optimizer = createOptimizer(configOf({ name, form, weightDecay }), model);
        close(
          descend(model, optimizer, w => [...PYTORCH(w), 0], 0.1, 3),
          [...end, 0],
          1e-14,
        );
      }
    });
  }

  it('add the decay to the gradient of weights, not to that of biases', () => {
    for (const form of FORMS)
      for (const name of OPTIMIZERS) {
        const moved = (weightDecay: number, gradient: readonly number[]) => {
          const model = modelAt(Float64Array.of(2, -4, 8));
          const optimizer = createOptimizer(configOf({ name, form, weightDecay }), model);
          return descend(model, optimizer, () => gradient, 0.1, 1);
        };
        assert.deepEqual(moved(0.25, [1, 1, 1]), moved(0, [1.5, 0, 1]), name);
      }
  });

  it('take the constants of a configuration', () => {
    const after = (config: Partial<OptimizerConfig>) => {
      const model = modelAt(Float64Array.of(1, 1));
      return descend(model, createOptimizer(configOf(config), model), () => [4, 0], 1, 2)[0];
    };
    assert.equal(after({ name: 'momentum', momentum: 0.5 }), 1 - 4 - (2 + 4));
    assert.equal(after({ name: 'nesterov', form: 'book', momentum: 0 }), 1 - 8);
    assert.equal(after({ name: 'adagrad', epsilon: 1 }), 1 - 4 / 5 - 4 / (Math.sqrt(32) + 1));
    assert.equal(after({ name: 'rmsprop', decay: 0, epsilon: 1 }), 1 - 4 / 5 - 4 / 5);
    assert.equal(after({ name: 'adam', beta1: 0, beta2: 0, epsilon: 1 }), 1 - 4 / 5 - 4 / 5);
    assert.equal(after({ name: 'adam', form: 'book', beta1: 0, beta2: 0, epsilon: 1 }), 1 - 4 / 5 - 4 / 5);
  });

  it('look ahead along the velocity and put the parameters back exactly', () => {
    const model = modelAt(Float32Array.of(0.1, 0.7, -3));
    const optimizer = createOptimizer(configOf({ name: 'nesterov' }), model);
    descend(model, optimizer, () => [1 / 3, -1 / 7, 1e-3], 0.1, 3);
    const before = model.values.slice();
    optimizer.lookAhead!();
    close(model.values, [...before.map((w, i) => w + 0.9 * optimizer.kept['v']![i]!)], 1e-7);
    optimizer.lookBack!();
    assert.deepEqual(model.values, before);
  });

  it('can be put back to any state, exactly', () => {
    for (const form of FORMS)
      for (const name of OPTIMIZERS) {
        const config = configOf({ name, form });
        const model = modelAt(Float32Array.from(START));
        const optimizer = createOptimizer(config, model);
        descend(model, optimizer, bowl, 0.1, 7);
        const again = modelAt(Float32Array.from(model.values));
        const restored = createOptimizer(config, again);
        restored.updates = optimizer.updates;
        for (const [key, values] of Object.entries(optimizer.kept)) restored.kept[key]!.set(values);
        assert.deepEqual(descend(again, restored, bowl, 0.1, 7), descend(model, optimizer, bowl, 0.1, 7), name);
      }
  });

  it('keep what their formulas name, in the precision of the model', () => {
    const kept = OPTIMIZERS.map(name => createOptimizer(configOf({ name }), modelAt(Float32Array.of(1, 2))).kept); // prettier-ignore
    assert.deepEqual(kept.map(each => Object.keys(each).join(' ')), ['', 'v', 'v', 'h', 'h', 'm v']); // prettier-ignore
    for (const array of kept.flatMap(each => Object.values<Floats>(each)))
      assert.ok(array instanceof Float32Array && array.length === 2 && array.every(value => value === 0));
  });
});
