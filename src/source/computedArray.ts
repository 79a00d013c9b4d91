import type { ArrayLiteral } from './arrayLiteral';
import { nameBefore } from './arrayName';
import { skipBlank, skipComment, skipString } from './blank';
import { calleeBefore, keepsNumbers, type Callee } from './constructors';

/** An expression that a literal stands in. */
export interface Expression {
  readonly start: number;
  readonly end: number;
  /** Whether its value is something else than the numbers of the literal. */
  readonly isComputed: boolean;
}

/** Arguments of a call are looked for so far. */
const REACH = 2000;

/**
 * The expression that a literal belongs to: `np.array([1, 2], dtype=float)` is the array of its literal, while
 * `[1, 2].map(…)`, `-[1, 2]`, `np.array([1, 2]) / 6` and `softmax([1, 2])` are computed from it. Of a call that is not
 * assigned and has several arrays, `loss([1, 2], [3, 4])`, each is itself, and so is what is printed or compared.
 *
 * @param opens the brackets that are open at the literal, the innermost last
 * @param from what lies outside from…to is not looked at: a person who selects just the literal means the literal
 */
export function expressionAround(
  text: string,
  literal: ArrayLiteral,
  opens: readonly number[],
  from: number,
  to: number,
): Expression {
  let { start, end } = literal;
  let isPython = false;
  for (let depth = opens.length - 1; ; depth--) {
    const open = opens[depth] ?? -1;
    const inCall = text[open] === '(';
    if (
      isOperatorBefore(text, start, from, inCall) ||
      isOperatorAfter(text, end, to, inCall, isPython ? 'python' : literal.isPrinted ? 'matlab' : undefined)
    )
      return { start, end, isComputed: true };
    const whole = { start, end, isComputed: false };
    const after = afterAssertion(text, end, to);
    if (!inCall) return whole;
    const callee = calleeBefore(text, open, from);
    const rest = argumentsAfter(text, after, to);
    if (!rest || callee?.kind === 'definition' || callee?.kind === 'passing') return whole;
    const isFirst = skipBlank(text, open + 1, start) >= start;
    if (!isFirst && nameBefore(text, start) && !callee?.isPython) return whole;
    if (!callee) {
      if (!isFirst || rest.list.length > 0) return whole;
    } else if (callee.kind === 'constructor') {
      if (!isFirst || !keepsNumbers(callee, literal, rest.list))
        return { start: callee.start, end: rest.end, isComputed: true };
    } else {
      return isArgument(text, callee, open, start, rest.list)
        ? whole
        : { start: callee.start, end: rest.end, isComputed: true };
    }
    start = callee?.start ?? open;
    end = rest.end;
    isPython ||= callee?.isPython ?? false;
  }
}

/** Whether an array in a call of something unknown stands for itself: beside another array, or under a name of its own. */
function isArgument(text: string, callee: Callee, open: number, start: number, rest: readonly string[]): boolean {
  if (nameBefore(text, start) && !/^\s*$/.test(text.slice(open + 1, start))) return true;
  const others = text.slice(open + 1, start).includes('[') || rest.some(argument => argument.includes('['));
  return others && nameBefore(text, callee.start) === undefined;
}

/** One of two values, chosen when the program runs: `a ? [1] : [2]`, `[1] if a else [2]`. */
const CHOICE_BEFORE = /(?:\?\s*|\?\s*[[(][^\n?]*[\])]\s*:\s*|\bif\b[^\n]*\belse\s+)$/;

/** Whether an operator applies to what begins at `start`; a bullet of a list and R's `<-` do not. */
function isOperatorBefore(text: string, start: number, from: number, inCall: boolean): boolean {
  const written = text.slice(Math.max(from, start - 80), start);
  if (/(?:\|\||&&|\?\?)\s*$/.test(written.slice(-20))) return true;
  if (CHOICE_BEFORE.test(written)) return true;
  if (!/[-+*/%@^.]\s*$/.test(written.slice(-20))) return false; // most have none
  const before = written.replace(/(?:\/\*(?:(?!\*\/)[^])*\*\/\s*)+$/, '');
  if (before.endsWith('...')) return true;
  const [, lead, operator] = /([^\n]*?)(\*\*|[-+*/%@^])[ \t]*$/.exec(before) ?? [];
  if (operator !== undefined) {
    const isBullet = !inCall && lead!.trim() === '' && /[ \t]$/.test(before);
    return !isBullet && !/[*<]$/.test(lead!);
  }
  return /[\w)\].][ \t]+(?:\*\*?|[-+/%@])[ \t]*\r?\n\s*$/.test(before);
}

/** Whether something is done with what ends at `end`: an operator, an index, a member. `%` begins a comment in MATLAB. */
function isOperatorAfter(
  text: string,
  end: number,
  to: number,
  inCall: boolean,
  dialect?: 'python' | 'matlab',
): boolean {
  if (end < to && text[end] === "'") return true; // transposed in MATLAB
  if (
    dialect === 'python' &&
    text
      .slice(end, Math.min(end + 40, to))
      .trimStart()
      .startsWith('//')
  )
    return true;
  const next = skipBlank(text, end, to);
  if (next >= to) return false;
  if (text[next] === 'i' && /^if\b[^\n]*\belse\b/.test(text.slice(next, Math.min(next + 80, to)))) return true;
  const char = text[next]!;
  if (char === '.' || /^(?:\?\.|\|\||&&|\?\?)/.test(text.slice(next, next + 2))) return true;
  const onSameLine = !text.slice(end, next).includes('\n');
  return (onSameLine || (inCall && char !== '[')) && (dialect === 'matlab' ? '+-*/^[' : '+-*/%@^[\\').includes(char);
}

const ASSERTION = /(?:!|\s*(?:as|satisfies)\s+(?:const\b|[\w.]+(?:<[^<>()]*>)?(?:\[\])*(?:\s*\|\s*[\w.]+(?:\[\])*)*))/y;

/** Skips `as const`, `as number[]`, `satisfies …`, `!`. */
function afterAssertion(text: string, end: number, to: number): number {
  let after = end;
  for (;;) {
    ASSERTION.lastIndex = after;
    const match = ASSERTION.exec(text);
    if (!match || after + match[0].length > to) return after;
    after += match[0].length;
  }
}

/** The arguments behind one that ends at `end`, and the end of the call; undefined where it does not end. */
function argumentsAfter(text: string, end: number, to: number): { list: string[]; end: number } | undefined {
  const limit = Math.min(to, end + REACH);
  const list: string[] = [];
  let [depth, begin, i] = [0, end, end];
  while (i < limit) {
    const char = text[i]!;
    if (depth === 0 && (char === ',' || char === ')')) {
      list.push(text.slice(begin, i).trim());
      begin = i + 1;
      if (char === ')') return { list: list.filter(argument => argument !== ''), end: i + 1 };
    }
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
    if (depth < 0) return undefined;
    i = skipString(text, i, limit) ?? skipComment(text, i, limit) ?? i + 1;
  }
  return undefined;
}
