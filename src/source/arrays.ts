import { bareArrays } from './bareNumbers';
import { literalsIn } from './literals';
import { joined, type ArraysInText } from './numberArray';
import { atOnce, type Steps } from './slices';
import type { TextRange } from './tableLines';
import { tablesIn } from './tablesInText';

export { inTextOrder, type ArraysInText, type NumberArray } from './numberArray';

/**
 * The arrays in a range of a text: its literals and the columns or rows of its Markdown tables; where it has neither,
 * those of the range read as a table, or the inside of an array selected without its brackets.
 *
 * @param text the whole text, so that names in front of the range and line numbers are known
 * @param from start of the range to look at
 * @param to end of the range, exclusive
 */
export function* arraysIn(text: string, from = 0, to = text.length): Steps<ArraysInText> {
  const literals = yield* literalsIn(text, from, to);
  const hasLiterals = literals.arrays.length > 0 || literals.problems.length > 0;
  return yield* withTables(text, { start: from, end: to }, hasLiterals ? literals : undefined);
}

/** The literals of a range with its Markdown tables; where there are no literals, its tables of any kind. */
export function* withTables(text: string, range: TextRange, literals?: ArraysInText): Steps<ArraysInText> {
  if (!literals) return yield* bareArrays(text, range, table => table.arrays());
  const { tables } = yield* tablesIn(text, range, 'markdown');
  if (tables.length === 0) return literals;
  const found = joined([literals, ...tables.map(table => table.arrays())]);
  return { ...found, arrays: found.arrays.sort((a, b) => a.start - b.start) };
}

/** The same, all at once. */
export function readArrays(text: string, from = 0, to = text.length): ArraysInText {
  return atOnce(arraysIn(text, from, to));
}
