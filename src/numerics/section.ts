import { coordinatesOf, copyArguments, numberAt, type Coordinate, type Value } from './argument';
import type { Multivariate } from './evaluator';
import type { Variable } from './variables';

/** A function about a point as some of its variables move, the others held fixed: what a plot is drawn of. */
export class Section {
  /** The variables' own values. */
  readonly center: readonly number[];
  private readonly point: Value[];
  private readonly coordinates: readonly Coordinate[];

  /**
   * @param f may change its arguments
   * @param args the point; not changed
   */
  constructor(
    private readonly f: Multivariate,
    args: readonly Value[],
    variables: readonly Variable[],
  ) {
    this.point = copyArguments(args);
    this.coordinates = variables.map(({ parameter, component }) => coordinatesOf(this.point, parameter)[component]!);
    this.center = this.coordinates.map(numberAt);
  }

  /** f at other values of the variables; NaN where it throws or gives several numbers. */
  at(values: readonly number[]): number {
    this.givable(values);
    try {
      const value = this.f(copyArguments(this.point));
      return typeof value === 'number' ? value : NaN;
    } catch {
      return NaN;
    }
  }

  /** The values of the variables as f is given them: some are kept in single precision. */
  givable(values: readonly number[]): number[] {
    return this.coordinates.map((coordinate, i) => {
      coordinate.container[coordinate.key] = values[i]!;
      return numberAt(coordinate);
    });
  }
}
