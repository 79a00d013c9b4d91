import { skipBlank } from './blank';

/** What continues an expression on the same line: operators, and an index. */
const OPERATORS = '*/%@+-[';

/**
 * Whether the text computes something from the literal that stands from `start` to `end`, so that the literal is not
 * the array that is meant: `[1, 2].map(…)`, `[1, 2][0]`, `np.array([1, 2]) / 6`.
 *
 * @param to what lies behind it is not looked at: a person who selects just the literal means the literal
 */
export function isComputedFrom(text: string, start: number, end: number, to: number): boolean {
  let after = end;
  let next = skipBlank(text, after, to);
  if (text[next] === ')' && next < to && isOpenedBefore(text, start)) {
    after = next + 1;
    next = skipBlank(text, after, to);
  }
  if (next >= to) return false;
  const onSameLine = !text.slice(after, next).includes('\n');
  return text[next] === '.' || (onSameLine && OPERATORS.includes(text[next]!));
}

/** Whether an opening parenthesis stands directly before: the literal is the first argument of a call. */
function isOpenedBefore(text: string, start: number): boolean {
  let before = start - 1;
  while (before >= 0 && /\s/.test(text[before]!)) before--;
  return text[before] === '(';
}
