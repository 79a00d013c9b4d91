import {
  coordinatesOf,
  likeArgument,
  numberAt,
  type Argument,
  type Coordinate,
  type NestedOf,
  type Value,
} from './argument';
import { centerAfter, centerOf, valuesOf, type Center } from './center';
import { missing, worstStatus, type Derivative, type DerivativeStatus, type GradientMethod } from './derivative';
import { DEFAULT_STEP } from './differences';
import { withSafeArguments, type Evaluator, type Multivariate } from './evaluator';
import { partialsAt, type Taking } from './partials';
import type { ProblemData } from './problem';

/**
 * The derivatives with respect to one parameter. For a number as result they are nested like the argument; for several,
 * they are the Jacobian: a row for each result, a column for each number of the argument. null where there is none.
 */
export interface ParameterGradient {
  readonly name: string;
  readonly gradient: NestedOf<number | null>;
  readonly error: NestedOf<number | null>;
  readonly status: NestedOf<DerivativeStatus>;
  /** The slopes to either side, where one of the components has such. */
  readonly left?: NestedOf<number | null>;
  readonly right?: NestedOf<number | null>;
  /** How far away the function has a kink or a jump, where one lies near the point; the derivative is fine. */
  readonly nearby?: NestedOf<number | null>;
}

export interface Gradient {
  /** The function's value at the point, several flattened; null where it has none. */
  readonly value: number | readonly number[] | null;
  readonly method: GradientMethod;
  /** h, of the methods with one step. */
  readonly step?: number;
  /** Calls of the function. */
  readonly evaluations: number;
  readonly parameters: readonly ParameterGradient[];
  /** The worst of the components'. */
  readonly status: DerivativeStatus;
  /** Why the status is not `ok`. */
  readonly problem?: ProblemData;
  /** The function changes its arguments, so that it was given copies. */
  readonly changesArguments?: true;
}

export interface GradientOptions {
  readonly method?: GradientMethod;
  /** h, for the methods with one step. */
  readonly step?: number;
  /** Names of the parameters, in their order. */
  readonly names: readonly string[];
  /** Numbers of the parameters to differentiate with respect to; by default all whose argument consists of numbers. */
  readonly wrt?: readonly number[];
}

/** For more coordinates than this the adaptive method is the fast one. */
const MANY_COORDINATES = 64;

/**
 * The gradient of a function at a point: the partial derivative with respect to each number among its arguments, the
 * others held fixed; the Jacobian where the function gives several numbers.
 *
 * Source: "Deep Learning from Scratch", 4.4 (`numerical_gradient`), with derivatives as `adaptiveDerivative` takes them.
 *
 * @param f a Problem it throws becomes the status `error`; it may change its arguments
 * @param args the point; not changed
 */
export function gradientAt(f: Multivariate, args: readonly Value[], options: GradientOptions): Gradient {
  const { result, changesArguments } = withSafeArguments(f, args, evaluator => gradientWith(evaluator, options));
  return changesArguments ? { ...result, changesArguments } : result;
}

/** The parameters to differentiate with respect to: those whose argument consists of numbers. */
export function variableParameters(args: readonly Value[]): number[] {
  return [...args.keys()].filter(index => coordinatesOf([...args], index).length > 0);
}

/** The derivatives with respect to one number of a parameter: one for each number the function gives. */
interface Column {
  readonly parameter: number;
  readonly coordinate: Coordinate;
  readonly partials: readonly Derivative[];
}

function gradientWith(evaluator: Evaluator, options: GradientOptions): Gradient {
  const { point } = evaluator;
  const wrt = options.wrt ?? variableParameters(point);
  const places = wrt.flatMap(parameter =>
    coordinatesOf(point, parameter).map(coordinate => ({ parameter, coordinate })),
  );
  const taking = takingFor(options, places.length);
  const { center, columns } = columnsAt(evaluator, places, taking);
  const { output } = center;
  const status = worstStatus([center.status, ...columns.flatMap(({ partials }) => partials.map(each => each.status))]);
  const problem = center.problem ?? whyNot(columns, status, options.names);
  const arrange = output === null || typeof output === 'number' ? likeTheArgument : asJacobian;
  return {
    value: output === null || typeof output === 'number' ? output : valuesOf(output),
    method: taking.method,
    ...(isFixed(taking.method) && { step: taking.step }),
    evaluations: evaluator.evaluations,
    parameters: wrt.map(parameter => {
      const own = columns.filter(column => column.parameter === parameter).map(({ partials }) => partials);
      return parameterGradient(nameOf(parameter, options), own, arrange(point[parameter] as Argument));
    }),
    status,
    ...(problem && { problem }),
  };
}

