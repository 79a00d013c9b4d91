import { Problem } from '../numerics/problem';
import { joined, type ArraysInText, type NumberArray } from './numberArray';
import { nameBefore } from './arrayName';
import { isSpace, skipBlank } from './blank';
import { GrowingArray } from './growingArray';
import { isPositionOfR } from './literals';
import { NumberReader } from './numberLiteral';
import { Places } from './places';
import type { Steps } from './slices';
import type { TextRange } from './tableLines';
import type { Table } from './tables';
import { tablesIn } from './tablesInText';

const RUN = 2048;

/**
 * The arrays of a range without brackets: the inside of an array, or those of its tables as `choose` takes them. A range
 * that begins or ends within a number has none, but the problem `cut-number`.
 */
export function* bareArrays(
  text: string,
  range: TextRange,
  choose: (table: Table) => ArraysInText,
): Steps<ArraysInText> {
  const inside = yield* insideOfArray(text, range);
  const { tables, problems } = inside ? { tables: [], problems: [] } : yield* tablesIn(text, range);
  const found = inside ? { arrays: [inside], problems } : joined([...tables.map(choose), { arrays: [], problems }]);
  const isMeant = found.arrays.length + found.problems.length > 0 || NUMBERS.test(text.slice(range.start, range.end));
  const cut = isMeant ? cutNumber(text, range) : undefined;
  return cut ? { arrays: [], problems: [cut] } : found;
}

/**
 * The inside of an array selected without its brackets, `0.1, 0.05, 0.6` or on one line `0.1 0.05`, or a vector as R
 * prints it, `[1] 0.1 0.05`; undefined where there is anything else.
 */
function* insideOfArray(text: string, { start: from, end: to }: TextRange): Steps<NumberArray | undefined> {
  const values = new GrowingArray();
  const numbers = new NumberReader(text);
  const first = skipBlank(text, from, to);
  const isOfR = isPositionOfR(text, first, to);
  let separator: ',' | ' ' | undefined = isOfR ? ' ' : undefined;
  for (let position = first; position < to;) {
    if (isOfR && isPositionOfR(text, position, to)) position = skipBlank(text, text.indexOf(']', position) + 1, to);
    if (!numbers.read(position, to)) return undefined;
    values.push(numbers.value);
    position = skipBlank(text, numbers.end, to);
    if (position >= to) break;
    separator ??= text[position] === ',' ? ',' : ' ';
    if (separator === ' ' && (position === numbers.end || (!isOfR && hasNewline(text, numbers.end, position))))
      return undefined;
    if (separator === ',' && text[position++] !== ',') return undefined;
    position = skipBlank(text, position, to);
    if (values.length % RUN === 0) yield;
  }
  if (values.length === 0) return undefined;
  const opening = text.lastIndexOf('[', first);
  const inBrackets = opening >= 0 && text.slice(opening + 1, first).trim() === '';
  const name = inBrackets ? nameBefore(text, opening)?.name : undefined;
  const array = { data: values.toArray(), shape: [values.length], start: first, end: to };
  return name === undefined ? array : { ...array, name };
}

function hasNewline(text: string, from: number, to: number): boolean {
  return text.slice(from, to).includes('\n');
}

/** The problem of a range that begins or ends within a number, or behind its sign. */
export function cutNumber(text: string, range: TextRange): Problem | undefined {
  let { start, end } = range;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  for (const at of [start, end]) {
    const [before, after] = [text[at - 1] ?? ' ', text[at] ?? ' '];
    const isCut = WITHIN.test(before) && WITHIN.test(after);
    const isSign = at === start && SIGN_BEFORE.test(text.slice(Math.max(0, at - 3), at));
    const isExponent = /[\d.][eE]$/.test(text.slice(Math.max(0, at - 2), at)) && /[-+\u2212]/.test(after);
    if (isCut || isSign || isExponent)
      return new Problem('cut-number', { found: tokenAt(text, at), ...new Places(text).at(at) });
  }
  return undefined;
}

/** Nothing but what numbers are written with. */
const NUMBERS = /^[\d\s.,;|eE+-]{1,1000}$/;
/** A sign of a number or of its exponent, no operator. */
const SIGN_BEFORE = /(?:[\d.][eE]|(?:^|[^\p{L}\p{N})\]-]))[-\u2212]$/u;
const WITHIN = /[\p{L}\p{N}_.]/u;

/** What stands around a place, without blanks and separators. */
function tokenAt(text: string, at: number): string {
  const before = /[^\s,;|[\]()]*$/.exec(text.slice(Math.max(0, at - 30), at))?.[0] ?? '';
  return before + (/^[^\s,;|[\]()]*/.exec(text.slice(at, at + 30))?.[0] ?? '');
}
