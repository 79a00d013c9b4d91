import { Problem } from '../numerics/problem';
import { sameShape } from '../numerics/tensor';
import { isSpace, skipBlank } from './blank';
import { frameAt, shapeOf, type Frame } from './bracketFrame';
import { GrowingArray } from './growingArray';
import { isDigit, isExpressionTooLong, NumberReader, skipExpression } from './numberLiteral';
import type { Places } from './places';
import type { Steps } from './slices';

/** The numbers between a pair of brackets. */
export interface ArrayLiteral {
  readonly data: Float64Array;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
  /** Whether its values are separated by blanks only, as NumPy prints them. */
  readonly isPrinted: boolean;
  /** Whether it could be read as a computation too: `[1 -2]`. */
  readonly isAmbiguous: boolean;
}

/** Brackets nested deeper than this are no array of numbers anybody wrote. */
const MAX_DEPTH = 32;
/** So much is shown of what is no number. */
const MAX_FOUND = 60;
/** So many numbers are read between two chances for others to run. */
const RUN = 2048;

/** Something among the elements of an array that is no number. */
interface Unreadable {
  readonly position: number;
  /** How many numbers there are before it. */
  readonly numbersBefore: number;
  readonly problem: () => Problem;
}

/**
 * Reads one bracketed literal: nested lists with commas, in square brackets or parentheses; the printed form of NumPy
 * with blanks instead; `[1 2; 3 4]` of MATLAB and Julia. `position` tells how far it came.
 */
