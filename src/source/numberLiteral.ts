import { skipBlank, skipString } from './blank';

const DIGITS = String.raw`\d(?:_?\d)*`;
const DECIMAL = String.raw`(?:${DIGITS}\.?(?:${DIGITS})?|\.${DIGITS})(?:[eE][+-]?${DIGITS})?`;
const RADIX = String.raw`0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+`;
const NAMED = String.raw`(?:(?:np|numpy|math|torch|Number)\.)?(?:Infinity|infinity|inf|POSITIVE_INFINITY|NaN|nan)`;
const NUMBER = new RegExp(String.raw`([+-]?)\s*(${RADIX}|${DECIMAL}|${NAMED})`, 'y');

/**
 * The number written at `position`: decimal with `_` between digits, hexadecimal, binary, octal, NaN and infinity in
 * the spellings of JavaScript and Python.
 *
 * @returns undefined where there is none or where it is only the first part of something else: `1 / 3`, `2n`
 */
export function readNumber(text: string, position: number, to: number): { value: number; end: number } | undefined {
  NUMBER.lastIndex = position;
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const end = position + match[0].length;
  if (end > to) return undefined;
  const next = skipBlank(text, end, to);
  if (next < to && text[next] !== ',' && text[next] !== ']') return undefined;
  const magnitude = valueOf(match[2]!);
  return { value: match[1] === '-' ? -magnitude : magnitude, end };
}

function valueOf(literal: string): number {
  if (/nan$/i.test(literal)) return NaN;
  if (/inf(inity)?$/i.test(literal)) return Infinity;
  return Number(literal.replaceAll('_', ''));
}

/** An element longer than this is a program, not a number somebody mistyped. */
const MAX_EXPRESSION = 200;

/** The end of an element that is no number: the next comma or closing bracket outside brackets and strings. */
export function skipExpression(text: string, position: number, to: number): number {
  const limit = Math.min(to, position + MAX_EXPRESSION + 1);
  let depth = 0;
  let i = position;
  while (i < limit) {
    const afterString = skipString(text, i, limit);
    const char = text[i]!;
    if (afterString === undefined && depth === 0 && (char === ',' || char === ']')) return i;
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
