import * as assert from 'node:assert/strict';
import { mergedMoves, type PointValues } from '../../../webview/gradient/moves';
import { Newest } from '../../../webview/shared/newest';

type Move = PointValues[number];

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

  it('is made of all that wait, where they are parts of one', async () => {
    const sent: string[] = [];
    const newest = new Newest<string>(
      value => Promise.resolve(void sent.push(value)),
      () => undefined,
      (waiting, newer) => waiting + newer,
    );
    for (const value of ['a', 'b', 'c', 'd']) newest.offer(value);
    await new Promise(setImmediate);
    assert.deepEqual(sent, ['a', 'bcd']);
  });
});

describe('moves that wait', () => {
  const [x, y, z] = [0, 1, 2].map(variable => ({ variable, value: 10 * variable })) as [Move, Move, Move];

  it('are one move of each variable to where it was moved last', () => {
    assert.deepEqual(mergedMoves([x], [y]), [x, y]);
    assert.deepEqual(mergedMoves([x, y], [{ ...x, value: 7 }]), [y, { ...x, value: 7 }]);
    assert.deepEqual(mergedMoves([x, y], [z]), [y, z]); // two at most are sent
  });
});
