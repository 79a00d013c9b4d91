/** A cell of a table as a file writes it. */
export type Cell = string | number | boolean | null;

/** What takes the records of a table one by one, so that none is kept longer than it is needed. */
export interface RecordReader {
  /** Names of the columns where they are known before any record. */
  header?(columns: readonly string[]): void;
  /**
   * @param columns names of the cells' columns, no two alike; the same array as before where they are the same
   * @param place line the record ends in, or number of the record, counted from 1
   */
  record(columns: readonly string[], cells: readonly Cell[], place: number): void;
}

/** What tables write where a value is missing. */
export const MISSING_CELLS: ReadonlySet<string> = new Set(['', '?', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL']);

/** The names of columns that have none: column1, column2, … */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column${index + 1}`);
}

/** A number as tables write it: decimal, with a point. Undefined where the text is none; infinite where it is too large. */
export function decimalNumber(text: string): number | undefined {
  const value = Number(text);
  if (Number.isNaN(value) || text === '') return undefined;
  return isOtherBase(text) ? undefined : value;
}

/** 0x1F, 0b11, 0o17: numbers to JavaScript, names to everybody else. */
function isOtherBase(text: string): boolean {
  return text.length > 2 && text.charCodeAt(0) === 48 && /^0[xob]/i.test(text);
}
