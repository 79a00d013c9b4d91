import { svg, type TemplateResult } from 'lit';

export interface SparklineSeries {
  /** How it is drawn: `raw`, `train` or `test`. */
  readonly kind: string;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
}

/** A small curve without axes; decoration beside its number. The box is 100 × 24 units, stretched as needed. */
export function sparkline(
  series: readonly SparklineSeries[],
  [low, high]: readonly [number, number] = range(series),
): TemplateResult {
  const width = Math.max(1, ...series.map(({ xs }) => xs[xs.length - 1] ?? 0)) - 1;
  return svg`<svg class="sparkline" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
    ${series.map(each => svg`<path class=${`line line-${each.kind}`} d=${pathOf(each, width, low, high)}></path>`)}
  </svg>`;
}

const HEIGHT = 24;
/** Free above and below, so that thick lines are not cut off. */
const MARGIN = 2;

/** The curve as the data of an SVG path; a value that is not finite is a gap. */
export function pathOf({ xs, ys }: Omit<SparklineSeries, 'kind'>, width: number, low: number, high: number): string {
  const x = (step: number) => (width > 0 ? (100 * (step - 1)) / width : 0);
  const y = (value: number) =>
    HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * (value - low)) / (high > low ? high - low : 1);
  let pen = 'M';
  let path = '';
  for (let i = 0; i < xs.length; i++) {
    const value = ys[i]!;
    if (!Number.isFinite(value)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${x(xs[i]!).toFixed(2)} ${y(value).toFixed(2)}`;
    pen = 'L';
  }
  return path;
}

/** The least and greatest finite value of all. */
function range(series: readonly SparklineSeries[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { ys } of series) {
    for (let i = 0; i < ys.length; i++) {
      if (!Number.isFinite(ys[i]!)) continue;
      low = Math.min(low, ys[i]!);
      high = Math.max(high, ys[i]!);
    }
  }
  return low <= high ? [low, high] : [0, 1];
}
