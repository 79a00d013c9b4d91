import * as l10n from '@vscode/l10n';
import { DEFAULT_STEP, type DifferenceMethod } from '../../src/numerics/differences';
import type { ShownPlots } from '../../src/editor/gradient/messages';
import { methodName } from '../../src/words/gradientReport';
import { formatNumber } from '../../src/words/numbers';
import type { LineChartData, LineSeries } from '../shared/lineChart';

/** How the error of differences depends on their step, on axes of powers of ten. */

type Steps = NonNullable<ShownPlots['steps']>;

/** What a method is called, whatever its step. */
export function differenceName(method: DifferenceMethod): string {
  switch (method) {
    case 'central':
      return l10n.t('central');
    case 'forward':
      return l10n.t('forward');
    case 'backward':
      return l10n.t('backward');
    case 'five-point':
      return l10n.t('five points');
  }
}

const SIGNS: Readonly<Record<DifferenceMethod, Pick<LineSeries, 'color' | 'dashed'>>> = {
  central: { color: 0, dashed: [] },
  forward: { color: 2, dashed: [6, 3] },
  backward: { color: 3, dashed: [2, 3] },
  'five-point': { color: 4, dashed: [8, 3, 2, 3] },
};

const BOOK_SIGN = { marker: 'circle', filled: true, color: 1, unlisted: true } as const;

/** Whether any error is known: without a derivative there is nothing to compare with. */
export function hasErrors({ errors }: Steps): boolean {
  return errors.some(({ error }) => error.some(Number.isFinite));
}

/** The errors over the steps, and that of the book. */
export function stepErrorsChart({ h, errors }: Steps, label: string): LineChartData {
  const floor = floorOf(errors.flatMap(({ error }) => Array.from(error)));
  const xs = h.toReversed();
  const lines = errors.map(({ method, error }) => ({
    name: differenceName(method),
    xs,
    // An axis of powers of ten has no 0: it stands at the lower edge.
    ys: error.toReversed().map(each => Math.max(each, floor)),
    ...SIGNS[method],
  }));
  const book = bookError({ h, errors });
  return {
    title: [
      l10n.t('Error of the difference quotients with respect to {0}, by their step h.', label),
      l10n.t('Arrow keys walk the points, T shows the table.'),
    ].join(' '),
    x: { label: l10n.t('← rounding · h · truncation →'), logarithmic: true },
    y: { label: l10n.t('Error'), logarithmic: true, min: floor },
    series: [
      ...(book === undefined
        ? []
        : [{ name: methodName('central'), xs: [DEFAULT_STEP], ys: [Math.max(book, floor)], ...BOOK_SIGN }]),
      ...lines,
    ],
    format: y => formatNumber(y <= floor ? 0 : y, 3),
  };
}

/** The error of the central difference with the book's step. */
export function bookError({ h, errors }: Pick<Steps, 'h' | 'errors'>): number | undefined {
  const index = h.findIndex(step => Math.abs(step / DEFAULT_STEP - 1) < 1e-6);
  const error = errors.find(({ method }) => method === 'central')?.error[index];
  return error !== undefined && Number.isFinite(error) ? error : undefined;
}

/** Half a power of ten below the smallest error that is none. */
function floorOf(errors: readonly number[]): number {
  const least = errors.filter(error => error > 0).reduce((a, b) => Math.min(a, b), Infinity);
  return least < Infinity ? least / Math.sqrt(10) : Number.EPSILON;
}
