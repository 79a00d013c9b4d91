import type { LossOptions } from '../lossOptions';
import type { Tensor } from '../tensor';
import { dividedBy, perSample, zerosFor, type Loss } from './loss';

/**
 * Information content, −log p of each probability: how surprising it is. In nats for the base e, in bits for 2.
 *
 * Source: C. E. Shannon, "A mathematical theory of communication", 1948.
 *
 * @param p probabilities, any shape
 */
export function information({ data, shape }: Tensor, { base }: LossOptions): Tensor {
  const log = logarithm(base);
  return { data: data.map(p => 0 - log(p)), shape };
}

/**
 * Entropy, H = −Σₖ pₖ log pₖ: the information content to be expected, averaged over the rows of a batch. 0 · log 0
 * counts as 0; the slope there is ∞.
 *
 * @param y probabilities p, shape [K] or [N, K]
 */
export function entropy(y: Tensor, { base, reduction }: LossOptions): Loss {
  const log = logarithm(base);
  const logOfE = 1 / Math.log(base);
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const p = y.data[k]!;
    const logOfP = log(p);
    terms[k] = p === 0 ? 0 : -p * logOfP;
    gradient[k] = -(logOfP + logOfE);
  }
  return dividedBy(perSample(y.shape, reduction), terms, gradient);
}

/** The logarithm to a base; for 2 and 10 the one that is exact for their powers. */
function logarithm(base: number): (x: number) => number {
  if (base === Math.E) return Math.log;
  if (base === 2) return Math.log2;
  if (base === 10) return Math.log10;
  return x => Math.log(x) / Math.log(base);
}
