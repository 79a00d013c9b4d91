import { variable } from '../../numerics/autodiff/operations';
import type { Operand } from '../../numerics/autodiff/traced';
import type { Parameter } from '../model';
import { fillRow, NestedNumbers, type Nested, type Place } from './nestedNumbers';
import { readParameters } from './readParameters';

/**
 * The parameters of a user's model: their numbers one after the other in float64, which a training moves, and the
 * objects that the user's functions are given, of the same numbers.
 */
export class UserParameters {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
  /** As `init` gives them, in its order; views of `values` and `gradient`. */
  readonly list: readonly Parameter<Float64Array>[];

  private readonly plain: NestedNumbers<number>;
  private readonly followed: NestedNumbers<Operand>;

  /**
   * @param given what `init` gives
   * @throws Problem as `readParameters`
   */
  constructor(given: unknown) {
    const read = readParameters(given);
    const numbers = read.flatMap(each => each.numbers);
    this.values = Float64Array.from(numbers);
    this.gradient = new Float64Array(numbers.length);
    let from = 0;
    this.list = read.map(({ name, shape, numbers: own }) => {
      const to = from + own.length;
      const [values, gradient] = [this.values.subarray(from, to), this.gradient.subarray(from, to)];
      from = to;
      return { name, shape, decays: shape.length === 2, values, gradient };
    });
    this.plain = new NestedNumbers<number>(this.list, 0);
    this.followed = new NestedNumbers<Operand>(this.list, 0);
  }

  /** The parameters as they are now; the object is always the same. */
  nested(): Readonly<Record<string, Nested>> {
    const { record, runs } = this.plain;
    for (const { name, from, row } of runs) {
      if (row) fillRow(row, this.values, from);
      else record[name] = this.values[from]!;
    }
    return record;
  }

  /** The same as variables of the tape: its first nodes, in the order of the values. */
  variables(): Readonly<Record<string, Nested<Operand>>> {
    const { record, runs } = this.followed;
    for (const { name, from, row } of runs) {
      if (row) followRow(row, this.values, from);
      else record[name] = variable(this.values[from]!);
    }
    return record;
  }

  /**
   * The numbers of the object that `nested` gave last, one after the other, each moved up and down by h and put back.
   *
   * @param f value at what the object is then
   * @returns (f(x + h) − f(x − h)) / 2h of each
   */
  centralDifferences(f: () => number, h: number): Float64Array {
    const { record, runs } = this.plain;
    const differences = new Float64Array(this.values.length);
    for (const { name, from, length, row } of runs) {
      // A record and a row are both containers of numbers.
      const container = (row ?? record) as Record<PropertyKey, number>;
      for (let i = 0; i < length; i++) {
        const key = row ? i : name;
        const x = this.values[from + i]!;
        container[key] = x + h;
        const above = f();
        container[key] = x - h;
        const below = f();
        container[key] = x;
        differences[from + i] = (above - below) / (2 * h);
      }
    }
    return differences;
  }

  /** Where the object is no longer what `nested` made of it. */
  changed(): Place | undefined {
    return this.plain.differenceTo(this.values);
  }
}

/** A loop of its own: one that sees rows of numbers, too, would make the user's code slower on them. */
function followRow(row: Operand[], values: Float64Array, from: number): void {
  for (let i = 0; i < row.length; i++) row[i] = variable(values[from + i]!);
}
