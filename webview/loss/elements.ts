import type { LossComparison } from '../../src/editor/loss/messages';
import { positionOf } from '../../src/numerics/tensor';
import { formatPosition } from '../../src/words/numbers';

/** More elements than this are neither bars nor rows that anybody reads. */
const MAX_SHOWN = 1000;

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

export function shownElements({ shape, prediction, target }: LossComparison, terms: Float64Array): ShownElements {
  const total = prediction.data.length;
  const rows = Array.from({ length: Math.min(total, MAX_SHOWN) }, (_, index) => ({
    label: shape.length === 1 ? String(index) : formatPosition(positionOf(index, shape)),
    prediction: prediction.data[index]!,
    target: target.data[index]!,
    term: terms[index]!,
  }));
  return { rows, total };
}
