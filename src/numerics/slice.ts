import { coordinatesOf, numberAt, type Value } from './argument';
import { centerOf } from './center';
import { missing, type Derivative } from './derivative';
import { scalar, withSafeArguments, type Multivariate } from './evaluator';
import { partialsAt, type Taking } from './partials';

/** One number among the arguments: which parameter, and which of its numbers (row-major). */
export interface Variable {
  readonly parameter: number;
  readonly component: number;
}

/** Several partial derivatives with respect to one variable: one for each way of taking it. */
export function partialsBy(
  f: Multivariate,
  args: readonly Value[],
  { parameter, component }: Variable,
  takings: readonly Taking[],
): Derivative[] {
  return withSafeArguments(f, args, evaluator => {
    const coordinate = coordinatesOf(evaluator.point, parameter)[component]!;
    const { output, status } = centerOf(evaluator);
    return takings.map(taking =>
      status === 'ok' ? partialsAt(evaluator, coordinate, scalar(output!), taking)[0]! : missing(status),
    );
  }).result;
}

/** The slice of a function through a point along one of its numbers: values at `xs`, NaN where f throws. */
export function sliceAt(
  f: Multivariate,
  args: readonly Value[],
  { parameter, component }: Variable,
  xs: Float64Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  return withSafeArguments(f, args, evaluator => {
    const coordinate = coordinatesOf(evaluator.point, parameter)[component]!;
    return xs.map(x => {
      try {
        return scalar(evaluator.evaluateWith(coordinate, x));
      } catch {
        return NaN;
      }
    });
  }).result;
}

/** The variables of a function at a point, over all its parameters. */
export function variablesOf(args: Value[]): Variable[] {
  return args.flatMap((_, parameter) =>
    coordinatesOf(args, parameter).map((_coordinate, component) => ({ parameter, component })),
  );
}

/** The number that a variable is at a point. */
export function numberOf(args: Value[], { parameter, component }: Variable): number {
  return numberAt(coordinatesOf(args, parameter)[component]!);
}
