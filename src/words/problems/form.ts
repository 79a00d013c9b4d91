import * as l10n from '@vscode/l10n';
import { number, text, type Sentences } from './arguments';

/** What is wrong with a field of the Train view, under which the sentence stands, or with the training itself. */
export const FORM_PROBLEMS: Sentences = {
  'field-empty': () => l10n.t('Enter a number.'),
  'field-number': args => l10n.t('"{0}" is not a number. Enter one such as 0.01 or 1e-3.', text(args, 'found')),
  'field-whole': args => l10n.t('{0} is not a whole number.', number(args, 'found')),
  'field-above': args => l10n.t('{found} is too small; it must be above {limit}.', limits(args)),
  'field-minimum': args => l10n.t('{found} is too small; the least is {limit}.', limits(args)),
  'field-maximum': args => l10n.t('{found} is too large; the most is {limit}.', limits(args)),
  'training-process': args =>
    l10n.t('The process that trains has ended ({0}). What was drawn is kept; start again.', text(args, 'reason')),
  'cannot-start': () =>
    l10n.t('No training can be started: one is on, or something in the Train view must be corrected first.'),
};

function limits(args: Parameters<typeof number>[0]): { found: number; limit: number } {
  return { found: number(args, 'found'), limit: number(args, 'limit') };
}
