import { Problem } from '../../numerics/problem';
import { MAX_CLASSES } from '../dataset';
import { isInRange, shortened, type Value } from './cells';

/** Code of a cell whose value is missing. */
const MISSING = 255;

/** What the values of a column are; empty where there are none. */
export type ColumnKind = 'number' | 'boolean' | 'category' | 'empty';

/**
 * A column of a table as it is read. While it has few different values each cell is kept as the code of one of them;
 * with more than `MAX_CLASSES` it can only be numbers, and is kept as float32.
 */
export class Column {
  /** Values in the order of their codes, how often each occurs, and where first. */
  private readonly values: Value[] = [];
  private readonly counts: number[] = [];
  private readonly places: number[] = [];
  private readonly codeOf = new Map<Value, number>();
  private codes: Uint8Array;
  private numbers: Float32Array | undefined;
  private length: number;
  /** Number of missing cells, and the place of the first. */
  missing: number;
  missingPlace: number;

  /**
   * @param unit what places count: lines or records
   * @param missing number of cells that it begins with, all without a value
   */
  constructor(
    readonly name: string,
    readonly unit: 'line' | 'record',
    capacity: number,
    missing = 0,
    missingPlace = 0,
  ) {
    this.codes = new Uint8Array(capacity).fill(MISSING, 0, missing);
    this.length = missing;
    this.missing = missing;
    this.missingPlace = missingPlace;
  }

  /** Bytes a cell takes. */
  get width(): number {
    return this.numbers ? 4 : 1;
  }

  /** Makes room for so many cells. */
  reserve(capacity: number): void {
    if (this.numbers) this.numbers = copied(this.numbers, new Float32Array(capacity));
    else this.codes = copied(this.codes, new Uint8Array(capacity));
  }

  /**
   * @throws Problem `data-range` where a number is too large; `data-cell` where a text stands among numbers;
   * `data-categories` where there are too many texts
   */
  add(value: Value | undefined, place: number): void {
    if (value === undefined) return this.addMissing(place);
    if (typeof value === 'number' && !isInRange(value)) throw this.problem('data-range', value, place);
    if (this.numbers) return this.addNumber(value, place);
    const code = this.codeOf.get(value);
    if (code !== undefined) {
      this.counts[code]!++;
      this.codes[this.length++] = code;
    } else if (this.values.length < MAX_CLASSES) this.addValue(value, place);
    else this.becomeNumbers(value, place);
  }

  /**
   * What its values are. Numbers among which texts stand are categories where each of these texts repeats; one that
   * stands alone is taken for a slip.
   *
   * @throws Problem `data-cell`, `data-decimal-comma`
   */
  kind(): ColumnKind {
    if (this.numbers) return 'number';
    const texts = this.values.filter(value => typeof value === 'string');
    if (this.values.length === 0) return 'empty';
    if (texts.length === 0) return 'number';
    this.refuseCommas();
    if (texts.length === this.values.length)
      return texts.every(text => text === 'true' || text === 'false') ? 'boolean' : 'category';
    const alone = this.values.findIndex((value, code) => typeof value === 'string' && this.counts[code] === 1);
    if (alone >= 0) throw this.problem('data-cell', this.values[alone]!, this.places[alone]!);
    return 'category';
  }

  /** The different values; undefined where they are numbers, more than `MAX_CLASSES`. */
  get different(): readonly Value[] | undefined {
    return this.numbers ? undefined : this.values;
  }

  /** One of its values, the last text where there are texts. */
  get example(): Value | undefined {
    return this.numbers
      ? this.numbers[0]
      : (this.values.findLast(value => typeof value === 'string') ?? this.values[0]);
  }

  /** How many different values there are. */
  get differentCount(): number {
    if (!this.numbers) return this.values.length;
    const numbers = new Set(this.numbers.subarray(0, this.length));
    numbers.delete(NaN);
    return numbers.size;
  }

