import * as l10n from '@vscode/l10n';
import { isLossId } from '../numerics/lossIds';
import type { Ranking } from '../numerics/ranking';

/**
 * Which of several predictions is closest to the target, in one sentence: "y1 is closer to t by every loss". Metrics
 * count only where there is no loss; where two are equally good by a measure, it is won by none.
 */
export function rankingSentence(names: readonly string[], target: string, ranking: readonly Ranking[]): string {
  const losses = ranking.filter(({ id }) => isLossId(id));
  const measures = losses.length > 0 ? losses : ranking;
  if (measures.length === 0) return l10n.t('There is nothing by which they can be compared.');
  const winners = measures.map(winner);
  const wins = names.map((_, candidate) => winners.filter(each => each === candidate).length);
  const most = Math.max(...wins);
  const best = names.filter((_, candidate) => wins[candidate] === most);
  const args = { target, count: most, total: measures.length };
  if (most === 0) return l10n.t('No prediction is closer to {target} than the others.', { target });
  if (best.length > 1)
    return l10n.t('{names} are closest to {target} by as many measures each.', { target, names: best.join(', ') });
  const winnerArgs = { ...args, name: best[0]! };
  return losses.length > 0 ? byLosses(winnerArgs, names.length === 2) : byMetrics(winnerArgs);
}

type Winner = { name: string; target: string; count: number; total: number };

function byLosses(winner: Winner, ofTwo: boolean): string {
  if (winner.total === 1) {
    return ofTwo ? l10n.t('{name} is closer to {target}.', winner) : l10n.t('{name} is closest to {target}.', winner);
  }
  if (winner.count === winner.total) {
    return ofTwo
      ? l10n.t('{name} is closer to {target} by every loss.', winner)
      : l10n.t('{name} is closest to {target} by every loss.', winner);
  }
  return ofTwo
    ? l10n.t('{name} is closer to {target} by {count} of {total} losses.', winner)
    : l10n.t('{name} is closest to {target} by {count} of {total} losses.', winner);
}

function byMetrics(winner: Winner): string {
  return winner.count === winner.total
    ? l10n.t('{name} is best by every metric.', winner)
    : l10n.t('{name} is best by {count} of {total} metrics.', winner);
}

/** The one that is better than all others by a measure; undefined where two share the first place, or none has a value. */
function winner({ values, order }: Ranking): number | undefined {
  const [first, second] = order;
  if (first === undefined || Number.isNaN(values[first]!)) return undefined;
  return second !== undefined && values[second] === values[first] ? undefined : first;
}
