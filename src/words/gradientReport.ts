import * as l10n from '@vscode/l10n';
import { coordinatesOf, flatten, type NestedOf, type Value } from '../numerics/argument';
import type { DerivativeStatus, GradientMethod } from '../numerics/derivative';
import { DEFAULT_STEP } from '../numerics/differences';
import type { Gradient, ParameterGradient } from '../numerics/gradient';
import type { ProblemData } from '../numerics/problem';
import { formatNumber, formatPosition, toJson } from './numbers';
import { sentence } from './sentences';

/** The derivatives with respect to one parameter, beside them those by automatic differentiation and as in the book. */
interface ReportedParameter extends ParameterGradient {
  readonly exact?: NestedOf<number | null>;
  readonly book?: NestedOf<number | null>;
}

interface ReportedGradient extends Gradient {
  readonly parameters: readonly ReportedParameter[];
  /** Why a derivative is not known exactly. */
  readonly exactNote?: ProblemData;
}

/** A gradient with the function and the point it belongs to. */
export interface GradientReport {
  readonly name: string;
  /** The point as a person writes it. */
  readonly point: string;
  readonly args: readonly Value[];
  /** The names of the parameters, in their order. */
  readonly names: readonly string[];
  readonly gradient: ReportedGradient;
}

/** One of the numbers a function depends on, with the derivative with respect to it. */
export interface GradientRow {
  /** Which of the numbers that the function gives, where it gives several. */
  readonly output?: number;
  readonly label: string;
  readonly value: number;
  readonly derivative: number | null;
  readonly error: number | null;
  readonly exact: number | null;
  readonly book: number | null;
  readonly status: DerivativeStatus;
  /** The slopes to either side, where they differ. */
  readonly left: number | null;
  readonly right: number | null;
  /** How far away a kink or a jump is. */
  readonly nearby: number | null;
}

/**
 * A row a number that the function was differentiated with respect to: `x`, `x[0]`, `w[1][2]`; for a function that gives
 * several numbers, so many rows for each of them.
 */
export function gradientRows({ args, names, gradient }: GradientReport): GradientRow[] {
  const outputs = Array.isArray(gradient.value) ? gradient.value.length : 1;
  const rows = gradient.parameters.map(parameter => rowsOf(parameter, [...args], names, outputs));
  return Array.from({ length: outputs }, (_, output) => rows.flatMap(ofParameter => ofParameter[output] ?? [])).flat();
}

/** The rows of one parameter: for each number the function gives, a list. */
function rowsOf(
  parameter: ReportedParameter,
  args: Value[],
  names: readonly string[],
  outputs: number,
): GradientRow[][] {
  const {
    name,
    gradient,
    error,
    exact = null,
    book = null,
    status,
    left = null,
    right = null,
    nearby = null,
  } = parameter;
  const [derivatives, errors, exacts, books] = [flatten(gradient), flatten(error), flatten(exact), flatten(book)];
  const [statuses, lefts, rights, distances] = [flatten(status), flatten(left), flatten(right), flatten(nearby)];
  const coordinates = coordinatesOf(args, names.indexOf(name));
  return Array.from({ length: outputs }, (_, output) =>
    coordinates.map(({ container, key, position }, column): GradientRow => {
      const index = output * coordinates.length + column;
      return {
        ...(outputs > 1 && { output }),
        label: name + formatPosition(position),
        value: container[key] as number,
        derivative: derivatives[index] ?? null,
        error: errors[index] ?? null,
        exact: exacts[index] ?? null,
        book: books[index] ?? null,
        status: statuses[index]!,
        left: lefts[index] ?? null,
        right: rights[index] ?? null,
        nearby: distances[index] ?? null,
      };
    }),
  );
}

/** Why an exact derivative is missing, where there is a numerical one beside which it would stand. */
export function missingExact(note: ProblemData | undefined, rows: readonly GradientRow[]): ProblemData | undefined {
  return rows.some(({ derivative, exact }) => derivative !== null && exact === null) ? note : undefined;
}

/** The gradient as the command line's JSON. */
export function gradientReportObject({ name, gradient }: GradientReport) {
  const { parameters, problem, exactNote, ...rest } = gradient;
  return {
    function: name,
    value: rest.value,
    method: rest.method,
    ...(rest.step !== undefined && { step: rest.step }),
    evaluations: rest.evaluations,
    parameters: parameters.map(
      ({ name: parameter, gradient: derivatives, error, exact = null, status, left, right, nearby }) => ({
        name: parameter,
        gradient: derivatives,
        error,
        exact,
        status,
        ...(left !== undefined && { left }),
        ...(right !== undefined && { right }),
        ...(nearby !== undefined && { nearby }),
      }),
    ),
    status: rest.status,
    ...(problem && { message: sentence(problem) }),
    ...(exactNote && { exactNote: sentence(exactNote) }),
    ...(rest.changesArguments && { changesArguments: true }),
  };
}

export function gradientReportJson(report: GradientReport): string {
  return toJson(gradientReportObject(report));
}

/** `f(5)`, `f(3, 4)`: the function at its point, of many numbers the first and the last; an expression stands in brackets. */
export function functionAtPoint(name: string, point: string): string {
  return functionAtWholePoint(name, shortPoint(point));
}

/** The same with all numbers of the point. */
export function functionAtWholePoint(name: string, point: string): string {
  return `${bracketed(name)}(${point})`;
}

/** A longer point is cut: so many characters are read at a glance. */
const MAX_POINT = 60;
/** So many of its numbers stand before the gap. */
const FIRST = 3;

function shortPoint(point: string): string {
  const numbers = point.split(/,\s*/);
  if (point.length <= MAX_POINT || numbers.length <= FIRST + 2) return point;
  return [...numbers.slice(0, FIRST), '…', numbers.at(-1)].join(', ');
}

