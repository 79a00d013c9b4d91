import * as l10n from '@vscode/l10n';
import { formatNumber } from '../numbers';
import { number, text, type Sentences } from './arguments';

/** How a child process and the user's code in it can end. */
export const PROCESS_PROBLEMS: Sentences = {
  'process-timeout': args =>
    l10n.t(
      'The code was still running after {0} s and was stopped. Look for a loop that does not end, or raise the setting nabla.evaluation.timeout.',
      formatNumber(number(args, 'seconds')),
    ),
  'process-memory': args =>
    number(args, 'megabytes') > 0
      ? l10n.t(
          'The code needed more than {0} MB of memory and was stopped. Look for an array that grows without end, or raise the setting nabla.evaluation.memory.',
          formatNumber(number(args, 'megabytes')),
        )
      : l10n.t('The process ran out of memory and has ended. Use smaller arrays, or fewer of them at a time.'),
  'process-exited': args =>
    l10n.t(
      'The code ended its process with exit code {0} (process.exit). Remove the call to see a result.',
      number(args, 'exitCode'),
    ),
  'process-killed': args =>
    text(args, 'call')
      ? l10n.t('The code called {call} ({signal}) and was stopped. Remove the call to see a result.', {
          call: text(args, 'call'),
          signal: text(args, 'signal'),
        })
      : l10n.t('The process that ran the code was ended from outside ({0}). Run it again.', text(args, 'signal')),
  'process-crashed': args =>
    l10n.t(
      'The code crashed its process ({0}). Look for a function that calls itself without end, or for a native module.',
      text(args, 'signal'),
    ),
  'process-uncaught': args =>
    l10n.t(
      'An error that nothing catches ended the code: {0}. Await the promise, or catch the error where it is thrown.',
      firstLine(text(args, 'message')),
    ),
  'built-ins-changed': () =>
    l10n.t(
      "The code has replaced functions of JavaScript itself, such as those of Math or Array, so that nothing computed after it can be relied on. Give the code's own functions other names.",
    ),
  'process-not-started': args =>
    l10n.t('The process that runs the code could not be started ({0}). Run it again.', text(args, 'reason')),
  'not-cloneable': args =>
    l10n.t(
      'The code returned {0}, which is not plain data. Return a number or an array of numbers.',
      text(args, 'found'),
    ),
  cancelled: () => l10n.t('Canceled.'),
};

/** An error's message without its stack, and without a full stop of its own. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/\.$/, '');
}
