import type { LossOptions } from '../lossOptions';
import type { Tensor } from '../tensor';
import { dividedBy, perElement, perSample, timesLog, zerosFor, type Loss } from './loss';

/**
 * Cross-entropy, L = −Σₖ tₖ log(yₖ + δ), averaged over the samples of a batch. 0 · log 0 counts as 0.
 *
 * Source: "Deep Learning from Scratch", 4.2.2 and 4.2.4, with its δ inside the logarithm: a certain prediction
 * therefore has the slightly negative loss −log(1 + δ).
 *
 * @param y predicted probabilities, shape [K] (one sample) or [N, K]
 * @param t target probabilities (one-hot for a class), same shape
 */
export function crossEntropy(y: Tensor, t: Tensor, { reduction, delta: δ }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const target = t.data[k]!;
    const p = y.data[k]! + δ;
    terms[k] = -timesLog(target, p);
    gradient[k] = -ratio(target, p);
  }
  return dividedBy(perSample(y.shape, reduction), terms, gradient);
}

/**
 * Cross-entropy of labels, L = −(1/N) Σₙ log(yₙ,ₗ₍ₙ₎ + δ): the sum runs over the probabilities that the labels pick.
 *
 * Source: "Deep Learning from Scratch", 4.2.4.
 *
 * @param y predicted probabilities, shape [K] (one sample) or [N, K]
 * @param labels N class numbers below K
 */
export function crossEntropyOfLabels(y: Tensor, labels: Uint32Array, { reduction, delta: δ }: LossOptions): Loss {
  const classes = y.shape.at(-1)!;
  const terms = new Float64Array(y.data.length);
  const gradient = new Float64Array(y.data.length);
  const picked = labels.map((label, n) => n * classes + label);
  const summands = Float64Array.from(picked, k => -Math.log(y.data[k]! + δ));
  picked.forEach((k, n) => {
    terms[k] = summands[n]!;
    gradient[k] = -1 / (y.data[k]! + δ);
  });
  return dividedBy(perSample(y.shape, reduction), terms, gradient, summands);
}

/**
 * Binary cross-entropy, L = −(1/n) Σ (t log(y + δ) + (1 − t) log(1 − y + δ)) over all n elements.
 *
 * @param y predicted probabilities of class 1, any shape
 * @param t 0, 1 or a probability, same shape
 */
export function binaryCrossEntropy(y: Tensor, t: Tensor, { reduction, delta: δ }: LossOptions): Loss {
  const { terms, gradient } = zerosFor(y);
  for (let k = 0; k < terms.length; k++) {
    const target = t.data[k]!;
    const ofOne = y.data[k]! + δ;
    const ofZero = 1 - y.data[k]! + δ;
    terms[k] = -timesLog(target, ofOne) - timesLog(1 - target, ofZero);
    gradient[k] = ratio(1 - target, ofZero) - ratio(target, ofOne);
  }
  return dividedBy(perElement(y, reduction), terms, gradient);
}

/** weight / p, the derivative of weight · log p; 0 where that is 0 · log 0. */
export function ratio(weight: number, p: number): number {
  return weight === 0 && p === 0 ? 0 : weight / p;
}
