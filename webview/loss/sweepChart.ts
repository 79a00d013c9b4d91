import * as l10n from '@vscode/l10n';
import type { ShownSweep } from '../../src/editor/loss/messages';
import { lossName } from '../../src/words/losses';
import { formatNumber } from '../../src/words/numbers';
import type { LineChartData } from '../shared/lineChart';
import { valueAt } from '../shared/valueAt';
import { KEYS } from './charts';

/** What the x axis shows. */
export function axisName(): string {
  return l10n.t('Probability');
}

/** The loss as a curve, the accuracy as steps with an axis of its own, and where the prediction is now. */
export function sweepChart({ sample, id, probability, loss, accuracy, at }: ShownSweep): LineChartData {
  const now = (ys: Float64Array) => ({
    xs: [at],
    ys: [valueAt(probability, ys, at)],
    marker: 'circle' as const,
    unlisted: true,
  });
  const lossText = lossName(id);
  const accuracyText = lossName('accuracy');
  return {
    title: `${l10n.t('{0} and accuracy by the probability of sample {1}.', lossText, sample)} ${KEYS()}`,
    series: [
      { name: lossText, xs: probability, ys: loss, color: 0 },
      { name: accuracyText, xs: probability, ys: accuracy, dashed: true, color: 1, right: true },
      { name: l10n.t('{0} now', lossText), ...now(loss), color: 0 },
      { name: l10n.t('{0} now', accuracyText), ...now(accuracy), color: 1, right: true },
    ],
    x: { label: axisName(), min: 0, max: 1 },
    y: { label: lossText },
    right: { label: accuracyText, min: 0, max: 1 },
    format: y => formatNumber(y),
  };
}
