import { copyArguments, type Value } from '../../numerics/argument';
import type { Multivariate } from '../../numerics/evaluator';
import { Problem, type ProblemData } from '../../numerics/problem';
import { numericCall, type UserFunction } from '../call';
import { loadFunction, type FunctionSource } from '../load';
import type { Rewrite } from '../modules';
import { instrument } from './instrument';
import { provideRuntime, RUNTIME } from './runtime';
import { differentiate } from './differentiate';

/** A function whose source was made traceable: each call gives its value and its exact derivatives. */
export interface ExactFunction {
  /**
   * Value and Jacobian at a point. The value is compared with that of the function as it was written, bit for bit; the
   * derivatives are to be compared with numerical ones by who asks for them.
   *
   * @param args as `givenArguments` makes them; not changed
   * @param wrt numbers of the parameters to differentiate with respect to
   * @param options `magnitudes`: how large the terms are that the derivatives consist of, too
   * @returns or why the result would not be exact: what the function throws, or a code that begins with `exact-`
   */
  at(
    args: readonly Value[],
    wrt: readonly number[],
    options?: { readonly magnitudes?: boolean },
  ): ExactDerivatives | ProblemData;
}

export interface ExactDerivatives {
  /** What the function gives, flattened; one number for a scalar. */
  readonly value: number | Float64Array;
  /** Of each parameter asked for, its Jacobian, row-major: a row for each number of the value. Not finite where there is none. */
  readonly jacobians: readonly Float64Array[];
  /** Like the Jacobians: the sum of the absolute values of all terms of each derivative. */
  readonly magnitudes?: readonly Float64Array[];
}

/** Makes a module traceable; it is asked for once as long as the text is the same. */
export const traced: Rewrite = (text, file) => instrument(text, file, RUNTIME);

/**
 * Loads a module with its imports, made traceable.
 *
 * @param written the function as it was written, if it is at hand
 * @throws Problem as `loadFunction`
 */
export async function loadExact(source: FunctionSource, written?: Multivariate): Promise<ExactFunction> {
  const f = written ?? numericCall(await loadFunction(source));
  let traceable: UserFunction;
  try {
    provideRuntime();
    traceable = await loadFunction(source, traced);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const note = { code: 'exact-not-loaded', args: error.args };
    return { at: () => note };
  }
  return {
    at(args, wrt, { magnitudes = false } = {}) {
      try {
        const value = f(copyArguments(args));
        return differentiate(traceable, { args, wrt, value, magnitudes });
      } catch (error) {
        if (error instanceof Problem) return error.toData();
        throw error;
      }
    },
  };
}
