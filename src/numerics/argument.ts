/** Typed arrays whose numbers a function may be differentiated with respect to; integers would cut off every step. */
export type TypedNumbers = Float64Array | Float32Array;

/** An argument that a function is differentiated with respect to: a number, or numbers in arrays nested to any depth. */
export type Argument = number | TypedNumbers | Argument[];

/** What a function is given: an argument in that sense, or a value of another kind, which stays as it is. */
export type Value = number | string | boolean | null | TypedNumbers | Value[] | { [key: string]: Value };

/** Values nested as deep as an argument. */
export type NestedOf<T> = T | NestedOf<T>[];

/** Whether a value consists of numbers. */
export function isArgument(value: Value): value is Argument {
  if (typeof value === 'number') return true;
  return isTyped(value) || (Array.isArray(value) && value.every(isArgument));
}

function isTyped(value: Value): value is TypedNumbers {
  return value instanceof Float64Array || value instanceof Float32Array;
}

/** A number among the arguments: the place of one variable of the function. */
export interface Coordinate {
  /** Its indices in the argument; none where the argument is the number. */
  readonly position: readonly number[];
  readonly container: Value[] | TypedNumbers;
  readonly key: number;
}

/** The coordinates of argument number `index`, row-major; none where it is a value of another kind. */
export function coordinatesOf(args: Value[], index: number): Coordinate[] {
  const found: Coordinate[] = [];
  const walk = (container: Value[] | TypedNumbers, key: number, position: readonly number[]): void => {
    const value = elementOf(container, key);
    if (typeof value === 'number') found.push({ container, key, position });
    else if (Array.isArray(value) || isTyped(value))
      for (let i = 0; i < value.length; i++) walk(value, i, [...position, i]);
  };
  if (isArgument(args[index]!)) walk(args, index, []);
  return found;
}

/** The number at a coordinate. */
export function numberAt({ container, key }: Coordinate): number {
  return elementOf(container, key) as number;
}

/**
 * An element of arrays of any kind. It is not read as `array[key]`: where one place in the code sees both arrays of
 * numbers and arrays of arrays, V8 turns the former into what the latter are, and the user's code becomes ten times as
 * slow on them.
 */
export function elementOf(array: ArrayLike<Value>, key: number): Value {
  return Reflect.get<ArrayLike<Value>, number>(array, key);
}

/** The arguments anew, so that a function may change what it is given. */
export function copyArguments(args: readonly Value[]): Value[] {
  return args.map(copy);
}

function copy(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isTyped(value)) return value.slice();
  if (Array.isArray(value)) return value.every(each => typeof each === 'number') ? copyNumbers(value) : value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}

/**
 * Numbers one by one into an empty array, which then holds doubles side by side (see `elementOf`), as arrays from a
 * message do not. `Array.from`, unlike an array literal, does not mind what became of the arrays it has made before.
 */
function copyNumbers(values: readonly number[]): number[] {
  return Array.from(values, value => value);
}

/** Whether two lists of arguments hold the same values, numbers bit for bit, in the same arrays. */
export function sameArguments(a: ArrayLike<Value>, b: ArrayLike<Value>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(elementOf(a, i), elementOf(b, i))) return false;
  return true;
}

function same(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) || isTyped(a)) return (Array.isArray(b) || isTyped(b)) && sameArguments(a, b);
  if (Array.isArray(b) || isTyped(b)) return false;
  const [of, to] = [Object.keys(a), Object.keys(b)];
  return of.length === to.length && of.every(key => Object.hasOwn(b, key) && same(a[key]!, b[key]!));
}

/** Numbers (row-major) in the form of an argument: a number for a number, nested arrays for arrays. */
export function likeArgument<T>(argument: Argument, values: ArrayLike<T>): NestedOf<T> {
  let next = 0;
  const build = (part: Argument): NestedOf<T> =>
    typeof part === 'number' ? values[next++]! : Array.from(part, item => build(item));
  return build(argument);
}

/** The values of nested arrays in order. */
export function flatten<T>(nested: NestedOf<T>): T[] {
  const found: T[] = [];
  const walk = (item: NestedOf<T>): void => {
    if (Array.isArray(item)) for (const each of item) walk(each);
    else found.push(item);
  };
  walk(nested);
  return found;
}

/** Nested arrays of the same form, of what `map` makes of their values; `index` counts them in order. */
export function mapNested<T, U>(nested: NestedOf<T>, map: (value: T, index: number) => U): NestedOf<U> {
  let index = 0;
  const walk = (item: NestedOf<T>): NestedOf<U> => (Array.isArray(item) ? item.map(walk) : map(item, index++));
  return walk(nested);
}
