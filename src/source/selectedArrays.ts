import { Problem } from '../numerics/problem';
import { arraysIn, withTables } from './arrays';
import { bareArrays, cutNumber } from './bareNumbers';
import { arrayAtCursor } from './cursorArrays';
import { literalsIn } from './literals';
import { inTextOrder, joined, type ArraysInText } from './numberArray';
import type { Steps } from './slices';
import type { TextRange } from './tableLines';
import { readTable } from './tablesInText';

export type { TextRange } from './tableLines';

/**
 * The arrays that a person means by selecting `ranges` of a text, whatever its language.
 *
 * A selection gives its literals; without any, the columns or rows of the table it holds. Of several selections that
 * hold tables each is one matrix, or a vector; selections of one line each on consecutive lines are one table, as a
 * selection of columns makes them. A cursor gives the array it stands in or whose name it stands on, or its column.
 *
 * @param ranges in the order of the text
 */
export function* selectedArrays(text: string, ranges: readonly TextRange[]): Steps<ArraysInText> {
  const selections = ranges.filter(({ start, end }) => start < end);
  const literals = new Map<TextRange, ArraysInText>();
  for (const range of selections) {
    const found = yield* arraysInBrackets(text, range);
    if (found) literals.set(range, found);
  }
  if (literals.size === 0 && isBox(text, selections)) return yield* boxArrays(text, selections);
  const all = selections.length < ranges.length ? yield* literalsIn(text) : undefined;
  const parts: ArraysInText[] = [];
  for (const range of ranges) {
    if (range.start === range.end) parts.push(yield* arrayAtCursor(text, range.start, all!));
    else if (selections.length === 1) parts.push(yield* withTables(text, range, literals.get(range)));
    else parts.push(literals.get(range) ?? (yield* bareArrays(text, range, table => table.asMatrix())));
  }
  const { arrays, problems } = joined(parts);
  const place = ({ code, args }: Problem) => `${code} ${String(args['offset'])}`;
  return { arrays: inTextOrder(arrays), problems: [...new Map(problems.map(each => [place(each), each])).values()] };
}

/** All arrays of a text that a person could choose from: literals, and columns of tables. */
export function arraysOfText(text: string): Steps<ArraysInText> {
  return arraysIn(text);
}

function* arraysInBrackets(text: string, { start, end }: TextRange): Steps<ArraysInText | undefined> {
  const found = yield* literalsIn(text, start, end);
  return found.arrays.length > 0 || found.problems.length > 0 ? found : undefined;
}

/** Whether the selections are parts of consecutive lines, one a line, and not the insides of arrays. */
function isBox(text: string, selections: readonly TextRange[]): boolean {
  if (selections.length < 2) return false;
  return selections.every(({ start, end }, index) => {
    const between = text.slice(selections[index - 1]?.end ?? start, start);
    const isNextLine = index === 0 || /^[^\n]*\n[^\n]*$/.test(between);
    const isInside =
      /[[(]\s*$/.test(text.slice(Math.max(0, start - 20), start)) || /^\s*[\])]/.test(text.slice(end, end + 20));
    return isNextLine && !isInside && !text.slice(start, end).includes('\n');
  });
}

function* boxArrays(text: string, lines: readonly TextRange[]): Steps<ArraysInText> {
  const table = yield* readTable(text, lines);
  if (table instanceof Problem) return { arrays: [], problems: [table] };
  if (!table) return { arrays: [], problems: [] };
  const cut = lines.map(line => cutNumber(text, line)).find(problem => problem !== undefined);
  return cut ? { arrays: [], problems: [cut] } : table.arrays();
}
