/** How a derivative is taken from values of the function. */
export const DIFFERENCE_METHODS = ['central', 'forward', 'backward', 'five-point'] as const;
export type DifferenceMethod = (typeof DIFFERENCE_METHODS)[number];

/** The book's step. */
export const DEFAULT_STEP = 1e-4;

/** A function of one variable. */
export type Univariate = (x: number) => number;

/**
 * The derivative f′(x) by a finite difference with step h.
 *
 * Source: "Deep Learning from Scratch", 4.3.1, for the central difference and its divisor `2 * h`, digit for digit; M.
 * Abramowitz and I. Stegun, "Handbook of Mathematical Functions", table 25.2, for five points.
 *
 * @param h the step; truncation falls and rounding grows as it gets smaller
 */
export function difference(f: Univariate, x: number, h: number, method: DifferenceMethod): number {
  switch (method) {
    case 'central':
      return (f(x + h) - f(x - h)) / (2 * h);
    case 'forward':
      return (f(x + h) - f(x)) / h;
    case 'backward':
      return (f(x) - f(x - h)) / h;
    case 'five-point':
      return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
  }
}

/** A derivative, and how far it may be from the true one. */
export interface Difference {
  readonly derivative: number;
  /** Estimate of the error: what the truncation and the rounding of the values contribute. */
  readonly error: number;
}

const EPSILON = Number.EPSILON;

/** The power of h with which the truncation error of a method falls. */
const ORDER: Readonly<Record<DifferenceMethod, number>> = { forward: 1, backward: 1, central: 2, 'five-point': 4 };

/** How many steps from x a method asks for values. */
const REACH: Readonly<Record<DifferenceMethod, number>> = { forward: 1, backward: 1, central: 1, 'five-point': 2 };

/**
 * The derivative with an estimate of its error, infinite where nothing can be said of it.
 *
 * The values carry a relative rounding error of about ε, which the division by h magnifies; to this comes the truncation
 * error. Where the slopes to the right and to the left do not approach each other as h shrinks, as at a kink or a jump,
 * the bar reaches over both.
 *
 * @throws what f throws where the derivative itself needs its value
 */
export function differenceWithError(f: Univariate, x: number, h: number, method: DifferenceMethod): Difference {
  const values = new Map<number, number>();
  const known: Univariate = at => {
    const value = values.get(at) ?? f(at);
    values.set(at, value);
    return value;
  };
  const derivative = difference(known, x, h, method);
  if (!(x - h < x && x < x + h)) return { derivative, error: Infinity }; // the step is rounded away
  const largest = Math.max(...[...values.values()].map(Math.abs));
  const rounding = (2 * EPSILON * largest + EPSILON * Math.abs(x * derivative)) / h;
  const estimated = whereDefined(known);
  const gap = slopesApart(estimated, x, REACH[method] * h);
  const truncation = truncationError(estimated, x, h, method);
  return { derivative, error: truncation + (gap > MANY * rounding ? gap : 0) + rounding };
}

/** The function with NaN where it throws: an estimate makes do with the values there are. */
export function whereDefined(f: Univariate): Univariate {
  return x => {
    try {
      return f(x);
    } catch {
      return NaN;
    }
  };
}

/** The function with each of its values asked for once. */
export function remembered(f: Univariate): Univariate {
  const values = new Map<number, number>();
  return x => {
    if (!values.has(x)) values.set(x, f(x));
    return values.get(x)!;
  };
}

/** The error is estimated to first order only; the bar has room for the orders above. */
const SAFETY = 2;

/**
 * The truncation error E of a difference D. For a method of order p it falls as hᵖ, so that D(2h) − D(h) ≈ (2ᵖ − 1) E(h)
 * and D(h) − D(h/2) ≈ (1 − 2⁻ᵖ) E(h) (L. F. Richardson, 1911); the second where the first would leave the domain.
 */
function truncationError(f: Univariate, x: number, h: number, method: DifferenceMethod): number {
  const power = 2 ** ORDER[method];
  const derivative = difference(f, x, h, method);
  const coarser = Math.abs(difference(f, x, 2 * h, method) - derivative) / (power - 1);
  if (Number.isFinite(coarser)) return SAFETY * coarser;
  const finer = Math.abs(derivative - difference(f, x, h / 2, method)) / (1 - 1 / power);
  return Number.isFinite(finer) ? SAFETY * finer : Infinity;
}

/** Slopes that differ by so many times the rounding error differ. */
const MANY = 24;

/** How much the growth of a gap that vanishes as h may differ from 2 when h doubles. */
const GROWTH_TOLERANCE = 0.4;

/** How many times the last change of slopes that do not converge the bar has room for; down to 0 for a jump. */
const ROOM = 3;

/**
 * How far apart the slopes about x are where they approach no common one as h shrinks; else 0. From h/2 to h and from h
 * to 2h the gap between the slopes to the right and to the left grows by 2 where f is smooth, by 1 where it has a kink at
 * x, by 1/2 where it has a jump; for a kink or a jump beside x it grows otherwise from one to the next. Where f jumps
 * through the middle, or is vertical, there is no gap, but both slopes grow as h shrinks.
 */
function slopesApart(f: Univariate, x: number, h: number): number {
  const [finer, middle, coarser] = [h / 2, h, 2 * h].map(step => {
    const [right, left] = [difference(f, x, step, 'forward'), difference(f, x, step, 'backward')];
    return { gap: Math.abs(right - left), slope: (right + left) / 2 };
  }) as [Slopes, Slopes, Slopes];
  const doubles = (from: Slopes, to: Slopes) => !(Math.abs(to.gap - 2 * from.gap) > GROWTH_TOLERANCE * from.gap);
  const closing = doubles(finer, middle) && doubles(middle, coarser);
  const change = Math.abs(finer.slope - middle.slope);
  const growing = change >= Math.abs(middle.slope - coarser.slope);
  return Math.max(closing ? 0 : Math.max(finer.gap, middle.gap), growing ? ROOM * change : 0);
}

/** Of the slopes over one step to the right and to the left: how far apart they are, and their mean. */
interface Slopes {
  readonly gap: number;
  readonly slope: number;
}
