import type { Targets } from '../../data/dataset';
import type { Batch } from '../model';
import { fillRow, firstDifference, type Place } from './nestedNumbers';

/** A batch as the user's functions take it: x, shape [N, D], and t; made once, filled again for every batch. */
export class UserSamples {
  /** A row of scaled features a sample. */
  readonly x: number[][] = [];
  /** Of each sample its class, its scaled number, or its scaled numbers. */
  readonly t: number[] | number[][];

  private readonly rows: Rows;
  private readonly targetRows: Rows | undefined;
  private readonly labels: number[] = [];

  /** @param features D */
  constructor(features: number, targets: Targets, capacity: number) {
    this.rows = new Rows(capacity, features);
    const several = targets.task === 'regression' && targets.names.length > 1;
    this.targetRows = several ? new Rows(capacity, targets.names.length) : undefined;
    this.t = this.targetRows ? [] : this.labels;
  }

  fill({ features, targets, samples }: Batch): void {
    this.rows.fill(this.x, features, samples);
    if (this.targetRows) return this.targetRows.fill(this.t as number[][], targets, samples);
    this.labels.length = samples;
    fillRow(this.labels, targets, 0);
  }

  /** Where they are no longer what they were filled with. */
  changed({ features, targets, samples }: Batch): Place | undefined {
    const index = this.rows.changed(this.x, features, samples);
    if (index) return { name: 'x', index };
    if (!this.targetRows) {
      const at = firstDifference(this.labels, targets, 0, samples);
      return at === undefined ? undefined : { name: 't', index: [at] };
    }
    const target = this.targetRows.changed(this.t as number[][], targets, samples);
    return target && { name: 't', index: target };
  }
}

/** Rows of equal length, made once. */
class Rows {
  private readonly rows: readonly number[][];

  constructor(
    capacity: number,
    private readonly width: number,
  ) {
    this.rows = Array.from({ length: capacity }, () => Array.from({ length: width }, () => 0));
  }

  /** Makes `into` the first rows, filled with numbers that stand row after row in an array. */
  fill(into: number[][], from: ArrayLike<number>, count: number): void {
    into.length = count;
    for (let n = 0; n < count; n++) {
      const row = this.rows[n]!;
      fillRow(row, from, n * this.width);
      into[n] = row;
    }
  }

  changed(filled: number[][], from: ArrayLike<number>, count: number): readonly number[] | undefined {
    for (let n = 0; n < count; n++) {
      if (filled[n] !== this.rows[n]) return [n];
      const at = firstDifference(this.rows[n]!, from, n * this.width, this.width);
      if (at !== undefined) return [n, at];
    }
    return filled.length === count ? undefined : [count];
  }
}
