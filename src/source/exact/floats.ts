import { apply } from '../../numerics/autodiff/operations';
import { RULES } from '../../numerics/autodiff/rules';
import { tape, Traced } from '../../numerics/autodiff/traced';
import { plain } from './arithmetic';
import { answering, ASKING_METHODS, findIn, type Finding } from './searching';

/**
 * Stands in for typed arrays of floating-point numbers, which cannot hold traced ones: the elements are kept as those
 * of an ordinary object, the methods are those of arrays.
 */
export abstract class Floats {
  [index: number]: unknown;
  #length = 0;

  /** @param content the length, or the elements */
  constructor(content?: unknown) {
    const size = plain(content);
    if (typeof size === 'object' && size !== null) {
      const elements = Array.from(size as ArrayLike<unknown>);
      this.#length = elements.length;
      for (let i = 0; i < elements.length; i++) this[i] = this.rounded(elements[i]);
    } else {
      this.#length = new Float64Array(size as number).length;
      for (let i = 0; i < this.#length; i++) this[i] = 0;
    }
  }

  /** What an element becomes when it is stored. */
  protected abstract rounded(value: unknown): unknown;

  /** As the typed array it stands for, without traces. */
  abstract ordinary(): Float64Array | Float32Array;

  /** `this[key] = value`; outside the array nothing happens. */
  put(key: PropertyKey, value: unknown): void {
    if (typeof key === 'number' || (typeof key === 'string' && String(Number(key)) === key)) {
      const stored = this.rounded(value);
      if (isIndex(Number(key), this.length)) this[Number(key)] = stored;
    } else (this as Record<PropertyKey, unknown>)[key] = value;
  }

  get length(): number {
    return this.#length;
  }

  get byteLength(): number {
    return this.length * (this.constructor as typeof Floats & { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  }

  get byteOffset(): number {
    return 0;
  }

  /** Bytes cannot be followed. */
  get buffer(): ArrayBufferLike {
    tape.escape ??= new Error('The bytes of an array were asked for.');
    return this.ordinary().buffer;
  }

  /** Elements of the same kind. */
  like(elements: unknown): this {
    return new (this.constructor as new (elements: unknown) => this)(elements);
  }

  map(callback: (value: unknown, index: number, array: unknown) => unknown, self?: unknown): this {
    return this.like(Array.from(this as ArrayLike<unknown>, (value, i) => callback.call(self, value, i, this)));
  }

  slice(start?: number, end?: number): this {
    return this.like(Array.from(this as ArrayLike<unknown>).slice(start, end));
  }

  toReversed(): this {
    return this.like(Array.from(this as ArrayLike<unknown>).reverse());
  }

  toSorted(compare?: (a: unknown, b: unknown) => unknown): this {
    return this.slice().sort(compare);
  }

  with(index: number, value: unknown): this {
    return this.like(Array.from(this as ArrayLike<unknown>).with(index, value));
  }

  fill(value: unknown, start?: number, end?: number): this {
    for (const i of this.indices(start, end)) this[i] = this.rounded(value);
    return this;
  }

  set(elements: ArrayLike<unknown>, offset = 0): void {
    const copied = Array.from(elements);
    if (offset < 0 || offset + copied.length > this.length) throw new RangeError('offset is out of bounds');
    for (const [i, element] of copied.entries()) this[offset + i] = this.rounded(element);
  }

  /** In numerical order unless a comparison is given. */
  sort(compare: (a: unknown, b: unknown) => unknown = ascending): this {
    this.set(Array.from(this as ArrayLike<unknown>).sort((a, b) => plain(compare(a, b)) as number));
    return this;
  }

  private indices(start?: number, end?: number): number[] {
    return [...Array(this.length).keys()].slice(start, end);
  }

  /** A view of the same elements. */
  subarray(start?: number, end?: number): this {
    const indices = this.indices(start, end);
    return view(this, indices[0] ?? 0, this.like(indices.length));
  }

  includes(...sought: Finding): boolean {
    return findIn(this, 'includes', sought);
  }

  indexOf(...sought: Finding): number {
    return findIn(this, 'indexOf', sought);
  }

  lastIndexOf(...sought: Finding): number {
    return findIn(this, 'lastIndexOf', sought);
  }
}

/** Methods of arrays that serve everything with a length and elements. */
const BORROWED = [
  ...['at', 'copyWithin', 'entries', 'forEach', 'join', 'keys', 'reduce', 'reduceRight', 'reverse', 'toLocaleString'],
  ...['toString', 'values', Symbol.iterator],
] as const;

for (const name of BORROWED) {
  Object.defineProperty(Floats.prototype, name, {
    value: Reflect.get(Array.prototype, name) as unknown,
    writable: true,
    configurable: true,
  });
}

for (const name of ASKING_METHODS) {
  Object.defineProperty(Floats.prototype, name, {
    value(this: Floats, callback: (...given: unknown[]) => unknown, self?: unknown) {
      const found: unknown = Array.prototype[name].call(this, answering(callback, self));
      return name === 'filter' ? this.like(found) : found;
    },
    writable: true,
    configurable: true,
  });
}

/** Numbers before NaN, −0 before 0. */
function ascending(a: unknown, b: unknown): number {
  const [x, y] = [plain(a) as number, plain(b) as number];
  if (x !== y) return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) || x < y ? -1 : 1;
  return Number(Object.is(y, -0)) - Number(Object.is(x, -0));
}

function isIndex(key: number, length: number): boolean {
  return Number.isInteger(key) && key >= 0 && key < length && !Object.is(key, -0);
}

/** An array whose elements are those of another from a place on. */
function view<T extends Floats>(of: Floats, start: number, like: T): T {
  const indexOf = (key: string | symbol) =>
    typeof key === 'string' && isIndex(Number(key), like.length) ? start + Number(key) : undefined;
  return new Proxy(like, {
    get: (target, key) => {
      const index = indexOf(key);
      return index === undefined ? (Reflect.get(target, key) as unknown) : of[index];
    },
    set: (target, key, value) => {
      const index = indexOf(key);
      if (index === undefined) return Reflect.set(target, key, value);
      of.put(index, value);
      return true;
    },
  });
}

/** Makes the class that stands in for a typed array. */
function standInFor(type: Float64ArrayConstructor | Float32ArrayConstructor, rounded: (value: unknown) => unknown) {
  const standIn = class extends Floats {
    static readonly BYTES_PER_ELEMENT = type.BYTES_PER_ELEMENT;

    constructor(content?: unknown, ...rest: number[]) {
      super(content);
      // Bytes that others know, too, stay what they are.
      if (content instanceof ArrayBuffer) return new type(content, ...rest) as never;
    }

    static from(elements: Iterable<unknown>, map: (value: unknown, index: number) => unknown = value => value) {
      return new this(Array.from(elements, (value, index) => map(value, index)));
    }

    static of(...elements: unknown[]) {
      return new this(elements);
    }

    static override [Symbol.hasInstance](value: unknown): boolean {
      return super[Symbol.hasInstance](value) || (this === standIn && value instanceof type);
    }

    get BYTES_PER_ELEMENT(): number {
      return type.BYTES_PER_ELEMENT;
    }

    get [Symbol.toStringTag](): string {
      return type.name;
    }

    protected rounded(value: unknown): unknown {
      return rounded(value);
    }

    ordinary(): Float64Array | Float32Array {
      return new type(Array.from(this as ArrayLike<unknown>, value => plain(value) as number));
    }
  };
  Object.defineProperty(standIn, 'name', { value: type.name });
  return standIn;
}

export const TracedFloat64Array = standInFor(Float64Array, value => (Traced.is(value) ? value : Number(value)));
export const TracedFloat32Array = standInFor(Float32Array, value =>
  Traced.is(value) ? apply(RULES['fround']!, value) : Math.fround(Number(value)),
);
