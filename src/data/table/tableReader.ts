import type { Cell, RecordReader } from '../../formats/records';
import { Problem } from '../../numerics/problem';
import type { DataConfig } from '../config';
import type { MemoryBound } from '../memory';
import { valueOf, type Value } from './cells';
import { Column } from './column';
import { checkColumns, ignoredColumns } from './roles';

/** A table as it was read: no column is a feature or a label yet. */
export interface Table {
  /** Names of all columns, those that are left out too. */
  readonly names: readonly string[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly samples: number;
  /** Samples that were left out because a value is missing. */
  readonly dropped: number;
  /** Bytes that it takes. */
  readonly bytes: number;
}

/** What a table's reader is told about it. */
export type TableOptions = Pick<DataConfig, 'label' | 'ignore' | 'missing'>;

/** Takes records and makes a table of them, column by column. */
export class TableReader implements RecordReader {
  private readonly names = new Set<string>();
  private readonly columns = new Map<string, Column>();
  /** Columns of the record before, those of them that are kept, and those kept that it lacks. */
  private present: readonly string[] | undefined;
  private kept: readonly (Column | undefined)[] = [];
  private absent: readonly Column[] = [];
  private values: (Value | undefined)[] = [];
  private capacity = 1024;
  private samples = 0;
  private dropped = 0;
  private firstPlace = 0;

  /** @param unit what places count */
  constructor(
    private readonly options: TableOptions,
    private readonly memory: MemoryBound,
    private readonly unit: 'line' | 'record',
  ) {}

  /** @throws Problem `data-label`, as soon as the columns are known */
  header(columns: readonly string[]): void {
    checkColumns(columns, this.options);
  }

  /** @throws Problem `data-missing` with place and column; `data-memory`; those of `Column.add` */
  record(columns: readonly string[], cells: readonly Cell[], place: number): void {
    if (columns !== this.present) this.take(columns);
    if (this.firstPlace === 0) this.firstPlace = place;
    if (!this.read(cells, place)) {
      this.dropped++;
      return;
    }
    if (this.samples === this.capacity) this.grow();
    for (let i = 0; i < cells.length; i++) this.kept[i]?.add(this.values[i], place);
    for (const column of this.absent) column.add(undefined, place);
    this.samples++;
  }

  /** @throws Problem `data-no-samples`; `data-label` */
  finish(): Table {
    const { columns, samples, dropped, bytes } = this;
    const names = [...this.names];
    if (samples === 0) throw new Problem('data-no-samples', { dropped });
    checkColumns(names, this.options);
    return { names, columns, samples, dropped, bytes };
  }

  /** Bytes that are allocated. */
  get bytes(): number {
    return this.capacity * this.recordBytes;
  }

  /** Bytes that the samples read so far take, here and as features of a dataset. */
  get neededBytes(): number {
    return this.samples * (this.recordBytes + 4 * this.columns.size);
  }

  private get recordBytes(): number {
    let bytes = 0;
    for (const column of this.columns.values()) bytes += column.width;
    return bytes;
  }

  /** Reads the values of a record; false where it is to be left out. */
  private read(cells: readonly Cell[], place: number): boolean {
    let lacking = this.absent[0];
    for (let i = 0; i < cells.length; i++) {
      const value = valueOf(cells[i]!);
      this.values[i] = value;
      if (value === undefined) lacking ??= this.kept[i];
    }
    if (!lacking || this.options.missing === 'fill') return true;
    if (this.options.missing === 'drop') return false;
    throw new Problem('data-missing', { [this.unit]: place, column: lacking.name });
  }

  private grow(): void {
    const capacity = Math.ceil(1.5 * this.capacity);
    this.memory.require(capacity * this.recordBytes);
    for (const column of this.columns.values()) column.reserve(capacity);
    this.capacity = capacity;
  }

  private take(columns: readonly string[]): void {
    const added = columns.filter(name => !this.names.has(name));
    if (added.length > 0) this.addColumns(added);
    this.present = columns;
    this.kept = columns.map(name => this.columns.get(name));
    const names = new Set(columns);
    this.absent = [...this.columns.values()].filter(({ name }) => !names.has(name));
  }

  /** Takes up new columns; the samples before them lack their values. */
  private addColumns(added: readonly string[]): void {
    for (const name of added) this.names.add(name);
    const ignored = ignoredColumns([...this.names], this.options.ignore);
    for (const name of added) {
      if (ignored.has(name)) continue;
      if (this.samples > 0) this.lack(name);
      this.columns.set(name, new Column(name, this.unit, this.capacity, this.samples, this.firstPlace));
    }
  }

  /** All samples so far have no value in a column. */
  private lack(column: string): void {
    const { missing } = this.options;
    if (missing === 'error') throw new Problem('data-missing', { [this.unit]: this.firstPlace, column });
    if (missing === 'fill') return;
    for (const name of this.columns.keys()) this.columns.set(name, new Column(name, this.unit, this.capacity));
    this.dropped += this.samples;
    this.samples = 0;
  }
}