function takingFor({ method = 'adaptive', step = DEFAULT_STEP }: GradientOptions, coordinates: number) {
  return { method: method === 'adaptive' && coordinates > MANY_COORDINATES ? ('fast' as const) : method, step };
}

function isFixed(method: GradientMethod): boolean {
  return method !== 'adaptive' && method !== 'fast';
}

function nameOf(parameter: number, { names }: GradientOptions): string {
  return names[parameter] ?? String(parameter);
}

/** All derivatives, and the value at the point; no derivatives where that is nothing to be relied on. */
function columnsAt(
  evaluator: Evaluator,
  places: readonly Omit<Column, 'partials'>[],
  taking: Taking,
): { readonly center: Center; readonly columns: readonly Column[] } {
  const before = centerOf(evaluator);
  const columns =
    before.status === 'ok'
      ? places.map(place => ({ ...place, partials: partialsAt(evaluator, place.coordinate, before.output!, taking) }))
      : [];
  const center = centerAfter(evaluator, before);
  if (center.status === 'ok') return { center, columns };
  const none = Array.from({ length: center.output === null ? 1 : valuesOf(center.output).length }, () =>
    missing(center.status),
  );
  return { center, columns: places.map(place => ({ ...place, partials: none })) };
}

/** Puts one value of each derivative into the form that a parameter's gradient has. */
type Arrange = <T>(columns: readonly (readonly Derivative[])[], pick: (derivative: Derivative) => T) => NestedOf<T>;

function likeTheArgument(argument: Argument): Arrange {
  return (columns, pick) =>
    likeArgument(
      argument,
      columns.map(([only]) => pick(only!)),
    );
}

function asJacobian(): Arrange {
  return (columns, pick) => (columns[0] ?? []).map((_, row) => columns.map(column => pick(column[row]!)));
}

function parameterGradient(
  name: string,
  columns: readonly (readonly Derivative[])[],
  arrange: Arrange,
): ParameterGradient {
  const has = (side: 'left' | 'right' | 'nearby') =>
    columns.some(column => column.some(each => each[side] !== undefined));
  return {
    name,
    gradient: arrange(columns, each => each.derivative),
    error: arrange(columns, each => each.error),
    status: arrange(columns, each => each.status),
    ...(has('left') && { left: arrange(columns, each => each.left ?? null) }),
    ...(has('right') && { right: arrange(columns, each => each.right ?? null) }),
    ...(has('nearby') && { nearby: arrange(columns, each => each.nearby ?? null) }),
  };
}

/** Why the worst of the derivatives is no better: the first of them that is so. */
function whyNot(
  columns: readonly Column[],
  status: DerivativeStatus,
  names: readonly string[],
): ProblemData | undefined {
  if (status === 'ok') return undefined;
  for (const { parameter, coordinate, partials } of columns) {
    const derivative = partials.find(each => each.status === status);
    if (derivative)
      return derivative.problem ?? explanation(derivative, names[parameter] ?? String(parameter), coordinate);
  }
  return undefined;
}

/** What is to be said of a derivative; the code is its status. */
export function explanation(
  { status, error, left, right, jump }: Derivative,
  name: string,
  coordinate: Coordinate,
): ProblemData {
  return {
    code: status === 'undefined' ? 'undefined-nearby' : status,
    args: {
      name,
      position: coordinate.position,
      x: numberAt(coordinate),
      ...(error !== null && { error }),
      ...(left !== undefined && { left }),
      ...(right !== undefined && { right }),
      ...jump,
    },
  };
}
