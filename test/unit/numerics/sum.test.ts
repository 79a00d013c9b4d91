import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { pairwiseSum } from '../../../src/numerics/sum';

/** The sum of doubles without any rounding, as a fraction over 2^1074, rounded once at the end. */
function exactSum(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + scaled(value), 0n);
  const sign = total < 0n ? -1 : 1;
  const digits = (total < 0n ? -total : total).toString(2);
  const excess = Math.max(0, digits.length - 60); // more bits than a double holds, few enough for Number()
  return sign * Number(BigInt(`0b${digits}`) >> BigInt(excess)) * 2 ** (excess - 600) * 2 ** -474;
}

/** value · 2^1074, an integer. */
function scaled(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  const magnitude = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return bits >> 63n ? -magnitude : magnitude;
}

describe('pairwise sum', () => {
  it('adds fewer than eight values in order', () => {
    assert.equal(pairwiseSum([]), 0);
    assert.equal(pairwiseSum([0.1, 0.2, 0.3]), 0.1 + 0.2 + 0.3);
  });

  it("adds in NumPy's order, not from left to right", () => {
    // 2^53 + 1 is no double: only the one added to 2^53 itself is lost, from left to right all would be.
    assert.equal(pairwiseSum([2 ** 53, 1, 1, 1, 1, 1, 1, 1]), 2 ** 53 + 6);
    // The squares of the book's example: a plain loop gives half of 1.1949999999999998.
    const squares = [0.1, 0.05, -0.9, 0, 0.05, 0.1, 0, 0.6, 0, 0].map(difference => difference ** 2);
    assert.equal(0.5 * pairwiseSum(squares), 0.5975);
    assert.equal(0.5 * squares.reduce((a, b) => a + b), 0.5974999999999999);
  });

  it('takes blocks of 128 and the remainder where NumPy does', () => {
    // Powers of two far apart: which partial sums absorb the small values depends on the order alone.
    const large = 2 ** 53;
    const atFront = (n: number) => pairwiseSum([large, ...new Array<number>(n - 1).fill(1)]);
    assert.equal(atFront(9) - large, 8); // the ninth is added to the total, 2^53 + 6 + 1, which rounds to even
    assert.equal(atFront(128) - large, 128 - 16); // the accumulator of the first value absorbs its 15 ones
    assert.equal(atFront(136) - large, 136 - 8); // parts of 64 and 72: its accumulator absorbs 7 ones
  });

  it('is as exact as pairwise summation promises', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 1000 });
    fc.assert(
      fc.property(values, a => {
        const bound = 40 * Number.EPSILON * a.reduce((sum, value) => sum + Math.abs(value), 0);
        assert.ok(Math.abs(pairwiseSum(a) - exactSum(a)) <= bound);
      }),
    );
  });

  it('reads the given range only', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 400 }), fc.nat(400), (a, cut) => {
        const at = Math.min(cut, a.length);
        assert.equal(pairwiseSum(a, 0, at) + pairwiseSum(a, at), pairwiseSum(a));
      }),
    );
  });
});
