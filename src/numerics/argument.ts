/** Typed arrays that functions may ask for. Single precision is left out: its steps would be rounded away. */
export type TypedNumbers = Float64Array;

/** An argument of a function that is differentiated: a number, or numbers in arrays nested to any depth. */
export type Argument = number | TypedNumbers | Argument[];

/** A number among the arguments: the place of one variable of the function. */
export interface Coordinate {
  /** Its indices in the argument; none where the argument is the number. */
  readonly position: readonly number[];
  readonly container: Argument[] | TypedNumbers;
  readonly key: number;
}

/** The coordinates of argument number `index`, row-major. They refer to `args` itself. */
export function coordinatesOf(args: Argument[], index: number): Coordinate[] {
  const found: Coordinate[] = [];
  const walk = (container: Argument[] | TypedNumbers, key: number, position: readonly number[]): void => {
    const value = container[key]!;
    if (typeof value === 'number') found.push({ container, key, position });
    else for (let i = 0; i < value.length; i++) walk(value, i, [...position, i]);
  };
  walk(args, index, []);
  return found;
}

/** The arguments anew, so that a function may change what it is given. */
export function copyArguments(args: readonly Argument[]): Argument[] {
  return args.map(copy);
}

function copy(argument: Argument): Argument {
  if (typeof argument === 'number') return argument;
  return Array.isArray(argument) ? argument.map(copy) : argument.slice();
}

/** Whether two lists of arguments hold the same numbers, bit for bit, in the same arrays. */
function sameArguments(a: ArrayLike<Argument>, b: ArrayLike<Argument>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (typeof x === 'number' || typeof y === 'number' ? !Object.is(x, y) : !sameArguments(x, y)) return false;
  }
  return true;
}

/** A function is watched for so many calls. */
const WATCHED_CALLS = 3;

/**
 * The same function, which leaves its arguments as they are: its first calls are given copies, and where it changes one
 * of them, all others are as well.
 */
export function sparingArguments<Result>(f: (args: Argument[]) => Result): (args: Argument[]) => Result {
  let calls = 0;
  let changes = false;
  return args => {
    if (!changes && calls++ >= WATCHED_CALLS) return f(args);
    const given = copyArguments(args);
    try {
      return f(given);
    } finally {
      changes ||= !sameArguments(given, args);
    }
  };
}

/** Numbers (row-major) in the form of an argument: a number for a number, nested arrays for arrays. */
export function likeArgument<T>(argument: Argument, values: ArrayLike<T>): NestedOf<T> {
  let next = 0;
  const build = (part: Argument): NestedOf<T> =>
    typeof part === 'number' ? values[next++]! : Array.from(part, item => build(item));
  return build(argument);
}

/** Values nested as deep as an argument. */
export type NestedOf<T> = T | NestedOf<T>[];
