import type { Reduction } from '../lossOptions';
import { pairwiseSum } from '../sum';
import { sampleCount, type Tensor } from '../tensor';

/** A loss with what it is made of. `terms` add up to `value`; both have the shape of the prediction. */
export interface Loss {
  readonly value: number;
  /** What each element adds to the loss. */
  readonly terms: Float64Array;
  /** ∂L/∂y, the derivative of the value with respect to each element of the prediction. */
  readonly gradient: Float64Array;
}

/** Room for the terms and the gradient of a loss of this prediction. */
export function zerosFor({ data }: Tensor): { terms: Float64Array; gradient: Float64Array } {
  return { terms: new Float64Array(data.length), gradient: new Float64Array(data.length) };
}

/**
 * The loss whose terms were added up without dividing by `n`. The sum is divided, not its terms, as the book and NumPy
 * do, so that the last digits agree.
 *
 * @param summands what is added up in the place of `terms`, where most of these are zero
 */
export function dividedBy(n: number, terms: Float64Array, gradient: Float64Array, summands = terms): Loss {
  const value = pairwiseSum(summands) / n + 0; // −0 + 0 = 0
  for (let k = 0; k < terms.length; k++) {
    terms[k] = terms[k]! / n + 0;
    gradient[k] = gradient[k]! / n + 0;
  }
  return { value, terms, gradient };
}

/** What the losses of whole samples are divided by: a vector is one sample. */
export function perSample(shape: readonly number[], reduction: Reduction): number {
  return reduction === 'mean' ? sampleCount(shape) : 1;
}

/** What the losses of single elements are divided by: a vector of N numbers is N samples. */
export function perElement({ data }: Tensor, reduction: Reduction): number {
  return reduction === 'mean' ? data.length : 1;
}

/** weight · log p, where 0 · log 0 is 0. */
export function timesLog(weight: number, p: number): number {
  return weight === 0 && p >= 0 && p < Infinity ? 0 : weight * Math.log(p);
}
