import * as assert from 'node:assert/strict';
import { keepObjects } from '../../../webview/shared/walkableChart';

describe('the series of a chart', () => {
  const named = (...labels: string[]) => labels.map(label => ({ label, data: [] }));

  it('stay the same objects where others come and go before them', () => {
    const before = named('f', 'tangent', 'point', 'pin', 'pin');
    const now = keepObjects(before, named('f', 'point', 'pin', 'pin', 'SGD'));
    assert.deepEqual(
      now.map(each => before.findIndex(other => other === each)),
      [0, 2, 3, 4, -1],
    );
    assert.deepEqual(
      now.map(({ label }) => label),
      ['f', 'point', 'pin', 'pin', 'SGD'],
    );
  });
});
