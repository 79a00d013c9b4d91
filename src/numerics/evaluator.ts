import { copyArguments, elementOf, sameArguments, type Coordinate, type Value } from './argument';
import { Problem } from './problem';

/** What a function that is differentiated gives: a number, or several, flattened row-major. */
export type Output = number | Float64Array;

/** A function of its positional arguments; it may change what it is given. */
export type Multivariate = (args: Value[]) => Output;

/** Thrown where a function changes its arguments although it is not given copies. */
class ArgumentsChanged extends Error {}

/**
 * A function at a point of its own, one of whose numbers is moved at a time.
 *
 * The arguments are copied once and moved in place, as nobody wants to copy a million numbers a million times. A
 * function that changes them is given a copy a call instead: `withSafeArguments` begins anew as soon as it shows.
 */
export class Evaluator {
  /** Calls so far. */
  evaluations = 0;
  readonly point: Value[];

  constructor(
    private readonly f: Multivariate,
    private readonly args: readonly Value[],
    private readonly copies: boolean,
  ) {
    this.point = copyArguments(args);
  }

  /** f at the point as it is now. */
  evaluate(): Output {
    this.evaluations++;
    return this.f(this.copies ? copyArguments(this.point) : this.point);
  }

  /** f with one number in the place of that of a coordinate. */
  evaluateWith({ container, key }: Coordinate, x: number): Output {
    const saved = elementOf(container, key);
    put(container, key, x);
    try {
      return this.evaluate();
    } finally {
      put(container, key, saved);
    }
  }

  /** @throws ArgumentsChanged where the point is no longer what it was; `withSafeArguments` catches it */
  check(): void {
    if (!this.copies && !sameArguments(this.point, this.args)) throw new ArgumentsChanged();
  }
}

/** @throws ArgumentsChanged where the function has frozen the array; `withSafeArguments` catches it */
function put(container: Coordinate['container'], key: number, value: Value): void {
  if (!Reflect.set(container, key, value)) throw new ArgumentsChanged();
}

/**
 * Computes something by evaluating a function about a point; where the function changes its arguments, once more with
 * copies.
 */
export function withSafeArguments<Result>(
  f: Multivariate,
  args: readonly Value[],
  compute: (evaluator: Evaluator) => Result,
): { readonly result: Result; readonly changesArguments: boolean } {
  const attempt = (copies: boolean): Result => {
    const evaluator = new Evaluator(f, args, copies);
    try {
      return compute(evaluator);
    } finally {
      evaluator.check();
    }
  };
  try {
    return { result: attempt(false), changesArguments: false };
  } catch (error) {
    if (!(error instanceof ArgumentsChanged)) throw error;
    return { result: attempt(true), changesArguments: true };
  }
}

/**
 * The number a function gives that gave a number before.
 *
 * @throws Problem `length-changes`
 */
export function scalar(output: Output): number {
  if (typeof output === 'number') return output;
  throw new Problem('length-changes', { expected: 1, found: output.length });
}
