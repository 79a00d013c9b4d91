import { adaptiveDerivative, coarseDerivative, fastDerivative } from './adaptive';
import { numberAt, type Coordinate } from './argument';
import { problemOf } from './center';
import { missing, type Derivative, type GradientMethod } from './derivative';
import { differenceWithError, type DifferenceMethod, type Univariate } from './differences';
import { scalar, type Evaluator, type Output } from './evaluator';
import { Problem } from './problem';

/** How derivatives are taken: `step` is h, of the methods with one step; `coarse` does for a step down a slope. */
export interface Taking {
  readonly method: GradientMethod | 'coarse';
  readonly step: number;
}

/**
 * The partial derivatives of each number a function gives, with respect to one of the numbers it is given.
 *
 * @param output f at the point
 */
export function partialsAt(evaluator: Evaluator, coordinate: Coordinate, output: Output, taking: Taking): Derivative[] {
  const x = numberAt(coordinate);
  const single = coordinate.container instanceof Float32Array;
  if (typeof output === 'number') {
    const f: Univariate = u => scalar(evaluator.evaluateWith(coordinate, u));
    return [derivativeAt(f, x, { value: output, single }, taking)];
  }
  const outputAt = remembered(u => severalNumbers(evaluator.evaluateWith(coordinate, u), output.length));
  return Array.from(output, (value, row) =>
    Number.isFinite(value)
      ? derivativeAt(u => outputAt(u)[row]!, x, { value, single }, taking)
      : { ...missing('undefined'), problem: { code: 'value-undefined', args: { value } } },
  );
}

/** Each x is asked for once, whatever becomes of it: the rows of a Jacobian share their evaluations. */
function remembered(f: (x: number) => Float64Array): (x: number) => Float64Array {
  const known = new Map<number, Float64Array | Problem>();
  return x => {
    if (!known.has(x))
      known.set(
        x,
        valueOrProblem(() => f(x)),
      );
    const value = known.get(x)!;
    if (value instanceof Problem) throw value;
    return value;
  };
}

function valueOrProblem<T>(compute: () => T): T | Problem {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** @throws Problem `length-changes` */
function severalNumbers(output: Output, length: number): Float64Array {
  if (typeof output !== 'number' && output.length === length) return output;
  throw new Problem('length-changes', { expected: length, found: typeof output === 'number' ? 1 : output.length });
}

/** The derivative of a function of one variable, or why there is none. */
function derivativeAt(
  f: Univariate,
  x: number,
  known: { readonly value: number; readonly single: boolean },
  { method, step }: Taking,
): Derivative {
  if (!Number.isFinite(x)) return missing('undefined');
  try {
    if (method === 'adaptive') return adaptiveDerivative(f, x, known);
    if (method === 'fast') return fastDerivative(f, x, known);
    if (method === 'coarse') return coarseDerivative(f, x, known);
    return fixedDerivative(u => (u === x ? known.value : f(u)), x, step, method);
  } catch (error) {
    return { ...missing('error'), problem: problemOf(error) };
  }
}

function fixedDerivative(f: Univariate, x: number, step: number, method: DifferenceMethod): Derivative {
  const { derivative, error } = differenceWithError(f, x, step, method);
  return Number.isFinite(derivative) ? { status: 'ok', derivative, error, step } : missing('undefined');
}
