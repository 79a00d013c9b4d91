import * as assert from 'node:assert/strict';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import { rankPredictions, type Ranking } from '../../../src/numerics/ranking';
import { rankingSentence } from '../../../src/words/ranking';

const vector = (...values: number[]) => ({ data: Float64Array.from(values), shape: [values.length] });

const T = vector(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
const Y1 = vector(0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0);
const Y2 = vector(0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0);

/** Losses by which the candidates have these values. */
const losses = (...values: number[][]): Ranking[] =>
  values.map((ofLoss, index) => ({
    id: (['halfSumSquares', 'meanAbsoluteError', 'huber', 'crossEntropy'] as const)[index]!,
    values: ofLoss,
    order: [...ofLoss.keys()].sort((a, b) => ofLoss[a]! - ofLoss[b]!),
  }));

describe('the sentence about several predictions', () => {
  it("says of the book's two that the first is closer by every loss", () => {
    const ranking = rankPredictions([Y1, Y2].map(y => evaluateLosses(y, T)));
    assert.equal(rankingSentence(['y1', 'y2'], 't', ranking), 'y1 is closer to t by every loss.');
    const turned = rankPredictions([Y2, Y1].map(y => evaluateLosses(y, T)));
    assert.equal(rankingSentence(['y2', 'y1'], 't', turned), 'y1 is closer to t by every loss.');
  });

  it('counts the losses where they disagree', () => {
    const ranking = losses([1, 2], [1, 2], [3, 2], [1, 2]);
    assert.equal(rankingSentence(['a', 'b'], 't', ranking), 'a is closer to t by 3 of 4 losses.');
    const three = losses([1, 2, 3], [3, 1, 2], [1, 3, 2]);
    assert.equal(rankingSentence(['a', 'b', 'c'], 't', three), 'a is closest to t by 2 of 3 losses.');
  });

  it('gives no loss to two that are equally close', () => {
    const ranking = losses([1, 1, 2], [1, 2, 3]);
    assert.equal(rankingSentence(['a', 'b', 'c'], 't', ranking), 'a is closest to t by 1 of 2 losses.');
    assert.equal(rankingSentence(['a', 'b'], 't', losses([1, 1])), 'No prediction is closer to t than the others.');
    assert.equal(
      rankingSentence(['a', 'b'], 't', losses([1, 2], [2, 1])),
      'a, b are closest to t by as many measures each.',
    );
  });

  it('names no number where there is one loss', () => {
    assert.equal(rankingSentence(['a', 'b'], 't', losses([1, 2])), 'a is closer to t.');
    assert.equal(rankingSentence(['a', 'b', 'c'], 't', losses([2, 1, 3])), 'b is closest to t.');
  });

  it('does not take a prediction without a value for a winner', () => {
    assert.equal(rankingSentence(['a', 'b'], 't', losses([NaN, NaN])), 'No prediction is closer to t than the others.');
    const alone: Ranking[] = [{ id: 'huber', values: [NaN, 3], order: [1, 0] }];
    assert.equal(rankingSentence(['a', 'b'], 't', alone), 'b is closer to t.');
  });

  it('goes by metrics only where there is no loss', () => {
    const accuracy: Ranking = { id: 'accuracy', values: [0.5, 0.9], order: [1, 0] };
    const recall: Ranking = { id: 'recall', values: [0.7, 0.6], order: [0, 1] };
    const f1: Ranking = { id: 'f1', values: [0.7, 0.8], order: [1, 0] };
    assert.equal(rankingSentence(['a', 'b'], 't', [accuracy]), 'b is best by every metric.');
    assert.equal(rankingSentence(['a', 'b'], 't', [accuracy, recall, f1]), 'b is best by 2 of 3 metrics.');
    assert.equal(rankingSentence(['a', 'b'], 't', [...losses([1, 2]), accuracy]), 'a is closer to t.');
    assert.equal(rankingSentence(['a', 'b'], 't', []), 'There is nothing by which they can be compared.');
  });
});
