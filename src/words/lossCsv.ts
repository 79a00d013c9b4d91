import type { MeasureResult } from '../numerics/lossEvaluation';
import { positionOf, type Tensor } from '../numerics/tensor';
import { lossName } from './losses';
import type { LossReport } from './lossReport';
import { formatPosition } from './numbers';

const COLUMNS = ['array', 'id', 'name', 'position', 'prediction', 'target', 'value', 'gradient'];

/**
 * The evaluation as one CSV table of numbers for a spreadsheet, with a header and full doubles. Each measure has a row of
 * its own, whose `position` is empty and whose `value` is the loss or metric. Below a loss follows a row for each
 * element: its position as in code, prediction and target there (the target is empty for labels), as `value` the term by
 * which it adds to the loss, and the gradient. Of a matrix or an array the rows are its elements. `array` is the name of
 * the prediction, so that several fit into one table.
 */
export function lossReportCsv(...reports: readonly LossReport[]): string {
  const rows = reports.flatMap(report =>
    report.results.flatMap(result => {
      const start = [report.prediction.name, result.id, lossName(result.id)];
      return rowsOf(result, report).map(row => [...start, ...row]);
    }),
  );
  return [COLUMNS, ...rows].map(row => `${row.map(field).join(',')}\n`).join('');
}

type Field = string | number;

function rowsOf(result: MeasureResult, report: LossReport): Field[][] {
  switch (result.kind) {
    case 'loss':
      return [['', '', '', result.value, ''], ...(report.numbersOnly ? [] : elementRows(result, report))];
    case 'metric':
      return [['', '', '', result.value, '']];
    case 'tensor':
      return report.numbersOnly && result.id !== 'confusionMatrix' ? [] : tensorRows(result.value);
  }
}

function elementRows(
  { terms, gradient }: Extract<MeasureResult, { kind: 'loss' }>,
  { prediction, target, shape }: LossReport,
): Field[][] {
  const targets = target?.data.length === terms.length ? target.data : undefined;
  return Array.from(terms, (term, k) => [
    formatPosition(positionOf(k, shape)),
    prediction.data[k]!,
    targets?.[k] ?? '',
    term,
    gradient[k]!,
  ]);
}

function tensorRows({ data, shape }: Tensor): Field[][] {
  return Array.from(data, (value, k) => [formatPosition(positionOf(k, shape)), '', '', value, '']);
}

/** RFC 4180: quotes around what holds a comma, a quote or a line end. */
function field(value: Field): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
