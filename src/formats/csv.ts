import { parse } from 'csv-parse/sync';
import { Problem } from '../numerics/problem';

/** What takes the records of a CSV text one by one, so that none is kept longer than it is needed. */
export interface CsvReader {
  /** The names of the columns: none empty, no two alike. */
  header(columns: readonly string[]): void;
  /** The cells of a record, as many as there are columns, and the line it ends in, counted from 1. */
  record(cells: readonly string[], line: number): void;
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads the records of a CSV text with a header: RFC 4180, or with semicolons or tabs; with or without a byte order
 * mark, lines ended in any way. Blanks around cells and empty lines do not count.
 *
 * @throws Problem `csv-empty`, `csv-no-header`, `csv-column-name`, `csv-duplicate-column`, `csv-ragged`,
 * `csv-quote`, each with the line; and whatever the reader throws
 */
export function readCsv(text: string, reader: CsvReader): void {
  let columns: readonly string[] | undefined;
  const take = (cells: string[], line: number): void => {
    if (!columns) {
      columns = checkHeader(cells, line);
      reader.header(columns);
      return;
    }
    if (cells.length !== columns.length)
      throw new Problem('csv-ragged', { line, found: cells.length, expected: columns.length });
    reader.record(cells, line);
  };
  parseRecords(text, take);
  if (!columns) throw new Problem('csv-empty');
}

function parseRecords(text: string, take: (cells: string[], line: number) => void): void {
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true, // counted here, for a sentence of our own
      on_record: (cells: string[], { lines }) => {
        take(cells, lines);
        return undefined; // nothing is collected
      },
    });
  } catch (error) {
    if (isCsvError(error)) throw new Problem('csv-quote', { line: error.lines ?? 1 });
    throw error;
  }
}

/** With these options csv-parse complains about nothing but quotes. */
function isCsvError(error: unknown): error is Error & { lines?: number } {
  return error instanceof Error && /QUOTE|CSV_/.test(String((error as { code?: unknown }).code));
}

/**
 * The delimiter that stands most often in the first line that is not empty, outside quotes; a comma if none does. (What
 * csv-parse has for it fails on letters outside ASCII.)
 */
function delimiterOf(text: string): string {
  const firstLine = /[^\r\n\uFEFF][^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = DELIMITERS.map(delimiter => firstLine.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

function checkHeader(cells: readonly string[], line: number): readonly string[] {
  if (looksLikeValues(cells)) throw new Problem('csv-no-header', { line, found: cells.slice(0, 4).join(', ') });
  const seen = new Map<string, number>();
  for (const [index, name] of cells.entries()) {
    if (name === '') throw new Problem('csv-column-name', { line, position: index + 1 });
    const first = seen.get(name);
    if (first !== undefined)
      throw new Problem('csv-duplicate-column', { line, column: name, first: first + 1, second: index + 1 });
    seen.set(name, index);
  }
  return cells;
}

/** Whether a first line is a record: columns may be called 0, 1, 2, but not 5.1, and not 0, 0, 5. */
function looksLikeValues(cells: readonly string[]): boolean {
  const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell));
  if (cells.some(cell => isNumber(cell) && !/^\d+$/.test(cell))) return true;
  return cells.every(isNumber) && new Set(cells).size < cells.length;
}
