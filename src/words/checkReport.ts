import * as l10n from '@vscode/l10n';
import type { ProblemData } from '../numerics/problem';
import { relativeDifference, type Verdict } from '../numerics/verdict';
import { derivativeName } from './gradientReport';
import { formatNumber, formatPosition } from './numbers';
import { sentence } from './sentences';

/** A number of a derivative, as a person's code gives it and as it is numerically. */
interface Component {
  readonly parameter: string;
  readonly index: number;
  readonly row?: number;
  readonly position: readonly number[];
  readonly analytic: number;
  readonly numeric: number | null;
  readonly error: number | null;
  readonly left?: number;
  readonly right?: number;
  readonly reason?: ProblemData;
}

/** What came of the check of a derivative. */
export interface CheckReport {
  /** Name of the function, and of its derivative. */
  readonly name: string;
  readonly derivative: string;
  readonly verdict: Verdict;
  readonly points: number;
  /** The parameters with respect to which it is taken. */
  readonly wrt: readonly string[];
  /** The worst of the numbers. */
  readonly component?: Component;
  /** The component's point as a person writes it. */
  readonly point?: string;
  readonly cause?: ProblemData;
  readonly problem?: ProblemData;
}

/** A verdict in one word. */
export function checkVerdict(verdict: Verdict): string {
  switch (verdict) {
    case 'correct':
      return l10n.t('correct');
    case 'suspicious':
      return l10n.t('suspicious');
    case 'inconclusive':
      return l10n.t('inconclusive');
    case 'wrong':
      return l10n.t('wrong');
    case 'error':
      return l10n.t('error');
  }
}

/** What was found, in one line: both numbers, where they are, and what the difference looks like. */
export function checkMessage(report: CheckReport): string {
  const { verdict, problem, cause, component } = report;
  if (problem) return sentence(problem);
  if (verdict === 'correct' || !component) return agreement(report);
  return [difference(report, component), ...(cause ? [sentence(cause)] : [])].join(' ');
}

function agreement({ points, wrt }: CheckReport): string {
  return points === 1
    ? l10n.t('It agrees with the numerical derivative with respect to {0} at 1 point.', wrt.join(', '))
    : l10n.t('It agrees with the numerical derivative with respect to {0} at {1} points.', wrt.join(', '), points);
}

/** What a derivative gives and what it should give, written out: `0.2` and `0.2 ± 3e−14`. */
export function checkNumbers({ component }: CheckReport): { analytic: string; numeric: string } | undefined {
  if (!component) return undefined;
  const { analytic, numeric, left, right } = numbersOf(component);
  return { analytic, numeric: component.numeric === null ? `${left} | ${right}` : numeric };
}

function numbersOf({ analytic, numeric, error, left = NaN, right = NaN }: Component) {
  const format = digitsFor(analytic, numeric);
  return {
    analytic: format(analytic),
    numeric: `${format(numeric ?? NaN)} ± ${formatNumber(error ?? NaN, 2)}`,
    left: format(left),
    right: format(right),
  };
}

/** What was found, in one short line behind the derivative; undefined where it fails, as VS Code writes that itself. */
export function inlineCheck(report: CheckReport): string | undefined {
  const { verdict, name, points, component, problem } = report;
  const numbers = checkNumbers(report);
  const reason = problem ?? component?.reason;
  if (verdict === 'inconclusive') return `? ${reason ? sentence(reason) : checkVerdict(verdict)}`;
  if (verdict === 'suspicious' && component && numbers)
    return `≈ ${l10n.t('{0} = {1}, numerically {2}', componentLabel(name, component), numbers.analytic, numbers.numeric)}`;
  if (verdict !== 'correct') return undefined;
  return points === 1
    ? l10n.t('✓ agrees with the numerical derivative at 1 point')
    : l10n.t('✓ agrees with the numerical derivative at {0} points', points);
}

function difference({ name, derivative, verdict, point = '' }: CheckReport, component: Component): string {
  const { reason } = component;
  const args = {
    ...numbersOf(component),
    component: componentLabel(name, component),
    derivative,
    point: `${name}(${point})`,
  };
  if (verdict === 'inconclusive')
    return l10n.t('{component} at {point}: {derivative} gives {analytic}. {reason}', {
      ...args,
      reason: reason ? sentence(reason) : '',
    });
  if (verdict === 'suspicious')
    return l10n.t(
      '{component} at {point}: {derivative} gives {analytic}, the numerical derivative is {numeric}: close, but not the same.',
      args,
    );
  if (component.numeric === null)
    return l10n.t(
      '{component} at {point}: {derivative} gives {analytic}, the slopes to both sides are {left} and {right}.',
      args,
    );
  return l10n.t('{component} at {point}: {derivative} gives {analytic}, the numerical derivative is {numeric}.', args);
}

/** `∂f/∂x[1]`, `∂f[0]/∂x[1]`. */
export function componentLabel(name: string, { parameter, row, position }: Component): string {
  return derivativeName(name, '', { label: parameter + formatPosition(position), output: row }, false);
}

/** Six digits, or as many as it takes for the two to look different. */
function digitsFor(analytic: number, numeric: number | null): (x: number) => string {
  const digits = Math.ceil(-Math.log10(relativeDifference(analytic, numeric))) + 2;
  return x => formatNumber(x, Math.min(15, Math.max(6, digits)));
}

/** How many of each verdict there are: `5 derivatives checked: 3 correct, 1 wrong, 1 inconclusive`. */
export function checkSummary(verdicts: readonly Verdict[]): string {
  const counts = (['correct', 'suspicious', 'inconclusive', 'wrong', 'error'] as const)
    .map(verdict => ({ verdict, count: verdicts.filter(each => each === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${checkVerdict(verdict)}`);
  return verdicts.length === 1
    ? l10n.t('1 derivative checked: {0}', counts.join(', '))
    : l10n.t('{0} derivatives checked: {1}', verdicts.length, counts.join(', '));
}

/** The check as the command line's JSON. */
export function checkReportObject(report: CheckReport & { readonly file: string; readonly line: number }) {
  const { file, line, name, derivative, verdict, points, component, point } = report;
  return {
    file,
    line,
    function: name,
    gradient: derivative,
    verdict,
    points,
    ...(component && {
      component: component.index,
      label: componentLabel(name, component),
      point,
      numeric: component.numeric,
      error: component.error,
      analytic: component.analytic,
    }),
    message: checkMessage(report),
  };
}
