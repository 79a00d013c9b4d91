import * as l10n from '@vscode/l10n';
import type { LossEvaluation, MeasureResult } from '../numerics/lossEvaluation';
import { toNested } from '../numerics/tensor';
import { lossFormula, lossName, type FormulaOptions } from './losses';
import { formatShape, toJson } from './numbers';
import { sentence } from './sentences';

/** What a report tells of besides the numbers. */
export interface LossReport extends LossEvaluation {
  readonly prediction: { readonly name: string };
  readonly target: { readonly name: string };
  readonly options: FormulaOptions;
}

/** The evaluation as the command line's JSON: shape, and per loss its value, gradient, terms and warnings. */
export function lossReportJson({ shape, results }: LossEvaluation): string {
  return toJson({ shape, results: results.map(result => resultJson(result, shape)) });
}

function resultJson(result: MeasureResult, shape: readonly number[]) {
  const { id, value, warnings } = result;
  return {
    id,
    value: typeof value === 'number' ? value : toNested(value),
    ...(result.kind === 'loss' && {
      gradient: toNested({ data: result.gradient, shape }),
      terms: toNested({ data: result.terms, shape }),
    }),
    warnings: warnings.map(warning => ({ code: warning.code, message: sentence(warning) })),
  };
}

/** The evaluation as a Markdown table with full doubles. */
export function lossReportMarkdown(report: LossReport): string {
  const rows = report.results.flatMap(({ id, value }) =>
    typeof value === 'number' ? [`| ${lossName(id)} | ${lossFormula(id, report.options)} | ${value} |`] : [],
  );
  return [
    `${lossReportTitle(report)}`,
    '',
    `| ${l10n.t('Loss')} | ${l10n.t('Formula')} | ${l10n.t('Value')} |`,
    '| --- | --- | ---: |',
    ...rows,
    '',
  ].join('\n');
}

/** One line that says what is compared: `y1 against t, 10 values`. */
export function lossReportTitle({ prediction, target, shape }: LossReport): string {
  const names = { prediction: prediction.name, target: target.name };
  return shape.length === 1
    ? l10n.t('{prediction} against {target}, {count} values', { ...names, count: shape[0]! })
    : l10n.t('{prediction} against {target}, {shape}', { ...names, shape: formatShape(shape) });
}
