import { Problem } from '../numerics/problem';
import { sameShape, type Tensor } from '../numerics/tensor';
import { nameBefore } from './arrayName';
import { skipBlank, skipComment, skipString } from './blank';
import { isComputedFrom } from './computedArray';
import { isExpressionTooLong, readNumber, skipExpression } from './numberLiteral';
import { Places } from './places';

/** An array of numbers written in a text. */
export interface NumberArray extends Tensor {
  /** What it is assigned to, where that can be read. */
  readonly name?: string;
  /** Offsets of the literal in the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The arrays of a text, and what was meant to be one but cannot be read as numbers. */
export interface ArraysInText {
  readonly arrays: NumberArray[];
  readonly problems: Problem[];
}

/** Brackets nested deeper than this are no array of numbers anybody wrote. */
const MAX_DEPTH = 32;

/**
 * Finds array literals of numbers in a text of any language with brackets, commas and the usual comments: TypeScript,
 * JavaScript, JSON, Python. Nothing is evaluated. A range that holds nothing but numbers and commas is one array.
 *
 * @param text the whole text, so that names in front of the range and line numbers are known
 * @param from start of the range to look at
 * @param to end of the range, exclusive
 */
export function readArrays(text: string, from = 0, to = text.length): ArraysInText {
  const found: ArraysInText = { arrays: [], problems: [] };
  const places = new Places(text);
  let position = from;
  while (position < to) {
    const next = skipComment(text, position, to) ?? skipString(text, position, to);
    if (next !== undefined) position = next;
    else if (text[position] === '[' && !isIndexAccess(text, position))
      position = readLiteralAt(text, position, to, places, found);
    else position++;
  }
  if (found.arrays.length === 0 && found.problems.length === 0) readBareNumbers(text, from, to, found);
  return found;
}

/** Reads the literal at `start` into `found`; returns where to go on looking. */
function readLiteralAt(text: string, start: number, to: number, places: Places, found: ArraysInText): number {
  const reader = new LiteralReader(text, start, to, places);
  try {
    const array = reader.read();
    if (!array) return start + 1; // not an array of numbers, but there may be some inside
    found.arrays.push(array);
    return array.end;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    found.problems.push(problem);
    return Math.max(reader.position, start + 1);
  }
}

const KEYWORD_BEFORE = /(?:^|[^\w$.])(?:return|in|of|case|yield|await|else|default)$/;

/** Whether the bracket belongs to what stands directly before it: `a[0]`, `f()[1]`, `number[]`. */
function isIndexAccess(text: string, bracket: number): boolean {
  if (!/[\w$)\]]/.test(text[bracket - 1] ?? ' ')) return false;
  return !KEYWORD_BEFORE.test(text.slice(Math.max(0, bracket - 10), bracket));
}

/** Reads one bracketed literal. `position` tells how far it came. */
class LiteralReader {
  position: number;
  private readonly values: number[] = [];
  private readonly name: string | undefined;
  private unreadable: Problem | undefined;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly to: number,
    private readonly places: Places,
  ) {
    this.position = start;
    this.name = nameBefore(text, start);
  }

  /**
   * @returns the array; undefined where the brackets hold no numbers
   * @throws Problem `unclosed-array`, `not-a-number`, `ragged`
   */
  read(): NumberArray | undefined {
    const shape = this.readList(0);
    if (!shape) return undefined;
    if (this.values.length > 0 && isComputedFrom(this.text, this.start, this.position, this.to)) {
      throw this.problem('computed-array', this.start);
    }
    if (this.unreadable && this.values.length > 0) throw this.unreadable;
    if (this.unreadable || (this.values.length === 0 && this.name === undefined)) return undefined;
    const place = { start: this.start, end: this.position };
    const data = Float64Array.from(this.values);
    return this.name === undefined ? { data, shape, ...place } : { data, shape, ...place, name: this.name };
  }

  /** Reads `[…]`; returns its shape, undefined where it is no list of numbers or of lists. */
  private readList(depth: number): number[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const open = this.position++;
    let inner: readonly number[] | undefined;
    for (let count = 0; ; count++) {
      this.position = skipBlank(this.text, this.position, this.to);
      if (this.position >= this.to) return this.unclosed(open);
      if (this.text[this.position] === ']') {
        this.position++;
        return [count, ...(inner ?? [])];
      }
      const elementStart = this.position;
      const element = this.readElement(depth);
      if (!element) return undefined;
      if (inner && !sameShape(inner, element)) this.ragged(elementStart, count, inner, element);
      inner ??= element;
      this.readSeparator();
    }
  }

  private readSeparator(): void {
    this.position = skipBlank(this.text, this.position, this.to);
    if (this.position >= this.to || this.text[this.position] === ']') return;
    if (this.text[this.position] !== ',') this.readUnreadable(); // [1, 2] [0]
    if (this.text[this.position] === ',') this.position++;
  }

  /** Reads a number (shape []) or a nested list. */
  private readElement(depth: number): number[] | undefined {
    if (this.text[this.position] === '[') return this.readList(depth + 1);
    const number = readNumber(this.text, this.position, this.to);
    if (number) {
      this.values.push(number.value);
      this.position = number.end;
      return [];
    }
    return this.readUnreadable() ? [] : undefined;
  }

  /** Skips what is no number and remembers the first such place; false where it is too long to be an element. */
  private readUnreadable(): boolean {
    const end = skipExpression(this.text, this.position, this.to);
    if (isExpressionTooLong(this.position, end)) return false;
    const found = this.text.slice(this.position, end).trim();
    this.unreadable ??= found
      ? this.problem('not-a-number', this.position, { found })
      : this.problem('missing-number', this.position);
    this.position = end;
    return true;
  }

  private unclosed(open: number): undefined {
    if (this.values.length > 0 && !this.unreadable) throw this.problem('unclosed-array', open);
    return undefined;
  }

  private ragged(at: number, index: number, expected: readonly number[], found: readonly number[]): void {
    // Without numbers it is a type or a list of something else: [a, [b]].
    this.unreadable ??= this.problem('ragged', at, { index, expected, found });
  }

  private problem(code: string, at: number, args: Problem['args'] = {}): Problem {
    return new Problem(code, { name: this.name ?? '', ...args, ...this.places.at(at) });
  }
}

/** The arrays' names for a sentence; those without one by their number. */
export function namesOf(arrays: readonly NumberArray[]): string {
  return arrays.map((array, index) => array.name ?? `#${index + 1}`).join(', ');
}

/** The inside of an array selected without its brackets: `0.1, 0.05, 0.6`. */
function readBareNumbers(text: string, from: number, to: number, found: ArraysInText): void {
  const values: number[] = [];
  let start: number | undefined;
  let position = from;
  while ((position = skipBlank(text, position, to)) < to) {
    const number = readNumber(text, position, to);
    if (!number) return;
    start ??= position;
    values.push(number.value);
    position = skipBlank(text, number.end, to);
    if (position < to && text[position++] !== ',') return;
  }
  if (start === undefined) return;
  const opening = text.lastIndexOf('[', start);
  const inBrackets = opening >= 0 && text.slice(opening + 1, start).trim() === '';
  const name = inBrackets ? nameBefore(text, opening) : undefined;
  const array = { data: Float64Array.from(values), shape: [values.length], start, end: to };
  found.arrays.push(name === undefined ? array : { ...array, name });
}
