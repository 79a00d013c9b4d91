import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Random, splitMix64 } from '../../../src/numerics/random';

const N = 20_000;

function draw(next: () => number): number[] {
  return Array.from({ length: N }, next);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('random numbers', () => {
  it('are those of the published algorithms', () => {
    // Printed by the authors' own C code, xoshiro128starstar.c and splitmix64.c.
    const random = new Random([1, 2, 3, 4]);
    assert.deepEqual(
      Array.from({ length: 10 }, () => random.uint32()),
      [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804],
    );
    const next = splitMix64(1234567n);
    assert.deepEqual(
      [next(), next(), next(), next(), next()],
      [6457827717110365317n, 3203168211198807973n, 9817491932198370423n, 4593380528125082431n, 16408922859458223821n],
    );
  });

  it('are the same for the same seed and purpose, and others for another', () => {
    const first = (seed: number, stream: 'data' | 'weights') => Random.seeded(seed, stream).uint32();
    assert.equal(first(1, 'data'), first(1, 'data'));
    assert.equal(new Set([first(1, 'data'), first(2, 'data'), first(1, 'weights'), first(0, 'data')]).size, 4);
  });

  it('go on from a state that was read', () => {
    const random = Random.seeded(7, 'data');
    random.normal();
    const again = new Random(random.state);
    assert.deepEqual([again.uint32(), again.uniform()], [random.uint32(), random.uniform()]);
  });

  it('have the mean and variance of their distribution', () => {
    const random = Random.seeded(1, 'data');
    const uniform = draw(() => random.uniform());
    assert.ok(uniform.every(u => u >= 0 && u < 1));
    const deviation = Math.sqrt(1 / 12 / N); // of the mean
    assert.ok(Math.abs(mean(uniform) - 0.5) < 4 * deviation);
    const normal = draw(() => random.normal());
    assert.ok(Math.abs(mean(normal)) < 4 / Math.sqrt(N));
    assert.ok(Math.abs(mean(normal.map(x => x * x)) - 1) < 4 * Math.sqrt(2 / N));
    assert.ok(Math.abs(mean(normal.map(x => x ** 4)) - 3) < 4 * Math.sqrt(96 / N));
  });

  it('below n are each as often', () => {
    const random = Random.seeded(2, 'data');
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < N; i++) counts[random.below(6)]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - N / 6) ** 2 / (N / 6), 0);
    assert.ok(chiSquare < 20.5, String(chiSquare)); // 5 degrees of freedom, p = 0.001
  });

  it('put items in every order, and lose none', () => {
    const random = Random.seeded(3, 'data');
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const items = [0, 1, 2];
      random.shuffle(items);
      orders.set(items.join(''), (orders.get(items.join('')) ?? 0) + 1);
    }
    assert.equal(orders.size, 6);
    for (const count of orders.values()) assert.ok(Math.abs(count - 1000) < 130);
    fc.assert(
      fc.property(fc.array(fc.integer()), items => {
        const shuffled = [...items];
        random.shuffle(shuffled);
        assert.deepEqual(shuffled.sort(), [...items].sort());
      }),
      { seed: 1 },
    );
  });
});
