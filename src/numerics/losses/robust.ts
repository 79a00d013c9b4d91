import type { LossOptions } from '../lossOptions';
import type { Tensor } from '../tensor';
import { dividedBy, perElement, zerosFor, type Loss } from './loss';

/**
 * Mean absolute error, L = (1/n) Σ |y − t| over all n elements; the gradient is taken as 0 at the kink y = t.
 *
 * @param y prediction, any shape
 * @param t target, same shape
 */
export function meanAbsoluteError(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const e = y.data[k]! - t.data[k]!;
    terms[k] = Math.abs(e);
    gradient[k] = Math.sign(e);
  }
  return dividedBy(perElement(y, reduction), terms, gradient);
}

/**
 * Huber loss, the mean of ½ e² where |e| ≤ δ and of δ (|e| − δ/2) beyond, with e = y − t: a square near the target, a
 * straight line away from it.
 *
 * Source: P. J. Huber, "Robust estimation of a location parameter", 1964.
 *
 * @param y prediction, any shape
 * @param t target, same shape
 */
export function huber(y: Tensor, t: Tensor, { reduction, huberDelta: δ }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const e = y.data[k]! - t.data[k]!;
    const size = Math.abs(e);
    terms[k] = size <= δ ? 0.5 * e * e : δ * (size - 0.5 * δ);
    gradient[k] = Math.max(-δ, Math.min(δ, e));
  }
  return dividedBy(perElement(y, reduction), terms, gradient);
}

/**
 * Log-cosh, L = (1/n) Σ log cosh(y − t) over all n elements: ½ e² for a small error e, |e| − log 2 for a large one.
 *
 * @param y prediction, any shape
 * @param t target, same shape
 */
export function logCosh(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const e = y.data[k]! - t.data[k]!;
    terms[k] = logOfCosh(Math.abs(e));
    gradient[k] = Math.tanh(e);
  }
  return dividedBy(perElement(y, reduction), terms, gradient);
}

/** log cosh e for e ≥ 0: near 0 by cosh e = 1 + 2 sinh²(e/2), so that no digits cancel; beyond, without overflow. */
function logOfCosh(e: number): number {
  if (e >= 1) return e + Math.log1p(Math.exp(-2 * e)) - Math.LN2;
  const s = Math.sinh(e / 2);
  return Math.log1p(2 * s * s);
}

/**
 * Hinge loss, L = (1/n) Σ max(0, 1 − t y) of scores y for targets ±1; the gradient is taken as 0 at the kink t y = 1.
 *
 * @param y scores, any shape
 * @param t −1 or 1, same shape
 */
export function hinge(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const short = 1 - t.data[k]! * y.data[k]!; // of a margin of 1
    terms[k] = Math.max(0, short);
    gradient[k] = short <= 0 ? 0 : -t.data[k]!;
  }
  return dividedBy(perElement(y, reduction), terms, gradient);
}
