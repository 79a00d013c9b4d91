import { Problem } from '../numerics/problem';
import { elementCount, type Tensor } from '../numerics/tensor';
import { shown } from './lookAt';

/** More numbers than this are not taken from an expression. */
const MAX_NUMBERS = 10_000_000;

/** Arrays nested deeper than this hold no samples of anything. */
const MAX_DEPTH = 8;

/** How libraries give their tensors as nested arrays: TensorFlow.js, NumJs, math.js and others, ml-matrix. */
const TO_ARRAYS = ['arraySync', 'tolist', 'toArray', 'to2DArray'];

/**
 * The numbers of a value of the user: a typed array, arrays nested to any depth, an object with `data` and `shape` (and
 * `stride` and `offset`, as ndarray has them) or `dims`, or one that turns itself into nested arrays.
 *
 * @throws Problem `value-scalar`, `value-function`, `value-other`, `value-element`, `value-ragged`, `value-deep`,
 *   `value-large`, and whatever the value throws when it is looked at
 */
export function tensorOf(value: unknown): Tensor {
  if (typeof value === 'number') throw new Problem('value-scalar', { found: String(value) });
  if (typeof value === 'function') throw new Problem('value-function');
  if (isList(value)) return nested(value);
  if (typeof value !== 'object' || value === null) throw new Problem('value-other', { found: shown(value) });
  const record = value as Readonly<Record<string, unknown>>;
  const { data } = record;
  if (isList(data)) {
    const shape = record['shape'] ?? record['dims'];
    if (isSizes(shape)) return strided(record, data, [...shape]);
  }
  for (const name of TO_ARRAYS) {
    const method = record[name];
    const arrays = typeof method === 'function' ? (method as () => unknown).call(value) : undefined;
    if (isList(arrays)) return nested(arrays);
  }
  throw new Problem('value-other', { found: shown(value) });
}

/** An array or a typed array; its elements may still be anything. */
function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function isSizes(value: unknown): value is ArrayLike<number> & Iterable<number> {
  return isList(value) && Array.from(value).every(size => Number.isInteger(size) && (size as number) >= 0);
}

function nested(value: ArrayLike<unknown>): Tensor {
  const shape = shapeOf(value);
  const data = numbersFor(shape);
  const position: number[] = [];
  let filled = 0;
  const fill = (each: unknown): void => {
    const axis = position.length;
    if (axis === shape.length) {
      if (isList(each)) throw ragged(position, [], shapeOf(each));
      data[filled++] = number(each, position);
      return;
    }
    const length = shape[axis]!;
    if (!isList(each) || each.length !== length) throw ragged(position, shape.slice(axis), shapeOf(each));
    for (let i = 0; i < length; i++) {
      position.push(i);
      fill(each[i]);
      position.pop();
    }
  };
  // Typed arrays of numbers are the common large ones.
  if (shape.length === 1 && isNumeric(value)) data.set(value);
  else fill(value);
  return { data, shape };
}

function isNumeric(value: ArrayLike<unknown>): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && !(value instanceof BigInt64Array) && !(value instanceof BigUint64Array);
}

/** The lengths along the first elements. */
function shapeOf(value: unknown): number[] {
  const shape: number[] = [];
  for (let first = value; isList(first); first = first[0]) {
    if (shape.length === MAX_DEPTH) throw new Problem('value-deep', { depth: MAX_DEPTH });
    shape.push(first.length);
    if (first.length === 0) break;
  }
  return shape;
}

/** Room for the numbers of a shape. */
function numbersFor(shape: readonly number[]): Float64Array {
  const count = elementCount(shape);
  if (!(count <= MAX_NUMBERS)) throw new Problem('value-large', { count, most: MAX_NUMBERS });
  return new Float64Array(count);
}

/** Numbers in one list, in row-major order unless the strides say otherwise. */
function strided(record: Readonly<Record<string, unknown>>, list: ArrayLike<unknown>, shape: number[]): Tensor {
  if (shape.length > MAX_DEPTH) throw new Problem('value-deep', { depth: MAX_DEPTH });
  const given = record['stride'];
  const stride = isList(given)
    ? Array.from(given, Number)
    : shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const offset = Number(record['offset'] ?? 0);
  const data = numbersFor(shape);
  const position = shape.map(() => 0);
  for (let i = 0; i < data.length; i++) {
    data[i] = number(list[position.reduce((at, index, axis) => at + index * stride[axis]!, offset)], position);
    for (let axis = shape.length - 1; axis >= 0 && ++position[axis]! === shape[axis]; axis--) position[axis] = 0;
  }
  return { data, shape };
}

function number(value: unknown, position: readonly number[]): number {
  if (typeof value === 'number') return value;
  throw new Problem('value-element', { found: shown(value), position: [...position] });
}

function ragged(position: readonly number[], expected: readonly number[], found: readonly number[]): Problem {
  return new Problem('value-ragged', { position: [...position], expected: [...expected], found: [...found] });
}
