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
const RULE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;
const RULE_REACH = 1000;

export function isRule(text: string, { start, end }: TextRange): boolean {
  const first = text.charCodeAt(start);
  if ((first !== BAR && first !== MINUS && first !== COLON) || end - start > RULE_REACH) return false;
  const line = text.slice(start, end);
  return line.includes('|') && RULE.test(line);
}

const [BAR, MINUS, COLON, TAB, SPACE, QUOTE] = [124, 45, 58, 9, 32, 34];

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
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (start < end) {
    while (end < to && text.charCodeAt(end) === TAB) end++;
    while (start > from && text.charCodeAt(start - 1) === TAB) start--;
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
 * Walks the cells of lines; `start` and `end` of each are without the blanks around it. Quotation marks keep delimiters
 * inside a cell (RFC 4180). (csv-parse tells neither the offsets of cells nor stops between them, which cursors and
 * long selections need; quoted cells are never numbers here.)
 */
export class CellReader {
  index = -1;
  start = 0;
  end = 0;
  private position = 0;
  private last = 0;
  private isNamed = false;

  constructor(
    private readonly text: string,
    private readonly delimiter: Delimiter,
  ) {}

  /** Goes before the first cell of a line. */
  begin({ start, end }: TextRange): void {
    const { text } = this;
    [this.index, this.position, this.last, this.isNamed] = [-1, start, end, false];
    if (this.delimiter === '|') {
      if (text.charCodeAt(start) === BAR) this.position++;
      if (end > this.position && text.charCodeAt(end - 1) === BAR) this.last--;
    } else {
      const code = text.charCodeAt(start);
      this.isNamed = code > 64 && NAMED_LINE.test(text.slice(start, Math.min(end, start + 60)));
    }
  }

  /** Goes to the next cell of the line; false where there is none. */
  next(): boolean {
    const { text, last } = this;
    if (this.position > last || (this.position === last && this.index >= 0 && this.delimiter === ' ')) return false;
    const isName = this.isNamed && ++this.index === 0;
    if (!this.isNamed) this.index++;
    const stop = isName ? this.endOfName() : this.endOfCell();
    let [start, end] = [this.position, stop];
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    this.start = start;
    this.end = end;
    this.position = stop + 1;
    if (isName) while (/[\s:=]/.test(text[this.position] ?? '')) this.position++;
    if (this.delimiter === ' ') while (this.position < last && isSpace(text.charCodeAt(this.position))) this.position++;
    return true;
  }

  private endOfName(): number {
    let end = this.position;
    while (!/[\s:=]/.test(this.text[end]!)) end++;
    return end;
  }

  private endOfCell(): number {
    const { text, last } = this;
    const code = this.delimiter.charCodeAt(0);
    let i = this.position;
    while (code !== SPACE && i < last && text.charCodeAt(i) === SPACE) i++;
    while (i < last && text.charCodeAt(i) === QUOTE) {
      const close = text.indexOf('"', i + 1);
      if (close < 0 || close >= last) return last;
      i = close + 1;
    }
    for (; i < last; i++) {
      const found = text.charCodeAt(i);
      if (found === code || (code === SPACE && isSpace(found))) return i;
    }
    return last;
  }
}
