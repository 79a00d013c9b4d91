import type { LossComparison } from '../../src/editor/loss/messages';
import { pairwiseSum } from '../../src/numerics/sum';
import { elementCount, positionOf } from '../../src/numerics/tensor';
import { formatPosition } from '../../src/words/numbers';

/** The elements of the arrays that the host sent, and how they are cut into samples. */
export interface ShownElements {
  /** An index in a vector, a position `[row][column]` in a batch. */
  readonly labels: readonly string[];
  readonly prediction: Float64Array;
  /** Of the prediction's form: class labels are written out one-hot. */
  readonly target: Float64Array | undefined;
  /** How many elements there are in all. */
  readonly total: number;
  /** Shape of one sample; of an array that is no batch, its own. */
  readonly sampleShape: readonly number[];
  /** How many whole samples are at hand: 1 where the array is no batch. */
  readonly samples: number;
}

/** A range of elements: one sample, or everything. */
export interface ElementRange {
  readonly start: number;
  readonly end: number;
}

/** The elements that the host sent. */
export function shownElements({ prediction, target }: LossComparison): ShownElements {
  const { shape, data } = prediction;
  const sampleShape = isBatch(shape) ? shape.slice(1) : shape;
  return {
    labels: Array.from(data, (_, index) => elementLabel(index, shape)),
    prediction: data,
    target:
      target && elementCount(target.shape) !== elementCount(shape) ? oneHot(target.data, shape, data) : target?.data,
    total: elementCount(shape),
    sampleShape,
    samples: Math.max(1, Math.floor(data.length / elementCount(sampleShape))),
  };
}

/** Whether an array is several samples of several values each: a column is as good as a vector. */
function isBatch(shape: readonly number[]): boolean {
  return shape.length > 1 && shape[0]! > 1 && elementCount(shape) > shape[0]!;
}

function elementLabel(index: number, shape: readonly number[]): string {
  return shape.length === 1 ? String(index) : formatPosition(positionOf(index, shape));
}

/** Class labels as rows of the predictions' shape that hold a 1 at the class. */
function oneHot(labels: Float64Array, shape: readonly number[], { length }: Float64Array): Float64Array {
  const classes = shape.at(-1)!;
  return Float64Array.from({ length }, (_, index) => (labels[Math.floor(index / classes)] === index % classes ? 1 : 0));
}

/** The elements of sample `sample`, or of the last at hand where there is no such sample. */
export function rangeOfSample({ sampleShape, samples, prediction }: ShownElements, sample: number): ElementRange {
  const size = elementCount(sampleShape);
  const start = shownSample({ samples }, sample) * size;
  return { start, end: Math.min(start + size, prediction.length) };
}

/** Sample `sample`, or the last at hand where there is no such sample. */
export function shownSample({ samples }: Pick<ShownElements, 'samples'>, sample: number): number {
  return Math.min(sample, samples - 1);
}

/** Names of the elements within their sample. */
export function labelsInSample({ sampleShape }: ShownElements, { start, end }: ElementRange): string[] {
  return Array.from({ length: end - start }, (_, index) => elementLabel(index, sampleShape));
}

/** What each sample at hand adds to a loss with these terms. */
export function sampleShares({ samples, sampleShape }: ShownElements, terms: Float64Array): Float64Array {
  const size = elementCount(sampleShape);
  return Float64Array.from({ length: samples }, (_, sample) => pairwiseSum(terms, sample * size, (sample + 1) * size));
}
