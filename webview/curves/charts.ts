import * as l10n from '@vscode/l10n';
import type { CurvesState } from '../../src/editor/training/messages';
import { formatRounded } from '../../src/words/numbers';
import { scoreName } from '../../src/words/trainingRun';
import type { LineChartData } from '../shared/lineChart';
import { scoreRange } from '../shared/scoreRange';
import type { CurvesIntent } from './intent';

export type ShownRun = Extract<CurvesState, { kind: 'run' }>['run'];
type ScoreName = NonNullable<ShownRun['score']>;

const KEYS = () => l10n.t('Arrow keys walk the points, T shows the table.');

/** Losses and scores are float32 or shares: more digits would be noise. */
const format = (y: number) => formatRounded(y);

/**
 * The mean loss of every mini-batch, pale, of long runs the least and greatest of ranges of steps; above it the losses
 * over all training and test samples after every epoch.
 */
export function lossChart({ lines, steps, epochs }: ShownRun, { logarithmic }: CurvesIntent): LineChartData {
  const stepsPerEpoch = steps / epochs;
  const bySteps = ({ xs, ys }: ShownRun['lines']['loss']) => ({ xs: xs.map(epoch => epoch * stepsPerEpoch), ys });
  return {
    title: `${l10n.t('Loss by step.')} ${KEYS()}`,
    // The first lies on top.
    series: [
      { name: l10n.t('Train'), ...bySteps(lines.trainLoss), color: 0 },
      { name: l10n.t('Test'), ...bySteps(lines.testLoss), color: 1, dashed: true },
      { name: l10n.t('Mini-batch'), ...lines.loss, color: 0, faint: true },
    ],
    x: { label: l10n.t('Step'), whole: true },
    y: { label: l10n.t('Loss'), logarithmic },
    format,
  };
}

/** The accuracy or R² after every epoch. */
export function scoreChart({ lines: { trainScore, testScore } }: ShownRun, score: ScoreName): LineChartData {
  return {
    title: `${score === 'accuracy' ? l10n.t('Accuracy by epoch.') : l10n.t('R² by epoch.')} ${KEYS()}`,
    series: [
      { name: l10n.t('Train'), ...trainScore, marker: 'circle' },
      { name: l10n.t('Test'), ...testScore, dashed: true, marker: 'triangle' },
    ],
    x: { label: l10n.t('Epoch'), whole: true },
    y: { label: scoreName(score), ...scoreRange(score, [trainScore.ys, testScore.ys]) },
    format,
  };
}
