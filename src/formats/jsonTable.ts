import { Problem } from '../numerics/problem';
import { parseJson } from './json';
import { numberedColumns, type Cell, type RecordReader } from './records';

/** Values within values beyond this depth are no record of a table. */
const MAX_DEPTH = 8;

/**
 * Reads the records of a JSON text: an array of objects or of arrays; an object of columns, `{"x": [1, 2], "y": [3, 4]}`;
 * or `{"columns": ["x", "y"], "data": [[1, 3], [2, 4]]}`, as pandas writes them. What lies deeper becomes columns of
 * its own: `{"x": [1, 2], "p": {"q": 3}}` has x[0], x[1] and p.q.
 *
 * @throws Problem `json-syntax`, `json-table`, `json-record`, `json-ragged`, `json-nested`, `json-duplicate`,
 * `json-column`, `json-column-length`; and
 * whatever the reader throws
 */
export function readJsonTable(text: string, reader: RecordReader): void {
  const json = parseJson(text);
  const records = new JsonRecords(reader, 'record');
  if (Array.isArray(json)) for (const [index, record] of json.entries()) records.take(record, index + 1);
  else if (typeof json !== 'object' || json === null) throw new Problem('json-table', { found: typeOf(json) });
  else if ('data' in json && Array.isArray(json.data) && 'columns' in json && isNames(json.columns))
    readRows(json.columns, json.data, records);
  else readColumns(json as Record<string, unknown>, records);
}

/**
 * Reads the records of JSON lines: an object or an array a line; empty lines do not count.
 *
 * @throws Problem as `readJsonTable`, with the line
 */
export async function readJsonLines(chunks: AsyncIterable<string>, reader: RecordReader): Promise<void> {
  const records = new JsonRecords(reader, 'line');
  let line = 0;
  let rest: string[] = [];
  const take = (text: string): void => {
    line++;
    if (text.trim() !== '') records.take(parseLine(text, line), line);
  };
  for await (const chunk of chunks) {
    const lines = chunk.split('\n');
    rest.push(lines[0]!);
    if (lines.length === 1) continue;
    take(rest.join(''));
    for (let i = 1; i < lines.length - 1; i++) take(lines[i]!);
    rest = [lines.at(-1)!];
  }
  take(rest.join(''));
}

function parseLine(text: string, line: number): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, { ...error.args, line }) : error;
  }
}

/** Turns objects and arrays into records of columns and cells. */
class JsonRecords {
  private columns: readonly string[] = [];
  /** Names of the values of records that are arrays. */
  private numbered: readonly string[] | undefined;

  /** @param unit what a place counts */
  constructor(
    private readonly reader: RecordReader,
    private readonly unit: 'line' | 'record',
  ) {}

  take(record: unknown, place: number): void {
    if (typeof record !== 'object' || record === null)
      throw new Problem('json-record', { [this.unit]: place, found: typeOf(record) });
    if (!Array.isArray(record)) return this.pass(Object.keys(record), Object.values(record), place);
    this.numbered ??= numberedColumns(record.length);
    if (record.length !== this.numbered.length)
      throw new Problem('json-ragged', { [this.unit]: place, found: record.length, expected: this.numbered.length });
    this.pass(this.numbered, record, place);
  }

  /** Passes on values by their names. */
  pass(names: readonly string[], values: readonly unknown[], place: number): void {
    const columns: string[] = [];
    const cells: Cell[] = [];
    for (let i = 0; i < names.length; i++) this.flatten(names[i]!, values[i], columns, cells, place, 0);
    if (!sameNames(columns, this.columns)) this.setColumns(columns, place);
    this.reader.record(this.columns, cells, place);
  }

  private setColumns(columns: readonly string[], place: number): void {
    const seen = new Set<string>();
    for (const column of columns) {
      if (seen.has(column)) throw new Problem('json-duplicate', { [this.unit]: place, column });
      seen.add(column);
    }
    this.columns = columns;
  }

  private flatten(name: string, value: unknown, columns: string[], cells: Cell[], place: number, depth: number): void {
    if (typeof value !== 'object' || value === null) {
      columns.push(name);
      cells.push(typeof value === 'string' ? value.trim() : (value as Cell));
      return;
    }
    if (depth === MAX_DEPTH) throw new Problem('json-nested', { [this.unit]: place, column: name, maximum: MAX_DEPTH });
    const label = (key: string) => (Array.isArray(value) ? `${name}[${key}]` : `${name}.${key}`);
    for (const [key, each] of Object.entries(value)) this.flatten(label(key), each, columns, cells, place, depth + 1);
  }
}

/** Rows below names: `{"columns": […], "data": [[…], …]}`. */
function readRows(columns: readonly string[], rows: readonly unknown[], records: JsonRecords): void {
  for (const [index, row] of rows.entries()) {
    const record = index + 1;
    if (!Array.isArray(row)) throw new Problem('json-record', { record, found: typeOf(row) });
    if (row.length !== columns.length)
      throw new Problem('json-ragged', { record, found: row.length, expected: columns.length });
    records.pass(columns, row, record);
  }
}

/** Columns by their names: arrays, or objects by index as pandas writes them. */
function readColumns(json: Record<string, unknown>, records: JsonRecords): void {
  const names = Object.keys(json);
  const columns = names.map((name): readonly unknown[] => {
    const column = json[name];
    if (typeof column !== 'object' || column === null)
      throw new Problem('json-column', { column: name, found: typeOf(column) });
    return Object.values(column);
  });
  const length = columns[0]?.length ?? 0;
  const other = columns.findIndex(column => column.length !== length);
  if (other > 0)
    throw new Problem('json-column-length', {
      column: names[other]!,
      found: columns[other]!.length,
      first: names[0]!,
      expected: length,
    });
  for (let row = 0; row < length; row++) {
    const cells = columns.map(column => column[row]);
    records.pass(names, cells, row + 1);
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(name => typeof name === 'string') && new Set(value).size === value.length;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** Array, Object, null, string, … */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'Array' : typeof value === 'object' ? 'Object' : typeof value;
}
