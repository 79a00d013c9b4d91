import type { Value } from '../../numerics/argument';
import type { ProblemData } from '../../numerics/problem';
import type { FunctionSource } from '../load';

/** A function whose source was made traceable: each call gives its value and its exact derivatives. */
export interface ExactFunction {
  /**
   * Value and Jacobian at a point.
   *
   * @param args as `givenArguments` makes them; not changed
   * @param wrt numbers of the parameters to differentiate with respect to
   * @returns or why the result would not be exact
   */
  at(args: readonly Value[], wrt: readonly number[]): ExactDerivatives | ProblemData;
}

export interface ExactDerivatives {
  /** What the function gives, flattened; one number for a scalar. */
  readonly value: number | Float64Array;
  /** Of each parameter asked for, its Jacobian, row-major: a row for each number of the value. */
  readonly jacobians: readonly Float64Array[];
}

/**
 * Loads a module with its imports, made traceable.
 *
 * @throws Problem as `loadFunction`
 */
export function loadExact(source: FunctionSource): Promise<ExactFunction> {
  void source;
  return Promise.resolve({ at: () => ({ code: 'exact-unavailable', args: {} }) });
}
