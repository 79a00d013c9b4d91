import { coordinatesOf, copyArguments, flatten, type Value } from './argument';
import { problemOf, valuesOf } from './center';
import type { Derivative } from './derivative';
import type { Multivariate, Output } from './evaluator';
import { gradientAt, type ParameterGradient } from './gradient';
import type { ProblemData } from './problem';
import { Random } from './random';
import { judge, relativeDifference, type Verdict } from './verdict';

/** The derivative with respect to one parameter as a person's code gives it: the gradient or the Jacobian, row-major. */
export interface AnalyticPart {
  readonly parameter: number;
  readonly values: ArrayLike<number>;
  /** Only the diagonal of the Jacobian was given; the rest is taken for 0. */
  readonly diagonal?: true;
}

/**
 * A person's derivative at a point.
 *
 * @param output the function itself there
 * @throws Problem what it throws, or that it has another form than it should have
 */
export type AnalyticGradient = (args: Value[], output: Output) => readonly AnalyticPart[];

/** One number of a derivative, as a person's code gives it and as it is numerically. */
export interface Compared {
  readonly verdict: Verdict;
  readonly parameter: number;
  /** Its index among the numbers of this derivative, row-major. */
  readonly index: number;
  readonly analytic: number;
  readonly numeric: Derivative;
}

/** A point at which both were taken. */
export interface CheckedPoint {
  readonly args: readonly Value[];
  readonly output: Output;
  readonly parts: readonly AnalyticPart[];
  readonly compared: readonly Compared[];
}

export interface GradientCheckOptions {
  /** Random points about the center. */
  readonly points: number;
  /** Of the random numbers, a whole number from 0 to 2³² − 1. */
  readonly seed: number;
  readonly rtol?: number;
  /** Whether the center was chosen by a person, who wants to know what is the matter there. */
  readonly chosen: boolean;
}

export interface GradientCheck {
  readonly verdict: Verdict;
  readonly points: readonly CheckedPoint[];
  /** The worst of the numbers compared, and where; none where nothing was compared. */
  readonly worst?: { readonly compared: Compared; readonly point: CheckedPoint };
  /** Why nothing can be said. */
  readonly problem?: ProblemData;
}

/**
 * Compares the derivative that a person wrote with the numeric one: at a center, and at random points about it, since
 * many a wrong derivative is right at a special point. What it is not taken with respect to, such as data, stays.
 *
 * @param center the arguments; not changed
 */
export function checkGradient(
  f: Multivariate,
  analytic: AnalyticGradient,
  center: readonly Value[],
  options: GradientCheckOptions,
): GradientCheck {
  const checked: CheckedPoint[] = [];
  const first = finiteAt(f, center);
  const random = Random.seeded(options.seed, 'points');
  let variables: readonly number[] = [...center.keys()];
  const points = function* () {
    if (first && 'output' in first) yield first;
    for (let i = 0; i < options.points; i++) yield drawPoint(f, center, variables, random);
  };
  for (const point of points()) {
    const result = point && checkAt(f, analytic, point, options.rtol);
    if (!result) continue;
    if ('verdict' in result) return { ...result, points: checked };
    variables = result.parts.map(({ parameter }) => parameter);
    checked.push(result);
  }
  if (checked.length > 0)
    return { ...summary(checked, options.chosen && checked[0]!.args === center), points: checked };
  return first && 'code' in first
    ? { verdict: 'error', points: [], problem: first }
    : { verdict: 'inconclusive', points: [], problem: { code: 'check-no-point', args: {} } };
}

interface Point {
  readonly args: readonly Value[];
  readonly output: Output;
}

/** So often another point is drawn where the function has no finite value. */
const REDRAWS = 20;

function drawPoint(
  f: Multivariate,
  center: readonly Value[],
  variables: readonly number[],
  random: Random,
): Point | undefined {
  for (let attempt = 0; attempt <= REDRAWS; attempt++) {
    const point = finiteAt(f, about(center, variables, random));
    if (point && 'output' in point) return point;
  }
  return undefined;
}

