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

/** The formula as one line of text, of one sample or element; δ and the base are shown as the numbers in use. */
export function lossFormula(id: MeasureId, options: FormulaOptions): string {
  const { delta, softmaxDelta, huberDelta } = options;
  const plus = (δ: number) => (δ === 0 ? '' : ` + ${δ}`);
  switch (id) {
    case 'halfSumSquares':
      return '½ Σ (y − t)²';
    case 'meanSquaredError':
      return '(1/N) Σ (y − t)²';
    case 'rootMeanSquaredError':
      return '√((1/N) Σ (y − t)²)';
    case 'meanAbsoluteError':
      return '(1/N) Σ |y − t|';
    case 'huber':
      return huberFormula(huberDelta);
    case 'logCosh':
      return '(1/N) Σ log cosh(y − t)';
    case 'crossEntropy':
      return delta === 0 ? '−Σ t log y' : `−Σ t log(y${plus(delta)})`;
    case 'softmaxCrossEntropy':
      return softmaxDelta === 0 ? '−Σ t log softmax(y)' : `−Σ t log(softmax(y)${plus(softmaxDelta)})`;
    case 'binaryCrossEntropy':
      return `−(1/N) Σ (t log(y${plus(delta)}) + (1 − t) log(1 − y${plus(delta)}))`;
    case 'klDivergence':
      return 'Σ t log(t / y)';
    case 'hinge':
      return '(1/N) Σ max(0, 1 − t y)';
    default:
      return otherFormula(id, options);
  }
}

export type FormulaOptions = Pick<LossOptions, 'delta' | 'softmaxDelta' | 'huberDelta' | 'base'>;

function huberFormula(delta: number): string {
  return `(1/N) Σ ½ e² or ${delta} (|e| − ${delta / 2}), e = y − t`;
}

function otherFormula(id: MeasureId, { base }: FormulaOptions): string {
  const log = base === Math.E ? 'log' : `log${base === 2 ? '₂' : base === 10 ? '₁₀' : ` base ${base} of `}`;
  switch (id) {
    case 'accuracy':
      return '(TP + TN) / N';
    case 'precision':
      return 'TP / (TP + FP)';
    case 'recall':
      return 'TP / (TP + FN)';
    case 'f1':
      return '2 P R / (P + R)';
    case 'r2':
      return '1 − Σ (t − y)² / Σ (t − t̄)²';
    case 'entropy':
      return `−Σ p ${log} p`;
    case 'information':
      return `−${log} p`;
    case 'softmax':
      return 'exp(y) / Σ exp(y)';
    default:
      return '';
  }
}
