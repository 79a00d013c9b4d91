import { Problem } from '../numerics/problem';
import type { ArraysInText, NumberArray } from './numberArray';
import { GrowingArray } from './growingArray';
import { NumberReader } from './numberLiteral';
import { Places } from './places';
import type { Steps } from './slices';
import { countsRows, hasDecimalComma, isAlmostNumber, unquoted } from './tableCells';
import { CellReader, delimiterOf, isRule, type Delimiter, type TextRange } from './tableLines';

/** More rows than this are samples, whatever their first cells are called. */
const MAX_NAMED_ROWS = 20;
/** After so many lines it is clear whether they are a table. */
const SAMPLE = 32;
/** So many cells are read between two chances for others to run. */
const RUN = 4096;
/** Names of columns take no more characters than this. */
const MAX_HEADER = 100_000;
/** Rows whose places are remembered. */
const MAX_ROWS_PLACED = 4096;

/** What is known of a column once all of its cells are read. */
interface Column {
  numbers: number;
  /** Cells that were meant to be numbers: `3 kg`, `1,234`, `"0.5"`. */
  almost: number;
  empty: number;
  readonly start: number;
  end: number;
  bad: TextRange | undefined;
}

/** Numbers of lines of cells: CSV with commas or semicolons, tabs, Markdown, or blanks. */
export class Table {
  readonly header: readonly string[] | undefined;
  private readonly values = new GrowingArray();
  private readonly columns: Column[] = [];
  /** First cells that are no numbers, by their rows. */
  private readonly firstCells = new Map<number, TextRange>();
  private readonly rowPlaces: TextRange[] = [];
  private readonly rowProblems = new Map<number, TextRange>();
  private readonly numbers: NumberReader;
  private readonly places: Places;
  private rows = 0;
  private readonly delimiter: Delimiter;
  private readonly cells: CellReader;
  private readonly body: readonly TextRange[];
  private decimalComma: number | undefined;

  /** @param lines the table's lines, or of each line what is selected */
  constructor(
    private readonly text: string,
    private readonly lines: readonly TextRange[],
  ) {
    this.numbers = new NumberReader(text);
    this.places = new Places(text);
    this.delimiter = delimiterOf(text, lines);
    this.cells = new CellReader(text, this.delimiter);
    const rule = this.delimiter === '|' ? lines.slice(0, 2).findIndex(line => isRule(text, line)) : -1;
    const rows = lines.filter((_, index) => index !== rule || rule < 0);
    const first = rows[0] ? this.cellsOf(rows[0]) : [];
    const areNames = first.some(name => name !== '') && first.every(name => this.isName(name));
    const isHeader = rows.length > 1 && rule !== 0 && (rule === 1 || areNames);
    this.header = isHeader ? first.map(unquoted) : undefined;
    this.body = isHeader ? rows.slice(1) : rows;
  }

  /** The cells of a line, unless it is longer than any line of names. */
  private cellsOf(line: TextRange): string[] {
    const found: string[] = [];
    if (line.end - line.start > MAX_HEADER) return found;
    this.cells.begin(line);
    while (this.cells.next()) found.push(this.text.slice(this.cells.start, this.cells.end));
    return found;
  }

  private isName(cell: string): boolean {
    return !this.isNumber(cell) && !isAlmostNumber(cell);
  }

  private isNumber(cell: string): boolean {
    const reader = new NumberReader(cell);
    return reader.read(0, cell.length) && reader.end === cell.length;
  }

  /**
   * Reads the cells, unless the first lines show that they are no table.
   *
   * @returns whether they are one
   * @throws Problem `ragged-table`, `decimal-comma`
   */
  *read(): Steps<boolean> {
    const { cells } = this;
    let taken = 0;
    for (const line of this.body) {
      cells.begin(line);
      while (cells.next()) {
        this.take(cells.index, cells.start, cells.end);
        if (++taken % RUN === 0) yield;
      }
      this.rows++;
      const count = cells.index + 1;
      if (count !== this.columns.length) return this.isRagged(line, count);
      if (this.rowPlaces.length < MAX_ROWS_PLACED) this.rowPlaces.push(line);
      if (this.rows === SAMPLE && !this.isTable()) return false;
    }
    if (!this.isTable()) return false;
    if (this.decimalComma !== undefined) throw new Problem('decimal-comma', { ...this.places.at(this.decimalComma) });
    return true;
  }

