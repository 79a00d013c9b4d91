import * as assert from 'node:assert/strict';
import { parameterCount } from '../../../webview/train/network';
import { pathOf } from '../../../webview/train/sparkline';

describe('the Train page', () => {
  it('counts weights and biases', () => {
    assert.equal(parameterCount([64, 50, 10]), 64 * 50 + 50 + 50 * 10 + 10);
    assert.equal(parameterCount([2, 3]), 9);
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
