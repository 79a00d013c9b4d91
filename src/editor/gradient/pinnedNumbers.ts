import type { Tree } from '@lezer/common';
import { coordinatesOf } from '../../numerics/argument';
import { isFailure, type DerivativeStatus } from '../../numerics/derivative';
import { Problem } from '../../numerics/problem';
import type { GradientReport, GradientRequest } from '../../processes/evaluate/protocol';
import { functionSteps, type FunctionSite } from '../../source/functions';
import { derivativePairSteps, type DerivativePair } from '../../source/pairs';
import { languageOfFile } from '../../source/script';
import { inSlices } from '../../source/slices';
import { derivativeName, gradientRows, statusName, type GradientRow } from '../../words/gradientReport';
import type { Expected, PinnedDerivative } from '../../words/gradientTest';
import { sentence } from '../../words/sentences';
import type { Computation } from './computation';

/** What a test holds a function to. */
interface PinnedNumbers {
  readonly value: Expected;
  readonly derivatives: readonly PinnedDerivative[];
  /** What the derivative gives that a person wrote, where it is right. */
  readonly written?: { readonly name: string; readonly numbers: readonly Expected[] };
}

/** What is known of the computation before. */
type Pinned = Pick<Computation, 'name' | 'point' | 'args' | 'site' | 'text' | 'file'>;

/** A test of more derivatives is read by nobody. */
const MAX_DERIVATIVES = 50;

/** Values are compared to so many digits: another engine may round `exp` otherwise. */
const VALUE_TOLERANCE = 1e-12;

/** Where there is a derivative that a difference comes near. */
const SMOOTH: ReadonlySet<DerivativeStatus> = new Set(['ok', 'noisy', 'plateau']);

/**
 * The value and the derivatives at a point, and how far from them what the test computes may be: of each derivative the
 * step is chosen with which differences over five points come nearest, and the tolerance is their error with the bar of
 * the derivative itself.
 *
 * @throws Problem `pin-several`, `pin-many`, `pin-not-smooth`, `pin-not-precise`, and what keeps the function from being run
 */
export async function pinnedNumbers(computation: Pinned, tree: Tree, run: Run): Promise<PinnedNumbers> {
  const report = await run({ method: 'adaptive', exact: true });
  const rows = smoothRows(computation, report);
  const derivatives = await derivativesOf(computation, rows, report, run);
  const written = await writtenNumbers(computation, tree, derivatives, run);
  const value = report.value as number;
  const tolerance = roundedUp(VALUE_TOLERANCE * (value === 0 ? 1 : Math.abs(value)));
  return { value: { number: value, tolerance }, derivatives, ...(written && { written }) };
}

/** Differentiates a function of the computation's text at its point; by default the function itself. */
export type Run = (options: RunOptions, site?: FunctionSite) => Promise<GradientReport>;

type RunOptions = Pick<GradientRequest, 'method' | 'step' | 'exact'>;

/** The rows of a gradient that a test can hold. */
function smoothRows(computation: Pinned, report: GradientReport): GradientRow[] {
  const { name, point } = computation;
  if (Array.isArray(report.value)) throw new Problem('pin-several', { name });
  const rows = rowsOf(computation, report);
  const bad = rows.find(({ status, derivative }) => !SMOOTH.has(status) || derivative === null);
  if (isFailure(report.status) || bad || typeof report.value !== 'number') {
    if (report.problem) throw new Problem('pin-not-smooth', { reason: sentence(report.problem) });
    throw bad ? notSmooth({ name, point }, rows, bad) : new Problem('pin-not-smooth', { reason: '' });
  }
  if (rows.length > MAX_DERIVATIVES) throw new Problem('pin-many', { count: rows.length, most: MAX_DERIVATIVES });
  return rows;
}

function notSmooth({ name, point }: Pick<Pinned, 'name' | 'point'>, rows: readonly GradientRow[], bad: GradientRow) {
  const reason = `${derivativeName(name, point, bad, rows.length === 1)}: ${statusName(bad.status)}.`;
  return new Problem('pin-not-smooth', { reason });
}

function rowsOf({ name, point, args, site }: Pinned, gradient: GradientReport): GradientRow[] {
  return gradientRows({ name, point, args, names: site.parameters.map(each => each.name), gradient });
}

async function derivativesOf(
  computation: Pinned,
  rows: readonly GradientRow[],
  report: GradientReport,
  run: Run,
): Promise<PinnedDerivative[]> {
  const { name, point } = computation;
  const shift = VALUE_TOLERANCE * Math.abs(report.value as number);
  const best: (Expected & { readonly step: number })[] = [];
  for (const step of stepsFor(rows)) {
    const differences = rowsOf(computation, await run({ method: 'five-point', step }));
    rows.forEach((row, index) => {
      const tolerance = toleranceOf(row, differences[index], shift / step);
      if (tolerance !== undefined && !(best[index] && best[index].tolerance <= tolerance))
        best[index] = { number: expectedOf(row), tolerance, step };
    });
  }
  return placesOf(computation, report).map((place, index) => {
    const [row, found] = [rows[index]!, best[index]];
    if (!found || !isTelling(found, row, report.value as number))
      throw new Problem('pin-not-precise', { derivative: derivativeName(name, point, row, rows.length === 1) });
    return { ...place, ...found, at: row.value, tolerance: roundedUp(found.tolerance) };
  });
}

