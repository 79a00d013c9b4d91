const CLOSING = { '[': ']', '(': ')', '{': '}' } as const;

/** A pair of brackets that is open. */
export interface Frame {
  readonly open: number;
  readonly close: (typeof CLOSING)[keyof typeof CLOSING];
  /** Shape of the elements, once there is one. */
  inner: readonly number[] | undefined;
  count: number;
  separator: ',' | ' ' | undefined;
  /** Lengths of the rows that ended with a semicolon. */
  rows: number[];
  rowStart: number;
}

/** The brackets that open at a place. */
export function frameAt(text: string, open: number): Frame {
  const close = CLOSING[text[open] as keyof typeof CLOSING];
  return { open, close, inner: undefined, count: 0, separator: undefined, rows: [], rowStart: 0 };
}

/** A matrix of a single row or column, as MATLAB writes every vector, is a vector. */
export function shapeOf({ count, inner, rows }: Frame): readonly number[] {
  if (rows.length > 1 && rows[0]! > 1) return [rows.length, rows[0]!];
  return [count, ...(inner ?? [])];
}
