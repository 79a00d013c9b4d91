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
import type { ExactDerivatives, ExactFunction } from '../../source/exact/exact';

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
  const started = performance.now();
  const center = f.at(args, wrt, { magnitudes: true });
  if ('code' in center) return none(numeric, center);
  const distances = performance.now() - started > PATIENCE_MS ? DISTANCES.slice(0, 1) : DISTANCES;
  const around = distances.map(
    distance => [f.at(beside(args, wrt, -distance), wrt), f.at(beside(args, wrt, distance), wrt)] as const,
  );
  const failed = around.flat().find(each => 'code' in each && each.code.startsWith('exact-'));
  if (failed) return none(numeric, failed as ProblemData);
  const largest = Math.max(...valuesOf(center.value).map(Math.abs));
  const doubts: ProblemData[] = [];
  const exact = numeric.parameters.map(({ name, gradient, error, status }, k) => {
    const coordinates = coordinatesOf(copyArguments(args), wrt[k]!);
    const [errors, statuses] = [flatten(error), flatten(status)];
    const entry = (found: ExactDerivatives | ProblemData, i: number) =>
      'code' in found ? NaN : found.jacobians[k]![i]!;
    return mapNested(gradient, (derivative, i) => {
      const coordinate = coordinates[i % coordinates.length]!;
      const component = {
        exact: entry(center, i),
        magnitude: center.magnitudes![k]![i]!,
        around: around.map(([below, above]) => [entry(below, i), entry(above, i)] as const),
        numeric: derivative,
        error: errors[i] ?? Infinity,
        status: statuses[i]!,
        invisible: (4 * Number.EPSILON * largest) / Math.max(1, Math.abs(numberAt(coordinate))),
      };
      const doubt = doubtAbout(component);
      if (!doubt) return component.exact;
      doubts.push({ code: doubt.code, args: { name, position: coordinate.position, ...doubt.args } });
      return null;
    });
  });
  return { exact, ...(doubts[0] && { note: doubts[0] }) };
}

/** No exact derivatives at all, for one reason; what the function itself does wrong is told by the numerical ones. */
function none({ parameters }: Gradient, note: ProblemData): ExactGradient {
  const exact = parameters.map(({ gradient }) => mapNested(gradient, () => null));
  return { exact, ...(note.code.startsWith('exact-') && { note }) };
}

/** How far the points beside are, relative to each number: so far that rounding errors are other ones there. */
const DISTANCES = [2 ** -34, 7 * 2 ** -34, 5 * 2 ** -28] as const;

/** Where a call takes longer, only the nearest points are looked at. */
const PATIENCE_MS = 50;

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
  readonly around: readonly (readonly [below: number, above: number])[];
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
 * Whether rounding errors inside the function make up a part of a derivative, as in (1 − cos x) / x² near 0: then its
 * values beside the point are not on the parabola through the point and the farthest two.
 */
function isRounded({ exact, magnitude, around }: Component): boolean {
  const isZero = Math.abs(exact) <= 16 * Number.EPSILON * magnitude; // as far as a sum of such terms can tell
  if (isZero || around.length < DISTANCES.length) return false;
  const [below, above] = around.at(-1)!;
  const slope = (above - below) / 2;
  const curvature = (above - 2 * exact + below) / 2;
  const largest = Math.max(Math.abs(exact), ...around.flat().map(Math.abs));
  return around.some((pair, i) => {
    const distance = DISTANCES[i]! / DISTANCES.at(-1)!;
    return pair.some((derivative, side) => {
      const expected = exact + (side === 0 ? -distance : distance) * slope + distance ** 2 * curvature;
      return Math.abs(derivative - expected) > UNEVEN * largest;
    });
  });
}
