import { Problem } from '../numerics/problem';
import type { ArraysInText } from './numberArray';
import { LiteralReader, type ArrayLiteral } from './arrayLiteral';
import { namesAssigned, nameBefore, type ArrayName } from './arrayName';
import { skipComment, skipString } from './blank';
import { expressionAround, type Expression } from './computedArray';
import { calleeBefore, enclosesNumbers } from './constructors';
import { Places } from './places';
import type { Steps } from './slices';

/** So many characters of a text are looked at between two chances for others to run. */
const RUN = 16_384;
/** A literal takes as long as so many characters. */
const LITERAL = 256;

/**
 * Finds array literals of numbers in a text of any language with brackets, commas and the usual comments: TypeScript,
 * JavaScript, JSON, Python; vectors of R, matrices of MATLAB and Julia; what NumPy, PyTorch and TensorFlow print.
 * Tuples in parentheses count where they are assigned or all there is. Nothing is evaluated.
 *
 * @param text the whole text, so that names in front of the range and line numbers are known
 * @param from start of the range to look at
 * @param to end of the range, exclusive
 */
export function* literalsIn(text: string, from = 0, to = text.length): Steps<ArraysInText> {
  const finder = new LiteralFinder(text, from, to);
  yield* finder.find();
  return finder.found;
}

class LiteralFinder {
  readonly found: ArraysInText = { arrays: [], problems: [] };
  /** The brackets that are open, the innermost last. */
  private readonly opens: number[] = [];
  private readonly places: Places;
  /** Names whose arrays follow what ends there: `y, t = [1, 2], [3, 4]`. */
  private waiting: { names: readonly string[]; end: number } = { names: [], end: 0 };

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.places = new Places(text);
  }

  *find(): Steps<void> {
    const { text, to } = this;
    let position = this.from;
    for (let pause = position + RUN; position < to;) {
      const kind = KINDS[text.charCodeAt(position)];
      if (kind === Kind.Other) {
        position = skipComment(text, position, to) ?? skipString(text, position, to) ?? position + 1;
      } else if ((kind === Kind.Opens || kind === Kind.Brace) && this.mayBegin(position)) {
        position = yield* this.readAt(position);
        pause -= LITERAL;
      } else {
        if (kind === Kind.Opens || kind === Kind.Brace) this.opens.push(position);
        else if (kind === Kind.Closes) this.opens.pop();
        position++;
      }
      if (position < pause) continue;
      pause = position + RUN;
      yield;
    }
  }

  private mayBegin(position: number): boolean {
    if (this.text[position] === '[') return !isIndexAccess(this.text, position);
    if (this.text[position] === '{') return beginsInitializer(this.text, position);
    return this.enclosesNumbers(position) || this.beginsTuple(position);
  }

  private enclosesNumbers(open: number): boolean {
    return enclosesNumbers(calleeBefore(this.text, open, 0)?.name ?? '');
  }

  /** Whether a parenthesis is all there is, what a statement of Python assigns, or what a constructor is given. */
  private beginsTuple(open: number): boolean {
    const before = this.text.slice(Math.max(0, open - 200), open);
    return (
      this.text.slice(this.from, open).trim() === '' ||
      (before.endsWith('(') && calleeBefore(this.text, open - 1, 0)?.kind === 'constructor') ||
      /(?:^|[\n;])[ \t]*(?!(?:const|let|var)\b)[\p{L}_][\p{L}\p{N}_]*\s*(?::[^=\n]*)?=\s*$/u.test(before)
    );
  }

  /** Reads the literal at `start`; returns where to go on looking. */
  private *readAt(start: number): Steps<number> {
    const isRound = this.text[start] !== '[';
    const isCall = isRound && this.enclosesNumbers(start);
    const name = () => nameBefore(this.text, start);
    const nameText = () => name()?.name ?? '';
    const reader = new LiteralReader(this.text, start, this.to, this.places, nameText, isRound && !isCall);
    try {
      const literal = yield* reader.read();
      if (literal && this.isArray(literal, isCall, name)) return this.take(literal, isCall);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const range = { start: name()?.start ?? start, end: reader.position };
      this.found.problems.push(new Problem(problem.code, { ...problem.args, ...range }));
      return Math.max(reader.position, start + 1);
    }
    this.opens.push(start); // not an array of numbers, but there may be some inside
    return start + 1;
  }

  /** Whether the literal can be an array at all; a link, a cross-reference and a tuple in an expression are none. */
  private isArray(literal: ArrayLiteral, isCall: boolean, name: () => ArrayName | undefined): boolean {
    const { text, to } = this;
    if (literal.data.length === 0 && name() === undefined) return false;
    if (literal.end < to && /[(\p{L}]/u.test(text[literal.end]!)) return false; // [1](https://…), [3]float64{…}
    if (isPositionOfR(text, literal.start, to)) return false;
    if (text[literal.start] === '[' || isCall) return true;
    return /^\s*[),]|^[ \t]*(?:[;#\r\n]|\/\/|$)/.test(text.slice(literal.end, Math.min(to, literal.end + 80)));
  }

  /** The name of an expression: its own, or the next of several that are assigned at once. */
  private nameOf({ start, end }: Expression): string | undefined {
    const { text, waiting } = this;
    const isNext =
      waiting.names.length > 0 && /^\s*,\s*$/.test(text.slice(waiting.end, Math.min(start, waiting.end + 80)));
    const name = isNext ? undefined : nameBefore(text, start);
    const inCall = name !== undefined && text[this.opens.findLast(open => open < name.start) ?? -1] === '(';
    const names = isNext ? waiting.names : name ? (inCall ? [name.name] : namesAssigned(text, name)) : [];
    this.waiting = { names: names.slice(1), end };
    return names[0];
  }

  private take(literal: ArrayLiteral, isCall: boolean): number {
    const { text, places } = this;
    const start = isCall ? calleeBefore(text, literal.start, 0)!.start : literal.start;
    const whole = { ...literal, start };
    const expression = expressionAround(text, whole, this.opens, this.from, this.to);
    const name = this.nameOf(expression);
    const args = { name: name ?? '', start: expression.start, end: expression.end };
    if (literal.data.length > 0 && expression.isComputed) {
      this.found.problems.push(new Problem('computed-array', { ...args, ...places.at(literal.start) }));
    } else if (literal.isAmbiguous && name !== undefined) {
      this.found.problems.push(new Problem('ambiguous-blanks', { ...args, ...places.at(literal.start) }));
    } else {
      const { data, shape, end } = literal;
      this.found.arrays.push({ data, shape, start, end, ...(name !== undefined && { name }) });
    }
    return literal.end;
  }
}

/** Whether a line begins as R prints vectors: with the position of its first number, `[1] 0.1 0.9`. */
export function isPositionOfR(text: string, start: number, to: number): boolean {
  if (!/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 20), start))) return false;
  return /^\[\d+\][ \t]+[-+]?[\d.]/.test(text.slice(start, Math.min(to, start + 40)));
}

