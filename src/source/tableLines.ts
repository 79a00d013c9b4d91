import { isSpace } from './blank';
import type { Steps } from './slices';

/** A part of a text: offsets, end exclusive. A cursor is an empty range. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What separates the cells of a line: a character, or a run of blanks. */
export type Delimiter = '|' | '\t' | ';' | ',' | ' ';

/** The line that lies between `|---|` of a Markdown table: below the names, above the cells. */
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;
const RULE_REACH = 1000;

export function isRule(text: string, { start, end }: TextRange): boolean {
  return end - start < RULE_REACH && text.slice(start, end).includes('|') && RULE.test(text.slice(start, end));
}

/** The lines of a range that hold something else than blanks or a comment of `#`. */
export function* linesOf(text: string, { start, end }: TextRange): Steps<TextRange[]> {
  const lines: TextRange[] = [];
  for (let from = start; from < end;) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 || newline > end ? end : newline;
    const line = trimmed(text, from, to);
    if (line.start < line.end && text[line.start] !== '#') lines.push(line);
    from = to + 1;
    if (lines.length % 4096 === 4095) yield;
  }
  return lines;
}

/** A range without blanks at its ends; a tab at an end may stand for an empty cell. */
function trimmed(text: string, from: number, to: number): TextRange {
  let [start, end] = [from, to];
  const isBlank = (at: number) => isSpace(text.charCodeAt(at));
  while (start < end && isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  if (start < end) {
    while (end < to && text[end] === '\t') end++;
    while (start > from && text[start - 1] === '\t') start--;
  }
  return { start, end };
}

/** The delimiter of the lines: the first of `|`, tab, `;` and `,` that their first lines hold outside quotes, else blanks. */
export function delimiterOf(text: string, lines: readonly TextRange[]): Delimiter {
  const sample = lines.slice(0, 8).map(({ start, end }) => text.slice(start, Math.min(end, start + 10_000)));
  const bare = sample.map(line => line.replace(/"[^"]*"/g, '"').trim());
  const most = (delimiter: string) => bare.filter(line => line.includes(delimiter)).length * 2 > bare.length;
  return (['|', '\t', ';', ','] as const).find(most) ?? ' ';
}

/** A line that begins with the name of its numbers: `y: 0.1, 0.9`, `t = 0 1`. */
const NAMED_LINE = /^([\p{L}_][\p{L}\p{M}\p{N}_]*)[ \t]*[:=][ \t]*(?=[-+\u2212.]?\d)/u;

/**
 * Splits a line into cells; `take` gets where each begins and ends, without the blanks around it. Quotation marks keep
 * delimiters inside a cell (RFC 4180). (csv-parse tells neither the offsets of cells nor stops between lines, which
 * cursors and long selections need; quoted cells are never numbers here.)
 *
 * @returns how many cells there are
 */
export function splitCells(
  text: string,
  { start, end }: TextRange,
  delimiter: Delimiter,
  take: (index: number, start: number, end: number) => void,
): number {
  let position = start;
  let last = end;
  if (delimiter === '|') {
    if (text[position] === '|') position++;
    if (last > position && text[last - 1] === '|') last--;
  }
  const name = delimiter === '|' ? undefined : NAMED_LINE.exec(text.slice(position, Math.min(last, position + 60)));
  if (name) {
    take(0, position, position + name[1]!.length);
    position += name[0].length;
  }
  for (let index = name ? 1 : 0; ; index++) {
    const stop = cellEnd(text, position, last, delimiter);
    let [from, to] = [position, stop];
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    take(index, from, to);
    position = stop + 1;
    if (delimiter === ' ') while (position < last && isSpace(text.charCodeAt(position))) position++;
    if (stop >= last) return index + 1;
  }
}

function cellEnd(text: string, position: number, last: number, delimiter: Delimiter): number {
  const code = delimiter.charCodeAt(0);
  let i = position;
  while (delimiter !== ' ' && i < last && text[i] === ' ') i++;
  if (text[i] === '"' && i < last) {
    do {
      const close = text.indexOf('"', i + 1);
      if (close < 0 || close >= last) return last;
      i = close + 1;
    } while (text[i] === '"' && i < last);
  }
  for (; i < last; i++) {
    const found = text.charCodeAt(i);
    if (found === code || (code === 32 && isSpace(found))) return i;
  }
  return last;
}
