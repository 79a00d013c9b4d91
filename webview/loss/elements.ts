import type { LossComparison } from '../../src/editor/loss/messages';
import { elementCount, positionOf } from '../../src/numerics/tensor';
import { formatPosition } from '../../src/words/numbers';

/** One element of the two arrays. */
export interface ElementRow {
  /** Its index in a vector, its position `[row][column]` in a batch. */
  readonly label: string;
  readonly prediction: number;
  readonly target: number;
  /** What it adds to the chosen loss. */
  readonly term: number;
}

/** The elements shown, and how many there are in all. */
export interface ShownElements {
  readonly rows: readonly ElementRow[];
  readonly total: number;
}

/** The elements that the host sent, with their terms of a loss. */
export function shownElements({ shape, prediction, target }: LossComparison, terms: Float64Array): ShownElements {
  const rows = Array.from(prediction.data, (value, index) => ({
    label: shape.length === 1 ? String(index) : formatPosition(positionOf(index, shape)),
    prediction: value,
    target: target.data[index]!,
    term: terms[index]!,
  }));
  return { rows, total: elementCount(shape) };
}
