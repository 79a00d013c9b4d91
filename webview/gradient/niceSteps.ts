/** Steps of 1, 2 or 5 times a power of ten: what a person would change a number by. */

/** Of what is in sight, a step is about this part. */
const PART = 40;

interface Decimal {
  readonly digit: 1 | 2 | 5;
  readonly exponent: number;
}

/**
 * The next number above or below that is a multiple of a nice step, for stepping through a range.
 *
 * A number that is not finite, or so large that a step is less than its last digit, stays.
 *
 * @param range length of what is in sight, positive
 * @param direction 1 or −1
 */
export function stepped(x: number, range: number, direction: number): number {
  const step = nice(range / PART);
  const position = x / toNumber(step, 1);
  // A number that is a multiple but for rounding goes to the next one.
  const slack = 1e-9 * Math.max(1, Math.abs(position));
  const count = direction > 0 ? Math.floor(position + slack) + 1 : Math.ceil(position - slack) - 1;
  const next = toNumber(step, count);
  return Number.isFinite(next) ? next : x;
}

/** The nice number nearest to a positive one, as their ratios go. */
function nice(x: number): Decimal {
  const exponent = Math.floor(Math.log10(x));
  const mantissa = x / 10 ** exponent;
  if (mantissa >= Math.sqrt(50)) return { digit: 1, exponent: exponent + 1 };
  return { digit: mantissa < Math.SQRT2 ? 1 : mantissa < Math.sqrt(10) ? 2 : 5, exponent };
}

/** So many times a decimal number, rounded once: 3 × 0.1 is 0.3. */
function toNumber({ digit, exponent }: Decimal, count: number): number {
  return Number(`${count * digit}e${exponent}`);
}
