import * as l10n from '@vscode/l10n';
import { number, text, type Sentences } from './arguments';

/** How a child process and the user's code in it can end. */
export const PROCESS_PROBLEMS: Sentences = {
  'process-timeout': args =>
    l10n.t(
      'The code was still running after {0} s and was stopped. Look for a loop that does not end, or allow more time with the setting nabla.evaluation.timeout.',
      number(args, 'seconds'),
    ),
  'process-memory': args =>
    l10n.t(
      'The code took more than {0} MB of memory and was stopped. Look for something that grows without end, or allow more with the setting nabla.evaluation.memory.',
      number(args, 'megabytes'),
    ),
  'process-exited': args =>
    l10n.t(
      'The code ended its process with exit code {0}. A function to differentiate must return a number.',
      number(args, 'exitCode'),
    ),
  'process-killed': args =>
    l10n.t(
      'The process of the code was ended by {0}. A function to differentiate must return a number.',
      text(args, 'signal'),
    ),
  'stray-error': args =>
    l10n.t('The code failed outside its function, in a callback or a promise: {0}', text(args, 'message')),
  cancelled: () => l10n.t('The computation was cancelled.'),
};
