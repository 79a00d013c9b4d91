import * as assert from 'node:assert/strict';
import type { TrainState } from '../../../src/editor/training/messages';
import { scoreRange } from '../../../webview/shared/scoreRange';
import { lossChoices } from '../../../webview/train/form';
import { parameterCount } from '../../../webview/train/network';
import { pathOf } from '../../../webview/train/sparkline';

describe('the Train page', () => {
  it('counts weights and biases', () => {
    assert.equal(parameterCount([64, 50, 10]), 64 * 50 + 50 + 50 * 10 + 10);
    assert.equal(parameterCount([2, 3]), 9);
  });

  it('lets a loss be chosen where there is a choice, and taken back where there no longer is', () => {
    const data = (...classes: string[]): Pick<TrainState, 'data'> => ({
      data: {
        kind: 'described',
        description: { samples: 9, features: 2, task: 'classification', classes, labels: [], columns: [] },
      },
    });
    const both = ['auto', 'crossEntropy', 'binaryCrossEntropy'];
    assert.deepEqual(lossChoices(data('a', 'b'), 'auto'), both);
    assert.deepEqual(lossChoices(data('a', 'b', 'c'), 'auto'), []);
    assert.deepEqual(lossChoices(data('a', 'b', 'c'), 'binaryCrossEntropy'), both); // the file has changed
    assert.deepEqual(lossChoices({ data: { kind: 'reading' } }, 'crossEntropy'), both);
  });

  it('draws small curves from left to right, the greatest value on top', () => {
    // A box of 100 × 24 units with a margin of 2 above and below.
    assert.equal(pathOf({ xs: [1, 2, 3], ys: [0, 1, 0.5] }, 2, 0, 1), 'M0.00 22.00L50.00 2.00L100.00 12.00');
  });

  it('leaves gaps where a value is not finite', () => {
    assert.equal(pathOf({ xs: [1, 2, 3], ys: [0, NaN, 1] }, 2, 0, 1), 'M0.00 22.00M100.00 2.00');
  });

  it('draws a single or constant value', () => {
    assert.equal(pathOf({ xs: [1], ys: [5] }, 0, 5, 5), 'M0.00 22.00');
  });
});

describe('the range of a score', () => {
  it('is 0 to 1 for an accuracy', () => {
    assert.deepEqual(scoreRange('accuracy', [[0.5, 0.99]]), { min: 0, max: 1 });
  });

  it('reaches down to the least R², while that says something', () => {
    assert.deepEqual(scoreRange('r2', []), { min: 0, max: 1 });
    assert.deepEqual(scoreRange('r2', [[0.2, 0.9], [0.1]]), { min: 0, max: 1 });
    assert.deepEqual(scoreRange('r2', [[-0.5, 0.9], Float64Array.of(-0.25)]), { min: -0.6, max: 1 });
  });

  it('leaves out a beginning far below 0, by which the rest could not be told apart', () => {
    assert.deepEqual(scoreRange('r2', [[-50, 0.1, 0.9], [0.8]]), { min: -1, max: 1 });
  });

  it('shows all of it while it is that bad', () => {
    assert.deepEqual(scoreRange('r2', [[-49.5, -3], [0.8]]), { min: -50, max: 1 });
  });

  it('minds no gaps', () => {
    assert.deepEqual(scoreRange('r2', [[NaN, -0.5, -Infinity]]), { min: -0.6, max: 1 });
  });
});