  /**
   * The cells as numbers, NaN where one is missing.
   *
   * @throws Problem `data-cell` where one is a text; true and false are 1 and 0
   */
  toNumbers(): Float32Array {
    if (this.numbers) return this.numbers.subarray(0, this.length);
    const numberOf = new Float32Array(256).fill(NaN);
    for (const [code, value] of this.values.entries()) {
      if (typeof value === 'number') numberOf[code] = value;
      else if (value === 'true' || value === 'false') numberOf[code] = value === 'true' ? 1 : 0;
      else throw this.problem('data-cell', value, this.places[code]!);
    }
    const numbers = new Float32Array(this.length);
    for (let row = 0; row < numbers.length; row++) numbers[row] = numberOf[this.codes[row]!]!;
    return numbers;
  }

  /**
   * Where each cell stands among some categories; `categories.length` where its value is missing.
   *
   * @param code of the problem about a value that is none of them, with its place
   */
  toIndices(categories: readonly string[], code: string): Uint8Array {
    const values = this.different;
    if (!values)
      throw this.problem(
        code,
        this.numbers!.find(number => !categories.includes(String(number)))!,
        0,
      );
    const indexOf = new Uint8Array(256).fill(categories.length);
    for (const [each, value] of values.entries()) {
      const index = categories.indexOf(String(value));
      if (index < 0) throw this.problem(code, value, this.places[each]!);
      indexOf[each] = index;
    }
    const indices = new Uint8Array(this.length);
    for (let row = 0; row < indices.length; row++) indices[row] = indexOf[this.codes[row]!]!;
    return indices;
  }

  private addMissing(place: number): void {
    if (this.missing++ === 0) this.missingPlace = place;
    if (this.numbers) this.numbers[this.length++] = NaN;
    else this.codes[this.length++] = MISSING;
  }

  private addValue(value: Value, place: number): void {
    const code = this.values.length;
    this.codeOf.set(value, code);
    this.values.push(value);
    this.counts.push(1);
    this.places.push(place);
    this.codes[this.length++] = code;
  }

  private addNumber(value: Value, place: number): void {
    if (typeof value === 'string') throw this.problem('data-cell', value, place);
    this.numbers![this.length++] = value;
  }

  /** Numbers with a decimal comma would be categories. */
  private refuseCommas(): void {
    const code = this.values.findIndex(value => typeof value === 'string' && /^[-+]?\d+,\d+$/.test(value));
    if (code >= 0) throw this.problem('data-decimal-comma', this.values[code]!, this.places[code]!);
  }

  /** At a value too many: numbers go on as such; texts are more than there can be categories. */
  private becomeNumbers(value: Value, place: number): void {
    const text = this.values.findIndex(each => typeof each === 'string');
    if (typeof value === 'string' || text >= 0) throw this.tooManyTexts(value, place, text);
    const numbers = new Float32Array(this.codes.length);
    numbers.set(this.toNumbers());
    this.numbers = numbers;
    this.codes = new Uint8Array();
    this.codeOf.clear();
    this.addNumber(value, place);
  }

  /** @param text code of the first text; −1 where `value` is the first */
  private tooManyTexts(value: Value, place: number, text: number): Problem {
    this.refuseCommas();
    const values = [...this.values, value];
    const texts = values.filter(each => typeof each === 'string');
    const [first, at] = text < 0 ? [value, place] : [this.values[text]!, this.places[text]!];
    if (2 * texts.length < values.length) return this.problem('data-cell', first, at);
    return new Problem('data-categories', {
      column: this.name,
      found: shortened(texts.at(-1)!),
      count: values.length,
      samples: this.length + 1,
    });
  }

  private problem(code: string, value: Value, place: number): Problem {
    return new Problem(code, {
      ...(place > 0 && { [this.unit]: place }),
      column: this.name,
      found: shortened(String(value)),
    });
  }
}

function copied<A extends Uint8Array | Float32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
