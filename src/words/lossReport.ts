import * as l10n from '@vscode/l10n';
import type { LossEvaluation, LossResult } from '../numerics/lossEvaluation';
import { toNested } from '../numerics/tensor';
import { lossFormula, lossName } from './losses';
import { formatShape, toJson } from './numbers';
import { sentence } from './sentences';

/** What a report tells of besides the numbers. */
export interface LossReport extends LossEvaluation {
  readonly prediction: { readonly name: string };
  readonly target: { readonly name: string };
  readonly delta: number;
}

/** The evaluation as the command line's JSON: shape, and per loss its value, gradient, terms and warnings. */
export function lossReportJson({ shape, results }: LossEvaluation): string {
  return toJson({ shape, results: results.map(result => resultJson(result, shape)) });
}

function resultJson({ id, value, gradient, terms, warnings }: LossResult, shape: readonly number[]) {
  return {
    id,
    value,
    gradient: toNested({ data: gradient, shape }),
    terms: toNested({ data: terms, shape }),
    warnings: warnings.map(warning => ({ code: warning.code, message: sentence(warning) })),
  };
}

/** The evaluation as a Markdown table with full doubles. */
export function lossReportMarkdown(report: LossReport): string {
  const rows = report.results.map(
    ({ id, value }) => `| ${lossName(id)} | ${lossFormula(id, report.delta)} | ${value} |`,
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