/** Each number c becomes c (1 + 0.1 n) + 0.1 n, with n of the normal distribution, another each time. */
function about(center: readonly Value[], variables: readonly number[], random: Random): Value[] {
  const args = copyArguments(center);
  for (const index of variables) {
    for (const { container, key } of coordinatesOf(args, index)) {
      container[key] = (container[key] as number) * (1 + 0.1 * random.normal()) + 0.1 * random.normal();
    }
  }
  return args;
}

/** A point with f, if that is finite there; or what f throws. */
function finiteAt(f: Multivariate, args: readonly Value[]): Point | ProblemData | undefined {
  try {
    const output = f(copyArguments(args));
    return valuesOf(output).every(Number.isFinite) ? { args, output } : undefined;
  } catch (error) {
    return problemOf(error);
  }
}

/** Compares at one point; or says why nothing can be said. */
function checkAt(
  f: Multivariate,
  analytic: AnalyticGradient,
  { args, output }: Point,
  rtol?: number,
): CheckedPoint | Pick<GradientCheck, 'verdict' | 'problem'> {
  let parts: readonly AnalyticPart[];
  try {
    parts = analytic(copyArguments(args), output);
  } catch (error) {
    return { verdict: 'error', problem: problemOf(error) };
  }
  const wrt = parts.map(({ parameter }) => parameter);
  const { status, problem, parameters } = gradientAt(f, args, { names: [], wrt });
  if (status === 'nondeterministic') return { verdict: 'inconclusive', ...(problem && { problem }) };
  const compared = parts.flatMap(({ parameter, values }, i) =>
    derivativesOf(parameters[i]!).map((numeric, index) => {
      const value = values[index] ?? NaN;
      return { verdict: judge(value, numeric, rtol), parameter, index, analytic: value, numeric };
    }),
  );
  return { args, output, parts, compared };
}

/** The derivatives with respect to one parameter, row-major. */
function derivativesOf({ gradient, error, status, left, right }: ParameterGradient): Derivative[] {
  const [errors, statuses] = [flatten(error), flatten(status)];
  const [lefts, rights] = [flatten(left ?? []), flatten(right ?? [])];
  return flatten(gradient).map((derivative, i) => {
    const [toLeft, toRight] = [lefts[i] ?? null, rights[i] ?? null];
    return {
      derivative,
      error: errors[i] ?? null,
      status: statuses[i]!,
      ...(toLeft !== null && { left: toLeft }),
      ...(toRight !== null && { right: toRight }),
    };
  });
}

/** Of numbers that are wrong by about as much, the first is shown: the center is easier to read than what was drawn. */
const MUCH = 2;

/** From the best to the worst; what differs a little says more than what cannot be told. */
const SEVERITY: readonly Verdict[] = ['correct', 'inconclusive', 'suspicious', 'wrong'];

/**
 * The worst verdict. At a random point that happens to be at a kink, what is inconclusive does not count, as long as the
 * same number could be told elsewhere.
 */
function summary(points: readonly CheckedPoint[], chosen: boolean): Pick<GradientCheck, 'verdict' | 'worst'> {
  const keyOf = ({ parameter, index }: Compared) => `${parameter} ${index}`;
  const all = points.flatMap(point => point.compared.map(compared => ({ compared, point })));
  const told = new Set(
    all.filter(({ compared }) => compared.verdict !== 'inconclusive').map(each => keyOf(each.compared)),
  );
  const counted = all.filter(
    ({ compared, point }) =>
      compared.verdict !== 'inconclusive' || (chosen && point === points[0]) || !told.has(keyOf(compared)),
  );
  const severity = ({ compared }: (typeof all)[number]) => SEVERITY.indexOf(compared.verdict);
  const difference = ({ compared }: (typeof all)[number]) =>
    relativeDifference(compared.analytic, compared.numeric.derivative);
  const worst = counted.reduce<(typeof all)[number] | undefined>((found, each) => {
    const order = found ? severity(each) - severity(found) : 1;
    return order > 0 || (order === 0 && difference(each) > MUCH * difference(found!)) ? each : found;
  }, undefined);
  return worst ? { verdict: worst.compared.verdict, worst } : { verdict: 'correct' };
}