/** Whether a brace begins the numbers of an array of C, C++, Java, C# or Go: `y[] = {0.1, …`, `[]float64{0.1, …`. */
function beginsInitializer(text: string, brace: number): boolean {
  if (!/^\{[\s{]*[-+.]?\d/.test(text.slice(brace, brace + 200))) return false;
  return INITIALIZED.test(text.slice(Math.max(0, brace - 200), brace));
}

const INITIALIZED = /(?:[^=!<>]=|\][\w.*]*|<[^<>;{}\n]*>\s+[\p{L}_][\p{L}\p{N}_]*)\s*$/u;

enum Kind {
  Plain,
  /** Can begin a comment or a string. */
  Other,
  /** Can begin an array. */
  Opens,
  Brace,
  Closes,
}

/** What a character can begin or end, by its code. */
const KINDS = new Uint8Array(65_536);
for (const char of '"\'`/#') KINDS[char.charCodeAt(0)] = Kind.Other;
for (const char of '[(') KINDS[char.charCodeAt(0)] = Kind.Opens;
for (const char of ')]}') KINDS[char.charCodeAt(0)] = Kind.Closes;
KINDS['{'.charCodeAt(0)] = Kind.Brace;

const KEYWORD_BEFORE = /(?:^|[^\w$.])(?:return|in|of|case|yield|await|else|default)$/;

/** Whether the bracket belongs to what stands directly before it: `a[0]`, `f()[1]`, `number[]`. */
function isIndexAccess(text: string, bracket: number): boolean {
  if (!/[\p{L}\p{N}_$)\]]/u.test(text[bracket - 1] ?? ' ')) return false;
  return !KEYWORD_BEFORE.test(text.slice(Math.max(0, bracket - 10), bracket));
}
