/**
 * The functions of numerics/elementary of two float64 numbers at a time, to the same bits: the same operations in the same
 * order, and a choice by lanes where there the ways part.
 */

const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const LOG2_E: f64 = 1.442695040888963387;

/** Beyond these eˣ is infinite, and 0. */
const LARGEST: f64 = 709.782712893384;
const SMALLEST: f64 = -745.1332191019412;

/** eˣ = 2ᵏ eʳ with |r| ≤ ½ ln 2; eʳ = 1 + 2r / (R(r²) − r), R a polynomial. */
export function exp(x: v128): v128 {
  const within = f64x2.pmax(f64x2.pmin(x, f64x2.splat(LARGEST)), f64x2.splat(SMALLEST)); // NaN stays NaN
  const k = f64x2.floor(f64x2.add(f64x2.mul(within, f64x2.splat(LOG2_E)), f64x2.splat(0.5)));
  const high = f64x2.sub(within, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
  const low = f64x2.mul(k, f64x2.splat(LN2_LOW));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.splat(4.13813679705723846039e-8);
  p = multiplyAdd(p, t, -1.6533902205465251539e-6);
  p = multiplyAdd(p, t, 6.61375632143793436117e-5);
  p = multiplyAdd(p, t, -2.77777777770155933842e-3);
  p = multiplyAdd(p, t, 1.66666666666666019037e-1);
  const c = f64x2.sub(r, f64x2.mul(t, p));
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c));
  const y = scaled(f64x2.sub(f64x2.splat(1), f64x2.sub(f64x2.sub(low, quotient), high)), k);
  const infinite = f64x2.ge(x, f64x2.splat(LARGEST));
  return v128.andnot(v128.bitselect(f64x2.splat(Infinity), y, infinite), f64x2.lt(x, f64x2.splat(SMALLEST)));
}

/** y · 2ᵏ in two steps, of which the first is exact; y in [½, 2], k from −1075 to 1024. */
// @ts-ignore: decorator
@inline
function scaled(y: v128, k: v128): v128 {
  const half = f64x2.floor(f64x2.mul(k, f64x2.splat(0.5)));
  return f64x2.mul(f64x2.mul(y, powerOfTwo(half)), powerOfTwo(f64x2.sub(k, half)));
}

/** 2ⁿ for whole n from −1022 to 1023: the last bits of 2⁵² + 1023 + n, put where an exponent stands. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i64x2.shl(f64x2.add(n, f64x2.splat(4503599627370496 + 1023)), 52);
}

/** p · t + constant. */
// @ts-ignore: decorator
@inline
function multiplyAdd(p: v128, t: v128, constant: f64): v128 {
  return f64x2.add(f64x2.mul(p, t), f64x2.splat(constant));
}

/** Upper word of √½, and what stands below the exponent. */
const SQRT_HALF: i64 = 0x3fe6a09e00000000;
const FRACTION: i64 = 0x000fffffffffffff;
const TWO_52: f64 = 4503599627370496;

/** ln x = k ln 2 + ln(1 + f) with x = 2ᵏ (1 + f) and 1 + f in [√½, √2]; ln(1 + f) by a series in s = f / (2 + f). */
export function log(x: v128): v128 {
  const subnormal = f64x2.lt(x, f64x2.splat(2.2250738585072014e-308));
  const normal = v128.bitselect(f64x2.mul(x, f64x2.splat(18014398509481984)), x, subnormal);
  const upper = i64x2.add(normal, i64x2.splat(0x3ff0000000000000 - SQRT_HALF));
  const f = f64x2.sub(
    i64x2.add(v128.and(upper, i64x2.splat(FRACTION)), i64x2.splat(SQRT_HALF)),
    f64x2.splat(1),
  );
  const exponent = v128.or(i64x2.shr_u(upper, 52), f64x2.splat(TWO_52)); // 2⁵² + 1023 + k
  const bias = v128.bitselect(f64x2.splat(TWO_52 + 1023 + 54), f64x2.splat(TWO_52 + 1023), subnormal);
  const y = logOf(f, f64x2.sub(exponent, bias));
  const finite = v128.and(f64x2.gt(x, f64x2.splat(0)), f64x2.lt(x, f64x2.splat(Infinity)));
  // √x is what ln x is for the others: NaN for NaN and negative numbers, ∞ for ∞.
  const other = v128.bitselect(f64x2.splat(-Infinity), f64x2.sqrt(x), f64x2.eq(x, f64x2.splat(0)));
  return v128.bitselect(y, other, finite);
}

/** ln(1 + f) + k ln 2. */
// @ts-ignore: decorator
@inline
function logOf(f: v128, k: v128): v128 {
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = multiplyAdd(f64x2.splat(1.531383769920937332e-1), w, 2.222219843214978396e-1);
  even = f64x2.mul(multiplyAdd(even, w, 3.999999999940941908e-1), w);
  let odd = multiplyAdd(f64x2.splat(1.479819860511658591e-1), w, 1.818357216161805012e-1);
  odd = multiplyAdd(odd, w, 2.857142874366239149e-1);
  odd = f64x2.mul(multiplyAdd(odd, w, 6.66666666666673513e-1), z);
  let y = f64x2.mul(s, f64x2.add(f64x2.add(half, even), odd));
  y = f64x2.add(y, f64x2.mul(k, f64x2.splat(LN2_LOW)));
  y = f64x2.add(f64x2.sub(y, half), f);
  return f64x2.add(y, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
}

/** ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), the integral of the sigmoid; −ln σ(x) is softplus(−x). */
export function softplus(x: v128): v128 {
  const u = exp(f64x2.neg(f64x2.abs(x)));
  const one = f64x2.splat(1);
  const w = f64x2.add(one, u);
  const lost = f64x2.div(f64x2.sub(u, f64x2.sub(w, one)), w); // what rounding took from u in w
  return f64x2.add(f64x2.max(x, f64x2.splat(0)), f64x2.add(log(w), lost));
}

/** 1 / (1 + e⁻ˣ), for negative x as eˣ / (1 + eˣ), which does not overflow. */
export function sigmoid(x: v128): v128 {
  const e = exp(f64x2.neg(f64x2.abs(x)));
  const one = f64x2.splat(1);
  return f64x2.div(v128.bitselect(e, one, f64x2.lt(x, f64x2.splat(0))), f64x2.add(one, e));
}

/** 1 − 2 / (e²ˣ + 1); near 0, where that cancels, x + x³ P(x²) / Q(x²). */
export function tanh(x: v128): v128 {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const magnitude = f64x2.abs(x);
  const large = f64x2.sub(one, f64x2.div(two, f64x2.add(exp(f64x2.mul(two, magnitude)), one)));
  const z = f64x2.mul(x, x);
  let p = multiplyAdd(f64x2.splat(-0.9643991794250523), z, -99.28772310019185);
  p = multiplyAdd(p, z, -1614.6876844170845);
  let q = f64x2.add(z, f64x2.splat(112.81167849163293));
  q = multiplyAdd(q, z, 2235.4883906010045);
  q = multiplyAdd(q, z, 4844.063053251255);
  const small = f64x2.add(x, f64x2.mul(f64x2.mul(x, z), f64x2.div(p, q)));
  const signed = v128.bitselect(x, large, i64x2.splat(i64.MIN_VALUE)); // the sign of x
  return v128.bitselect(signed, small, f64x2.ge(magnitude, f64x2.splat(0.625)));
}
