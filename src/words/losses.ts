import * as l10n from '@vscode/l10n';
import type { LossId } from '../numerics/lossEvaluation';

/** The loss's name in the field's terms. */
export function lossName(id: LossId): string {
  switch (id) {
    case 'halfSumSquares':
      return l10n.t('Half sum of squares');
    case 'crossEntropy':
      return l10n.t('Cross-entropy');
  }
}

/** The loss's formula as one line of text; δ is shown as the number in use. */
export function lossFormula(id: LossId, delta: number): string {
  switch (id) {
    case 'halfSumSquares':
      return '½ Σ (y − t)²';
    case 'crossEntropy':
      return delta === 0 ? '−Σ t log y' : `−Σ t log(y + ${delta})`;
  }
}
