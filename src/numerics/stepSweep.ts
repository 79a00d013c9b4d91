import {
  DIFFERENCE_METHODS,
  difference,
  remembered,
  whereDefined,
  type DifferenceMethod,
  type Univariate,
} from './differences';

/** The error of a method over the steps. */
export interface MethodSweep {
  readonly method: DifferenceMethod;
  /** |difference − reference| for each h; NaN where there is no difference. */
  readonly error: Float64Array<ArrayBuffer>;
}

/** How the error of finite differences depends on the step: truncation falls with h, rounding grows. */
export interface StepSweep {
  /** From 1 down to 1e-15, evenly in the logarithm. */
  readonly h: Float64Array<ArrayBuffer>;
  readonly methods: readonly MethodSweep[];
}

const DECADES = 15;

/** Steps in a decade, and the calls that each of them takes at most. */
export const PER_DECADE = 4;
const CALLS_OF_STEP = 4;

/** Calls of f that a sweep makes at most. */
export function callsOfSweep(perDecade: number): number {
  return (DECADES * perDecade + 1) * CALLS_OF_STEP + 1;
}

/**
 * The error of each method of differences at x, for many steps.
 *
 * @param reference the derivative, which the differences are compared with
 */
export function stepSweep(f: Univariate, x: number, reference: number, perDecade: number = PER_DECADE): StepSweep {
  const h = Float64Array.from({ length: DECADES * perDecade + 1 }, (_, i) => 10 ** (-i / perDecade));
  const known = remembered(whereDefined(f));
  const methods = DIFFERENCE_METHODS.map(method => ({
    method,
    error: h.map(step => Math.abs(difference(known, x, step, method) - reference)),
  }));
  return { h, methods };
}
