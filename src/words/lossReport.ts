import * as l10n from '@vscode/l10n';
import type { LossEvaluation, MeasureResult } from '../numerics/lossEvaluation';
import { toNested, type Tensor } from '../numerics/tensor';
import { formulaOptions, lossFormula, lossName, type FormulaOptions } from './losses';
import { formatShape, toJson } from './numbers';
import { sentence } from './sentences';

/** An array and what it is called. */
export interface NamedArray extends Tensor {
  readonly name: string;
}

/** An evaluation with the arrays and options it is of. */
export interface LossReport extends LossEvaluation {
  readonly prediction: NamedArray;
  /** undefined where one array is looked at alone. */
  readonly target: NamedArray | undefined;
  readonly options: FormulaOptions;
  /** Whether terms, gradients and arrays are left out: nobody pastes millions of them. */
  readonly numbersOnly?: boolean;
}

/**
 * The evaluation as the command line's JSON: shape, and of each measure its value, gradient, terms and warnings. Several
 * predictions of the same target are an array of such objects, each with the name of its prediction.
 */
export function lossReportJson(...reports: readonly LossReport[]): string {
  return [...lossReportJsonParts(...reports)].join('');
}

/** The same in parts, one a measure: of millions of elements it is longer than a text can be. */
export function* lossReportJsonParts(...reports: readonly LossReport[]): Generator<string, void, void> {
  if (reports.length === 1) return yield* evaluationParts('', reports[0]!);
  yield '[';
  for (const [index, report] of reports.entries()) {
    if (index > 0) yield ',';
    yield* evaluationParts(`"prediction":${toJson(report.prediction.name)},`, report);
  }
  yield ']';
}

function* evaluationParts(
  first: string,
  { shape, results, numbersOnly = false }: LossReport,
): Generator<string, void, void> {
  const told = numbersOnly ? results.filter(({ kind, id }) => kind !== 'tensor' || id === 'confusionMatrix') : results;
  yield `{${first}"shape":${toJson(shape)},"results":[`;
  for (const [index, result] of told.entries()) {
    yield (index > 0 ? ',' : '') + toJson(resultObject(result, shape, numbersOnly));
  }
  yield ']}';
}

function resultObject(result: MeasureResult, shape: readonly number[], numbersOnly: boolean) {
  const { id, value, warnings } = result;
  return {
    id,
    value: typeof value === 'number' ? value : toNested(value),
    ...(result.kind === 'loss' &&
      !numbersOnly && {
        gradient: toNested({ data: result.gradient, shape }),
        terms: toNested({ data: result.terms, shape }),
      }),
    warnings: warnings.map(warning => ({ code: warning.code, message: sentence(warning) })),
  };
}

/** The evaluation as a Markdown table with full doubles: a row for each measure, a column for each prediction. */
export function lossReportMarkdown(...reports: readonly LossReport[]): string {
  const options = formulaOptions(reports[0]!.options, reports[0]!.shape);
  const names = reports.length === 1 ? [l10n.t('Value')] : reports.map(({ prediction }) => cell(prediction.name));
  const rows = numbersOf(reports).map(
    ({ id, values }) => `| ${lossName(id)} | ${cell(lossFormula(id, options))} | ${values.join(' | ')} |`,
  );
  return [
    cell(lossReportTitle(...reports)),
    '',
    `| ${l10n.t('Loss')} | ${l10n.t('Formula')} | ${names.join(' | ')} |`,
    `| --- | --- |${' ---: |'.repeat(names.length)}`,
    ...rows,
    '',
  ].join('\n');
}

/** Text in a table of Markdown, where a bar would begin another cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** The measures that are single numbers, with the value of each report; '' where it has none. */
export function numbersOf(reports: readonly LossReport[]) {
  const ids = new Set(reports.flatMap(({ results }) => results.map(({ id }) => id)));
  return [...ids].flatMap(id => {
    const values = reports.map(({ results }) => results.find(result => result.id === id)?.value ?? '');
    return values.some(value => typeof value === 'object') ? [] : [{ id, values: values.map(String) }];
  });
}

/** One line that says what is compared: `y1 against t, 10 values`. */
export function lossReportTitle(...reports: readonly LossReport[]): string {
  const { target, shape } = reports[0]!;
  const prediction = reports.map(report => report.prediction.name).join(', ');
  if (!target) {
    return shape.length === 1
      ? l10n.t('{name}, {count} values', { name: prediction, count: shape[0]! })
      : l10n.t('{name}, {shape}', { name: prediction, shape: formatShape(shape) });
  }
  const names = { prediction, target: target.name };
  return shape.length === 1
    ? l10n.t('{prediction} against {target}, {count} values', { ...names, count: shape[0]! })
    : l10n.t('{prediction} against {target}, {shape}', { ...names, shape: formatShape(shape) });
}
