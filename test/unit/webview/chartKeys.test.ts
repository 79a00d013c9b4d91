import * as assert from 'node:assert/strict';
import { moveCursor } from '../../../webview/shared/chartKeys';

describe('keys on a chart', () => {
  const at = { series: 0, point: 3 };

  it('walk the points without leaving the chart', () => {
    assert.deepEqual(moveCursor(at, 'ArrowRight', 2, 5), { series: 0, point: 4 });
    assert.deepEqual(moveCursor({ series: 0, point: 4 }, 'ArrowRight', 2, 5), { series: 0, point: 4 });
    assert.deepEqual(moveCursor(at, 'ArrowLeft', 2, 5), { series: 0, point: 2 });
    assert.deepEqual(moveCursor(at, 'Home', 2, 5), { series: 0, point: 0 });
    assert.deepEqual(moveCursor(at, 'End', 2, 5), { series: 0, point: 4 });
  });

  it('change the series in a circle', () => {
    assert.deepEqual(moveCursor(at, 'ArrowDown', 2, 5), { series: 1, point: 3 });
    assert.deepEqual(moveCursor(at, 'ArrowUp', 2, 5), { series: 1, point: 3 });
  });

  it('begin at the first point, or the last with End', () => {
    assert.deepEqual(moveCursor(undefined, 'ArrowRight', 2, 5), { series: 0, point: 0 });
    assert.deepEqual(moveCursor(undefined, 'End', 2, 5), { series: 0, point: 4 });
  });

  it('mean nothing elsewhere', () => {
    assert.equal(moveCursor(at, 'x', 2, 5), undefined);
    assert.equal(moveCursor(at, 'ArrowRight', 2, 0), undefined);
    assert.equal(moveCursor(at, 'ArrowRight', 0, 5), undefined);
  });
});
