import type { Value } from '../numerics/argument';
import type { Landscape } from '../numerics/descent';
import type { Multivariate } from '../numerics/evaluator';
import { gradientAt } from '../numerics/gradient';
import { derivativesOf } from '../numerics/gradientCheck';
import { differencedLandscape, valueAt, type Variables } from '../numerics/landscape';
import type { ProblemData } from '../numerics/problem';
import { judge } from '../numerics/verdict';
import type { ExactFunction } from './exact/exact';

/** A function with its exact gradient; where there is none, with that by differences, and why. */
export interface ExactLandscape extends Landscape {
  /** Why the gradient was not exact where it was asked for, the first time it was not. */
  readonly note: ProblemData | undefined;
}

export function exactLandscape(f: Multivariate, exact: ExactFunction, variables: Variables): ExactLandscape {
  const differenced = differencedLandscape(f, variables, 'adaptive');
  let note: ProblemData | undefined;
  return {
    value: x => valueAt(f, variables.withValues(x)),
    gradient(x) {
      const found = exact.at(variables.withValues(x), variables.parameters);
      const gradient = 'jacobians' in found ? found.jacobians.flatMap(each => Array.from(each)) : undefined;
      if (gradient?.every(Number.isFinite)) return gradient;
      if (!('jacobians' in found)) note ??= found;
      return differenced.gradient(x);
    },
    get note() {
      return note;
    },
  };
}

/**
 * Why the exact gradient at a point is not to be relied on: there is none, or the numeric one is another, as it is where
 * the source hides from the tracing what it does.
 */
export function exactDoubt(
  f: Multivariate,
  exact: ExactFunction,
  args: readonly Value[],
  wrt: readonly number[],
): ProblemData | undefined {
  const found = exact.at(args, wrt);
  if (!('jacobians' in found)) return found;
  const { parameters } = gradientAt(f, args, { names: [], wrt });
  for (const [i, parameter] of parameters.entries()) {
    for (const [index, numeric] of derivativesOf(parameter).entries()) {
      const derivative = found.jacobians[i]![index]!;
      if (judge(derivative, numeric) === 'wrong')
        return { code: 'exact-disagrees', args: { exact: derivative, numeric: numeric.derivative ?? NaN } };
    }
  }
  return undefined;
}
