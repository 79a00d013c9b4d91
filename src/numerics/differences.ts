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

/**
 * The derivative with an estimate of its error.
 *
 * The truncation error of a method of order p falls as hᵖ, so that D(2h) − D(h) ≈ (2ᵖ − 1) · error of D(h) (L. F.
 * Richardson, 1911). The values carry a relative rounding error of about ε, which the division by h magnifies. Where the
 * slopes to the right and to the left do not approach each other as h shrinks, as at a kink or a jump, the bar reaches
 * over both.
 */
export function differenceWithError(f: Univariate, x: number, h: number, method: DifferenceMethod): Difference {
  const values = new Map<number, number>();
  const known: Univariate = at => {
    const value = values.get(at) ?? f(at);
    values.set(at, value);
    return value;
  };
  const derivative = difference(known, x, h, method);
  const coarser = difference(known, x, 2 * h, method);
  const truncation = Math.abs(coarser - derivative) / (2 ** ORDER[method] - 1);
  const gap = sidesApart(known, x, h);
  const largest = Math.max(...[...values.values()].map(Math.abs));
  const rounding = (2 * EPSILON * largest + EPSILON * Math.abs(x * derivative)) / h;
  return { derivative, error: Math.max(truncation, gap > MANY * rounding ? gap : 0) + rounding };
}

/** A gap between the sides so many times the rounding error is none of it. */
const MANY = 24;

/** Between h and 2h the gap of a smooth function grows by 2, that of a kink by 1, that of a jump by 1/2. */
const SMOOTH_GROWTH = 1.5;

/** How far the slopes to the right and to the left are apart, where they do not approach each other; else 0. */
function sidesApart(f: Univariate, x: number, h: number): number {
  const gap = (step: number) => Math.abs(difference(f, x, step, 'forward') - difference(f, x, step, 'backward'));
  return gap(2 * h) < SMOOTH_GROWTH * gap(h) ? gap(h) : 0;
}
