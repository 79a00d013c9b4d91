import * as l10n from '@vscode/l10n';

/** What happens to a training, from the request to start it to its end. */
export const RUN_STATUSES = ['starting', 'running', 'paused', 'finished', 'stopped', 'diverged', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Whether a training can still go on. */
export function isOn(status: RunStatus): boolean {
  return status === 'starting' || status === 'running' || status === 'paused';
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

export function activationName(activation: 'sigmoid' | 'relu' | 'tanh' | 'identity'): string {
  switch (activation) {
    case 'sigmoid':
      return l10n.t('sigmoid');
    case 'relu':
      return 'ReLU';
    case 'tanh':
      return 'tanh';
    case 'identity':
      return l10n.t('identity');
  }
}

export function optimizerName(optimizer: 'sgd' | 'adam'): string {
  return optimizer === 'sgd' ? 'SGD' : 'Adam';
}

export function normalizationName(normalization: 'none' | 'minmax' | 'standardize'): string {
  switch (normalization) {
    case 'none':
      return l10n.t('none');
    case 'minmax':
      return l10n.t('0 to 1');
    case 'standardize':
      return l10n.t('mean 0, deviation 1');
  }
}

/** A generated data set as it is called in lists and headings. */
export function spiralName(): string {
  return l10n.t('Spiral');
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
}

/** One line on how far a training is: `epoch 3/20 · 412 steps/s · 12 s left`. */
export function progressText({ status, epoch, epochs, step, steps, stepsPerSecond }: RunProgress): string {
  if (status === 'starting') return statusName(status);
  const where = l10n.t('epoch {0}/{1}', formatCount(epoch), formatCount(epochs));
  if (status !== 'running') return `${statusName(status)} · ${where} · ${l10n.t('step {0}', formatCount(step))}`;
  if (!(stepsPerSecond > 0)) return where;
  const speed = l10n.t('{0} steps/s', formatCount(Math.round(stepsPerSecond)));
  return `${where} · ${speed} · ${l10n.t('{0} left', durationText((steps - step) / stepsPerSecond))}`;
}

/** A number of things with its thousands apart: `1,797`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A share as a percentage: `97.5 %`. */
export function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A run in a few words: `digits.csv · 50 sigmoid → 20 ReLU · SGD 0.1`. */
export function runName(data: string, layers: readonly string[], optimizer: string, learningRate: number): string {
  const model = layers.length > 0 ? layers.join(' → ') : l10n.t('no hidden layer');
  return [data, model, `${optimizer} ${learningRate}`].join(' · ');
}
