import { coordinatesOf, copyArguments, flatten, numberAt, type Value } from './argument';
import { bookGradient } from './bookGradient';
import type { GradientMethod } from './derivative';
import type { Landscape } from './descent';
import type { Multivariate } from './evaluator';
import { gradientAt, variableParameters } from './gradient';
import { Problem } from './problem';

/** The numbers among the arguments of a function as one vector; the arguments of other kinds stay as they are. */
export class Variables {
  /** Numbers of the parameters that consist of numbers. */
  readonly parameters: readonly number[];
  private readonly args: Value[];
  private readonly coordinates;

  constructor(args: readonly Value[]) {
    this.args = copyArguments(args);
    this.parameters = variableParameters(this.args);
    this.coordinates = this.parameters.flatMap(parameter => coordinatesOf(this.args, parameter));
  }

  get values(): Float64Array {
    return Float64Array.from(this.coordinates, numberAt);
  }

  /** The arguments with other numbers, always in the same arrays. */
  withValues(x: Float64Array): readonly Value[] {
    for (const [i, { container, key }] of this.coordinates.entries()) container[key] = x[i]!;
    return this.args;
  }
}

/**
 * A function with its gradient by differences: with steps chosen for it, or the book's central ones. At a kink the
 * gradient is the mean of the slopes to both sides.
 *
 * The landscape's methods throw Problem what f throws, and `several-returned` where f gives several numbers.
 *
 * @param f may change its arguments
 */
export function differencedLandscape(f: Multivariate, variables: Variables, method: 'adaptive' | 'central'): Landscape {
  const gradient = method === 'central' ? bookGradient : adaptiveGradient;
  return {
    value: x => valueAt(f, variables.withValues(x)),
    gradient: x => gradient(f, variables.withValues(x)).flat(),
  };
}

/** @throws Problem `several-returned` */
export function valueAt(f: Multivariate, args: readonly Value[]): number {
  const value = f(copyArguments(args));
  if (typeof value === 'number') return value;
  throw new Problem('several-returned', { length: value.length });
}

const DESCENT_METHOD: GradientMethod = 'fast';

/** NaN where there is no derivative. */
function adaptiveGradient(f: Multivariate, args: readonly Value[]): number[][] {
  const { parameters } = gradientAt(f, args, { method: DESCENT_METHOD, names: [] });
  return parameters.map(({ gradient, left, right }) => {
    const [lefts, rights] = [left, right].map(side => (side === undefined ? [] : flatten(side)));
    return flatten(gradient).map((slope, i) => slope ?? ((lefts?.[i] ?? NaN) + (rights?.[i] ?? NaN)) / 2);
  });
}
