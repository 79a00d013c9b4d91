import type { Floats } from '../../kernels/kernels';

/** A number, a vector or a matrix as TypeScript's own arrays, as the user's functions take it. */
export type Nested<T = number> = T | T[] | T[][];

/** A place in a parameter. */
export interface Place {
  readonly name: string;
  readonly index: readonly number[];
}

/** Numbers that stand one after the other: a vector, the row of a matrix, or a single number. */
export interface Run<T> extends Place {
  /** Where it begins among all numbers. */
  readonly from: number;
  readonly length: number;
  /** Undefined of a single number, which stands in the record itself. */
  readonly row: T[] | undefined;
}

/** An object of numbers, vectors and matrices whose content stands in one flat array, too: made once, filled again and again. */
export class NestedNumbers<T> {
  readonly record: Record<string, Nested<T>> = {};
  /** In the order of the numbers. */
  readonly runs: readonly Run<T>[];

  /** @param filler what every number is until it is filled */
  constructor(shapes: readonly { readonly name: string; readonly shape: readonly number[] }[], filler: T) {
    const runs: Run<T>[] = [];
    let from = 0;
    const add = (name: string, index: readonly number[], length: number, row?: T[]): T[] => {
      runs.push({ name, index, from, length, row });
      from += length;
      return row!;
    };
    const filled = (length: number) => Array.from({ length }, () => filler);
    for (const { name, shape } of shapes) {
      const [rows, columns] = shape;
      if (rows === undefined) add(name, [], 1);
      this.record[name] =
        rows === undefined
          ? filler
          : columns === undefined
            ? add(name, [], rows, filled(rows))
            : Array.from({ length: rows }, (_, i) => add(name, [i], columns, filled(columns)));
    }
    this.runs = runs;
  }

  /** Where the record is no longer what it was filled with; undefined where it is. */
  differenceTo(this: NestedNumbers<number>, values: Floats): Place | undefined {
    for (const { name, index, from, length, row } of this.runs) {
      const found = this.record[name];
      const [i] = index;
      if (row === undefined) {
        if (!Object.is(found, values[from])) return { name, index };
        continue;
      }
      if ((i === undefined ? found : (found as number[][])[i]) !== row) return { name, index };
      const at = firstDifference(row, values, from, length);
      if (at !== undefined) return { name, index: [...index, at] };
    }
    return undefined;
  }
}

/** Fills a row from a place on. */
export function fillRow(row: number[], values: ArrayLike<number>, from: number): void {
  for (let i = 0; i < row.length; i++) row[i] = values[from + i]!;
}

/** The first place where a row differs from what it was filled with. */
export function firstDifference(
  row: readonly number[],
  values: ArrayLike<number>,
  from: number,
  length: number,
): number | undefined {
  for (let i = 0; i < length; i++) if (!Object.is(row[i], values[from + i])) return i;
  return row.length === length ? undefined : length;
}
