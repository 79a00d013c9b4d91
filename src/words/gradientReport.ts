import * as l10n from '@vscode/l10n';
import { coordinatesOf, type Argument } from '../numerics/argument';
import { DEFAULT_STEP } from '../numerics/differences';
import { flatten, type DerivativeStatus, type Gradient } from '../numerics/gradient';
import { formatNumber, formatPosition, toJson } from './numbers';
import { sentence } from './sentences';

/** A gradient with the function and the point it belongs to. */
export interface GradientReport {
  readonly name: string;
  /** The point as a person writes it. */
  readonly point: string;
  readonly args: readonly Argument[];
  /** The names of the parameters, in their order. */
  readonly names: readonly string[];
  readonly gradient: Gradient;
}

/** One of the numbers a function depends on, with the derivative with respect to it. */
export interface GradientRow {
  readonly label: string;
  readonly value: number;
  readonly derivative: number | null;
  readonly error: number | null;
  readonly status: DerivativeStatus;
}

/** A row a number that the function was differentiated with respect to: `x`, `x[0]`, `w[1][2]`. */
export function gradientRows({ args, names, gradient }: GradientReport): GradientRow[] {
  return gradient.parameters.flatMap(({ name, gradient: derivatives, error, status }) => {
    const [derivative, errors, statuses] = [flatten(derivatives), flatten(error), flatten(status)];
    return coordinatesOf([...args], names.indexOf(name)).map(({ container, key, position }, index) => ({
      label: name + formatPosition(position),
      value: container[key] as number,
      derivative: derivative[index] ?? null,
      error: errors[index] ?? null,
      status: statuses[index]!,
    }));
  });
}

/** The gradient as the command line's JSON. */
export function gradientReportObject({ name, gradient }: GradientReport) {
  const { value, method, step, evaluations, parameters, status, problem } = gradient;
  return {
    function: name,
    value,
    method,
    step,
    evaluations,
    parameters: parameters.map(parameter => ({ ...parameter, exact: null })),
    status,
    ...(problem && { message: sentence(problem) }),
  };
}

export function gradientReportJson(report: GradientReport): string {
  return toJson(gradientReportObject(report));
}

/** `f(5)`, `f(3, 4)`: the function at its point. */
export function functionAtPoint(name: string, point: string): string {
  return `${name}(${point})`;
}

/** `f′(5)` where there is one variable, `∂f/∂x[0]` otherwise. */
export function derivativeName(name: string, point: string, label: string, alone: boolean): string {
  return alone ? `${name}′(${point})` : `∂${name}/∂${label}`;
}

/** So many components fit behind a line of code. */
const MAX_INLINE = 6;

/** `f′(5) = 0.2`, `∇f(3, 4) = (6, 8)`: the result in one short line. */
export function inlineGradient(name: string, point: string, rows: readonly GradientRow[]): string {
  const texts = rows
    .slice(0, MAX_INLINE)
    .map(({ derivative }) => (derivative === null ? '—' : formatNumber(derivative)));
  const cut = rows.length > MAX_INLINE ? ', …' : '';
  return rows.length === 1
    ? `${derivativeName(name, point, '', true)} = ${texts[0]}`
    : `∇${functionAtPoint(name, point)} = (${texts.join(', ')}${cut})`;
}

/** The gradient as a Markdown table with full doubles. */
export function gradientReportMarkdown(report: GradientReport): string {
  const { name, point, gradient } = report;
  const rows = gradientRows(report);
  const lines = rows.map(
    ({ label, derivative, error }) =>
      `| ${derivativeName(name, point, label, rows.length === 1)} | ${derivative ?? '—'} | ${errorText(error)} |`,
  );
  return [
    `${functionAtPoint(name, point)} = ${gradient.value ?? '—'}`,
    '',
    `| ${l10n.t('Derivative')} | ${methodName(gradient.method, gradient.step)} | ± |`,
    '| --- | ---: | ---: |',
    ...lines,
    '',
  ].join('\n');
}

/** An error bar in two digits. */
export function errorText(error: number | null): string {
  return error === null ? '' : String(Number(error.toPrecision(2)));
}

/** "central, h = 1e−4 (the book)". */
export function methodName(method: Gradient['method'], step: number): string {
  const h = step.toExponential().replace('-', '\u2212').replace('+', '');
  switch (method) {
    case 'central':
      return step === DEFAULT_STEP ? l10n.t('central, h = {0} (the book)', h) : l10n.t('central, h = {0}', h);
    case 'forward':
      return l10n.t('forward, h = {0}', h);
    case 'backward':
      return l10n.t('backward, h = {0}', h);
    case 'five-point':
      return l10n.t('five points, h = {0}', h);
  }
}
