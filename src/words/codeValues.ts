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
 * The same in Python; whole numbers are floats.
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
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as ArrayLike<Value>, each => written(each, spelling)).join(', ')}]`;
  const entries = Object.entries(value as Record<string, Value>);
  return `{ ${entries.map(([key, each]) => `${JSON.stringify(key)}: ${written(each, spelling)}`).join(', ')} }`;
}
