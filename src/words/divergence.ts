import * as l10n from '@vscode/l10n';
import { formatNumber, formatPosition, formatRounded } from './numbers';

/** How a training went wrong by itself. */
export interface Divergence {
  /** The first bad mini-batch, counted from 1. */
  readonly step: number;
  readonly reason: 'notFinite' | 'growth';
  readonly kind: 'parameter' | 'gradient' | 'output' | 'loss' | 'input';
  readonly layer?: number | undefined;
  readonly parameter?: string | undefined;
  readonly index: readonly number[];
  readonly value: number;
}

/** How many digits of a loss that has grown beyond all bounds are worth reading. */
const LOSS_DIGITS = 3;

/**
 * What happened, and what to do about it.
 *
 * @param learningRate the one in use then
 * @param canResume whether the training waits to go on
 */
export function divergedSentence(divergence: Divergence, learningRate: number, canResume: boolean): string {
  return `${whatHappened(divergence)} ${whatToDo(divergence, learningRate, canResume)}`;
}

function whatHappened(divergence: Divergence): string {
  const { step, reason, value } = divergence;
  if (reason === 'growth')
    return l10n.t('The training diverged: at step {step} the loss has grown to {value}.', {
      step,
      value: formatRounded(value, LOSS_DIGITS),
    });
  return l10n.t('The training diverged: at step {step}, {what} is {value}.', {
    step,
    what: whatIsBad(divergence),
    value: formatNumber(value),
  });
}

/** `the gradient of W1[0][3] in layer 1`. */
function whatIsBad({ kind, layer, parameter = '', index }: Divergence): string {
  const what = badNumber(kind, parameter + formatPosition(index));
  return layer === undefined ? what : l10n.t('{what} in layer {layer}', { what, layer });
}

function badNumber(kind: Divergence['kind'], name: string): string {
  switch (kind) {
    case 'parameter':
      return l10n.t('the parameter {0}', name);
    case 'gradient':
      return l10n.t('the gradient of {0}', name);
    case 'output':
      return name === '' ? l10n.t('an output') : l10n.t('an output after {0}', name);
    case 'loss':
      return l10n.t('the loss');
    case 'input':
      return l10n.t('a value of the data');
  }
}

function whatToDo({ kind }: Divergence, learningRate: number, canResume: boolean): string {
  if (kind === 'input') return l10n.t('Check the data: a value is missing or above 3.4e38, the largest there can be.');
  const rates = { learningRate: formatNumber(learningRate), lower: formatNumber(learningRate / 10) };
  return canResume
    ? l10n.t('It waits: lower the learning rate {learningRate}, to {lower} for example, and resume.', rates)
    : l10n.t('The learning rate {learningRate} is probably too high; start again with {lower}, for example.', rates);
}
