import * as assert from 'node:assert/strict';
import { Rounds, type Round } from '../../../../src/editor/gradient/rounds';

/** Work that a test ends when it wants to. */
class Workshop {
  /** Wishes whose rounds were begun. */
  readonly begun: string[] = [];
  readonly failures: unknown[] = [];
  private ends: (() => void)[] = [];
  readonly rounds: Rounds<string>;

  /** @param work what a round does after it has waited */
  constructor(work: (wish: string, round: Round) => void | Promise<void> = () => {}) {
    this.rounds = new Rounds(
      async (wish, round) => {
        this.begun.push(wish);
        await new Promise<void>((resolve, reject) => {
          this.ends.push(resolve);
          round.signal.addEventListener('abort', () => reject(new Error('broken off')));
        });
        await work(wish, round);
      },
      error => this.failures.push(error),
    );
  }

  /** Ends what rounds wait for. */
  async go(): Promise<void> {
    const { ends } = this;
    this.ends = [];
    for (const end of ends) end();
    await settled();
  }
}

const settled = () => new Promise(resolve => setImmediate(resolve));

/** Whether a promise is fulfilled or rejected by now, after something is done. */
async function outcome(promise: Promise<void>, before: () => Promise<unknown> = settled): Promise<string> {
  const state = promise.then(
    () => 'answered',
    (error: Error) => error.message,
  );
  await before();
  return Promise.race([state, Promise.resolve('waiting')]);
}

describe('rounds', () => {
  it('carry out a wish at once, and of those during it the newest', async () => {
    const shop = new Workshop();
    const asked = ['a', 'b', 'c', 'd'].map(wish => shop.rounds.ask(wish, false));
    assert.deepEqual(shop.begun, ['a']);
    await shop.go();
    assert.deepEqual(shop.begun, ['a', 'd']);
    assert.deepEqual(await Promise.all(asked.map(each => outcome(each))), [
      'answered',
      'waiting',
      'waiting',
      'waiting',
    ]);
    await shop.go();
    assert.deepEqual(await Promise.all(asked.map(each => outcome(each))), [
      'answered',
      'answered',
      'answered',
      'answered',
    ]);
    assert.deepEqual(shop.begun, ['a', 'd']);
    shop.rounds.dispose();
  });

  it('answer before they end, where they say so', async () => {
    let end = () => {};
    const shop = new Workshop(async (_wish, round) => {
      round.answer();
      await new Promise<void>(resolve => (end = resolve));
    });
    const first = shop.rounds.ask('a', false);
    await shop.go();
    assert.equal(await outcome(first), 'answered');
    const second = shop.rounds.ask('b', false);
    assert.deepEqual(shop.begun, ['a']);
    end();
    await settled();
    assert.deepEqual(shop.begun, ['a', 'b']);
    shop.rounds.dispose();
    assert.equal(await outcome(second), 'answered');
  });

  it('pass on what goes wrong before they have answered, and report what does after', async () => {
    const shop = new Workshop((wish, round) => {
      if (wish === 'late') round.answer();
      throw new Error(wish);
    });
    const early = outcome(shop.rounds.ask('early', false), () => shop.go());
    assert.equal(await early, 'early');
    const late = shop.rounds.ask('late', false);
    await shop.go();
    assert.equal(await outcome(late), 'answered');
    assert.deepEqual(
      shop.failures.map(error => (error as Error).message),
      ['late'],
    );
  });

  it('are broken off by what is urgent if they take long; who asked is answered by that', async () => {
    const shop = new Workshop();
    const slow = shop.rounds.ask('slow', false);
    const urgent = shop.rounds.ask('urgent', true);
    await settled();
    assert.deepEqual(shop.begun, ['slow']); // it has a moment
    while (shop.begun.length < 2) await new Promise(resolve => setTimeout(resolve, 10));
    assert.deepEqual([await outcome(slow), await outcome(urgent)], ['waiting', 'waiting']);
    await shop.go();
    assert.deepEqual([await outcome(slow), await outcome(urgent)], ['answered', 'answered']);
    assert.deepEqual(shop.failures, []);
  });

  it('are not broken off by a move before they have answered', async () => {
    const shop = new Workshop();
    const slow = shop.rounds.ask('slow', false);
    void shop.rounds.ask('move', false);
    await new Promise(resolve => setTimeout(resolve, 400));
    assert.deepEqual(shop.begun, ['slow']);
    await shop.go();
    assert.equal(await outcome(slow), 'answered');
    assert.deepEqual(shop.begun, ['slow', 'move']);
    shop.rounds.dispose();
  });

  it('are broken off by a move once they have answered', async () => {
    const shop = new Workshop(async (_wish, round) => {
      round.answer();
      await new Promise((_resolve, reject) => round.signal.addEventListener('abort', () => reject(new Error())));
    });
    void shop.rounds.ask('slow', false);
    await shop.go();
    void shop.rounds.ask('move', false);
    while (shop.begun.length < 2) await new Promise(resolve => setTimeout(resolve, 10));
    shop.rounds.dispose();
    assert.deepEqual(shop.failures, []);
  });

  it('are late when something waits and a frame is over', async () => {
    const seen: boolean[] = [];
    const shop = new Workshop(async (wish, round) => {
      if (wish !== 'a') return;
      await new Promise(resolve => setTimeout(resolve, 40));
      seen.push(round.isLate);
      void shop.rounds.ask('b', false);
      seen.push(round.isLate);
    });
    const first = shop.rounds.ask('a', false);
    await shop.go();
    await first;
    await shop.go();
    assert.deepEqual(seen, [false, true]);
  });

  it('leave nothing behind when they are disposed of', async () => {
    const timers = () => process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;
    await settled(); // mocha has a timer, too
    const before = timers();
    const shop = new Workshop();
    const asked = [shop.rounds.ask('a', false), shop.rounds.ask('b', true)];
    shop.rounds.dispose();
    assert.deepEqual(await Promise.all(asked.map(each => outcome(each))), ['answered', 'answered']);
    assert.equal(await outcome(shop.rounds.ask('c', true)), 'answered');
    assert.deepEqual(shop.begun, ['a']);
    assert.equal(timers(), before);
  });
});
