/**
 * Exponential and its kin of four float32 numbers at a time, each within two units in the last place of the true value
 * (all arguments were tried, in both builds). Without relaxed SIMD they give the bits of typescript/elementary32.
 */
import { loadSplat, multiplyAdd, multiplySubtract } from './vectors';

// Constants stand in memory: one in the code is made anew each time round a loop, in three instructions.

const HALF: usize = memory.data<f32>([0.5]);
const ONE: usize = memory.data<f32>([1]);
const TWO: usize = memory.data<f32>([2]);

/** Beyond these eˣ is infinite, and 0. */
const LARGEST: usize = memory.data<f32>([89]);
const SMALLEST: usize = memory.data<f32>([-104]);

/** Beyond this tanh x is 1, for 2x. */
const LARGEST_DOUBLED: usize = memory.data<f32>([20]);

const LOG2_E: usize = memory.data<f32>([1.44269504]);
/** ln 2 in two parts; the products of the first with whole numbers up to 2¹⁵ are exact. */
const LN2_HIGH: usize = memory.data<f32>([0.693359375]);
const LN2_LOW: usize = memory.data<f32>([-2.1219444e-4]);

/** p with eʳ = 1 + r + r² p(r) for |r| ≤ ½ ln 2: the polynomial with the smallest largest error there. */
const P0: usize = memory.data<f32>([0.5000000042]);
const P1: usize = memory.data<f32>([1.666666681e-1]);
const P2: usize = memory.data<f32>([4.166636656e-2]);
const P3: usize = memory.data<f32>([8.333274208e-3]);
const P4: usize = memory.data<f32>([1.394028191e-3]);
const P5: usize = memory.data<f32>([1.991360119e-4]);

/** 2²³ + 127. */
const EXPONENT: usize = memory.data<f32>([8388608 + 127]);

/** eˣ = 2ⁿ eʳ with |r| ≤ ½ ln 2. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  return expWithin(f32x4.pmin(x, all(LARGEST))); // NaN stays NaN
}

/** 1 / (1 + e⁻ˣ), for negative x eˣ / (1 + eˣ): with e = e^−|x| that is a − a · e / (1 + e), a = 1 or e. */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const e = expWithin(f32x4.neg(f32x4.abs(x)));
  const a = v128.bitselect(e, all(ONE), f32x4.lt(x, f32x4.splat(0)));
  return multiplySubtract<f32>(a, f32x4.div(e, f32x4.add(all(ONE), e)), a);
}

/**
 * E / (E + 2) with E = e²ˣ − 1, which is a − a · 2a / (E + 2) for a = 1 and for a = E / 2: the former for large x, the
 * latter, which does not cancel, for small.
 */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const doubled = f32x4.pmin(f32x4.abs(f32x4.add(x, x)), all(LARGEST_DOUBLED));
  const n = wholeOf(doubled);
  const power = powerOfTwo(n);
  const e = multiplyAdd<f32>(power, expMinusOne(rest(doubled, n)), f32x4.sub(power, all(ONE)));
  const a = f32x4.pmin(f32x4.mul(e, all(HALF)), all(ONE));
  const y = multiplySubtract<f32>(a, f32x4.div(f32x4.add(a, a), f32x4.add(e, all(TWO))), a);
  return v128.bitselect(x, y, i32x4.splat(i32.MIN_VALUE)); // the sign of x
}

/** eˣ for x up to the largest. */
// @ts-ignore: decorator
@inline
function expWithin(upTo: v128): v128 {
  const x = f32x4.pmax(upTo, all(SMALLEST));
  const n = wholeOf(x);
  const half = f32x4.nearest(f32x4.mul(n, all(HALF)));
  const y = f32x4.add(expMinusOne(rest(x, n)), all(ONE));
  // In two steps, of which the first is exact: 2ⁿ may be less or more than what there is.
  return f32x4.mul(f32x4.mul(y, powerOfTwo(half)), powerOfTwo(f32x4.sub(n, half)));
}

/** n with x nearest to n ln 2. */
// @ts-ignore: decorator
@inline
function wholeOf(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, all(LOG2_E)));
}

/** x − n ln 2. */
// @ts-ignore: decorator
@inline
function rest(x: v128, n: v128): v128 {
  return multiplySubtract<f32>(n, all(LN2_LOW), multiplySubtract<f32>(n, all(LN2_HIGH), x));
}

/** eʳ − 1 for |r| ≤ ½ ln 2. */
// @ts-ignore: decorator
@inline
function expMinusOne(r: v128): v128 {
  let p = all(P5);
  p = multiplyAdd<f32>(p, r, all(P4));
  p = multiplyAdd<f32>(p, r, all(P3));
  p = multiplyAdd<f32>(p, r, all(P2));
  p = multiplyAdd<f32>(p, r, all(P1));
  p = multiplyAdd<f32>(p, r, all(P0));
  return multiplyAdd<f32>(f32x4.mul(p, r), r, r);
}

/** 2ⁿ for whole n from −126 to 127: the last bits of 2²³ + 127 + n, put where an exponent stands. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(f32x4.add(n, all(EXPONENT)), 23);
}

// @ts-ignore: decorator
@inline
function all(constant: usize): v128 {
  return loadSplat<f32>(constant);
}
