import * as l10n from '@vscode/l10n';
import type { MeasureId } from '../numerics/lossIds';
import type { LossOptions } from '../numerics/lossOptions';

/** The name of a loss or metric in the field's terms. */
export function lossName(id: MeasureId): string {
  return NAMES[id]();
}

const NAMES: Readonly<Record<MeasureId, () => string>> = {
  halfSumSquares: () => l10n.t('Half sum of squares'),
  meanSquaredError: () => l10n.t('Mean squared error'),
  rootMeanSquaredError: () => l10n.t('Root mean squared error'),
  meanAbsoluteError: () => l10n.t('Mean absolute error'),
  huber: () => l10n.t('Huber loss'),
  logCosh: () => l10n.t('Log-cosh'),
  crossEntropy: () => l10n.t('Cross-entropy'),
  softmaxCrossEntropy: () => l10n.t('Softmax cross-entropy'),
  binaryCrossEntropy: () => l10n.t('Binary cross-entropy'),
  klDivergence: () => l10n.t('KL divergence'),
  hinge: () => l10n.t('Hinge loss'),
  accuracy: () => l10n.t('Accuracy'),
  precision: () => l10n.t('Precision'),
  recall: () => l10n.t('Recall'),
  f1: () => l10n.t('F1 score'),
  r2: () => l10n.t('R²'),
  confusionMatrix: () => l10n.t('Confusion matrix'),
  entropy: () => l10n.t('Entropy'),
  information: () => l10n.t('Information content'),
  softmax: () => l10n.t('Softmax'),
};

/**
 * What should be known about a name that means several things, as one sentence; undefined where there is nothing to be
 * confused.
 */
export function lossNote(id: MeasureId): string | undefined {
  return NOTES[id]?.();
}

const NOTES: Partial<Record<MeasureId, () => string>> = {
  halfSumSquares: () =>
    l10n.t(
      'The book calls this the sum of squares for error (SSE), some notes the mean squared error (MSE); here it is the sum over a sample, and half of it.',
    ),
  meanSquaredError: () =>
    l10n.t(
      'Elsewhere "MSE" sometimes means half the sum of squares; this is the mean over all elements, without the half.',
    ),
  crossEntropy: () =>
    l10n.t(
      'The book calls this the cross-entropy error. It takes probabilities; the function of this name in PyTorch takes logits, as softmax cross-entropy does here.',
    ),
  softmaxCrossEntropy: () =>
    l10n.t(
      'It takes logits and applies softmax itself: the cross-entropy of PyTorch, the Softmax-with-Loss layer of the book.',
    ),
  binaryCrossEntropy: () => l10n.t('Also called log loss. It takes the probability of class 1.'),
  klDivergence: () =>
    l10n.t(
      'Also called relative entropy. It is measured from the target to the prediction; the other way round is another number.',
    ),
  f1: () => l10n.t('The harmonic mean of precision and recall; of several classes the mean of their scores.'),
};

/** How a formula is written: of the options, those that are numbers in it, and whether a mean is taken. */
export type FormulaOptions = Pick<LossOptions, 'delta' | 'softmaxDelta' | 'huberDelta' | 'base'> &
  Partial<Pick<LossOptions, 'reduction'>> & {
    /** Whether there are several samples: losses of whole samples are then averaged over them. */
    readonly batch?: boolean;
  };

/** The options of a formula for a prediction of this shape. */
export function formulaOptions(options: FormulaOptions, shape: readonly number[]): FormulaOptions {
  return { ...options, batch: shape.length > 1 };
}

/** The formula as one line of text; δ and the base are shown as the numbers in use. */
export function lossFormula(id: MeasureId, options: FormulaOptions): string {
  const { delta, softmaxDelta, huberDelta } = options;
  const mean = options.reduction === 'sum' ? '' : '(1/N) ';
  const overSamples = options.batch ? `${mean}Σ` : '';
  switch (id) {
    case 'halfSumSquares':
      return `½ ${overSamples}Σ (y − t)²`;
    case 'meanSquaredError':
      return `${mean}Σ (y − t)²`;
    case 'rootMeanSquaredError':
      return `√(${mean}Σ (y − t)²)`;
    case 'meanAbsoluteError':
      return `${mean}Σ |y − t|`;
    case 'huber':
      return `${mean}Σ (${huberFormula(huberDelta)}), e = y − t`;
    case 'logCosh':
      return `${mean}Σ log cosh(y − t)`;
    case 'crossEntropy':
      return `−${overSamples}Σ t ${logOf('y', delta)}`;
    case 'softmaxCrossEntropy':
      return `−${overSamples}Σ t ${softmaxDelta === 0 ? 'log softmax(y)' : logOf('softmax(y)', softmaxDelta)}`;
    case 'binaryCrossEntropy':
      return `−${mean}Σ (t ${logOf('y', delta)} + (1 − t) ${delta === 0 ? 'log(1 − y)' : logOf('1 − y', delta)})`;
    case 'klDivergence':
      return `${overSamples}Σ t log(t / y)`;
    case 'hinge':
      return `${mean}Σ max(0, 1 − t y)`;
    default:
      return otherFormula(id, options, overSamples);
  }
}

/** log y, log(y + δ). */
function logOf(y: string, delta: number): string {
  return delta === 0 ? `log ${y}` : `log(${y} + ${delta})`;
}

/** ½ e² near the target and a straight line away from it. */
function huberFormula(delta: number): string {
  const line = `|e| − ${delta === 1 ? '½' : delta / 2}`;
  return `½ e² if |e| ≤ ${delta}, else ${delta === 1 ? line : `${delta} (${line})`}`;
}

function otherFormula(id: MeasureId, { base }: FormulaOptions, overSamples: string): string {
  const log = base === Math.E ? 'log' : `log${subscript(base)}`;
  switch (id) {
    case 'accuracy':
      return '(1/N) Σ [ŷ = t]';
    case 'precision':
      return 'TP / (TP + FP)';
    case 'recall':
      return 'TP / (TP + FN)';
    case 'f1':
      return '2 P R / (P + R)';
    case 'r2':
      return '1 − Σ (y − t)² / Σ (t − t̄)²';
    case 'entropy':
      return `−${overSamples}Σ y ${log} y`;
    case 'information':
      return `−${log} y`;
    case 'softmax':
      return 'exp(y) / Σ exp(y)';
    default:
      return '';
  }
}

/** A base written below the line: log₂, log₁₀; one that is no whole number in brackets. */
function subscript(base: number): string {
  const text = String(base);
  return /^\d+$/.test(text) ? text.replace(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!) : `[${text}]`;
}
