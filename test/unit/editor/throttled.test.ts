import * as assert from 'node:assert/strict';
import { Throttled } from '../../../src/editor/throttled';

const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

describe('throttling', () => {
  it('acts at once, then once more for all that was asked in between', async () => {
    let news = 0;
    const seen: number[] = [];
    const throttled = new Throttled(() => seen.push(news), 20);
    for (news = 1; news <= 5; news++) throttled.request();
    news = 6;
    assert.deepEqual(seen, [1]);
    await wait(60);
    assert.deepEqual(seen, [1, 6]);
    throttled.request();
    assert.deepEqual(seen, [1, 6, 6]);
    throttled.dispose();
  });

  it('does nothing any more when it is disposed of', async () => {
    let count = 0;
    const throttled = new Throttled(() => count++, 10);
    throttled.request();
    throttled.request();
    throttled.dispose();
    await wait(40);
    assert.equal(count, 1);
  });
});
