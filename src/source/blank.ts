/** White space and comments between the elements of an array. */
export function skipBlank(text: string, position: number, to: number): number {
  for (;;) {
    while (position < to && isSpace(text.charCodeAt(position))) position++;
    const after = position < to ? skipComment(text, position, to) : undefined;
    if (after === undefined) return position;
    position = after;
  }
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

/** The end of the comment that starts here, in the manner of C or Python; undefined where none starts. */
export function skipComment(text: string, position: number, to: number): number | undefined {
  const char = text[position];
  if (char === '/') {
    const next = text[position + 1];
    if (next === '/' && text[position - 1] !== ':') return endOfLine(text, position, to); // https:// is no comment
    if (next === '*') return endAfter(text, '*/', position + 2, to);
  }
  if (char === '#' && !/[\w$]/.test(text[position + 1] ?? '')) return endOfLine(text, position, to); // #x is a field
  return undefined;
}

/** The end of the string that starts here; undefined where none starts, or where it is an apostrophe in prose. */
export function skipString(text: string, position: number, to: number): number | undefined {
  const quote = text[position];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const tripled = quote.repeat(3);
  if (quote !== '`' && text.startsWith(tripled, position)) return endOfTripled(text, tripled, position, to);
  for (let i = position + 1; i < to; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === quote) return i + 1;
    else if (char === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}

/** A string of Python over several lines; one that does not end is an empty string and a quotation mark. */
function endOfTripled(text: string, tripled: string, position: number, to: number): number {
  const end = text.indexOf(tripled, position + 3);
  return end < 0 || end + 3 > to ? position + 2 : end + 3;
}

function endOfLine(text: string, position: number, to: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 || end > to ? to : end;
}

function endAfter(text: string, closing: string, position: number, to: number): number {
  const end = text.indexOf(closing, position);
  return end < 0 || end + closing.length > to ? to : end + closing.length;
}
