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

type OfElement = (y: number, t: number) => number;

/**
 * The loss (1/n) Σ term(yₖ, tₖ) over all elements, row-major.
 *
 * @param slope ∂term/∂y
 */
export function lossOfElements(y: Tensor, t: Tensor, n: number, term: OfElement, slope: OfElement): Loss {
  const terms = new Float64Array(y.data.length);
  const gradient = new Float64Array(y.data.length);
  for (let k = 0; k < terms.length; k++) {
    terms[k] = term(y.data[k]!, t.data[k]!);
    gradient[k] = slope(y.data[k]!, t.data[k]!);
  }
  return dividedBy(n, terms, gradient);
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
