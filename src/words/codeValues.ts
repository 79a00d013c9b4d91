import type { Value } from '../numerics/argument';

/** How a language writes what JSON does not know. */
interface Spelling {
  readonly number: (value: number) => string;
  readonly others: Readonly<Record<string, string>>;
}

const TYPESCRIPT: Spelling = { number: value => (Object.is(value, -0) ? '-0' : String(value)), others: {} };

/** An argument or a result as TypeScript writes it. */
export function typeScriptValue(value: Value): string {
  return written(value, TYPESCRIPT);
}

/**
 * An argument as TypeScript writes it.
 *
 * @param array the typed array that the innermost numbers are to be
 * @param open where x stands instead of a number; empty where it is the argument itself
 */
export function typeScriptArgument(value: Value, array?: string, open?: readonly number[]): string {
  if (open?.length === 0) return 'x';
  if (typeof value !== 'object' || value === null || !isList(value)) return typeScriptValue(value);
  const elements = Array.from(value as ArrayLike<Value>);
  const items = elements.map((each, index) =>
    typeScriptArgument(each, array, open?.[0] === index ? open.slice(1) : undefined),
  );
  const isTyped = array !== undefined && typeof elements[0] === 'number';
  return isTyped ? `${array}.of(${items.join(', ')})` : `[${items.join(', ')}]`;
}

function isList(value: object): boolean {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/**
 * An argument or a result as Python writes it; whole numbers are floats.
 *
 * @param library what knows NaN and infinity
 */
export function pythonValue(value: Value, library: 'np' | 'torch'): string {
  const number = (each: number) => {
    if (Number.isNaN(each)) return `${library}.nan`;
    if (!Number.isFinite(each)) return `${each < 0 ? '-' : ''}${library}.inf`;
    const text = TYPESCRIPT.number(each);
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  };
  return written(value, { number, others: { true: 'True', false: 'False', null: 'None' } });
}

function written(value: Value, spelling: Spelling): string {
  if (typeof value === 'number') return spelling.number(value);
  if (typeof value !== 'object' || value === null) return spelling.others[String(value)] ?? JSON.stringify(value);
  if (isList(value)) return `[${Array.from(value as ArrayLike<Value>, each => written(each, spelling)).join(', ')}]`;
  const entries = Object.entries(value as Record<string, Value>);
  return `{ ${entries.map(([key, each]) => `${JSON.stringify(key)}: ${written(each, spelling)}`).join(', ')} }`;
}