function bracketed(name: string): string {
  return /^[\p{L}\p{N}_$.]+$/u.test(name) ? name : `(${name})`;
}

/** `f′(5)` where there is one variable, `∂f/∂x[0]` or `∂f[1]/∂x[0]` otherwise. */
export function derivativeName(name: string, point: string, { label, output }: Named, alone: boolean): string {
  if (alone) return `${bracketed(name)}′(${point})`;
  return `∂${bracketed(name)}${output === undefined ? '' : `[${output}]`}/∂${label}`;
}

/** What a derivative is called by. */
export type Named = Pick<GradientRow, 'label'> & { readonly output?: number | undefined };

/** So many components fit into a line. */
const MAX_IN_LINE = 6;

/** `∇f(3, 4) = (6, 8)`: of many components the first. */
export function gradientVector(name: string, point: string, rows: readonly GradientRow[]): string {
  const components = rows.slice(0, MAX_IN_LINE).map(componentText);
  const cut = rows.length > MAX_IN_LINE ? ', …' : '';
  return `∇${functionAtPoint(name, point)} = (${components.join(', ')}${cut})`;
}

function componentText({ derivative }: GradientRow): string {
  return derivative === null ? '—' : formatNumber(derivative);
}

/** `f′(5) = 0.2`, `∇f(3, 4) = (6, 8)`: the result in one short line, with what is to be known of it. */
export function inlineGradient(name: string, point: string, rows: readonly GradientRow[]): string {
  const [only] = rows.length === 1 ? rows : [];
  const doubtful = rows.filter(({ status }) => status !== 'ok');
  const words = only ? doubtful.map(verdictText) : doubtful.map(({ status }) => statusName(status));
  const verdicts = [...new Set(words)].map(word => ` · ${word}`).join('');
  const result = only
    ? `${derivativeName(name, point, only, true)} = ${componentText(only)}`
    : gradientVector(name, point, rows);
  return result + verdicts;
}

/** The gradient as a Markdown table with full doubles. */
export function gradientReportMarkdown(report: GradientReport): string {
  const { name, point, gradient } = report;
  const rows = gradientRows(report);
  const columns: Column[] = [
    [methodName(gradient.method, gradient.step), ({ derivative }) => String(derivative ?? '—')],
    ['±', ({ error }) => errorText(error)],
    ...(rows.some(({ exact }) => exact !== null) ? [exactColumn()] : []),
    ...(rows.some(({ book }) => book !== null) ? [bookColumn()] : []),
    ...(gradient.status === 'ok' ? [] : [verdictColumn()]),
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${functionAtWholePoint(name, point)} = ${valueText(gradient.value)}`,
    '',
    line([l10n.t('Derivative'), ...columns.map(([title]) => title)]),
    line(['---', ...columns.map(() => '---:')]),
    ...rows.map(row =>
      line([derivativeName(name, point, row, rows.length === 1), ...columns.map(([, cell]) => cell(row))]),
    ),
    '',
  ].join('\n');
}

type Column = [title: string, cell: (row: GradientRow) => string];

function exactColumn(): Column {
  return [l10n.t('exact'), ({ exact }) => String(exact ?? '—')];
}

function bookColumn(): Column {
  return [methodName('central', DEFAULT_STEP), ({ book }) => String(book ?? '—')];
}

function verdictColumn(): Column {
  return [l10n.t('Verdict'), verdictText];
}

/** What a function gives: in full, several in brackets. */
export function valueText(value: Gradient['value']): string {
  if (value === null) return '—';
  return typeof value === 'number' ? String(value) : `[${value.join(', ')}]`;
}

/** "47 evaluations". */
export function evaluationsText(count: number): string {
  return count === 1 ? l10n.t('1 evaluation') : l10n.t('{0} evaluations', count);
}

/** An error bar in two digits. */
export function errorText(error: number | null): string {
  return error === null ? '' : String(Number(error.toPrecision(2)));
}

/** What is known of a derivative, in a word: "smooth", "kink". */
export function statusName(status: DerivativeStatus): string {
  switch (status) {
    case 'ok':
      return l10n.t('smooth');
    case 'noisy':
      return l10n.t('noisy');
    case 'plateau':
      return l10n.t('plateau');
    case 'one-sided':
      return l10n.t('one-sided');
    case 'kink':
      return l10n.t('kink');
    case 'discontinuous':
      return l10n.t('jump');
    case 'infinite':
      return l10n.t('infinite slope');
    case 'undefined':
      return l10n.t('undefined');
    case 'error':
      return l10n.t('error');
    case 'nondeterministic':
      return l10n.t('not deterministic');
  }
}

/** The word with the slopes to either side of a kink: "kink: −1 | 1"; or with what lies near. */
export function verdictText({ status, left, right, nearby }: Verdict): string {
  const word = statusName(status);
  if (status === 'kink') return `${word}: ${slopesText(left, right)}`;
  return nearby === null ? word : l10n.t('{0}, but a kink or jump at a distance of {1}', word, formatNumber(nearby, 2));
}

/** The slopes to the left and to the right. */
export function slopesText(...slopes: readonly (number | null)[]): string {
  return slopes.map(slope => (slope === null ? '—' : formatNumber(slope))).join(' | ');
}

type Verdict = Pick<GradientRow, 'status' | 'left' | 'right' | 'nearby'>;

/** "central, h = 1e−4 (the book)"; `step` is that of the methods with one step. */
export function methodName(method: GradientMethod, step = DEFAULT_STEP): string {
  const h = step.toExponential().replace('-', '\u2212').replace('+', '');
  switch (method) {
    case 'adaptive':
      return l10n.t('adaptive steps');
    case 'fast':
      return l10n.t('adaptive steps, fast');
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
