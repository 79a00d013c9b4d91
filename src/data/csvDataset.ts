import { readCsv } from '../formats/csv';
import { Problem } from '../numerics/problem';
import { MAX_CLASSES, type Dataset } from './dataset';

/** A dataset with what its CSV text says about it. */
export interface CsvDataset extends Dataset {
  readonly columns: readonly string[];
  /** The column of the classes. */
  readonly label: string;
}

/**
 * Reads a CSV text: one column is the class, all others are features and must be numbers.
 *
 * Classes that are all numbers are sorted as numbers (and 1 and 1.0 are one class), others by their characters, so that
 * the order does not depend on the order of the samples.
 *
 * @param label name of the column of the classes; the last column where none is given
 * @throws Problem those of `readCsv`; `data-label` where there is no such column, `data-no-features`,
 * `data-empty-cell` and `data-cell` with line and column, `data-no-samples`, `data-one-class`, `data-not-classes`
 */
export function readCsvDataset(text: string, label?: string): CsvDataset {
  const reader = new DatasetReader(label);
  readCsv(text, reader);
  return reader.finish();
}

class DatasetReader {
  private columns: readonly string[] = [];
  private labelColumn = 0;
  private readonly labels: string[] = [];
  private features = new Float32Array(1024);
  private length = 0;

  constructor(private readonly label: string | undefined) {}

  header(columns: readonly string[]): void {
    this.columns = columns;
    this.labelColumn = this.label === undefined ? columns.length - 1 : columns.indexOf(this.label);
    if (this.labelColumn < 0) throw new Problem('data-label', { label: this.label ?? '', columns: listed(columns) });
    if (columns.length < 2) throw new Problem('data-no-features', { label: columns[0]! });
  }

  record(cells: readonly string[], line: number): void {
    if (this.length + cells.length > this.features.length) this.grow();
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (cell === '') throw new Problem('data-empty-cell', { line, column: this.columns[i]! });
      if (i === this.labelColumn) this.labels.push(cell);
      else this.features[this.length++] = this.number(cell, line, i);
    }
  }

  finish(): CsvDataset {
    const label = this.columns[this.labelColumn]!;
    if (this.labels.length === 0) throw new Problem('data-no-samples');
    const { classes, indices } = this.classify(label);
    return {
      samples: indices.length,
      features: this.features.subarray(0, this.length),
      targets: { task: 'classification', classes, labels: indices },
      featureNames: this.columns.filter((_, i) => i !== this.labelColumn),
      columns: this.columns,
      label,
    };
  }

  private number(cell: string, line: number, column: number): number {
    const value = Math.fround(Number(cell));
    if (!Number.isFinite(value))
      throw new Problem('data-cell', { line, column: this.columns[column]!, found: shortened(cell) });
    return value;
  }

  private grow(): void {
    const larger = new Float32Array(2 * (this.features.length + this.columns.length));
    larger.set(this.features);
    this.features = larger;
  }

  private classify(label: string): { classes: string[]; indices: Uint8Array } {
    const numeric = this.labels.every(text => Number.isFinite(Number(text)));
    const keyOf = numeric ? (text: string) => String(Number(text)) : (text: string) => text;
    const keys = this.labels.map(keyOf);
    const classes = [...new Set(keys)].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
    this.checkClasses(classes, label, numeric);
    const indexOf = new Map(classes.map((name, index) => [name, index]));
    return { classes, indices: Uint8Array.from(keys, key => indexOf.get(key)!) };
  }

  private checkClasses(classes: readonly string[], label: string, numeric: boolean): void {
    if (classes.length === 1) throw new Problem('data-one-class', { label, found: shortened(classes[0]!) });
    const samples = this.labels.length;
    const fractions = numeric && classes.some(name => !Number.isInteger(Number(name)));
    const tooMany = classes.length > MAX_CLASSES || classes.length === samples;
    if (tooMany || (fractions && 2 * classes.length > samples)) {
      const columns = listed(this.columns);
      throw new Problem('data-not-classes', { label, found: classes.length, samples, columns });
    }
  }
}

/** Names for a sentence: the first few, or all where they are few. */
function listed(names: readonly string[]): string {
  const shown = names.length > 12 ? [...names.slice(0, 8), '…', names.at(-1)!] : names;
  return shown.map(shortened).join(', ');
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
