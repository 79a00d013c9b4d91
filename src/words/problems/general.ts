import * as l10n from '@vscode/l10n';
import { number, text, type Sentences } from './arguments';

/** What can go wrong whatever one does. */
export const GENERAL_PROBLEMS: Sentences = {
  'no-editor': () =>
    l10n.t(
      'No editor is open. Open a file with two arrays, select a prediction and a target, then run the command again.',
    ),
  'document-too-large': () =>
    l10n.t(
      'This file is larger than the 50 MB that VS Code shows to extensions. Copy the arrays into a smaller file, or use "nabla loss" on the command line.',
    ),
  'document-gone': args =>
    l10n.t(
      '{0} cannot be opened any more. Select the arrays where they are now and evaluate them again.',
      text(args, 'file'),
    ),
  'arrays-gone': args =>
    l10n.t('Of the {expected} arrays that are compared, {found} can be found in the text.', {
      expected: number(args, 'expected'),
      found: number(args, 'found'),
    }),
  'arrays-moved': () =>
    l10n.t('The text was closed, and the arrays are no longer where they were. Select them and evaluate them again.'),
  'picture-not-saved': args =>
    l10n.t('The picture {file} could not be written: {reason}. Save it somewhere else.', {
      file: text(args, 'file'),
      reason: text(args, 'reason').replace(/\.$/, ''),
    }),
  internal: () => l10n.t('Nabla could not do this because of a fault of its own. The log has the details.'),
  'unknown-request': () => l10n.t('This page is of another version of Nabla. Close it and evaluate the arrays again.'),
  'no-answer': () => l10n.t('Nabla does not answer. Close this page and open it again.'),
};
