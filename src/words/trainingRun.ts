import * as l10n from '@vscode/l10n';
import { formatCount, formatPercent, formatRounded } from './numbers';
import { readingText, type Reading } from './trainingData';

/** What happens to a training, from the request to start it to its end. */
export const RUN_STATUSES = ['starting', 'running', 'paused', 'finished', 'stopped', 'diverged', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Whether a training can still go on. */
export function isOn(status: RunStatus): boolean {
  return status === 'starting' || status === 'running' || status === 'paused';
}

/** Whether it waits to go on: it was paused, and did not go wrong beyond repair. */
export function canResume(run: {
  readonly status: RunStatus;
  readonly divergence?: { readonly recoverable: boolean } | undefined;
}): boolean {
  return run.status === 'paused' && run.divergence?.recoverable !== false;
}

export function statusName(status: RunStatus): string {
  switch (status) {
    case 'starting':
      return l10n.t('Starting…');
    case 'running':
      return l10n.t('Running');
    case 'paused':
      return l10n.t('Paused');
    case 'finished':
      return l10n.t('Finished');
    case 'stopped':
      return l10n.t('Stopped');
    case 'diverged':
      return l10n.t('Diverged');
    case 'failed':
      return l10n.t('Failed');
  }
}

export function activationName(activation: 'sigmoid' | 'relu' | 'tanh' | 'identity' | 'step'): string {
  switch (activation) {
    case 'sigmoid':
      return l10n.t('sigmoid');
    case 'relu':
      return 'ReLU';
    case 'tanh':
      return 'tanh';
    case 'identity':
      return l10n.t('identity');
    case 'step':
      return l10n.t('step function');
  }
}

/** A loss with what stands before it. */
export function trainingLossName(loss: 'crossEntropy' | 'binaryCrossEntropy' | 'halfSquares'): string {
  switch (loss) {
    case 'crossEntropy':
      return l10n.t('cross-entropy of softmax');
    case 'binaryCrossEntropy':
      return l10n.t('binary cross-entropy of sigmoid');
    case 'halfSquares':
      return l10n.t('half the squared error');
  }
}

export function scoreName(score: 'accuracy' | 'r2'): string {
  return score === 'accuracy' ? l10n.t('Accuracy') : l10n.t('R²');
}

/** How many digits of an R² are worth reading at a glance. */
const R2_DIGITS = 3;

/** An accuracy as a percentage, an R² as a number. */
export function formatScore(score: 'accuracy' | 'r2', value: number): string {
  return score === 'accuracy' ? formatPercent(value) : formatRounded(value, R2_DIGITS);
}

/** How long something takes, for reading: `12 s`, `1 min 10 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return l10n.t('{0} s', whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return l10n.t('{0} min {1} s', minutes, whole % 60);
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}

/** How far a training is. */
export interface RunProgress {
  readonly status: RunStatus;
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  /** How far its data are, while it starts. */
  readonly reading?: Reading | undefined;
  /** The epoch that early stopping found best. */
  readonly bestEpoch?: number | undefined;
}

/** One line on how far a training is: `epoch 3/20 · 412 steps/s · 12 s left`. */
export function progressText(run: RunProgress): string {
  const { status, epoch, epochs, step, steps, stepsPerSecond, reading, bestEpoch } = run;
  if (status === 'starting') return reading ? readingText(reading) : statusName(status);
  const where = l10n.t('epoch {0}/{1}', formatCount(epoch), formatCount(epochs));
  if (status !== 'running') {
    const best = bestEpoch === undefined ? [] : [l10n.t('best: epoch {0}', formatCount(bestEpoch))];
    return [endName(run), where, l10n.t('step {0}', formatCount(step)), ...best].join(' · ');
  }
  if (!(stepsPerSecond > 0)) return where;
  const speed = l10n.t('{0} steps/s', formatCount(Math.round(stepsPerSecond)));
  return `${where} · ${speed} · ${l10n.t('{0} left', durationText((steps - step) / stepsPerSecond))}`;
}

function endName({ status, step, steps }: RunProgress): string {
  return status === 'finished' && step < steps ? l10n.t('Finished early') : statusName(status);
}

/** A run in a few words: `digits.csv · 50 sigmoid → 20 ReLU · SGD 0.1`. */
export function runName(data: string, layers: readonly string[], optimizer: string, learningRate: number): string {
  const model = layers.length > 0 ? layers.join(' → ') : l10n.t('no hidden layer');
  return [data, model, `${optimizer} ${learningRate}`].join(' · ');
}
