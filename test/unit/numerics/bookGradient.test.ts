import * as assert from 'node:assert/strict';
import { bookGradient } from '../../../src/numerics/bookGradient';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { Problem } from '../../../src/numerics/problem';

const bowl: Multivariate = ([x]) => (x as number[]).reduce((sum, value) => sum + value ** 2, 0);

describe("the book's gradient", () => {
  it('is the one the book prints, digit for digit', () => {
    const line: Multivariate = ([x]) => 0.01 * (x as number) ** 2 + 0.1 * (x as number);
    assert.deepEqual(bookGradient(line, [5]), [[0.1999999999990898]]);
    assert.deepEqual(bookGradient(line, [10]), [[0.2999999999986347]]);
    assert.deepEqual(bookGradient(bowl, [[3, 4]]), [[6.00000000000378, 7.999999999999119]]);
    assert.deepEqual(bookGradient(bowl, [[0, 2]]), [[0, 4.000000000004]]);
    assert.deepEqual(bookGradient(bowl, [[0.3, 0.3]]), [[0.6000000000000449, 0.6000000000000449]]);
  });

  it('has a list for each parameter that consists of numbers, row-major, or for those asked for', () => {
    const f: Multivariate = ([a, , w]) => {
      const [[p, q], [r, s]] = w as [[number, number], [number, number]];
      return 8 * (a as number) + p + 2 * q + 4 * r + 16 * s;
    };
    const args = [
      0,
      'mean',
      [
        [0, 0],
        [0, 0],
      ],
    ];
    assert.deepEqual(bookGradient(f, args), [[8], [1, 2, 4, 16]]);
    assert.deepEqual(bookGradient(f, args, [2]), [[1, 2, 4, 16]]);
  });

  it('is the Jacobian of several results, a row for each', () => {
    const f: Multivariate = ([x]) => {
      const [a, b] = x as [number, number];
      return Float64Array.of(a, 2 * b, a * b);
    };
    assert.deepEqual(bookGradient(f, [Float64Array.of(0, 0)]), [[1, 0, 0, 2, 0, 0]]);
  });

  it('is NaN where the function throws, and moves in place what it was given', () => {
    const f: Multivariate = ([x]) => {
      const [a, b] = x as [number, number];
      if (b > 0) throw new Problem('function-threw');
      return a;
    };
    const point = [0, 0];
    assert.deepEqual(bookGradient(f, [point]), [[1, NaN]]);
    assert.deepEqual(point, [0, 0]);
  });

  it('gives copies to a function that changes its arguments', () => {
    const f: Multivariate = ([x]) => {
      const sorted = (x as number[]).sort();
      return sorted[0]! + 3 * sorted[1]!;
    };
    const [[first, second]] = bookGradient(f, [[2, 1]]) as [[number, number]];
    assert.ok(Math.abs(first - 3) < 1e-9 && Math.abs(second - 1) < 1e-9, `${first}, ${second}`);
  });
});
