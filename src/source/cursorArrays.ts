import type { Problem } from '../numerics/problem';
import type { ArraysInText, NumberArray } from './numberArray';
import { nameBefore } from './arrayName';
import type { Steps } from './slices';
import { linesOf, type TextRange } from './tableLines';
import { markdownTables, readTable } from './tablesInText';
import type { Table } from './tables';

const NOTHING: ArraysInText = { arrays: [], problems: [] };

/**
 * The array that a person means by putting the cursor somewhere: into it or onto the name it is given, onto another
 * use of that name, or into a column of a table. Nothing there: no arrays, and no problem.
 *
 * @param all the literals of the text
 */
export function* arrayAtCursor(text: string, cursor: number, all: ArraysInText): Steps<ArraysInText> {
  const block = yield* blockAround(text, cursor);
  const [markdown] = (yield* markdownTables(text, block)).filter(lines => contains(lines, cursor));
  if (markdown) return (yield* tableOf(text, markdown))?.arrayAt(cursor) ?? NOTHING;
  const near = [...all.arrays, ...all.problems].filter(each => isNear(each, cursor));
  const around = near.filter(each => contains([reachOf(text, each)], cursor));
  const found =
    around.sort((a, b) => startOf(text, b) - startOf(text, a))[0] ?? namedAs(wordAt(text, cursor), cursor, all);
  if (found) return isArray(found) ? { arrays: [found], problems: [] } : { arrays: [], problems: [found] };
  if (all.arrays.length + all.problems.length > 0) return NOTHING;
  return (yield* tableOf(text, block))?.arrayAt(cursor) ?? NOTHING;
}

function* tableOf(text: string, lines: readonly TextRange[]): Steps<Table | undefined> {
  const table = yield* readTable(text, lines);
  return table && 'arrayAt' in table ? table : undefined;
}

/** The lines around a place up to the next empty ones. */
function* blockAround(text: string, offset: number): Steps<TextRange[]> {
  const before = text.slice(0, offset);
  const above = Math.max(before.lastIndexOf('\n\n'), before.lastIndexOf('\n\r\n'));
  const below = ['\n\n', '\n\r\n'].map(empty => text.indexOf(empty, offset)).filter(found => found >= 0);
  return yield* linesOf(text, { start: above + 1, end: Math.min(text.length, ...below) });
}

function contains(ranges: readonly TextRange[], offset: number): boolean {
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first !== undefined && last !== undefined && first.start <= offset && offset <= last.end;
}

function isArray(found: NumberArray | Problem): found is NumberArray {
  return 'data' in found;
}

/** Whether a place can be in the statement of what was found, as far as is told at once. */
function isNear(found: NumberArray | Problem, offset: number): boolean {
  const { start, end } = isArray(found) ? found : found.args;
  return Number(start) - 400 <= offset && offset <= Number(end) + 20;
}

/** From the name it is given to the end of its statement. */
function reachOf(text: string, found: NumberArray | Problem): TextRange {
  let end = isArray(found) ? found.end : Number(found.args['end']);
  for (let most = end + 20; end < most && /[);]/.test(text[end] ?? ' ');) end++;
  return { start: startOf(text, found), end };
}

function startOf(text: string, found: NumberArray | Problem): number {
  const start = isArray(found) ? found.start : Number(found.args['start']);
  return nameBefore(text, start)?.start ?? start;
}

/** The name the cursor stands on. */
function wordAt(text: string, offset: number): string {
  const before = /[\p{L}\p{M}\p{N}_$]*$/u.exec(text.slice(Math.max(0, offset - 100), offset))![0];
  return before + /^[\p{L}\p{M}\p{N}_$]*/u.exec(text.slice(offset, offset + 100))![0];
}

/** What is given that name: the last before the cursor, else the first. */
function namedAs(name: string, cursor: number, all: ArraysInText): NumberArray | Problem | undefined {
  if (name === '') return undefined;
  const place = (found: NumberArray | Problem) => (isArray(found) ? found.start : Number(found.args['start']));
  const named = [
    ...all.arrays.filter(array => array.name === name),
    ...all.problems.filter(({ args }) => args['name'] === name),
  ].sort((a, b) => place(a) - place(b));
  return named.filter(found => place(found) <= cursor).at(-1) ?? named[0];
}
