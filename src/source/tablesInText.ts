import { Problem } from '../numerics/problem';
import type { Steps } from './slices';
import { isRule, linesOf, type TextRange } from './tableLines';
import { Table } from './tables';

/**
 * The tables of a range: those of Markdown between its prose; without any, unless only these are wanted, the whole range
 * where it is one of numbers.
 */
export function* tablesIn(
  text: string,
  range: TextRange,
  wanted: 'markdown' | 'any' = 'any',
): Steps<{ tables: Table[]; problems: Problem[] }> {
  const lines = yield* linesOf(text, range);
  const blocks = yield* markdownTables(text, lines);
  const found: { tables: Table[]; problems: Problem[] } = { tables: [], problems: [] };
  for (const block of blocks.length > 0 || wanted === 'markdown' ? blocks : [lines]) {
    const table = yield* readTable(text, block);
    if (table instanceof Problem) found.problems.push(table);
    else if (table) found.tables.push(table);
  }
  return found;
}

/** Reads lines as a table; a problem where they are one that cannot be read, undefined where they are none. */
export function* readTable(text: string, lines: readonly TextRange[]): Steps<Table | Problem | undefined> {
  try {
    const table = new Table(text, lines);
    return (yield* table.read()) ? table : undefined;
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
}

/** The lines of each Markdown table: the names, the rule below them, and the rows that follow at once. */
export function* markdownTables(text: string, lines: readonly TextRange[]): Steps<TextRange[][]> {
  const tables: TextRange[][] = [];
  for (let i = 1; i < lines.length; i++) {
    if (i % 8192 === 0) yield;
    if (!isRule(text, lines[i]!) || !isRow(text, lines[i - 1]!)) continue;
    const first = i - 1;
    while (i + 1 < lines.length && isRow(text, lines[i + 1]!) && areAdjacent(text, lines[i]!, lines[i + 1]!)) i++;
    tables.push(lines.slice(first, i + 1));
  }
  return tables;
}

function isRow(text: string, { start, end }: TextRange): boolean {
  const bar = text.indexOf('|', start);
  return bar >= 0 && bar < end;
}

/** Whether no empty line lies between. */
function areAdjacent(text: string, above: TextRange, below: TextRange): boolean {
  const newline = text.indexOf('\n', above.end);
  const next = text.indexOf('\n', newline + 1);
  return next < 0 || next >= below.start;
}
