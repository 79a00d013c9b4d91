import * as l10n from '@vscode/l10n';
import { formatNumber } from '../numbers';
import { number, text, type Sentences } from './arguments';

/** What keeps a derivative from being checked, and what it is likely to be wrong by. */
export const CHECK_PROBLEMS: Sentences = {
  'check-no-files': args =>
    l10n.t(
      'No TypeScript or JavaScript file fits {0}. Give files, folders or patterns such as "src/**/*.ts".',
      text(args, 'patterns'),
    ),
  'check-no-pairs': args =>
    l10n.t(
      'No derivative was found in {0} files. Name it after its function, as fPrime or gradF, or write @gradientOf f in the comment before it.',
      number(args, 'count'),
    ),
  'check-none-here': () =>
    l10n.t(
      'No derivative was found in this file. Name it after its function, as fPrime or gradF, or write @gradientOf f in the comment before it.',
    ),
  'check-pair-gone': args =>
    l10n.t(
      'As the text is now, {0} is the derivative of no function in it. Finish what is being written, or check what is there now.',
      text(args, 'name'),
    ),
  'check-no-point': () =>
    l10n.t('The function has no finite value at the points that were tried. Give a point: @at [3, 4].'),
  'check-needs-point': args =>
    l10n.t(
      'Nothing tells which arguments {0} takes. Give a point in the comment before it, for example @at [3, 4].',
      text(args, 'name'),
    ),
  'derivative-form': args =>
    l10n.t('The derivative returns {found}; expected is, as the parameters are: {expected}.', {
      found: text(args, 'found'),
      expected: text(args, 'expected'),
    }),
  'derivative-promise': () => l10n.t('The derivative returns a promise; it must return its numbers at once.'),
  'cause-factor': args => l10n.t('Every number is {0} times the right one.', formatNumber(number(args, 'factor'))),
  'cause-sign': () => l10n.t('The sign is wrong.'),
  'cause-count': args =>
    l10n.t('Every number is {factor} times the right one, and there are {count} elements: a sum instead of a mean?', {
      factor: formatNumber(number(args, 'factor')),
      count: number(args, 'count'),
    }),
  'cause-step': args =>
    l10n.t('Every number is {factor} times the right one: {written} divides, then multiplies; write {meant}.', {
      factor: formatNumber(number(args, 'factor')),
      written: text(args, 'written'),
      meant: text(args, 'meant'),
    }),
  'cause-transposed': () => l10n.t('Rows and columns are exchanged.'),
  'cause-permuted': () => l10n.t('The numbers are right, but in another order.'),
  'cause-diagonal': () =>
    l10n.t(
      'A number for each element is the derivative only where each result depends on its own element alone; here it depends on others, too.',
    ),
  'cause-offset': args =>
    l10n.t('The logarithm of the function adds {0}; does the derivative leave it out?', text(args, 'offset')),
};
