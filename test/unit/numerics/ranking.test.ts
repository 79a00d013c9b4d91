import * as assert from 'node:assert/strict';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import type { LossId } from '../../../src/numerics/lossIds';
import { isBetterHigh, rankPredictions } from '../../../src/numerics/ranking';
import { batch, vector } from './tensors';

describe('ranking', () => {
  const truth = vector(1, 0, 1);
  const rows = (...p: number[]) => batch(...p.map(value => [1 - value, value]));
  const [good, bad, fair] = [rows(0.9, 0.1, 0.8), rows(0.2, 0.7, 0.4), rows(0.6, 0.4, 0.4)];

  it('puts low losses and high metrics first', () => {
    const ranking = rankPredictions([good, bad, fair].map(y => evaluateLosses(y, truth)));
    const orders = Object.fromEntries(ranking.map(({ id, order }) => [id, order]));
    assert.deepEqual(orders['crossEntropy'], [0, 2, 1]);
    assert.deepEqual(orders['accuracy'], [0, 2, 1]);
    assert.deepEqual(ranking.find(({ id }) => id === 'accuracy')?.values, [1, 0, 2 / 3]);
    assert.ok(!ranking.some(({ id }) => id === 'confusionMatrix'));
    assert.deepEqual([isBetterHigh('r2'), isBetterHigh('huber'), isBetterHigh('entropy')], [true, false, false]);
  });

  it('keeps the order of equal ones, and puts those without a value last', () => {
    const ids: LossId[] = ['halfSumSquares'];
    const t = vector(0, 0);
    const values = [NaN, Infinity, 1, 1, 0].map(value => evaluateLosses(vector(value, 0), t, {}, ids));
    assert.deepEqual(rankPredictions([undefined, ...values])[0]?.order, [5, 3, 4, 2, 0, 1]);
    assert.deepEqual(rankPredictions([undefined]), []);
  });

  it('has no order for what is neither good nor bad', () => {
    assert.deepEqual(rankPredictions([evaluateLosses(vector(0.5, 0.5), undefined)]), []);
  });
});