  private isRagged(line: TextRange, found: number): false {
    if (!this.isTable() || this.rows < 2) return false;
    throw new Problem('ragged-table', { found, expected: this.columns.length, ...this.places.at(line.start) });
  }

  private take(index: number, start: number, end: number): void {
    if (this.rows === 0) this.columns.push({ numbers: 0, almost: 0, empty: 0, start, end, bad: undefined });
    const column = this.columns[index];
    if (!column) return; // ragged
    column.end = end;
    if (this.numbers.read(start, end) && this.numbers.end === end) {
      column.numbers++;
      this.values.push(this.numbers.value);
      return;
    }
    this.values.push(NaN);
    this.takeOther(column, index, start, end);
  }

  private takeOther(column: Column, index: number, start: number, end: number): void {
    const cell = this.text.slice(start, Math.min(end, start + 200));
    if (start === end) column.empty++;
    else if (isAlmostNumber(cell)) column.almost++;
    if (this.delimiter !== ',' && hasDecimalComma(cell)) this.decimalComma ??= start;
    column.bad ??= { start, end };
    const others = index === 0 ? this.firstCells : this.rowProblems;
    if (this.rows < MAX_ROWS_PLACED && !others.has(this.rows)) others.set(this.rows, { start, end });
  }

  /** Whether a column was meant to hold numbers: at least half of its cells that hold anything do. */
  private isNumeric({ numbers, almost, empty }: Column): boolean {
    return numbers + almost > 0 && (numbers + almost) * 2 >= this.rows - empty;
  }

  /** Whether these lines are a table of numbers and no prose or code. */
  private isTable(): boolean {
    const meant = this.columns.reduce((sum, { numbers, almost }) => sum + numbers + almost, 0);
    const numbers = this.columns.reduce((sum, column) => sum + column.numbers, 0);
    const cells = this.columns.reduce((sum, { empty }) => sum + this.rows - empty, 0);
    if (this.delimiter === '|' && this.header) return meant > 0;
    const names = this.header ? 0 : this.columns.length - this.columns.filter(each => this.isNumeric(each)).length;
    if (this.delimiter === ' ') return numbers > 1 && names <= 1 && meant * 5 >= (cells - names * this.rows) * 4;
    return (numbers > 1 || this.decimalComma !== undefined || this.rows > 1) && meant * 2 >= cells && meant > 0;
  }

  /**
   * The arrays of the table: its rows, where there are no names of
   * columns and each begins with a name of its own, or there are fewer rows than columns; else its columns. Columns of
   * names and of row numbers are left out where at least two others hold numbers.
   */
  arrays(): ArraysInText {
    return this.layout() === 'rows' ? this.rowArrays(this.rowIndices()) : this.columnArrays(this.chosenColumns());
  }

  /** All numbers as one array: a matrix, or a vector where there is but one row or column. */
  asMatrix(): ArraysInText {
    const filled = this.cellColumns().filter(index => this.columns[index]!.empty < this.rows);
    return this.matrix(filled);
  }

  /** The column, or where the arrays are its rows the row, that a place of the text is in. */
  arrayAt(offset: number): ArraysInText {
    const row = this.body.findIndex(({ start, end }) => start <= offset && offset <= end);
    if (this.layout() === 'rows') return this.rowArrays(row < 0 ? [] : [row]);
    const line = this.lines.find(({ start, end }) => start <= offset && offset <= end);
    let column = -1;
    if (line) this.cells.begin(line);
    while (line && this.cells.next() && this.cells.start <= offset) column = this.cells.index;
    if (line && row < 0) column += this.headerShift();
    return this.columns[Math.max(column, 0)] && line ? this.columnArrays([Math.max(column, 0)]) : NOTHING;
  }

  private layout(): 'columns' | 'rows' {
    const hasNames = this.header !== undefined && !this.isNumberedHeader();
    const isWide = !hasNames && this.rows < this.columns.length && this.rows <= MAX_ROWS_PLACED;
    const hasRows = this.hasNamedRows() && this.columns.length > 2; // a name and a number are a line of a column
    return hasRows || isWide ? 'rows' : 'columns';
  }

  private rowIndices(): number[] {
    return this.rowPlaces.map((_, row) => row);
  }

  /** The columns without the names of the rows. */
  private cellColumns(): number[] {
    const all = this.columns.map((_, index) => index);
    return this.hasNamedRows() ? all.slice(1) : all;
  }

  private isNumberedHeader(): boolean {
    return this.header?.slice(1).every(name => this.isNumber(name)) ?? false;
  }

