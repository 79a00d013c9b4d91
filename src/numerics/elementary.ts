/**
 * Exponential, logarithm and their kin from additions, multiplications, divisions and square roots alone. IEEE 754 rounds
 * those alike everywhere, so these functions give the same bits on every machine, which `Math.exp` and its like need not.
 *
 * Each is within one unit in the last place of the true value, `tanh` and `softplus` within two.
 *
 * Source: the approximations of fdlibm (Sun Microsystems, 1993: e_exp, e_log, k_sin, k_cos), and of Cephes (S. Moshier,
 * 1989: tanh).
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.442695040888963387;

/** 2ᵏ for k = −1074 … 1023, at k + 1074. */
const POWERS_OF_TWO = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2098);
  powers[1074] = 1;
  for (let i = 1075; i < powers.length; i++) powers[i] = 2 * powers[i - 1]!;
  for (let i = 1073; i >= 0; i--) powers[i] = powers[i + 1]! / 2;
  return powers;
}

/** y · 2ᵏ, rounded once; y in [½, 2], k from −1075 to 1024. */
function scaled(y: number, k: number): number {
  if (k > 1023) return y * 2 * POWERS_OF_TWO[k - 1 + 1074]!;
  if (k < -1022) return y * POWERS_OF_TWO[k + 54 + 1074]! * POWERS_OF_TWO[-54 + 1074]!;
  return y * POWERS_OF_TWO[k + 1074]!;
}

/** eˣ = 2ᵏ eʳ with |r| ≤ ½ ln 2; eʳ = 1 + 2r / (R(r²) − r), R a polynomial. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x === Infinity || x > 0 ? Infinity : NaN;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return scaled(1 - (low - (r * c) / (2 - c) - high), k);
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Where in `words` sign, exponent and the upper part of the fraction stand. */
const HIGH = (() => {
  double[0] = 1;
  return words[0] === 0 ? 1 : 0;
})();
/** Upper word of √½. */
const SQRT_HALF = 0x3fe6a09e;

/** ln x = k ln 2 + ln(1 + f) with x = 2ᵏ (1 + f) and 1 + f in [√½, √2]; ln(1 + f) by a series in s = f / (2 + f). */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  double[0] = x;
  if (words[HIGH]! < 0x00100000) {
    double[0] = x * 2 ** 54; // subnormal
    k = -54;
  }
  const upper = words[HIGH]! + (0x3ff00000 - SQRT_HALF);
  k += (upper >>> 20) - 0x3ff;
  words[HIGH] = (upper & 0x000fffff) + SQRT_HALF;
  const f = double[0] - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return s * (half + even + odd) + k * LN2_LOW - half + f + k * LN2_HIGH;
}

/** ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), the integral of the sigmoid; −ln σ(x) is softplus(−x). */
export function softplus(x: number): number {
  const u = exp(-Math.abs(x));
  const w = 1 + u;
  return Math.max(x, 0) + (log(w) + (u - (w - 1)) / w); // the last: what rounding took from u in w
}

/** 1 / (1 + e⁻ˣ), for negative x as eˣ / (1 + eˣ), which does not overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** 1 − 2 / (e²ˣ + 1); near 0, where that cancels, x + x³ P(x²) / Q(x²). */
export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude >= 0.625) {
    const y = 1 - 2 / (exp(2 * magnitude) + 1);
    return x < 0 ? -y : y;
  }
  const z = x * x;
  const p = (-0.9643991794250523 * z - 99.28772310019185) * z - 1614.6876844170845;
  const q = ((z + 112.81167849163293) * z + 2235.4883906010045) * z + 4844.063053251255;
  return x + x * z * (p / q);
}

/** Beyond this the quarter turns are no longer taken off exactly. */
const LARGEST_ANGLE = 1e5;

/** @throws RangeError beyond ±100,000 radians */
export function sin(x: number): number {
  return turned(x, 0);
}

/** @throws RangeError beyond ±100,000 radians */
export function cos(x: number): number {
  return turned(x, 1);
}

/** sin(x + `quarters` · π/2): x = n π/2 + r with |r| ≤ π/4, taken off in three parts. */
function turned(x: number, quarters: number): number {
  if (!(Math.abs(x) <= LARGEST_ANGLE)) {
    if (Number.isFinite(x)) throw new RangeError(`an angle beyond ${LARGEST_ANGLE} radians`);
    return NaN;
  }
  const n = Math.floor(x * (2 / Math.PI) + 0.5);
  // Their products with n are exact; the last part is what the two before leave of π/2.
  const first = x - n * 1.57079632673412561417;
  const rest = n * 6.0771005063039659766e-11;
  const second = first - rest;
  const correction = n * 2.02226624879595063154e-21 - (first - second - rest);
  const r = second - correction;
  const tail = second - r - correction;
  const quadrant = (((n + quarters) % 4) + 4) % 4;
  const value = quadrant % 2 === 0 ? sinOf(r, tail) : cosOf(r, tail);
  return quadrant < 2 ? value : -value;
}

/** sin(r + tail) for |r| ≤ π/4. */
function sinOf(r: number, tail: number): number {
  const z = r * r;
  const cube = z * r;
  const series =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return r - (z * (0.5 * tail - cube * series) - tail - cube * -1.66666666666666324348e-1);
}

/** cos(r + tail) for |r| ≤ π/4. */
function cosOf(r: number, tail: number): number {
  const z = r * r;
  const series =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * series - r * tail));
}
