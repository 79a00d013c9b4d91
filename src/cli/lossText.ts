import * as l10n from '@vscode/l10n';
import type { TensorResult } from '../numerics/lossEvaluation';
import { rankPredictions } from '../numerics/ranking';
import { toNested } from '../numerics/tensor';
import { formulaOptions, lossFormula, lossName } from '../words/losses';
import { lossReportTitle, numbersOf, type LossReport } from '../words/lossReport';
import { toJson } from '../words/numbers';
import { rankingSentence } from '../words/ranking';
import { sentence } from '../words/sentences';

/** The losses of one or more predictions of the same target as a table for people. */
export function lossReportText(reports: readonly LossReport[]): string {
  const table = reports.length === 1 ? tableOf(reports[0]!) : comparisonTable(reports);
  const tensors = reports.flatMap(report => tensorTexts(report, reports.length > 1));
  return [lossReportTitle(...reports), ...table, ...tensors].join('\n');
}

/** Each warning once, with the prediction it is of where there are several. */
export function warningsOf(reports: readonly LossReport[]): Set<string> {
  return new Set(
    reports.flatMap(({ results, prediction }) =>
      results.flatMap(({ warnings }) =>
        warnings.map(warning => (reports.length > 1 ? `${prediction.name}: ${sentence(warning)}` : sentence(warning))),
      ),
    ),
  );
}

/** A line a measure, the value first: names of other scripts have no reliable width. */
function tableOf(report: LossReport): string[] {
  const rows = numbersOf([report]).map(({ id, values }) => [
    values[0]!,
    lossName(id),
    lossFormula(id, formulaOptions(report.options, report.shape)),
  ]);
  return columns(rows, 1);
}

/** A line a measure: the value of each prediction, the measure, and the predictions by it, best first. */
function comparisonTable(reports: readonly LossReport[]): string[] {
  const names = reports.map(({ prediction }) => prediction.name);
  const ranking = rankPredictions(reports);
  const orders = new Map(ranking.map(({ id, order }) => [id, order.map(index => names[index])]));
  const rows = numbersOf(reports).map(({ id, values }) => {
    const best = orders.get(id)?.join(', ');
    return [...values, lossName(id), best ? l10n.t('best first: {0}', best) : ''];
  });
  const table = columns([[...names, '', ''], ...rows], names.length);
  const target = reports[0]!.target?.name;
  return target === undefined ? table : [...table, rankingSentence(names, target, ranking)];
}

/** Rows whose first columns are padded to a width each. */
function columns(rows: readonly (readonly string[])[], padded: number): string[] {
  const widths = Array.from({ length: padded }, (_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function tensorTexts({ prediction, results }: LossReport, several: boolean): string[] {
  return results.flatMap(result => {
    if (result.kind !== 'tensor') return [];
    const name = several ? `${prediction.name}: ${lossName(result.id)}` : lossName(result.id);
    return ['', ...(result.id === 'confusionMatrix' ? matrixText(name, result) : [name, nested(result)])];
  });
}

function nested({ value }: TensorResult): string {
  return toJson(toNested(value)).replaceAll(',', ', ');
}

/** Rows of the matrix below the classes, both numbered. */
function matrixText(name: string, { value: { data, shape } }: TensorResult): string[] {
  const classes = Array.from({ length: shape[0]! }, (_, k) => String(k));
  const rows = classes.map((label, row) => [label, ...classes.map((_, k) => String(data[row * classes.length + k]))]);
  const width = Math.max(...rows.flat().map(text => text.length));
  const line = (row: readonly string[]) => row.map(text => text.padStart(width)).join('  ');
  return [l10n.t('{0}; rows: target, columns: prediction', name), ...[['', ...classes], ...rows].map(line)];
}
