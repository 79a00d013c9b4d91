import type { LossOptions } from '../lossOptions';
import type { Tensor } from '../tensor';
import { ratio } from './crossEntropy';
import { dividedBy, perSample, zerosFor, type Loss } from './loss';

/**
 * Kullback–Leibler divergence of the prediction from the target, L = Σₖ tₖ log(tₖ / yₖ), averaged over the samples of a
 * batch: the cross-entropy (δ = 0) less the entropy of the target. 0 · log 0 counts as 0; it is ∞ where the prediction
 * gives no probability to what occurs.
 *
 * Source: S. Kullback, R. A. Leibler, "On information and sufficiency", 1951.
 *
 * @param y predicted probabilities, shape [K] (one sample) or [N, K]
 * @param t target probabilities, same shape
 */
export function klDivergence(y: Tensor, t: Tensor, { reduction }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const target = t.data[k]!;
    const p = y.data[k]!;
    terms[k] = target === 0 && p >= 0 ? 0 : target * logOfRatio(target, p);
    gradient[k] = -ratio(target, p);
  }
  return dividedBy(perSample(y.shape, reduction), terms, gradient);
}

/** log(t / y), also where the quotient overflows beside a probability as small as softmax makes them. */
function logOfRatio(t: number, y: number): number {
  const quotient = t / y;
  return quotient > 0 && quotient < Infinity ? Math.log(quotient) : Math.log(t) - Math.log(y);
}
