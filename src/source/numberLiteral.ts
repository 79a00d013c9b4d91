import { isSpace, skipString } from './blank';

const DIGITS = String.raw`\d(?:_?\d)*`;
const DECIMAL = String.raw`(?:${DIGITS}\.?(?:${DIGITS})?|\.${DIGITS})(?:[eE][+\-\u2212]?${DIGITS})?`;
const RADIX = String.raw`0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+`;
const NAMED = String.raw`(?:(?:np|numpy|math|torch|Number)\.)?(?:Infinity|infinity|inf|POSITIVE_INFINITY|NaN|nan)`;
const QUOTED = String.raw`float\(\s*(?:"(?:inf|nan)"|'(?:inf|nan)')\s*\)|"-?Infinity"|"NaN"`;
const ODD_NUMBER = new RegExp(String.raw`([+\-\u2212]?)(\s*)(${RADIX}|${DECIMAL}|${NAMED}|${QUOTED})`, 'y');
const SUFFIXED = /([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdDlL](?![\w.])/y;
/** The longest odd number that is looked at: a regular expression has no place in megabytes. */
const MAX_ODD = 400;

/** Ten to the powers that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const MAX_EXACT = 2 ** 53;

/** Reads the numbers of a text. After a successful `read`, `value` is the number and `end` where it ends. */
export class NumberReader {
  value = 0;
  end = 0;

  constructor(private readonly text: string) {}

  /**
   * Reads the number that is written at `position`: decimal with `_` between digits, hexadecimal, binary, octal, NaN and
   * infinity in the spellings of JavaScript, Python and JSON. The value is what `Number` gives for it, to the last bit.
   *
   * @returns false where there is none, or only the first letters of something else: `2n`, `3px`, `007`
   */
  read(position: number, to: number): boolean {
    return this.readPlain(position, to) || this.readOdd(position, to);
  }

  /** Reads a number with the letter of its type behind it, as in C and Java: `0.1f`. */
  readSuffixed(position: number, to: number): boolean {
    SUFFIXED.lastIndex = 0;
    const match = SUFFIXED.exec(this.text.slice(position, Math.min(to, position + MAX_ODD)));
    if (!match) return false;
    this.value = Number(match[1]);
    this.end = position + match[0].length;
    return true;
  }

  /** Reads a number of digits, point and exponent, the most frequent form, from the characters themselves. */
  readPlain(position: number, to: number): boolean {
    const { text } = this;
    let i = position;
    let code = text.charCodeAt(i);
    const negative = code === MINUS;
    if (negative) code = text.charCodeAt(++i);
    const first = i;
    let mantissa = 0;
    for (; isDigit(code); code = text.charCodeAt(++i)) mantissa = mantissa * 10 + (code - ZERO);
    const whole = i - first;
    let exponent = 0;
    if (code === POINT) {
      for (code = text.charCodeAt(++i); isDigit(code); code = text.charCodeAt(++i)) {
        mantissa = mantissa * 10 + (code - ZERO);
        exponent--;
      }
    } else if (whole > 1 && text.charCodeAt(first) === ZERO) return false;
    if (whole - exponent === 0) return false;
    if (code === SMALL_E || code === CAPITAL_E) {
      const power = this.readExponent(i + 1);
      if (power === undefined) return false;
      exponent += power;
      i = this.end;
      code = text.charCodeAt(i);
    }
    if (i > to || (i < to && continuesWord(code))) return false;
    this.end = i;
    const magnitude = scaled(mantissa, exponent) ?? Number(text.slice(first, i));
    this.value = negative ? -magnitude : magnitude;
    return true;
  }

  /** The exponent behind the e; sets `end`. */
  private readExponent(position: number): number | undefined {
    let i = position;
    let code = this.text.charCodeAt(i);
    const negative = code === MINUS;
    if (negative || code === PLUS) code = this.text.charCodeAt(++i);
    const first = i;
    let exponent = 0;
    for (; isDigit(code); code = this.text.charCodeAt(++i)) exponent = exponent * 10 + (code - ZERO);
    if (i === first) return undefined;
    this.end = i;
    return negative ? -exponent : exponent;
  }

  private readOdd(position: number, to: number): boolean {
    const code = this.text.charCodeAt(position);
    if (!isDigit(code) && !BEGINS_ODD.has(this.text[position] ?? '')) return false;
    const written = this.text.slice(position, position + MAX_ODD);
    ODD_NUMBER.lastIndex = 0;
    const match = ODD_NUMBER.exec(written);
    if (!match || match[0].length === MAX_ODD) return false;
    const end = position + match[0].length;
    if (end > to || (end < to && continuesWord(this.text.charCodeAt(end)))) return false;
    const magnitude = valueOf(match[3]!);
    if (magnitude === undefined) return false;
    this.value = match[1] === '-' || match[1] === '\u2212' ? -magnitude : magnitude;
    this.end = end;
    return true;
  }
}

const [ZERO, PLUS, MINUS, POINT, SMALL_E, CAPITAL_E] = [48, 43, 45, 46, 101, 69];
const BEGINS_ODD = new Set('+-\u2212.iInNfmtP"');

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

/** Whether a character behind a number makes it something else: a letter, a digit, `_`, `$`, a second point. */
function continuesWord(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === POINT ||
    code === 95 ||
    code === 36 ||
    (code > 0x7f && !isSpace(code))
  );
}

/**
 * mantissa · 10^exponent where that takes one rounding, because both are exact doubles (W. D. Clinger, How to read
 * floating point numbers accurately, 1990); undefined elsewhere.
 */
function scaled(mantissa: number, exponent: number): number | undefined {
  if (mantissa >= MAX_EXACT || exponent < -22 || exponent > 22) return undefined;
  return exponent < 0 ? mantissa / POWERS[-exponent]! : mantissa * POWERS[exponent]!;
}

function valueOf(literal: string): number | undefined {
  if (/nan\b/i.test(literal)) return NaN;
  if (/inf/i.test(literal)) return literal.startsWith('"-') ? -Infinity : Infinity;
  const digits = literal.replaceAll('_', '').replace('\u2212', '-');
  return /^0\d+$/.test(digits) ? undefined : Number(digits); // 010 is 8 in JavaScript
}

/** An element longer than this is a program, not a number somebody mistyped. */
const MAX_EXPRESSION = 200;

/** The end of an element that is no number: the next comma, semicolon or closing bracket outside brackets and strings. */
export function skipExpression(text: string, position: number, to: number): number {
  const limit = Math.min(to, position + MAX_EXPRESSION + 1);
  let depth = 0;
  let i = position;
  while (i < limit) {
    const afterString = skipString(text, i, limit);
    const char = text[i]!;
    if (afterString === undefined && depth === 0 && ',;])}'.includes(char)) return i;
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
    i = afterString ?? i + 1;
  }
  return limit;
}

/** Whether `skipExpression` gave up before the end of the element. */
export function isExpressionTooLong(start: number, end: number): boolean {
  return end - start > MAX_EXPRESSION;
}