export class LiteralReader {
  position: number;
  private readonly frames: Frame[] = [];
  private readonly values = new GrowingArray();
  private readonly numbers: NumberReader;
  private shape: readonly number[] | undefined;
  /** The first thing that is no number; a problem only once there are numbers too. */
  private unreadable: Unreadable | undefined;
  private unsignedAfterBlank = false;
  private signedAfterBlank = false;
  private commas = false;
  /** Elements read since others had a chance to run. */
  private work = 0;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly to: number,
    private readonly places: Places,
    private readonly name: () => string,
    private readonly isTuple: boolean,
  ) {
    this.position = start;
    this.numbers = new NumberReader(text);
  }

  /**
   * @returns the literal; undefined where the brackets hold something else than numbers
   * @throws Problem `unclosed-array`, `mismatched-bracket`, `not-a-number`, `missing-number`, `mixed-separators`,
   * `elided-array`, `ragged`
   */
  *read(): Steps<ArrayLiteral | undefined> {
    this.open();
    while (this.frames.length > 0) {
      const goesOn = this.readNext(this.frames.at(-1)!);
      if (!goesOn) return undefined;
      if (++this.work < RUN) continue;
      this.work = 0;
      yield;
    }
    if (this.unreadable && this.values.length > 0) throw this.unreadable.problem();
    if (this.unreadable || !this.shape) return undefined;
    return {
      data: this.values.toArray(),
      shape: this.shape,
      start: this.start,
      end: this.position,
      isPrinted: this.signedAfterBlank || this.unsignedAfterBlank,
      isAmbiguous: this.signedAfterBlank && !this.unsignedAfterBlank,
    };
  }

  /** Reads an element, or a run of numbers, with what separates it from the next, or a closing bracket. */
  private readNext(frame: Frame): boolean {
    if (frame.separator === ',' && frame.inner?.length === 0) this.readPlainRun(frame);
    this.position = skipBlank(this.text, this.position, this.to);
    if (this.position >= this.to) return this.unclosed(frame.open);
    const char = this.text[this.position]!;
    if (char === frame.close) return this.close(frame);
    if (char === ']' || char === ')' || char === '}') return this.mismatched(frame);
    if (char === '[' || (char === '(' && frame.separator !== ' ') || (char === '{' && frame.close === '}'))
      return this.open();
    return this.readNumber(frame) || this.readElided() || this.readUnreadable();
  }

  /** The most frequent case, without a detour: numbers, each with a comma behind it. */
  private readPlainRun(frame: Frame): void {
    const { text, numbers, values, to } = this;
    let position = this.position;
    for (let n = 0; n < RUN; n++) {
      while (isSpace(text.charCodeAt(position))) position++;
      if (!numbers.readPlain(position, to) || text.charCodeAt(numbers.end) !== COMMA || numbers.end >= to) break;
      values.push(numbers.value);
      frame.count++;
      this.work++;
      position = numbers.end + 1;
      this.position = position;
    }
  }

  private readNumber(frame: Frame): boolean {
    const at = this.position;
    const isRead = this.numbers.read(at, this.to) || (frame.close === '}' && this.numbers.readSuffixed(at, this.to));
    if (!isRead) return false;
    const { value, end } = this.numbers;
    const next = skipBlank(this.text, end, this.to);
    if (next < this.to && !this.separates(frame, end, next)) return false; // 1 / 3
    this.values.push(value);
    this.position = end;
    this.addElement(frame, at, []);
    return this.readSeparator(frame);
  }

  /** Whether the text from `end` to `next` and what stands at `next` separate two elements or end the list. */
  private separates(frame: Frame, end: number, next: number): boolean {
    if (',;])}'.includes(this.text[next]!)) return true;
    return next > end && frame.separator !== ',' && this.beginsAfterBlank(next);
  }

  private beginsAfterBlank(next: number): boolean {
    const { text } = this;
    return isDigit(text.charCodeAt(next)) || isElision(text, next) || ELEMENT.test(text.slice(next, next + 5));
  }

  private readSeparator(frame: Frame): boolean {
    const before = this.position;
    this.position = skipBlank(this.text, before, this.to);
    const char = this.position < this.to ? this.text[this.position]! : '';
    if (char === ',') return this.readComma(frame);
    if (char === ';') return this.endRow(frame);
    if (char === '' || ')]}'.includes(char)) return true;
    if (char === '[' && this.commas) this.noteProblem('missing-comma', this.position);
    else if (frame.separator !== ',' && this.position > before && this.beginsAfterBlank(this.position)) {
      frame.separator = ' ';
      if (!SIGNS.includes(char)) this.unsignedAfterBlank = true;
      else this.signedAfterBlank = true;
      return true;
    }
    return this.readUnreadable(); // [1, 2] [0]
  }

  private readComma(frame: Frame): boolean {
    if (frame.separator === ' ') this.noteProblem('mixed-separators', this.position);
    frame.separator = ',';
    this.commas = true;
    this.position++;
    return true;
  }

  /** `;` ends a row of `[1 2; 3 4]`. */
  private endRow(frame: Frame): boolean {
    if (frame.inner?.length !== 0 || frame.close === ')') return this.readUnreadable();
    this.addRow(frame);
    this.unsignedAfterBlank = true;
    frame.separator = frame.separator === ',' ? undefined : frame.separator;
    this.position++;
    return true;
  }

  private addRow(frame: Frame): void {
    const length = frame.count - frame.rowStart;
    const [expected] = frame.rows;
    if (expected !== undefined && length !== expected)
      this.ragged(this.position, frame.rows.length, [expected], [length]);
    frame.rows.push(length);
    frame.rowStart = frame.count;
  }

  private addElement(frame: Frame, at: number, shape: readonly number[]): void {
    if (frame.inner && !sameShape(frame.inner, shape)) this.ragged(at, frame.count, frame.inner, shape);
    frame.inner ??= shape;
    frame.count++;
  }

  private open(): boolean {
    if (this.frames.length > MAX_DEPTH) return false;
    this.frames.push(frameAt(this.text, this.position++));
    return true;
  }

  private close(frame: Frame): boolean {
    if (frame.close === ')' && this.frames.length > 1 && frame.separator !== ',') {
      this.position = frame.open;
      this.frames.pop();
      return this.readUnreadable(); // (1) is no tuple
    }
    if (frame.rows.length > 0 && frame.count > frame.rowStart) this.addRow(frame);
    this.position++;
    this.frames.pop();
    const shape = shapeOf(frame);
    const parent = this.frames.at(-1);
    if (!parent) {
      if (this.isTuple && frame.separator !== ',') return false; // (1) is a number
      this.shape = shape;
      return true;
    }
    this.addElement(parent, frame.open, shape);
    return this.readSeparator(parent);
  }

  /** `...` where NumPy or PyTorch left values out; `...x` is a spread. */
  private readElided(): boolean {
    if (!isElision(this.text, this.position)) return false;
    this.noteProblem('elided-array', this.position);
    this.position += this.text[this.position] === '.' ? 3 : 1;
    return this.readSeparator(this.frames.at(-1)!);
  }

  /** Skips what is no number and remembers the first such place; false where it is too long to be an element. */
  private readUnreadable(): boolean {
    const end = skipExpression(this.text, this.position, this.to);
    if (isExpressionTooLong(this.position, end)) return this.tooLong();
    const found = this.text.slice(this.position, end).trim();
    if (found) this.noteProblem('not-a-number', this.position, { found });
    else this.noteProblem('missing-number', this.position);
    this.position = end;
    if (',;'.includes(this.text[end] ?? ' ') && end < this.to) this.position++;
    return true;
  }

  /** A program among numbers; among rows of numbers it is a place where one went wrong. */
  private tooLong(): false {
    if (!this.frames.some(({ inner }) => inner && inner.length > 0)) return false;
    const [found] = this.text.slice(this.position, this.position + MAX_FOUND).split('\n');
    this.noteProblem('not-a-number', this.position, { found: found! });
    return this.giveUp(this.unreadable!.problem);
  }

  private unclosed(open: number): false {
    return this.giveUp(() => this.problem('unclosed-array', open));
  }

  private mismatched(frame: Frame): false {
    if (this.unreadable) return this.unclosed(frame.open);
    const [found, opened] = [this.text[this.position]!, this.places.at(frame.open).line];
    return this.giveUp(() =>
      this.problem('mismatched-bracket', this.position, { found, expected: frame.close, opened }),
    );
  }

  /**
   * There is no end of the array. Where it began with numbers, that is a problem; what follows the first thing that is
   * none may belong to something else and is looked at again.
   */
  private giveUp(problem: () => Problem): false {
    const numbers = this.unreadable ? this.unreadable.numbersBefore : this.values.length;
    if (numbers === 0) return false;
    const thrown = problem();
    this.position = this.unreadable?.position ?? this.position;
    throw thrown;
  }

  private ragged(at: number, index: number, expected: readonly number[], found: readonly number[]): void {
    // Without numbers it is a type or a list of something else: [a, [b]].
    this.noteProblem('ragged', at, { index, expected, found });
  }

  private noteProblem(code: string, at: number, args: Problem['args'] = {}): void {
    this.unreadable ??= {
      position: at,
      numbersBefore: this.values.length,
      problem: () => this.problem(code, at, args),
    };
  }

  private problem(code: string, at: number, args: Problem['args'] = {}): Problem {
    return new Problem(code, { name: this.name(), ...args, ...this.places.at(at) });
  }
}

const COMMA = 44;
/** What begins an element behind a blank. */
const ELEMENT = /^(?:\[|[+\-\u2212]?(?:\d|\.\d|nan|inf|NaN|Inf))/;
const SIGNS = '+-\u2212';

function isElision(text: string, position: number): boolean {
  if (text[position] === '…') return true;
  return text.startsWith('...', position) && /[\s,\]]/.test(text[position + 3] ?? ' ');
}
