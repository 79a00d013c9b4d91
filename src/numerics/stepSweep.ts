import { adaptiveDerivative } from './adaptive';
import type { Derivative } from './derivative';
import { DIFFERENCE_METHODS, difference, whereDefined, type DifferenceMethod, type Univariate } from './differences';

/** The error of a method over the steps. */
export interface MethodSweep {
  readonly method: DifferenceMethod;
  /** |difference − derivative| for each h; NaN where there is no difference. */
  readonly error: Float64Array;
  /** Number of the h with the smallest error, the largest of those that share it; −1 where there is none. */
  readonly best: number;
}

/** How the error of finite differences depends on the step: truncation falls with h, rounding grows. */
export interface StepSweep {
  /** From 1 down to 1e-15, evenly in the logarithm. */
  readonly h: Float64Array;
  /** What the differences are compared with. */
  readonly reference: Derivative;
  readonly methods: readonly MethodSweep[];
}

const DECADES = 15;
const PER_DECADE = 4;

/**
 * The error of each method of differences at x, for many steps. Where the adaptive method gives no derivative, there are
 * no errors.
 *
 * @param value f(x), finite
 */
export function stepSweep(f: Univariate, x: number, value: number): StepSweep {
  const reference = adaptiveDerivative(f, x, { value });
  const h = Float64Array.from({ length: DECADES * PER_DECADE + 1 }, (_, i) => 10 ** (-i / PER_DECADE));
  const known = remembered(whereDefined(f));
  const methods = DIFFERENCE_METHODS.map(method => {
    const error = h.map(step => Math.abs(difference(known, x, step, method) - (reference.derivative ?? NaN)));
    return { method, error, best: smallest(error) };
  });
  return { h, reference, methods };
}

/** The methods share their values. */
function remembered(f: Univariate): Univariate {
  const values = new Map<number, number>();
  return x => {
    if (!values.has(x)) values.set(x, f(x));
    return values.get(x)!;
  };
}

function smallest(values: Float64Array): number {
  const least = values.reduce((best, value) => (value < best ? value : best), Infinity);
  return values.indexOf(least);
}
