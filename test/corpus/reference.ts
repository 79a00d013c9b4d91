import type { Differentiable } from './corpus';
import { seriesOf, valueOf } from './formula';
import { exactly, type Series } from './series';

/** What there is to know of a differentiable function at a point besides its code. */
export interface Reference {
  /** f′(x), rounded once. */
  readonly derivative: number;
  /**
   * The relative error that the rounding of f's own values leaves to a central difference of high order with the best
   * step: no method of differences does much better, whatever it is.
   */
  readonly attainable: number;
}

/** Powers of (x − x₀) known about a point; the highest are those that a difference of order 8 leaves. */
const ORDER = 11;
const LEFT_OVER = 9;

export function referenceAt({ f, formula }: Differentiable, x: number): Reference {
  const series = seriesOf(formula, x, ORDER);
  return { derivative: series[1]!.toNumber(), attainable: attainableError(series, x, roundingOf(f, formula, x)) };
}

/** How far the code's values are from the formula's about x, beyond what each double is rounded by. */
function roundingOf(f: (x: number) => number, formula: string, x: number): number {
  const reach = x === 0 ? 2 ** -10 : Math.abs(x);
  const offsets = [0, -(2 ** -12) * reach, 2 ** -17 * reach];
  const errors = offsets.map(offset => exactly(f(x + offset)).minus(valueOf(formula, x + offset)));
  return Math.max(...errors.map(error => error.abs().toNumber()).filter(error => !Number.isNaN(error)));
}

/**
 * min over h of (rounding / h + Σ |cₖ| hᵏ⁻¹) / |c₁|, in logarithms as coefficients leave the doubles' range. Steps go up
 * to max(1, |x|), which is all that a point tells of a function's scale, and down to what x ± h can be told apart by.
 */
function attainableError(series: Series, x: number, absolute: number): number {
  const [value, slope, ...others] = series.map(each => logarithmOf(each));
  const leftOver = others.slice(LEFT_OVER - 2);
  const largest = Math.max(0, Math.log2(Math.abs(x)));
  const smallest = Math.log2(Math.abs(x) || 2 ** -12) - 48;
  let best = Infinity;
  for (let h = largest; h >= smallest; h--) {
    const rounding = Math.max(Math.log2(absolute), Math.max(value!, slope! + h) - 53) - h;
    const truncation = leftOver.map((each, i) => each + (LEFT_OVER + i - 1) * h);
    best = Math.min(best, Math.max(rounding, ...truncation));
  }
  return 2 ** (best - slope!);
}

/** log₂ |c|. */
function logarithmOf(coefficient: Series[number]): number {
  if (coefficient.isZero()) return -Infinity;
  const { e: exponent } = coefficient;
  return Math.log2(coefficient.abs().times(`1e${-exponent}`).toNumber()) + exponent * Math.log2(10);
}
