import { parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../numerics/problem';
import { decimalNumber, MISSING_CELLS, numberedColumns, type RecordReader } from './records';

/** Between the cells of a table; auto takes what stands most often in the first line. */
export type Separator = 'auto' | ',' | ';' | '\t' | '|' | ' ';

const SEPARATORS = [',', ';', '\t', '|'] as const;

/** A record of more bytes than this is taken for a quotation mark that is not closed. */
const MAX_RECORD = 4 * 2 ** 20;

/**
 * Reads the records of a CSV text: RFC 4180, or with another separator; with or without a byte order mark, lines ended
 * in any way. Blanks around cells and empty lines do not count. Columns are called column1, column2, … where the first
 * line holds values already.
 *
 * @param chunks the text, piece by piece; the first piece holds the first line
 * @throws Problem `csv-empty`, `csv-column-name`, `csv-duplicate-column`, `csv-ragged`, `csv-quote`, `csv-long-record`,
 * each with the line; and whatever chunks and reader throw
 */
export async function readCsv(
  chunks: AsyncIterable<string>,
  separator: Separator,
  reader: RecordReader,
): Promise<void> {
  const pieces = chunks[Symbol.asyncIterator]();
  const first = await pieces.next();
  const text = first.done ? '' : first.value;
  const delimiter = separator === 'auto' ? separatorOf(text) : separator;
  const records = new CsvRecords(delimiter === ' ', reader);
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    // Blanks that separate are left to `CsvRecords`.
    trim: delimiter !== ' ',
    relax_column_count: true, // counted here, for a sentence of our own
    max_record_size: MAX_RECORD,
    on_record: (cells: string[], { lines }) => {
      records.take(cells, lines);
      return null; // nothing is collected
    },
  });
  parser.resume();
  try {
    await pipeline(async function* () {
      yield text;
      for (;;) {
        const next = await pieces.next();
        if (next.done) return;
        yield next.value;
      }
    }, parser);
  } catch (error) {
    throw inOurTerms(error, records.line + 1);
  }
  if (!records.columns) throw new Problem('csv-empty');
}

/** Checks the records of a text and passes them on. */
class CsvRecords {
  columns: readonly string[] | undefined;
  /** That the last record ends in. */
  line = 0;

  /** @param blanks whether blanks separate, any number of them */
  constructor(
    private readonly blanks: boolean,
    private readonly reader: RecordReader,
  ) {}

  take(all: readonly string[], line: number): void {
    this.line = line;
    const cells = this.blanks ? all.filter(cell => cell !== '') : all;
    if (cells.length === 0) return; // nothing but blanks
    if (!this.columns) {
      const named = !looksLikeValues(cells);
      this.columns = named ? checkNames(cells, line) : numberedColumns(cells.length);
      this.reader.header?.(this.columns);
      if (named) return;
    }
    if (cells.length !== this.columns.length)
      throw new Problem('csv-ragged', { line, found: cells.length, expected: this.columns.length });
    this.reader.record(this.columns, cells, line);
  }
}

/**
 * With these options csv-parse complains about nothing but quotes and long records.
 *
 * @param next the line after the last record: there a quotation mark is opened that is not closed
 */
function inOurTerms(error: unknown, next: number): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', lines: line = next } = error as { code?: string; lines?: number };
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new Problem('csv-long-record', { line: next, maximum: MAX_RECORD / 2 ** 20 });
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new Problem('csv-quote', { line: next });
  return /QUOTE|^CSV_/.test(code) ? new Problem('csv-quote', { line }) : error;
}

/**
 * The separator that stands most often in the first line that is not blank, outside quotes; blanks if none does, a comma
 * if there are no blanks either. (What csv-parse has for it fails on letters outside ASCII.)
 */
function separatorOf(text: string): Exclude<Separator, 'auto'> {
  const line =
    /\S[^\r\n]*/
      .exec(text)?.[0]
      .replace(/"[^"]*"/g, '""')
      .trim() ?? '';
  const counts = SEPARATORS.map(separator => line.split(separator).length);
  const most = Math.max(...counts);
  if (most === 1) return line.includes(' ') ? ' ' : ',';
  return SEPARATORS[counts.indexOf(most)]!;
}

function checkNames(cells: readonly string[], line: number): readonly string[] {
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

/**
 * Whether a first line is a record. Columns may be called 0, 1, 2 or 1, 2, 3, one after the other, perhaps beside others
 * with names; but not 5.1, and not 5, 0, 0.
 */
function looksLikeValues(cells: readonly string[]): boolean {
  if (cells.some(cell => cell !== '' && MISSING_CELLS.has(cell))) return true;
  const numbers = cells.map(decimalNumber).filter(number => number !== undefined);
  const first = numbers[0];
  return first !== undefined && (first > 1 || numbers.some((number, index) => number !== first + index || first < 0));
}
