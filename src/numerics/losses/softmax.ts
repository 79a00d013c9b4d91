import type { LossOptions } from '../lossOptions';
import { pairwiseSum } from '../sum';
import type { Tensor } from '../tensor';
import { dividedBy, perSample, timesLog, type Loss } from './loss';

/**
 * Softmax, exp(yₖ − m) / Σⱼ exp(yⱼ − m) of each row, with its largest value m taken off so that nothing overflows.
 *
 * Source: "Deep Learning from Scratch", 3.5.2.
 *
 * @param y logits, shape [K] or [N, K]; finite
 */
export function softmax({ data, shape }: Tensor): Tensor {
  const p = Float64Array.from(data);
  forEachRow({ data: p, shape }, row => {
    const m = row[indexOfLargest(row)]!;
    for (let k = 0; k < row.length; k++) row[k] = Math.exp(row[k]! - m);
    const sum = pairwiseSum(row);
    for (let k = 0; k < row.length; k++) row[k]! /= sum;
  });
  return { data: p, shape };
}

/**
 * Logarithm of the softmax of each row, yₖ − m − log Σⱼ exp(yⱼ − m). The 1 of the largest value is kept out of the sum
 * (log1p), so that the surprise of a nearly certain prediction keeps its digits.
 *
 * @param y logits, shape [K] or [N, K]; finite
 */
export function logSoftmax({ data, shape }: Tensor): Tensor {
  const logs = Float64Array.from(data);
  const powers = new Float64Array(shape.at(-1) ?? 1);
  forEachRow({ data: logs, shape }, row => {
    const largest = indexOfLargest(row);
    const m = row[largest]!;
    for (let k = 0; k < row.length; k++) powers[k] = Math.exp(row[k]! - m);
    powers[largest] = 0;
    const logOfSum = Math.log1p(pairwiseSum(powers));
    for (let k = 0; k < row.length; k++) row[k] = row[k]! - m - logOfSum;
  });
  return { data: logs, shape };
}

/**
 * Softmax cross-entropy, L = −Σₖ tₖ log(softmax(y)ₖ + δ) of logits, averaged over the samples of a batch. With δ = 0 it
 * is exact for any logits; the book's δ = 1e-7 ends at −log δ = 16.118.
 *
 * Source: "Deep Learning from Scratch", 5.6.3; its gradient softmax(y) − t there is that of δ = 0.
 *
 * @param y logits, shape [K] (one sample) or [N, K]; finite
 * @param t target probabilities (one-hot for a class), same shape
 */
export function softmaxCrossEntropy(y: Tensor, t: Tensor, options: LossOptions): Loss {
  const { terms, gradient } = undivided(y, t, options);
  return dividedBy(perSample(y.shape, options.reduction), terms, gradient);
}

/**
 * The same for labels: the sum runs over the logarithms that the labels pick.
 *
 * @param y logits, shape [K] (one sample) or [N, K]; finite
 * @param labels N class numbers below K
 */
export function softmaxCrossEntropyOfLabels(y: Tensor, labels: Uint32Array, options: LossOptions): Loss {
  const { terms, gradient } = undivided(y, oneHot(labels, y.shape), options);
  const classes = y.shape.at(-1)!;
  const picked = Float64Array.from(labels, (label, n) => terms[n * classes + label]!);
  return dividedBy(perSample(y.shape, options.reduction), terms, gradient, picked);
}

/** Terms −t log(p + δ) and, by the chain rule through p = softmax(y), their gradient p Σⱼ tⱼ pⱼ/(pⱼ + δ) − t p/(p + δ). */
function undivided(y: Tensor, t: Tensor, { softmaxDelta: δ }: LossOptions) {
  const logs = logSoftmax(y).data;
  const p = δ === 0 ? logs.map(Math.exp) : softmax(y).data;
  const terms = new Float64Array(p.length);
  const shares = t.data.slice();
  for (let k = 0; k < p.length; k++) {
    const target = t.data[k]!;
    terms[k] = δ === 0 ? (target === 0 ? 0 : -target * logs[k]!) : -timesLog(target, p[k]! + δ);
    if (δ !== 0) shares[k]! *= p[k]! / (p[k]! + δ);
  }
  const gradient = p;
  forEachRow({ data: gradient, shape: y.shape }, (row, start) => {
    const sum = pairwiseSum(shares, start, start + row.length);
    for (let k = 0; k < row.length; k++) row[k] = row[k]! * sum - shares[start + k]!;
  });
  return { terms, gradient };
}

function oneHot(labels: Uint32Array, shape: readonly number[]): Tensor {
  const classes = shape.at(-1)!;
  const data = new Float64Array(labels.length * classes);
  labels.forEach((label, n) => (data[n * classes + label] = 1));
  return { data, shape };
}

/** Visits the rows (along the last axis) in place. */
function forEachRow({ data, shape }: Tensor, visit: (row: Float64Array, start: number) => void): void {
  const length = shape.at(-1) ?? 1;
  for (let start = 0; start < data.length; start += length) visit(data.subarray(start, start + length), start);
}

/** Where the largest value is; the first of several. */
export function indexOfLargest(row: ArrayLike<number>, start = 0, end = row.length): number {
  let largest = start;
  for (let k = start + 1; k < end; k++) if (row[k]! > row[largest]!) largest = k;
  return largest - start;
}
