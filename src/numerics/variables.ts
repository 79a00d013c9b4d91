import { coordinatesOf, type Value } from './argument';

/** One number among the arguments: which parameter, and which of its numbers (row-major). */
export interface Variable {
  readonly parameter: number;
  readonly component: number;
}

/** The variables of a function at a point, over all its parameters. */
export function variablesOf(args: Value[]): Variable[] {
  return args.flatMap((_, parameter) =>
    coordinatesOf(args, parameter).map((_coordinate, component) => ({ parameter, component })),
  );
}
