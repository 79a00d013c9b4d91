import * as l10n from '@vscode/l10n';
import { formatNumber, formatPosition } from './numbers';

/** How far the two gradients of a parameter are apart. */
interface Difference {
  readonly parameter: string;
  readonly mean: number;
  readonly largest: number;
  readonly at: readonly number[];
  readonly numerical: number;
  readonly backpropagated: number;
}

const DIGITS = 3;

/** A table of the parameters: mean and largest difference, where that is, and both values there. */
export function comparisonTable(differences: readonly Difference[]): string {
  const header = [
    l10n.t('Parameter'),
    l10n.t('Mean difference'),
    l10n.t('Largest'),
    l10n.t('At'),
    l10n.t('Numerical'),
    l10n.t('Back-propagated'),
  ];
  const rows = differences.map(({ parameter, mean, largest, at, numerical, backpropagated }) => [
    parameter,
    formatNumber(mean, DIGITS),
    formatNumber(largest, DIGITS),
    parameter + formatPosition(at),
    formatNumber(numerical),
    formatNumber(backpropagated),
  ]);
  return tableText([header, ...rows]);
}

/** Columns side by side, two blanks between them. */
function tableText(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => textWidth(row[column]!))));
  const lines = rows.map(row =>
    row.map((cell, column) => cell + ' '.repeat(widths[column]! - textWidth(cell))).join('  '),
  );
  return lines.map(line => line.trimEnd()).join('\n');
}

/** Columns of a terminal that a text takes: Hangul and other East Asian signs take two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text)
    width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/.test(sign) ? 2 : 1;
  return width;
}
