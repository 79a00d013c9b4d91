import type { LossOptions, Reduction } from './lossOptions';
import { pairwiseSum } from './sum';
import { sampleCount, type Tensor } from './tensor';

/** A loss with what it is made of. `terms` add up to `value`; both have the shape of the prediction. */
export interface Loss {
  readonly value: number;
  /** What each element adds to the loss. */
  readonly terms: Float64Array;
  /** ∂L/∂y, the derivative of the value with respect to each element of the prediction. */
  readonly gradient: Float64Array;
}

/**
 * Half the sum of squares, L = ½ Σₖ (yₖ − tₖ)², averaged over the samples of a batch.
 *
 * Source: "Deep Learning from Scratch", 4.2.1 (called sum of squares for error there).
 *
 * @param y prediction, shape [K] or [N, K]
 * @param t target, same shape
 */
export function halfSumSquares(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const n = divisor(y.shape, reduction);
  const terms = new Float64Array(y.data.length);
  const gradient = new Float64Array(y.data.length);
  for (let k = 0; k < terms.length; k++) {
    const difference = y.data[k]! - t.data[k]!;
    terms[k] = difference * difference;
    gradient[k] = difference / n;
  }
  // The factor is applied to the sum, as in the book, so that the last digits agree with NumPy's.
  const value = (0.5 * pairwiseSum(terms)) / n;
  for (let k = 0; k < terms.length; k++) terms[k] = (0.5 * terms[k]!) / n;
  return { value, terms, gradient };
}

/**
 * Cross-entropy, L = −Σₖ tₖ log(yₖ + δ), averaged over the samples of a batch. 0 · log 0 counts as 0.
 *
 * Source: "Deep Learning from Scratch", 4.2.2 and 4.2.4, with its δ inside the logarithm: a certain prediction
 * therefore has the slightly negative loss −log(1 + δ).
 *
 * @param y predicted probabilities, shape [K] or [N, K]
 * @param t target probabilities (one-hot for a class), same shape
 */
export function crossEntropy(y: Tensor, t: Tensor, { reduction, delta }: LossOptions): Loss {
  const n = divisor(y.shape, reduction);
  const terms = new Float64Array(y.data.length);
  const gradient = new Float64Array(y.data.length);
  for (let k = 0; k < terms.length; k++) {
    const target = t.data[k]!;
    const probability = y.data[k]! + delta;
    if (target === 0 && probability === 0) continue; // 0 · log 0
    terms[k] = target * Math.log(probability);
    gradient[k] = negate(target / probability) / n;
  }
  const value = negate(pairwiseSum(terms)) / n;
  for (let k = 0; k < terms.length; k++) terms[k] = negate(terms[k]!) / n;
  return { value, terms, gradient };
}

function divisor(shape: readonly number[], reduction: Reduction): number {
  return reduction === 'mean' ? sampleCount(shape) : 1;
}

/** Minus x, without turning 0 into −0. */
function negate(x: number): number {
  return 0 - x;
}
