import {
  coordinatesOf,
  copyArguments,
  flatten,
  mapNested,
  numberAt,
  type NestedOf,
  type Value,
} from '../../numerics/argument';
import { valuesOf } from '../../numerics/center';
import type { DerivativeStatus } from '../../numerics/derivative';
import { variableParameters, type Gradient } from '../../numerics/gradient';
import type { ProblemData } from '../../numerics/problem';
import type { ExactFunction } from '../../source/exact/exact';

/** The exact derivatives of each parameter, nested like the numerical ones; null where they are not to be relied on. */
export interface ExactGradient {
  readonly exact: readonly NestedOf<number | null>[];
  /** Why the first of them is null that is so. */
  readonly note?: ProblemData;
}

/**
 * The exact derivatives against which nothing speaks:
 *
 * - at the point and at points beside it the traced code gives what the code gives, bit for bit;
 * - a numerical derivative exists, and the exact one is within its bar;
 * - rounding errors inside the function do not show: from point to point the derivative changes evenly.
 *
 * @param numeric by steps that were chosen for the function
 * @param wrt numbers of the parameters to differentiate with respect to, as for `numeric`
 */
export function exactGradient(
  f: ExactFunction,
  args: readonly Value[],
  numeric: Gradient,
  wrt: readonly number[] = variableParameters(args),
): ExactGradient {
  const center = f.at(args, wrt, { magnitudes: true });
  if ('code' in center) return none(numeric, center);
  const around = DISTANCES.map(distance => [-1, 1].map(side => f.at(beside(args, wrt, side * distance), wrt)));
  const failed = around.flat().find(each => 'code' in each && each.code.startsWith('exact-'));
  if (failed) return none(numeric, failed as ProblemData);
  const largest = Math.max(...valuesOf(center.value).map(Math.abs));
  const doubts: ProblemData[] = [];
  const exact = numeric.parameters.map(({ name, gradient, error, status }, k) => {
    const coordinates = coordinatesOf(copyArguments(args), wrt[k]!);
    const [errors, statuses] = [flatten(error), flatten(status)];
    return mapNested(gradient, (derivative, i) => {
      const coordinate = coordinates[i % coordinates.length]!;
      const component = {
        exact: center.jacobians[k]![i] ?? NaN,
        numeric: derivative,
        error: errors[i] ?? Infinity,
        status: statuses[i]!,
        invisible: (4 * Number.EPSILON * largest) / Math.max(1, Math.abs(numberAt(coordinate))),
        magnitude: center.magnitudes![k]![i]!,
        around: around.map(pair => pair.map(each => ('code' in each ? NaN : each.jacobians[k]![i]!))),
      };
      const doubt = doubtAbout(component);
      if (!doubt) return component.exact;
      doubts.push({ code: doubt.code, args: { name, position: coordinate.position, ...doubt.args } });
      return null;
    });
  });
  return { exact, ...(doubts[0] && { note: doubts[0] }) };
}

/** No exact derivatives at all, for one reason. */
function none(numeric: Gradient, note: ProblemData): ExactGradient {
  return { exact: numeric.parameters.map(({ gradient }) => mapNested(gradient, () => null)), note };
}

/**
 * How far the points beside are, relative to each number: at the larger distance the rounding errors are other ones
 * even where a function hardly changes.
 */
const DISTANCES = [2 ** -34, 5 * 2 ** -28] as const;

/** Each number moved a little; a power of two leaves both sides equally far. */
function beside(args: readonly Value[], wrt: readonly number[], distance: number): Value[] {
  const moved = copyArguments(args);
  for (const parameter of wrt) {
    for (const { container, key } of coordinatesOf(moved, parameter)) {
      const x = container[key] as number;
      container[key] = x + distance * (x === 0 ? 2 ** -10 : 2 ** Math.floor(Math.log2(Math.abs(x))));
    }
  }
  return moved;
}

/** An exact derivative, and what it is judged by. */
interface Component {
  readonly exact: number;
  readonly numeric: number | null;
  readonly error: number;
  readonly status: DerivativeStatus;
  /** The steepest slope that is lost in the rounding of the function's value. */
  readonly invisible: number;
  /** The sum of the absolute values of its terms. */
  readonly magnitude: number;
  /** Below and above, at each of the distances; NaN where the function has no value. */
  readonly around: readonly (readonly number[])[];
}

/** Verdicts that an exact derivative can stand beside. */
const DIFFERENTIABLE: readonly DerivativeStatus[] = ['ok', 'noisy', 'plateau', 'one-sided'];

/** What speaks against an exact derivative. */
function doubtAbout(component: Component): ProblemData | undefined {
  const { exact, numeric, error, status, invisible } = component;
  if (numeric === null || !DIFFERENTIABLE.includes(status)) return { code: 'exact-no-derivative', args: {} };
  if (!Number.isFinite(exact)) return { code: 'exact-infinite', args: { value: exact } };
  const slack = 1e-9 * Math.abs(exact) + (status === 'plateau' ? invisible : 0);
  if (!(Math.abs(exact - numeric) <= error + slack))
    return { code: 'exact-disagrees', args: { exact, numeric, error } };
  return isRounded(component) ? { code: 'exact-rounding', args: { exact } } : undefined;
}

/** Relative rounding errors that a derivative may show; what is shown is to be right to 1e-12. */
const UNEVEN = 1e-13;

/**
 * Whether rounding errors inside the function make up a part of a derivative, as in (1 − cos x) / x² near 0: from point
 * to point it does not change then as what is smooth does, in proportion to the distance (its odd part) and to the
 * square of the distance (its even part).
 */
function isRounded({ exact, magnitude, around }: Component): boolean {
  const [near, far] = around.map(([below, above]) => ({
    odd: (above! - below!) / 2,
    even: (below! - 2 * exact + above!) / 2,
  })) as [Parts, Parts];
  const ratio = DISTANCES[1] / DISTANCES[0];
  const uneven = Math.max(Math.abs(near.odd - far.odd / ratio), Math.abs(near.even - far.even / ratio ** 2));
  const largest = Math.max(Math.abs(exact), ...around.flat().map(Math.abs));
  const isZero = Math.abs(exact) <= 16 * Number.EPSILON * magnitude; // as far as a sum of such terms can tell
  return !isZero && uneven > UNEVEN * largest;
}

interface Parts {
  readonly odd: number;
  readonly even: number;
}
