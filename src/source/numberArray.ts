import type { Problem } from '../numerics/problem';
import type { Tensor } from '../numerics/tensor';

/** An array of numbers written in a text. */
export interface NumberArray extends Tensor {
  /** What it is assigned to, or its column or row is called, where that can be read. */
  readonly name?: string;
  /** Offsets of the literal in the text, end exclusive; of a column, from its first number to its last. */
  readonly start: number;
  readonly end: number;
}

/** The arrays of a text, and what was meant to be one but cannot be read as numbers. */
export interface ArraysInText {
  readonly arrays: NumberArray[];
  readonly problems: Problem[];
}

/** In the order of the text, each once: two cursors may mean the same array. */
export function inTextOrder(arrays: readonly NumberArray[]): NumberArray[] {
  const sorted = [...arrays].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter(({ start, end }, index) => sorted[index - 1]?.start !== start || sorted[index - 1]!.end !== end);
}

/** Puts together what was found in several places. */
export function joined(parts: readonly ArraysInText[]): ArraysInText {
  return { arrays: parts.flatMap(({ arrays }) => arrays), problems: parts.flatMap(({ problems }) => problems) };
}
