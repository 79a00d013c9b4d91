import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { MinMaxSeries } from '../../../src/series/minMaxSeries';

const SEED = 20_261_121;

function seriesOf(values: readonly number[], maxBuckets: number): MinMaxSeries {
  const series = new MinMaxSeries(maxBuckets);
  series.appendAll(values);
  return series;
}

/** The width that so many steps need: the least power of two with which they fit. */
function widthFor(steps: number, maxBuckets: number): number {
  let width = 1;
  while (width * maxBuckets < steps) width *= 2;
  return width;
}

/** The definition itself: look through each range of steps for its first least and first greatest value. */
function bruteForce(values: readonly number[], maxBuckets: number): [step: number, value: number][] {
  const width = widthFor(values.length, maxBuckets);
  const points: [number, number][] = [];
  for (let start = 0; start < values.length; start += width) {
    const bucket = values.slice(start, start + width).map((value, i): [number, number] => [start + i + 1, value]);
    const numbers = bucket.filter(([, value]) => !Number.isNaN(value));
    if (numbers.length === 0) {
      points.push(bucket[0]!);
      continue;
    }
    const least = Math.min(...numbers.map(([, value]) => value));
    const greatest = Math.max(...numbers.map(([, value]) => value));
    const extremes = [numbers.find(([, value]) => value === least)!, numbers.find(([, value]) => value === greatest)!];
    points.push(...extremes.filter((point, i) => extremes.indexOf(point) === i).sort(([a], [b]) => a - b));
  }
  return points;
}

function pointsOf(series: MinMaxSeries): [number, number][] {
  const { xs, ys } = series.points();
  return Array.from(xs, (x, i) => [x, ys[i]!]);
}

describe('a series reduced to its extremes', () => {
  it('is the series itself while it is short', () => {
    assert.deepEqual(pointsOf(seriesOf([3, 1, 2], 4)), [
      [1, 3],
      [2, 1],
      [3, 2],
    ]);
    assert.deepEqual(pointsOf(seriesOf([], 4)), []);
  });

  it('has the first least and greatest value of every range of steps, in their order', () => {
    const value = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(NaN, Infinity, -Infinity, 1e300),
      fc.float(),
    );
    const values = fc.array(value, { maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), (all, half) => {
        const numbers = all.map(each => (each === 0 ? 0 : each)); // −0 is as high as 0
        assert.deepEqual(pointsOf(seriesOf(numbers, 2 * half)), bruteForce(numbers, 2 * half));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('shows a single spike among a million steps, in few points', () => {
    for (const spike of [1, 314_159, 999_999, 1_000_000]) {
      const series = new MinMaxSeries(1000);
      for (let step = 1; step <= 1_000_000; step++) series.append(step === spike ? 9 : 1 / step);
      const { xs, ys } = series.points();
      assert.equal(ys[xs.indexOf(spike)], 9);
      assert.ok(xs.length <= 2000 && xs.length > 900, `${xs.length} points`);
      assert.equal(series.length, 1_000_000);
    }
  });

  it('keeps what it has shown of full ranges while it grows within its width', () => {
    const series = seriesOf([5, 4, 3, 2, 1], 4); // width 2: [5 4] [3 2] [1
    const before = pointsOf(series).slice(0, 4);
    series.append(7);
    assert.deepEqual(pointsOf(series).slice(0, 4), before);
  });

  it('needs an even number of buckets', () => {
    assert.throws(() => new MinMaxSeries(3), RangeError);
    assert.throws(() => new MinMaxSeries(0), RangeError);
  });
});
