/** Numbers with something around them, or with separators of thousands. */
const ALMOST = /^["']?[+\-\u2212]?[.,]?\d[\d.,]*\s*(?:%|°?\p{L}{1,4})?["']?$/u;
const DECIMAL_COMMA = /^["']?[+\-\u2212]?\d*,\d+["']?$/;
const ROW_NUMBERS = /^(?:#|id|index|idx|i|n|no|nr|row|sample|번호|순번)?\.?$/i;

/** Whether a cell is a number with a decimal comma, or one with a comma between its thousands. */
export function hasDecimalComma(cell: string): boolean {
  return DECIMAL_COMMA.test(cell);
}

/** Whether a cell that is no number was meant to be one: `3 kg`, `12 %`, `1,234`, `"0.5"`. */
export function isAlmostNumber(cell: string): boolean {
  return ALMOST.test(cell) || DECIMAL_COMMA.test(cell);
}

/** Whether a column of this name counts the rows and says no more. */
export function countsRows(name: string): boolean {
  return ROW_NUMBERS.test(name);
}

/** The text of a cell without quotation marks (RFC 4180) or Markdown's marks of code and bold letters. */
export function unquoted(cell: string): string {
  return /^"[^]*"$/.test(cell)
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell.replace(/^`(.*)`$|^\*\*(.*)\*\*$/, '$1$2');
}
