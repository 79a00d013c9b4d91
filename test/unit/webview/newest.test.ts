import * as assert from 'node:assert/strict';
import { Newest } from '../../../webview/shared/newest';

/** Sends whatever it is given, and answers when told. */
function slowSender() {
  const sent: number[] = [];
  let answer: () => void = () => undefined;
  let idles = 0;
  const newest = new Newest<number>(
    value =>
      new Promise(resolve => {
        sent.push(value);
        answer = resolve;
      }),
    () => idles++,
  );
  const answered = async () => {
    answer();
    await new Promise(setImmediate);
  };
  return { newest, sent, answered, idles: () => idles };
}

describe('the newest of many values', () => {
  it('waits for the answer to the one before, and takes the place of older ones', async () => {
    const { newest, sent, answered, idles } = slowSender();
    for (const value of [1, 2, 3]) newest.offer(value);
    assert.deepEqual(sent, [1]);
    await answered();
    assert.deepEqual([sent, idles()], [[1, 3], 0]);
    await answered();
    assert.deepEqual([sent, idles()], [[1, 3], 1]);
    newest.offer(4);
    assert.deepEqual(sent, [1, 3, 4]);
  });
});
