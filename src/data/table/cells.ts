import { decimalNumber, MISSING_CELLS, type Cell } from '../../formats/records';

/** What a cell says: a number, or a text; true and false are texts until their column is known. */
export type Value = number | string;

/** The value of a cell; undefined where it is missing. */
export function valueOf(cell: Cell): Value | undefined {
  if (typeof cell === 'number') return cell;
  if (cell === null) return undefined;
  if (typeof cell === 'boolean') return String(cell);
  const number = decimalNumber(cell);
  if (number !== undefined) return number;
  if (MISSING_CELLS.has(cell)) return undefined;
  return BOOLEANS.get(cell) ?? cell;
}

/** As languages and spreadsheets write them. */
const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['TRUE', 'true'],
  ['False', 'false'],
  ['FALSE', 'false'],
]);

/** Whether a number is finite as float32. */
export function isInRange(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}

/** A text for a sentence. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Names for a sentence: the first few, or all where they are few. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 12 ? [...names.slice(0, 8), '…', names.at(-1)!] : names;
  return shown.map(shortened).join(', ');
}
