import {
  coordinatesOf,
  copyArguments,
  likeArgument,
  sparingArguments,
  type Argument,
  type Coordinate,
  type NestedOf,
} from './argument';
import { DEFAULT_STEP, differenceWithError, type DifferenceMethod, type Univariate } from './differences';
import { Problem, type ProblemData } from './problem';

/** A function of its positional arguments; it may change what it is given. */
export type Multivariate = (args: Argument[]) => number;

/** What is known of a derivative: `ok`, or why there is no number. */
export const STATUSES = ['ok', 'nondeterministic', 'undefined', 'error'] as const;
export type DerivativeStatus = (typeof STATUSES)[number];

/** The derivatives with respect to one parameter, each nested like its argument; null where there is none. */
export interface ParameterGradient {
  readonly name: string;
  readonly gradient: NestedOf<number | null>;
  readonly error: NestedOf<number | null>;
  readonly status: NestedOf<DerivativeStatus>;
}

export interface Gradient {
  /** The function's value at the point; null where it has none. */
  readonly value: number | null;
  readonly method: DifferenceMethod;
  readonly step: number;
  /** Calls of the function. */
  readonly evaluations: number;
  readonly parameters: readonly ParameterGradient[];
  /** The worst of the components'. */
  readonly status: DerivativeStatus;
  /** Why the status is not `ok`. */
  readonly problem?: ProblemData;
}

export interface GradientOptions {
  readonly method?: DifferenceMethod;
  readonly step?: number;
  /** Names of the parameters, in their order. */
  readonly names: readonly string[];
  /** Numbers of the parameters to differentiate with respect to; all by default. */
  readonly wrt?: readonly number[];
}

/**
 * The gradient of a function at a point: the partial derivative with respect to each number among its arguments, the
 * others held fixed.
 *
 * Source: "Deep Learning from Scratch", 4.4 (`numerical_gradient`).
 *
 * @param f a Problem it throws becomes the status `error`; it may change its arguments if it does so from the beginning
 * @param args the point; not changed
 */
export function gradientAt(f: Multivariate, args: readonly Argument[], options: GradientOptions): Gradient {
  const { method = 'central', step = DEFAULT_STEP, names } = options;
  const point = copyArguments(args);
  const sparing = sparingArguments(f);
  let evaluations = 0;
  const evaluate = (): number => {
    evaluations++;
    return sparing(point);
  };
  const center = valueTwice(evaluate);
  let { problem } = center;
  const wrt = options.wrt ?? args.map((_, index) => index);
  const parameters = wrt.map((index): ParameterGradient => {
    const name = names[index] ?? String(index);
    const partials = coordinatesOf(point, index).map(coordinate => {
      if (center.status !== 'ok') return missing(center.status);
      const x = coordinate.container[coordinate.key] as number;
      const component = partial(along(evaluate, coordinate), x, step, method);
      problem ??= component.problem ?? undefinedNearby(component, name, coordinate, step);
      return component;
    });
    const nested = <T>(pick: (component: Partial) => T) => likeArgument(args[index]!, partials.map(pick));
    return {
      name,
      gradient: nested(({ derivative }) => derivative),
      error: nested(({ error }) => error),
      status: nested(({ status }) => status),
    };
  });
  const status = worstStatus([center.status, ...parameters.flatMap(parameter => flatten(parameter.status))]);
  const report = { value: center.value, method, step, evaluations, parameters, status };
  return problem ? { ...report, problem } : report;
}

interface Center {
  readonly value: number | null;
  readonly status: DerivativeStatus;
  readonly problem?: ProblemData;
}

/** The value at the point, asked for twice: a function that gives two answers has no derivative. */
function valueTwice(evaluate: () => number): Center {
  try {
    const value = evaluate();
    const again = evaluate();
    if (!Object.is(value, again)) {
      return { value, status: 'nondeterministic', problem: { code: 'nondeterministic', args: { value, again } } };
    }
    if (Number.isFinite(value)) return { value, status: 'ok' };
    return { value, status: 'undefined', problem: { code: 'value-undefined', args: { value } } };
  } catch (error) {
    return { value: null, status: 'error', problem: problemOf(error) };
  }
}

/** @throws what is no Problem */
function problemOf(error: unknown): ProblemData {
  if (error instanceof Problem) return error.toData();
  throw error;
}

interface Partial {
  readonly derivative: number | null;
  readonly error: number | null;
  readonly status: DerivativeStatus;
  readonly problem?: ProblemData;
}

function missing(status: DerivativeStatus): Partial {
  return { derivative: null, error: null, status };
}

/** The derivative of a function of one variable, or why there is none. */
function partial(g: Univariate, x: number, step: number, method: DifferenceMethod): Partial {
  try {
    const { derivative, error } = differenceWithError(g, x, step, method);
    return Number.isFinite(derivative) ? { derivative, error, status: 'ok' } : missing('undefined');
  } catch (error) {
    return { ...missing('error'), problem: problemOf(error) };
  }
}

function undefinedNearby(component: Partial, name: string, { position }: Coordinate, step: number) {
  if (component.status !== 'undefined') return undefined;
  return { code: 'undefined-nearby', args: { name, position, step } };
}

/** The function of one variable that is left when all coordinates but one are held fixed. */
function along(evaluate: () => number, { container, key }: Coordinate): Univariate {
  return x => {
    const saved = container[key]!;
    container[key] = x;
    try {
      return evaluate();
    } finally {
      container[key] = saved;
    }
  };
}

/** One number among the arguments: which parameter, and which of its numbers (row-major). */
export interface Variable {
  readonly parameter: number;
  readonly component: number;
}

/** The function of one number among its arguments, the others held fixed. */
function alongVariable(f: Multivariate, args: readonly Argument[], variable: Variable): [Univariate, number] {
  const point = copyArguments(args);
  const coordinate = coordinatesOf(point, variable.parameter)[variable.component]!;
  const sparing = sparingArguments(f);
  const evaluate = () => sparing(point);
  return [along(evaluate, coordinate), coordinate.container[coordinate.key] as number];
}

/** One partial derivative by one method, with its error; null where there is none. */
export function partialAt(
  f: Multivariate,
  args: readonly Argument[],
  variable: Variable,
  step: number,
  method: DifferenceMethod,
): { derivative: number | null; error: number | null } {
  const [g, x] = alongVariable(f, args, variable);
  const { derivative, error } = partial(g, x, step, method);
  return { derivative, error };
}

/** The slice of a function through a point along one of its numbers: values at `xs`, NaN where f throws. */
export function sliceAt(
  f: Multivariate,
  args: readonly Argument[],
  variable: Variable,
  xs: Float64Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  const [g] = alongVariable(f, args, variable);
  return xs.map(x => {
    try {
      return g(x);
    } catch {
      return NaN;
    }
  });
}

/** The values of nested arrays in order. */
export function flatten<T>(nested: NestedOf<T>): T[] {
  return Array.isArray(nested) ? nested.flatMap(item => flatten<T>(item)) : [nested];
}

function worstStatus(statuses: readonly DerivativeStatus[]): DerivativeStatus {
  return STATUSES.findLast(status => statuses.includes(status)) ?? 'ok';
}
