/** A place on a chart: which series, and which of its points. */
export interface ChartCursor {
  readonly series: number;
  readonly point: number;
}

/**
 * Where a key moves the cursor: ←/→ walk the points, ↑/↓ change the series, Home and End jump to the first and the last
 * point.
 *
 * @returns undefined where the key means nothing to a chart or the chart has nothing to walk on
 */
export function moveCursor(
  cursor: ChartCursor | undefined,
  key: string,
  seriesCount: number,
  pointCount: number,
): ChartCursor | undefined {
  const steps = STEPS[key];
  if (!steps || seriesCount === 0 || pointCount === 0) return undefined;
  if (!cursor) return { series: 0, point: key === 'End' ? pointCount - 1 : 0 };
  return {
    series: (cursor.series + steps.series + seriesCount) % seriesCount,
    point: Math.min(Math.max(cursor.point + steps.points, 0), pointCount - 1),
  };
}

const STEPS: Readonly<Record<string, { series: number; points: number }>> = {
  ArrowLeft: { series: 0, points: -1 },
  ArrowRight: { series: 0, points: 1 },
  ArrowUp: { series: -1, points: 0 },
  ArrowDown: { series: 1, points: 0 },
  Home: { series: 0, points: -Infinity },
  End: { series: 0, points: Infinity },
};
