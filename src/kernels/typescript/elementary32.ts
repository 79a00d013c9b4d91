/**
 * Exponential and its kin in single precision, each operation rounded as in assembly/elementary32, to the same bits. Each
 * is within two units in the last place of the true value, `exp` within one (all arguments were tried).
 */

const { fround } = Math;

/** Beyond these eˣ is infinite, and 0. */
const LARGEST = 89;
const SMALLEST = -104;

const LOG2_E = fround(1.44269504);
/** ln 2 in two parts; the products of the first with whole numbers up to 2¹⁵ are exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = fround(-2.1219444e-4);

/** p with eʳ = 1 + r + r² p(r) for |r| ≤ ½ ln 2: the polynomial with the smallest largest error there. */
const [P5, P4, P3, P2, P1, P0] = Float32Array.of(
  1.991360119e-4,
  1.394028191e-3,
  8.333274208e-3,
  4.166636656e-2,
  1.666666681e-1,
  0.5000000042,
) as Iterable<number> as readonly [number, number, number, number, number, number];

/** The least and the greatest exponent of 2 in eˣ. */
const [LEAST, GREATEST] = [-150, 128];

/** 2ⁿ from the least on, in double precision. */
const POWERS_OF_TWO = Float64Array.from({ length: GREATEST - LEAST + 1 }, (_, i) => powerOfTwo(i + LEAST));

function powerOfTwo(n: number): number {
  let power = 1;
  for (let i = 0; i < Math.abs(n); i++) power *= n < 0 ? 0.5 : 2;
  return power;
}

/** eˣ = 2ⁿ eʳ with |r| ≤ ½ ln 2. */
export function exp(x: number): number {
  if (x > LARGEST) return Infinity;
  if (x < SMALLEST) return 0;
  const n = wholeOf(x);
  return fround(fround(expMinusOne(rest(x, n)) + 1) * POWERS_OF_TWO[n - LEAST]!); // of NaN there is none, which gives NaN
}

/** 1 / (1 + e⁻ˣ), for negative x eˣ / (1 + eˣ): with e = e^−|x| that is a − a · e / (1 + e), a = 1 or e. */
export function sigmoid(x: number): number {
  const e = exp(-Math.abs(x));
  const a = x < 0 ? e : 1;
  return fround(a - fround(a * fround(e / fround(1 + e))));
}

/**
 * E / (E + 2) with E = e²ˣ − 1, which is a − a · 2a / (E + 2) for a = 1 and for a = E / 2: the former for large x, the
 * latter, which does not cancel, for small.
 */
export function tanh(x: number): number {
  const doubled = Math.min(Math.abs(2 * x), 20); // tanh 10 is 1
  const n = wholeOf(doubled);
  const power = POWERS_OF_TWO[n - LEAST]!;
  const e = fround(fround(power * expMinusOne(rest(doubled, n))) + fround(power - 1));
  const a = Math.min(fround(e * 0.5), 1);
  const y = fround(a - fround(a * fround((2 * a) / fround(e + 2))));
  return x < 0 || Object.is(x, -0) ? -y : y;
}

/** n with x nearest to n ln 2: to 1.5 · 2²³ only whole numbers can be added. */
function wholeOf(x: number): number {
  return fround(fround(fround(x * LOG2_E) + 12582912) - 12582912);
}

/** x − n ln 2. */
function rest(x: number, n: number): number {
  return fround(fround(x - fround(n * LN2_HIGH)) - fround(n * LN2_LOW));
}

/** eʳ − 1 for |r| ≤ ½ ln 2. */
function expMinusOne(r: number): number {
  let p = P5;
  p = multiplyAdd(p, r, P4);
  p = multiplyAdd(p, r, P3);
  p = multiplyAdd(p, r, P2);
  p = multiplyAdd(p, r, P1);
  p = multiplyAdd(p, r, P0);
  return fround(fround(fround(p * r) * r) + r);
}

/** p · r + constant, each rounded. */
function multiplyAdd(p: number, r: number, constant: number): number {
  return fround(fround(p * r) + constant);
}
