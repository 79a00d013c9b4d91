import { Problem } from '../../numerics/problem';
import { lookAt, shown } from '../../source/lookAt';

/** A parameter as `init` gives it. */
interface ReadParameter {
  readonly name: string;
  /** [] of a number, [K] of a vector, [D, K] of a matrix. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly numbers: readonly number[];
}

/** Names as they are used in files of weights. */
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/**
 * The parameters in what `init` gives: an object of numbers, vectors and matrices.
 *
 * @throws Problem `model-parameters`, `model-parameter-name`, `model-parameter`, `model-parameter-number`,
 *   `model-parameter-ragged`
 */
export function readParameters(given: unknown): ReadParameter[] {
  const entries = lookAt(() => (isRecord(given) ? Object.entries(given) : []), []);
  if (entries.length === 0) throw new Problem('model-parameters', { found: shown(given) });
  return entries.map(([name, value]) => {
    if (!NAME.test(name)) throw new Problem('model-parameter-name', { parameter: name });
    return { name, ...read(name, value) };
  });
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function read(parameter: string, value: unknown): Omit<ReadParameter, 'name'> {
  if (typeof value === 'number') return { shape: [], numbers: [finite(parameter, value, [])] };
  if (!Array.isArray(value) || value.length === 0) throw wrong(parameter, value);
  if (!Array.isArray(value[0])) return { shape: [value.length], numbers: numbersOf(parameter, value, []) };
  const columns = value[0].length;
  const rows = value.map((row: unknown, index) => {
    if (!Array.isArray(row) || row.length === 0) throw wrong(parameter, row);
    if (row.length !== columns)
      throw new Problem('model-parameter-ragged', { parameter, row: index, found: row.length, expected: columns });
    return numbersOf(parameter, row, [index]);
  });
  return { shape: [value.length, columns], numbers: rows.flat() };
}

function wrong(parameter: string, value: unknown): Problem {
  return new Problem('model-parameter', { parameter, found: shown(value) });
}

/** A copy, in which every place holds a finite number. */
function numbersOf(parameter: string, row: readonly unknown[], index: readonly number[]): number[] {
  return Array.from(row, (value, i) => finite(parameter, value, [...index, i]));
}

function finite(parameter: string, value: unknown, position: readonly number[]): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Problem('model-parameter-number', { parameter, position, found: shown(value) });
}
