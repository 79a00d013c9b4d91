import { coordinatesOf, numberAt, type Coordinate, type Value } from './argument';
import { valuesOf } from './center';
import { DEFAULT_STEP } from './differences';
import { withSafeArguments, type Evaluator, type Multivariate } from './evaluator';
import { variableParameters } from './gradient';
import { Problem } from './problem';

/**
 * The gradient as the book takes it: the central difference with h = 1e-4 along each number, digit for digit.
 *
 * Source: "Deep Learning from Scratch", 4.4 (`numerical_gradient`).
 *
 * @param args the point; not changed
 * @param wrt numbers of the parameters to differentiate with respect to; by default all that consist of numbers
 * @returns of each of these the derivatives, row-major; for several results the Jacobian, a row for each of them. NaN
 *   where f throws
 */
export function bookGradient(f: Multivariate, args: readonly Value[], wrt?: readonly number[]): number[][] {
  const jacobians = (evaluator: Evaluator) =>
    (wrt ?? variableParameters(evaluator.point)).map(parameter =>
      transposed(coordinatesOf(evaluator.point, parameter).map(coordinate => column(evaluator, coordinate))),
    );
  return withSafeArguments(f, args, jacobians).result;
}

/** The derivative of each result with respect to one number; two calls of f. */
function column(evaluator: Evaluator, coordinate: Coordinate): number[] {
  const x = numberAt(coordinate);
  const above = valuesOrNaN(evaluator, coordinate, x + DEFAULT_STEP);
  const below = valuesOrNaN(evaluator, coordinate, x - DEFAULT_STEP);
  return above.map((value, row) => (value - (below[row] ?? NaN)) / (2 * DEFAULT_STEP));
}

function valuesOrNaN(evaluator: Evaluator, coordinate: Coordinate, x: number): readonly number[] {
  try {
    return valuesOf(evaluator.evaluateWith(coordinate, x));
  } catch (error) {
    if (error instanceof Problem) return [NaN];
    throw error;
  }
}

/** Row-major from its columns. */
function transposed(columns: readonly (readonly number[])[]): number[] {
  const rows = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: rows }, (_, row) => columns.map(each => each[row] ?? NaN)).flat();
}
