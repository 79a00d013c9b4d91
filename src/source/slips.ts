/** What in the text of a function is known to go wrong. */
import type { SyntaxNode } from '@lezer/common';
import type { TextPart } from './places';
import type { ParsedScript } from './script';

/** `(f(x + h) - f(x - h)) / 2 * h`, which divides and then multiplies. */
export interface StepSlip {
  /** Where it begins in the text. */
  readonly offset: number;
  /** As it is written: `/ 2 * h`. */
  readonly written: string;
  /** As it is meant: `/ (2 * h)`. */
  readonly meant: string;
  /** h, where the text says it. */
  readonly step?: number;
}

const DIVIDED_THEN_MULTIPLIED = /^\/\s*(2(?:\.0*)?)\s*\*\s*([A-Za-z_$][\w$]*)$/;

/** The slips of the central difference in a part of a text: a difference in parentheses that is so divided. */
export function stepSlips({ tree, text }: ParsedScript, { start, end }: TextPart): StepSlip[] {
  const slips: StepSlip[] = [];
  tree.iterate({
    from: start,
    to: end,
    enter: ({ name, from, to, node }) => {
      if (name !== 'BinaryExpression' || from < start || to > end) return;
      const dividend = node.firstChild?.name === name ? node.firstChild.firstChild : null;
      if (!dividend || !isDifference(dividend, text)) return;
      const slash = dividend.nextSibling!.from;
      const slip = stepSlip(text.slice(slash, to), text.slice(start, end));
      if (slip) slips.push({ ...slip, offset: slash });
    },
  });
  return slips;
}

/** Whether what stands in parentheses subtracts last. */
function isDifference(node: SyntaxNode, text: string): boolean {
  if (node.name !== 'ParenthesizedExpression') return false;
  const inner = node.getChild('Expression');
  if (inner?.name !== 'BinaryExpression') return inner !== null && isDifference(inner, text);
  const operator = inner.getChild('ArithOp');
  return operator !== null && text.slice(operator.from, operator.to) === '-';
}

/** @param part is searched for the value of h */
function stepSlip(written: string, part: string): Omit<StepSlip, 'offset'> | undefined {
  const [, two, name] = DIVIDED_THEN_MULTIPLIED.exec(written) ?? [];
  if (two === undefined || name === undefined) return undefined;
  const value = new RegExp(
    `(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*(?::\\s*number\\s*)?=\\s*([\\d.][\\d.e+-]*)`,
  ).exec(part);
  const step = Number(value?.[1]);
  return { written, meant: `/ (${two} * ${name})`, ...(step > 0 && { step }) };
}

const LOGARITHM = /(?<![\w$])(?:Math\s*\.\s*)?log(?:2|10)?\s*\(/g;
const SMALL_TERM = /\+\s*(\d[\d.]*e-\d+|0?\.0*[1-9]\d*|eps(?:ilon)?|delta|EPS(?:ILON)?|DELTA|Number\.EPSILON|[εδ])\s*$/;

/** What is added inside a logarithm so that its argument is not 0: `1e-7` of `Math.log(y + 1e-7)`. */
export function logarithmOffset(text: string): string | undefined {
  for (const { index, 0: opening } of text.matchAll(LOGARITHM)) {
    const offset = SMALL_TERM.exec(insideParentheses(text, index + opening.length));
    if (offset) return offset[1];
  }
  return undefined;
}

/** An argument is not longer. */
const MAX_ARGUMENT = 500;

/** The text up to the parenthesis that closes the one before `start`. */
function insideParentheses(text: string, start: number): string {
  let depth = 1;
  let end = start;
  for (const most = Math.min(text.length, start + MAX_ARGUMENT); end < most; end++) {
    if (text[end] === '(') depth++;
    else if (text[end] === ')' && --depth === 0) break;
  }
  return text.slice(start, end);
}
