import * as assert from 'node:assert/strict';
import {
  createOptimizer,
  defaultConstants,
  FORMS,
  OPTIMIZERS,
  type OptimizerForm,
  type OptimizerName,
} from '../../../src/numerics/optimizers';

/** The learning rates of chapter 6 of the book. */
const RATES: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.95,
  momentum: 0.1,
  nesterov: 0.1,
  adagrad: 1.5,
  rmsprop: 0.1,
  adam: 0.3,
};

/** 30 steps down f = x²/20 + y² from (−7, 2) with its exact gradient. */
function chapterSix(name: OptimizerName, form: OptimizerForm): number[] {
  const optimizer = createOptimizer(name, form, { ...defaultConstants(name, form), learningRate: RATES[name] }, 2);
  const x = Float64Array.of(-7, 2);
  for (let step = 0; step < 30; step++) {
    const at = optimizer.ahead?.(x) ?? x;
    optimizer.step(x, [at[0]! / 10, 2 * at[1]!]);
  }
  return [...x];
}

/** Computed by NumPy with the formulas of the book's repository, of Sutskever et al. and of PyTorch. */
const ENDS: readonly [OptimizerName, OptimizerForm, number, number][] = [
  ['sgd', 'book', -0.3503929957523197, 0.0847823165504322],
  ['sgd', 'paper', -0.3503929957523197, 0.0847823165504322],
  ['momentum', 'book', 0.896413858493733, 0.08808560171506971],
  ['momentum', 'paper', 0.896413858493733, 0.08808560171506971],
  ['nesterov', 'book', 0.6896149016966209, -0.0006799058361171969],
  ['nesterov', 'paper', 0.6130736453068868, 0.005898947835791975],
  ['adagrad', 'book', -0.12016232231416045, 2.486389893984459e-17],
  ['adagrad', 'paper', -0.12016224724728575, 2.4863841159975314e-17],
  ['rmsprop', 'book', -0.6974203096807907, 1.4834621508315574e-8],
  ['rmsprop', 'paper', -3.4762427949377166, 0.011687640137678012],
  ['adam', 'book', 0.13600685239498186, 0.31824537553721943],
  ['adam', 'paper', 0.13601461732623224, 0.3182453888963097],
];

describe('optimizers', () => {
  for (const [name, form, x, y] of ENDS) {
    it(`${name} in the form of the ${form} ends where NumPy does`, () => {
      const [endX, endY] = chapterSix(name, form) as [number, number];
      assert.ok(Math.abs(endX - x) <= 1e-14 && Math.abs(endY - y) <= 1e-14 * Math.abs(y) + 1e-15, `${endX}, ${endY}`);
    });
  }

  it('covers every optimizer in every form', () => {
    assert.equal(ENDS.length, OPTIMIZERS.length * FORMS.length);
  });

  it('takes the same first step with Adam whatever the scale of the gradient, ε aside', () => {
    for (const scale of [1e-3, 1, 1e6]) {
      const optimizer = createOptimizer('adam', 'paper', { ...defaultConstants('adam', 'paper'), epsilon: 0 }, 1);
      const x = Float64Array.of(0);
      optimizer.step(x, [-scale]);
      assert.ok(Math.abs(x[0]! - 0.001) < 1e-17, String(x[0]));
    }
  });

  it('divides by nothing that is 0', () => {
    for (const name of OPTIMIZERS) {
      for (const form of FORMS) {
        const x = Float64Array.of(3);
        createOptimizer(name, form, defaultConstants(name, form), 1).step(x, [0]);
        assert.deepEqual([...x], [3], `${name} ${form}`);
      }
    }
  });

  it('sees from ahead in the book what the paper sees from the point itself', () => {
    const constants = defaultConstants('nesterov', 'book');
    const book = createOptimizer('nesterov', 'book', constants, 1);
    const paper = createOptimizer('nesterov', 'paper', constants, 1);
    const [ahead, point] = [Float64Array.of(1), Float64Array.of(1)];
    for (let step = 0; step < 20; step++) {
      book.step(ahead, [Math.sin(ahead[0]!)]);
      paper.step(point, [Math.sin(paper.ahead!(point)[0]!)]);
      assert.ok(Math.abs(paper.ahead!(point)[0]! - ahead[0]!) < 1e-14);
    }
  });
});