/**
 * Whether a test would fail where the derivative is another: it holds three digits, or, where the derivative is as good
 * as 0, much less than f changes by over a distance such as x.
 */
function isTelling({ number, tolerance }: Expected, { value: x }: GradientRow, value: number): boolean {
  if (number === 0) return tolerance <= 1e-3;
  const slope = x === 0 ? Math.abs(value) : Math.abs(value / x);
  return tolerance <= Math.max(1e-3 * Math.abs(number), 1e-9 * Math.min(1, slope));
}

/** The parameter and position of each number that the function was differentiated with respect to, in order. */
function placesOf({ args, site }: Pinned, report: GradientReport) {
  return report.parameters.flatMap(({ name }) => {
    const parameter = site.parameters.findIndex(each => each.name === name);
    return coordinatesOf([...args], parameter).map(({ position }) => ({ parameter, position }));
  });
}

/** The derivative as it is best known. */
function expectedOf({ exact, derivative }: GradientRow): number {
  return exact ?? derivative!;
}

/**
 * How far a difference may be from the derivative: what it is now, its error, and that of the derivative; and as far as
 * it would move if the function's values did so within their tolerance.
 *
 * @param shift that of the values, divided by the step
 */
function toleranceOf(row: GradientRow, difference: GradientRow | undefined, shift: number): number | undefined {
  if (!difference || difference.derivative === null || difference.error === null) return undefined;
  const expected = expectedOf(row);
  const bar = row.exact === null ? (row.error ?? Infinity) : 0;
  const tolerance = 2 * Math.abs(difference.derivative - expected) + difference.error + bar + FIVE_POINT_WEIGHT * shift;
  return Number.isFinite(tolerance) ? Math.max(tolerance, Number.EPSILON * Math.abs(expected)) : undefined;
}

/** |1| + |−8| + |8| + |−1|, over 12. */
const FIVE_POINT_WEIGHT = 1.5;

/** Powers of ten from the size of the largest number down to far below that of the smallest. */
function stepsFor(rows: readonly GradientRow[]): number[] {
  const sizes = rows.map(({ value }) => Math.abs(value)).filter(size => size > 0);
  const first = Math.ceil(Math.log10(Math.max(1, ...sizes))) - 1;
  const last = Math.max(Math.floor(Math.log10(Math.min(1, ...sizes))) - 5, first - MAX_STEPS);
  return Array.from({ length: first - last + 1 }, (_, index) => Number(`1e${first - index}`));
}

const MAX_STEPS = 16;

/** The next number with one digit. */
function roundedUp(value: number): number {
  if (value === 0) return 0;
  const power = Math.floor(Math.log10(value));
  return Number(`${Math.ceil(value / 10 ** power)}e${power}`);
}

/** What the user's own derivative gives, where it agrees. */
async function writtenNumbers(
  { text, file, site }: Pinned,
  tree: Tree,
  derivatives: readonly PinnedDerivative[],
  run: Run,
): Promise<PinnedNumbers['written']> {
  const sites = await inSlices(functionSteps(tree, text, languageOfFile(file) ?? 'typescript'));
  const pairs = await inSlices(derivativePairSteps(tree, text, sites));
  const pair = pairs.find((each): each is DerivativePair => 'function' in each && each.function.start === site.start);
  const given = pair && (await valuesOf(pair.derivative, run));
  if (!pair || !given) return undefined;
  const of = derivatives.filter(
    ({ parameter }) => pair.wrt === undefined || site.parameters[parameter]?.name === pair.wrt,
  );
  const numbers = of.map(({ number }, index) => {
    const difference = Math.abs((given[index] ?? NaN) - number);
    return {
      number,
      tolerance: roundedUp(Math.max(2 * difference, VALUE_TOLERANCE * Math.abs(number), Number.EPSILON)),
    };
  });
  const agrees = given.length === of.length && numbers.every(isNear);
  return agrees ? { name: pair.derivative.name, numbers } : undefined;
}

/** What is farther away is a mistake, which the check of the derivative tells. */
const NEAR = 1e-5;

function isNear({ number, tolerance }: Expected): boolean {
  return tolerance <= Math.max(NEAR * Math.abs(number), 2 * VALUE_TOLERANCE);
}

/** The numbers a function gives at the point; undefined where it does not run. */
async function valuesOf(site: FunctionSite, run: Run): Promise<readonly number[] | undefined> {
  try {
    const { value } = await run({ method: 'central' }, site);
    return value === null ? undefined : typeof value === 'number' ? [value] : value;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
