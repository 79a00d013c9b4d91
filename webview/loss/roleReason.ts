import * as l10n from '@vscode/l10n';
import type { LossComparison } from '../../src/editor/loss/messages';

/** What told the prediction from the target, as a remark. */
export function roleReason(reason: LossComparison['reason']): string {
  switch (reason) {
    case 'names':
      return l10n.t('told apart by their names');
    case 'one-hot':
      return l10n.t('told apart by the one-hot target');
    case 'labels':
      return l10n.t('told apart by the class labels');
    case 'order':
      return l10n.t('in the order selected');
    case 'chosen':
      return l10n.t('as you chose');
  }
}
