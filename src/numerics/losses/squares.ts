import type { LossOptions } from '../lossOptions';
import type { Tensor } from '../tensor';
import { dividedBy, perElement, perSample, zerosFor, type Loss } from './loss';

/**
 * Half the sum of squares, L = ½ Σₖ (yₖ − tₖ)², averaged over the samples of a batch.
 *
 * Source: "Deep Learning from Scratch", 4.2.1 (called sum of squares for error there).
 *
 * @param y prediction, shape [K] (one sample) or [N, K]
 * @param t target, same shape
 */
export function halfSumSquares(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const e = y.data[k]! - t.data[k]!;
    terms[k] = 0.5 * e * e; // the half is exact, inside the sum as before it
    gradient[k] = e;
  }
  return dividedBy(perSample(y.shape, reduction), terms, gradient);
}

/**
 * Mean squared error, L = (1/n) Σ (y − t)² over all n elements.
 *
 * @param y prediction, any shape
 * @param t target, same shape
 */
export function meanSquaredError(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const e = y.data[k]! - t.data[k]!;
    terms[k] = e * e;
    gradient[k] = 2 * e;
  }
  return dividedBy(perElement(y, reduction), terms, gradient);
}

/**
 * Root mean squared error, L = √((1/n) Σ (y − t)²), in the unit of the target. Its terms are (y − t)² / (n L), its
 * gradient is (y − t) / (n L); both are 0 at the kink, where prediction and target agree.
 *
 * @param y prediction, any shape
 * @param t target, same shape
 */
export function rootMeanSquaredError(y: Tensor, t: Tensor, options: LossOptions): Loss {
  const { value: square, terms, gradient } = meanSquaredError(y, t, options);
  const value = Math.sqrt(square);
  if (value === 0) return { value, terms, gradient };
  for (let k = 0; k < terms.length; k++) {
    terms[k]! /= value;
    gradient[k]! /= 2 * value; // dL = d(L²) / 2L
  }
  return { value, terms, gradient };
}
