import type { CheckedPoint, Compared } from './gradientCheck';
import { relativeDifference } from './verdict';

/** How a wrong derivative differs from the right one, where that shows a rule. */
export type DifferencePattern =
  /** Every number is the right one times a factor. */
  | { readonly kind: 'factor'; readonly factor: number }
  /** The right numbers, but rows and columns are exchanged; or in another order. */
  | { readonly kind: 'transposed' | 'permuted' }
  /** Only the diagonal of a Jacobian was given that has numbers elsewhere, too. */
  | { readonly kind: 'diagonal' }
  /** A small difference, relative to the numbers. */
  | { readonly kind: 'small' };

/** How far numbers that follow a rule may be from it, relative to them. */
const TOLERANCE = 1e-3;

/** A difference of at most so much is small. */
const SMALL = 1e-2;

/** A numeric derivative is taken for a number of its own only where it is so many times its bar. */
const SIGNIFICANT = 1e3;

/**
 * The rule by which the derivative with respect to a parameter differs from the right one at all points; undefined where
 * there is none.
 *
 * @param worst one of the numbers that are wrong
 * @param columns how many columns its derivative has, where that is a square matrix
 */
export function differencePattern(
  points: readonly CheckedPoint[],
  worst: Compared,
  columns?: number,
): DifferencePattern | undefined {
  const lists = points.map(({ compared }) => compared.filter(({ parameter }) => parameter === worst.parameter));
  const all = lists.flat();
  const { parts } = points[0]!;
  if (parts.some(({ parameter, diagonal }) => diagonal && parameter === worst.parameter))
    return hasMoreThanDiagonal(lists[0]!) ? { kind: 'diagonal' } : undefined;
  const factor = factorOf(all) ?? factorOf(all.filter(({ index }) => index === worst.index));
  if (factor !== undefined && Math.abs(factor - 1) > SMALL) return { kind: 'factor', factor };
  if (all.filter(isDifferent).every(isClose)) return { kind: 'small' };
  if (columns !== undefined && lists.every(list => agrees(list, transposed(list, columns))))
    return { kind: 'transposed' };
  return lists.every(isPermuted) ? { kind: 'permuted' } : undefined;
}

/** Whether a square matrix has numbers beside its diagonal. */
function hasMoreThanDiagonal(compared: readonly Compared[]): boolean {
  const size = Math.sqrt(compared.length);
  return compared.some(
    ({ index, numeric }) => index % (size + 1) !== 0 && isSignificant(numeric.derivative, numeric.error),
  );
}

/** The one factor between all numbers, if there is one; two numbers at least must show it. */
function factorOf(compared: readonly Compared[]): number | undefined {
  const ratios = compared
    .filter(({ numeric }) => isSignificant(numeric.derivative, numeric.error))
    .map(({ analytic, numeric }) => analytic / numeric.derivative!);
  const [first] = ratios;
  const isSame = (ratio: number) => Math.abs(ratio - first!) <= TOLERANCE * Math.abs(first!);
  return ratios.length >= 2 && first !== 0 && Number.isFinite(first) && ratios.every(isSame) ? first : undefined;
}

function isSignificant(derivative: number | null, error: number | null): boolean {
  return derivative !== null && Math.abs(derivative) > SIGNIFICANT * (error ?? Infinity);
}

function agrees(compared: readonly Compared[], derivatives: readonly (number | null)[]): boolean {
  return compared.every(({ analytic }, i) => relativeDifference(analytic, derivatives[i]!) <= TOLERANCE);
}

function transposed(compared: readonly Compared[], columns: number): (number | null)[] {
  return compared.map((_, i) => compared[(i % columns) * columns + Math.floor(i / columns)]!.numeric.derivative);
}

function isPermuted(compared: readonly Compared[]): boolean {
  const byValue = (a: number, b: number) => a - b;
  const analytic = compared.map(each => each.analytic).sort(byValue);
  const numeric = compared.map(each => each.numeric.derivative ?? NaN).sort(byValue);
  return analytic.every((value, i) => relativeDifference(value, numeric[i]!) <= TOLERANCE);
}

function isDifferent({ verdict }: Compared): boolean {
  return verdict === 'wrong' || verdict === 'suspicious';
}

function isClose({ analytic, numeric }: Compared): boolean {
  return relativeDifference(analytic, numeric.derivative) <= SMALL;
}