  private hasNamedRows(): boolean {
    if (this.rows > MAX_NAMED_ROWS || this.columns.length < 2 || this.firstCells.size < this.rows) return false;
    if (this.header && !this.isNumberedHeader()) return false;
    const names = new Set(Array.from({ length: this.rows }, (_, row) => this.rowName(row)));
    return names.size === this.rows && !names.has('') && this.columns.slice(1).every(each => this.isNumeric(each));
  }

  private rowName(row: number): string {
    const cell = this.firstCells.get(row);
    return cell ? unquoted(this.text.slice(cell.start, cell.end)) : '';
  }

  private chosenColumns(): readonly number[] {
    const filled = this.cellColumns().filter(index => this.columns[index]!.empty < this.rows);
    const numeric = filled.filter(index => this.isNumeric(this.columns[index]!));
    const chosen = numeric.filter(index => !this.isRowNumber(index));
    if (chosen.length > 1) return chosen;
    return numeric.length > 1 ? numeric : filled;
  }

  /** Whether a column counts the rows: 0, 1, 2 … or 1, 2, 3 … under a name that says no more. */
  private isRowNumber(index: number): boolean {
    if (!countsRows(this.nameOf(index) ?? '-') || this.rows < 2) return false;
    const values = Array.from({ length: Math.min(this.rows, 100) }, (_, row) => this.valueAt(row, index));
    return (values[0] === 0 || values[0] === 1) && values.every((value, row) => value === values[0]! + row);
  }

  /** Printed data frames have no name above their row numbers. */
  private headerShift(): number {
    return this.header && this.header.length === this.columns.length - 1 ? 1 : 0;
  }

  private nameOf(column: number): string | undefined {
    return this.header && (this.header[column - this.headerShift()] ?? '');
  }

  private valueAt(row: number, column: number): number {
    return this.values.at(row * this.columns.length + column);
  }

  /** The values of some columns, row by row. */
  private valuesOf(columns: readonly number[]): Float64Array {
    const values = new Float64Array(this.rows * columns.length);
    for (let row = 0, i = 0; row < this.rows; row++) {
      for (const column of columns) values[i++] = this.valueAt(row, column);
    }
    return values;
  }

  private columnArrays(columns: readonly number[]): ArraysInText {
    const found: ArraysInText = { arrays: [], problems: [] };
    for (const index of columns) {
      const { bad, start, end } = this.columns[index]!;
      if (bad) found.problems.push(this.badCell(bad, this.nameOf(index) || String(index + 1)));
      else found.arrays.push(array(this.valuesOf([index]), [this.rows], start, end, this.nameOf(index)));
    }
    return found;
  }

  private rowArrays(rows: readonly number[]): ArraysInText {
    const found: ArraysInText = { arrays: [], problems: [] };
    const columns = this.cellColumns();
    for (const row of rows) {
      const named = columns[0] !== 0;
      const bad = (named ? undefined : this.firstCells.get(row)) ?? this.rowProblems.get(row);
      const data = Float64Array.from(columns, column => this.valueAt(row, column));
      const { start, end } = this.rowPlaces[row]!;
      if (bad) found.problems.push(this.badCell(bad, ''));
      else found.arrays.push(array(data, [columns.length], start, end, named ? this.rowName(row) : ''));
    }
    return found;
  }

  private matrix(columns: readonly number[]): ArraysInText {
    const bad = columns.map(index => this.columns[index]!.bad).find(cell => cell !== undefined);
    if (bad) return { arrays: [], problems: [this.badCell(bad, '')] };
    const count = columns.length;
    const data = this.valuesOf(columns);
    const shape = this.rows === 1 || count === 1 ? [data.length] : [this.rows, count];
    const name = count === 1 ? this.nameOf(columns[0]!) : this.rows === 1 ? this.rowName(0) : undefined;
    return {
      arrays: [array(data, shape, this.body[0]!.start, this.body.at(-1)!.end, name)],
      problems: [],
    };
  }

  private badCell({ start, end }: TextRange, column: string): Problem {
    const place = { name: column, cell: column, ...this.places.at(start) };
    if (start === end) return new Problem('empty-cell', place);
    return new Problem('not-a-number-cell', { found: this.text.slice(start, Math.min(end, start + 60)), ...place });
  }
}

const NOTHING: ArraysInText = { arrays: [], problems: [] };

function array(data: Float64Array, shape: readonly number[], start: number, end: number, name = ''): NumberArray {
  return { data, shape, start, end, ...(name !== '' && { name }) };
}
