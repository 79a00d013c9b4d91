import { readArrays, type ArraysInText } from './arrays';
import type { Steps } from './slices';

/** A part of a text: offsets, end exclusive. A cursor is an empty range. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The arrays that a person means by selecting `ranges` of a text, whatever its language.
 *
 * @param ranges in the order of the text
 */
export function* selectedArrays(text: string, ranges: readonly TextRange[]): Steps<ArraysInText> {
  const found: ArraysInText = { arrays: [], problems: [] };
  for (const { start, end } of ranges) {
    const { arrays, problems } = readArrays(text, start, end);
    found.arrays.push(...arrays);
    found.problems.push(...problems);
    yield;
  }
  return found;
}

/** All arrays of a text that a person could choose from: literals, and columns of tables. */
export function* arraysOfText(text: string): Steps<ArraysInText> {
  yield;
  return readArrays(text);
}
