/**
 * Exponential and its kin of four float32 numbers at a time, each operation rounded as in typescript/elementary32, to the
 * same bits. Each is within two units in the last place of the true value, `exp` within one.
 */

/** Beyond these eˣ is infinite, and 0. */
const LARGEST: f32 = 89;
const SMALLEST: f32 = -104;

const LOG2_E: f32 = 1.44269504;
/** ln 2 in two parts; the products of the first with whole numbers up to 2¹⁵ are exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

/** eˣ = 2ⁿ eʳ with |r| ≤ ½ ln 2. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  return expWithin(f32x4.pmax(f32x4.pmin(x, f32x4.splat(LARGEST)), f32x4.splat(SMALLEST))); // NaN stays NaN
}

/** 1 / (1 + e⁻ˣ), for negative x eˣ / (1 + eˣ): with e = e^−|x| that is a − a · e / (1 + e), a = 1 or e. */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const e = expWithin(f32x4.pmax(f32x4.neg(f32x4.abs(x)), f32x4.splat(SMALLEST)));
  const one = f32x4.splat(1);
  const a = v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0)));
  return f32x4.sub(a, f32x4.mul(a, f32x4.div(e, f32x4.add(one, e))));
}

/**
 * E / (E + 2) with E = e²ˣ − 1, which is a − a · 2a / (E + 2) for a = 1 and for a = E / 2: the former for large x, the
 * latter, which does not cancel, for small.
 */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const one = f32x4.splat(1);
  const doubled = f32x4.pmin(f32x4.abs(f32x4.add(x, x)), f32x4.splat(20)); // tanh 10 is 1
  const n = wholeOf(doubled);
  const power = powerOfTwo(n);
  const e = f32x4.add(f32x4.mul(power, expMinusOne(rest(doubled, n))), f32x4.sub(power, one));
  const a = f32x4.pmin(f32x4.mul(e, f32x4.splat(0.5)), one);
  const y = f32x4.sub(a, f32x4.mul(a, f32x4.div(f32x4.add(a, a), f32x4.add(e, f32x4.splat(2)))));
  return v128.bitselect(x, y, i32x4.splat(i32.MIN_VALUE)); // the sign of x
}

/** eˣ of numbers that are not beyond the range. */
// @ts-ignore: decorator
@inline
function expWithin(x: v128): v128 {
  const n = wholeOf(x);
  const half = f32x4.nearest(f32x4.mul(n, f32x4.splat(0.5)));
  const y = f32x4.add(expMinusOne(rest(x, n)), f32x4.splat(1));
  // In two steps, of which the first is exact: 2ⁿ may be less or more than what there is.
  return f32x4.mul(f32x4.mul(y, powerOfTwo(half)), powerOfTwo(f32x4.sub(n, half)));
}

/** n with x nearest to n ln 2. */
// @ts-ignore: decorator
@inline
function wholeOf(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
}

/** x − n ln 2. */
// @ts-ignore: decorator
@inline
function rest(x: v128, n: v128): v128 {
  const high = f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  return f32x4.sub(high, f32x4.mul(n, f32x4.splat(LN2_LOW)));
}

/** eʳ − 1 for |r| ≤ ½ ln 2: r + r² p(r), p the polynomial with the smallest largest error there. */
// @ts-ignore: decorator
@inline
function expMinusOne(r: v128): v128 {
  let p = f32x4.splat(1.991360119e-4);
  p = multiplyAdd(p, r, 1.394028191e-3);
  p = multiplyAdd(p, r, 8.333274208e-3);
  p = multiplyAdd(p, r, 4.166636656e-2);
  p = multiplyAdd(p, r, 1.666666681e-1);
  p = multiplyAdd(p, r, 0.5000000042);
  return f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r);
}

/** p · r + constant. */
// @ts-ignore: decorator
@inline
function multiplyAdd(p: v128, r: v128, constant: f32): v128 {
  return f32x4.add(f32x4.mul(p, r), f32x4.splat(constant));
}

/** 2ⁿ for whole n from −126 to 127: the last bits of 2²³ + 127 + n, put where an exponent stands. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(f32x4.add(n, f32x4.splat(8388608 + 127)), 23);
}
