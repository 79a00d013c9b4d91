import type { Landscape } from '../numerics/descent';
import type { Multivariate } from '../numerics/evaluator';
import { differencedLandscape, valueAt, type Variables } from '../numerics/landscape';
import type { ProblemData } from '../numerics/problem';
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
