import { plain } from './arithmetic';

/** Methods that ask a function about elements: whether it gives 0 shows in no object. */
export const ASKING_METHODS = ['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some'] as const;

/** Methods that look at elements in a way no object can take part in; the code calls them on `searching(array)`. */
export const SEARCHING_METHODS = ['includes', 'indexOf', 'lastIndexOf', 'sort', 'toSorted', ...ASKING_METHODS] as const;

/** What is looked for, and from where on. */
export type Finding = [value: unknown, from?: number];

/** An array's own method, on the values of its elements. */
export function findIn<Name extends 'includes' | 'indexOf' | 'lastIndexOf'>(
  elements: ArrayLike<unknown>,
  name: Name,
  [value, ...from]: Finding,
): ReturnType<unknown[][Name]> {
  const values = Array.prototype.map.call(elements, plain);
  return (values[name] as (...sought: unknown[]) => ReturnType<unknown[][Name]>)(plain(value), ...from);
}

type Callback = (...given: unknown[]) => unknown;

/** A function that answers with an ordinary value. */
export function answering(callback: Callback, self?: unknown): Callback {
  return (...given) => plain(callback.apply(self, given));
}

/** An array with methods that look at traced numbers by their values; anything else as it is. */
export function searching(value: unknown): unknown {
  return Array.isArray(value) && SEARCHING_METHODS.every(name => value[name] === Array.prototype[name])
    ? new Searching(value)
    : value;
}

type Compare = (a: unknown, b: unknown) => unknown;

class Searching {
  constructor(readonly array: unknown[]) {}

  includes(...sought: Finding): boolean {
    return findIn(this.array, 'includes', sought);
  }

  indexOf(...sought: Finding): number {
    return findIn(this.array, 'indexOf', sought);
  }

  lastIndexOf(...sought: Finding): number {
    return findIn(this.array, 'lastIndexOf', sought);
  }

  sort(compare?: Compare): unknown[] {
    return this.array.sort(comparison(compare));
  }

  toSorted(compare?: Compare): unknown[] {
    return this.array.toSorted(comparison(compare));
  }
}

for (const name of ASKING_METHODS) {
  Object.defineProperty(Searching.prototype, name, {
    value(this: { readonly array: unknown[] }, callback: Callback, self?: unknown) {
      return this.array[name](answering(callback, self));
    },
  });
}

/** By the text of the values where no comparison is given, as JavaScript does it. */
function comparison(compare: Compare = byText): (a: unknown, b: unknown) => number {
  return (a, b) => plain(compare(a, b)) as number;
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [String(plain(a)), String(plain(b))];
  return x < y ? -1 : x > y ? 1 : 0;
}
