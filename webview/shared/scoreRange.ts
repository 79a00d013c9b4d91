/** What an axis shows. */
export interface ScoreRange {
  readonly min: number;
  readonly max: 1;
}

/** An R² of less says no more than that predictions are worse than the mean. */
const USELESS = -1;

/**
 * From where to where a score is drawn. Both are at most 1; an accuracy is at least 0, an R² has no bound: where it began
 * far below 0 and got better, the line comes in from below the axis, as the rest could not be read otherwise.
 *
 * @param series values after each epoch, one array a line
 */
export function scoreRange(score: 'accuracy' | 'r2', series: readonly ArrayLike<number>[]): ScoreRange {
  if (score === 'accuracy') return { min: 0, max: 1 };
  const finite = series.map(values => Array.from(values).filter(Number.isFinite));
  const latest = finite.map(values => values.at(-1) ?? 0);
  const least = roundedDown(Math.min(0, ...finite.map(lowest)));
  return { min: Math.min(...latest) < USELESS ? least : Math.max(least, USELESS), max: 1 };
}

/** To where an axis has a tick. */
function roundedDown(x: number): number {
  return x < USELESS ? Math.floor(x) : Math.floor(5 * x) / 5;
}

function lowest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), 0);
}
