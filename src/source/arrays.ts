import { bareArrays } from './bareNumbers';
import { literalsIn } from './literals';
import { joined, type ArraysInText } from './numberArray';
import { atOnce, type Steps } from './slices';
import { tablesIn } from './tablesInText';

export { namesOf, type ArraysInText, type NumberArray } from './numberArray';

/** Text that has the rule of a Markdown table somewhere. */
const HAS_RULE = /\|[ \t]*:?--|--:?[ \t]*\|/;

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
  if (!hasLiterals) return yield* bareArrays(text, { start: from, end: to }, table => table.arrays());
  if (!HAS_RULE.test(text.slice(from, to))) return literals;
  const { tables } = yield* tablesIn(text, { start: from, end: to }, 'markdown');
  const found = joined([literals, ...tables.map(table => table.arrays())]);
  return { ...found, arrays: found.arrays.sort((a, b) => a.start - b.start) };
}

/** The same, all at once. */
export function readArrays(text: string, from = 0, to = text.length): ArraysInText {
  return atOnce(arraysIn(text, from, to));
}
