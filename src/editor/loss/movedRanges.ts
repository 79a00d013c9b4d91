import type { TextRange } from '../../source/selectedArrays';

/** A part of a text that was replaced: offsets in the text as it was before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What belongs to an array when it is written at its very end or beginning: numbers, not the next statement. */
const CONTINUES = /^[-+.,\w\t ]*$/;

/**
 * Where ranges of a text lie after an edit, so that they hold what they held before. What is written inside a range
 * belongs to it, and so does what continues a number at its ends; a cursor (an empty range) stays one.
 *
 * @param changes of one edit, in any order: they do not overlap, and all are meant in the text before it
 */
export function movedRanges(ranges: readonly TextRange[], changes: readonly TextChange[]): TextRange[] {
  const lastFirst = [...changes].sort((a, b) => b.start - a.start || b.end - a.end);
  return ranges.map(range => lastFirst.reduce(moved, range));
}

function moved({ start, end }: TextRange, change: TextChange): TextRange {
  const { length } = change.text;
  const growth = length - (change.end - change.start);
  if (start === end) {
    if (change.end <= start) return { start: start + growth, end: end + growth };
    const at = change.start < start ? change.start + length : start;
    return { start: at, end: at };
  }
  const isInsertion = change.start === change.end;
  const grows = isInsertion && (change.start === start || change.start === end) && CONTINUES.test(change.text);
  if (grows) return { start, end: end + growth };
  if (change.end <= start) return { start: start + growth, end: end + growth };
  if (change.start >= end) return { start, end };
  return { start: Math.min(start, change.start), end: Math.max(end, change.end) + growth };
}
