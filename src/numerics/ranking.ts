import type { LossEvaluation } from './lossEvaluation';
import { isLossId, MEASURE_IDS, METRIC_IDS, type MeasureId } from './lossIds';

/** Several predictions of one target by one measure. */
export interface Ranking {
  readonly id: MeasureId;
  /** In the order of the predictions; NaN for one without a value. */
  readonly values: readonly number[];
  /** Numbers of the predictions, best first. */
  readonly order: readonly number[];
}

/** Whether more is better: of metrics it is, of losses less is. */
export function isBetterHigh(id: MeasureId): boolean {
  return METRIC_IDS.some(each => each === id);
}

type Results = Pick<LossEvaluation, 'results'>;

/**
 * Ranks predictions of the same target by every loss and metric that one of them has: losses low, metrics high; without
 * a value last; equal ones in their order.
 *
 * @param evaluations of each prediction; undefined for one that cannot be compared
 */
export function rankPredictions(evaluations: readonly (Results | undefined)[]): Ranking[] {
  const values = evaluations.map(evaluation => valuesOf(evaluation));
  return MEASURE_IDS.filter(id => values.some(each => each.has(id))).map(id => {
    const ofId = values.map(each => each.get(id) ?? NaN);
    return { id, values: ofId, order: orderOf(ofId, isBetterHigh(id)) };
  });
}

function valuesOf(evaluation: Results | undefined): Map<MeasureId, number> {
  const results = evaluation?.results ?? [];
  return new Map(
    results.flatMap(({ id, value }) =>
      typeof value === 'number' && (isLossId(id) || isBetterHigh(id)) ? [[id, value] as const] : [],
    ),
  );
}

function orderOf(values: readonly number[], high: boolean): number[] {
  const sign = high ? -1 : 1;
  return [...values.keys()].sort((a, b) => compareBadness(sign * values[a]!, sign * values[b]!));
}

/** NaN is worse than anything; infinities, whose difference is no number, compare too. */
function compareBadness(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a < b ? -1 : 1;
}
