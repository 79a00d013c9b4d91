import { coordinatesOf, copyArguments, numberAt, type Coordinate, type Value } from './argument';
import { bookGradient } from './bookGradient';
import { centerAfter, centerOf } from './center';
import type { Derivative } from './derivative';
import type { Landscape } from './descent';
import { DEFAULT_STEP } from './differences';
import { withSafeArguments, type Multivariate } from './evaluator';
import { variableParameters } from './gradient';
import { partialsAt, type Taking } from './partials';
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
    gradient: lastRemembered(x => gradient(f, variables.withValues(x)).flat()),
  };
}

/** A descent that has come to rest asks for the same gradient again and again; of a random function it rests, too. */
function lastRemembered(gradient: Landscape['gradient']): Landscape['gradient'] {
  let last: { readonly x: Float64Array; readonly gradient: ArrayLike<number> } | undefined;
  return x => {
    if (!last?.x.every((each, i) => Object.is(each, x[i]))) last = { x: x.slice(), gradient: gradient(x) };
    return last.gradient;
  };
}

/** @throws Problem `several-returned` */
export function valueAt(f: Multivariate, args: readonly Value[]): number {
  const value = f(copyArguments(args));
  if (typeof value === 'number') return value;
  throw new Problem('several-returned', { length: value.length });
}

const COARSE: Taking = { method: 'coarse', step: DEFAULT_STEP };

/** Of each parameter, row-major; NaN where there is no derivative. */
function adaptiveGradient(f: Multivariate, args: readonly Value[]): number[][] {
  return withSafeArguments(f, args, evaluator => {
    const { point } = evaluator;
    const center = centerOf(evaluator);
    const slopeAlong = (coordinate: Coordinate) =>
      center.status === 'ok' ? slopeOf(partialsAt(evaluator, coordinate, center.output!, COARSE)[0]!) : NaN;
    const slopes = variableParameters(point).map(parameter => coordinatesOf(point, parameter).map(slopeAlong));
    return centerAfter(evaluator, center).status === 'ok' ? slopes : slopes.map(each => each.map(() => NaN));
  }).result;
}

/** At a kink, the mean of the slopes to both sides. */
function slopeOf({ derivative, left = NaN, right = NaN }: Derivative): number {
  return derivative ?? (left + right) / 2;
}
