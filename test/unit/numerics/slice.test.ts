import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Value } from '../../../src/numerics/argument';
import { Problem } from '../../../src/numerics/problem';
import type { Budget } from '../../../src/numerics/sampling';
import { Section } from '../../../src/numerics/section';
import { sliceOver } from '../../../src/numerics/slice';

const ENDLESS: Budget = { allows: () => true, isSpent: false };

function sectionOf(f: (x: number) => number, at: number): Section {
  return new Section(([x]) => f(x as number), [at], [{ parameter: 0, component: 0 }]);
}

describe('the slice of a function', () => {
  it('has values over the range, NaN where the function throws', () => {
    const f = (x: number) => {
      if (x < 0) throw new Problem('function-threw');
      return x ** 2;
    };
    const { xs, ys } = sliceOver(sectionOf(f, 5), [-10, 10], ENDLESS)!;
    assert.deepEqual([xs.length, xs[0], xs[100], xs[200]], [201, -10, 0, 10]);
    xs.forEach((x, i) => assert.equal(ys[i], x < 0 ? NaN : x ** 2));
  });

  it('goes through the point itself', () => {
    const { xs, ys } = sliceOver(
      sectionOf(x => 2 * x, 0.123),
      [-1, 1],
      ENDLESS,
    )!;
    assert.equal(xs.length, 202);
    assert.equal(ys[xs.indexOf(0.123)], 0.246);
    assert.equal(
      sliceOver(
        sectionOf(x => x, 2),
        [-1, 1],
        ENDLESS,
      )!.xs.length,
      201,
    ); // out of sight
    assert.equal(
      sliceOver(
        sectionOf(x => x, NaN),
        [-1, 1],
        ENDLESS,
      )!.xs.length,
      201,
    );
  });

  it('has no second point where one is the same but for rounding', () => {
    const at = 0.1 + 0.2;
    const { xs } = sliceOver(
      sectionOf(x => x, at),
      [0, 1],
      ENDLESS,
    )!;
    assert.equal(xs.length, 201);
    assert.equal(xs[60], at);
  });

  it('has the values that a parameter in single precision can have', () => {
    const args: Value[] = [Float32Array.of(0.1, 0.7)];
    const section = new Section(([v]) => (v as Float32Array)[1]!, args, [{ parameter: 0, component: 1 }]);
    assert.deepEqual(section.center, [Math.fround(0.7)]);
    const { xs, ys } = sliceOver(section, [0, 1], ENDLESS)!;
    assert.deepEqual(ys, xs);
    assert.equal(xs[20], Math.fround(0.1));
    assert.ok(xs.includes(Math.fround(0.7)));
  });

  it('has fewer points of a function that takes long', () => {
    for (const [calls, points] of [
      [201, 201],
      [200, 101],
      [60, 51],
      [50, 11],
      [10, undefined],
    ] as const) {
      let left: number = calls;
      const budget: Budget = { allows: wanted => wanted <= left, isSpent: false };
      const slice = sliceOver(
        sectionOf(x => (left--, x), 7),
        [0, 1],
        budget,
      );
      assert.equal(slice?.xs.length, points);
      assert.deepEqual(slice?.ys, slice?.xs);
    }
  });

  it('is ascending within its range, and holds the point if that does', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const range = fc.tuple(number, number).filter(([from, to]) => from < to && Number.isFinite(to - from));
    fc.assert(
      fc.property(range, number, ([from, to], at) => {
        const { xs, ys } = sliceOver(
          sectionOf(x => x, at),
          [from, to],
          ENDLESS,
        )!;
        assert.deepEqual(ys, xs);
        assert.ok((xs[0] === from || xs[0] === at) && (xs.at(-1) === to || xs.at(-1) === at));
        xs.forEach((x, i) => assert.ok(x >= from && x <= to && (i === 0 || x >= xs[i - 1]!), String(x)));
        assert.equal(xs.includes(at), from <= at && at <= to);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});
