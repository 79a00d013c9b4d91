import * as l10n from '@vscode/l10n';
import { number, text, type Sentences } from './arguments';

/** What is wrong with the arguments of the command line. */
export const COMMAND_LINE_PROBLEMS: Sentences = {
  'unknown-command': args =>
    l10n.t('There is no command "{name}". The commands are: {known}.', {
      name: text(args, 'name'),
      known: text(args, 'known'),
    }),
  'option-conflict': args =>
    l10n.t('{first} and {second} cannot be given together. Leave one of them out.', {
      first: text(args, 'first'),
      second: text(args, 'second'),
    }),
  'option-unknown': args =>
    l10n.t('There is no option "{name}". The options are: {known}.', {
      name: text(args, 'name'),
      known: text(args, 'known'),
    }),
  'option-value': args => l10n.t('{0} needs a value.', text(args, 'name')),
  'option-missing': args =>
    l10n.t('{name} is missing. "nabla {command} --help" shows the options.', {
      name: text(args, 'name'),
      command: text(args, 'command'),
    }),
  'option-number': args =>
    l10n.t('{name} is "{found}"; it takes a number from {minimum} to {maximum}.', {
      name: text(args, 'name'),
      found: text(args, 'found'),
      minimum: number(args, 'minimum'),
      maximum: number(args, 'maximum'),
    }),
  'option-whole': args =>
    l10n.t('{name} is "{found}"; it takes a whole number from {minimum} to {maximum}.', {
      name: text(args, 'name'),
      found: text(args, 'found'),
      minimum: number(args, 'minimum'),
      maximum: number(args, 'maximum'),
    }),
  'option-choice': args =>
    l10n.t('{name} is "{found}"; it takes one of: {known}.', {
      name: text(args, 'name'),
      found: text(args, 'found'),
      known: text(args, 'known'),
    }),
  'option-set': args =>
    l10n.t('--set is "{0}"; it takes a key and its value, for example training.epochs=20.', text(args, 'found')),
  'no-numbers-in': args =>
    l10n.t(
      '"{0}" is neither a file nor an array of numbers. Give a file, file#name or an array like [0.1, 0.9].',
      text(args, 'source'),
    ),
  'empty-input': args => l10n.t('{0} holds no numbers. Give an array like [0.1, 0.9].', text(args, 'source')),
  'unreadable-input': args =>
    l10n.t('{source} cannot be read ({reason}). Give a text file, or an array like [0.1, 0.9].', {
      source: text(args, 'source'),
      reason: text(args, 'reason'),
    }),
  'which-array': args =>
    l10n.t('{source} holds several arrays: {names}. Choose one by its name or number, as in file#name or file#1.', {
      source: text(args, 'source'),
      names: text(args, 'names'),
    }),
  'no-such-array': args =>
    l10n.t('{source} holds no array named {name}. Its arrays are: {names}.', {
      source: text(args, 'source'),
      name: text(args, 'name'),
      names: text(args, 'names'),
    }),
  'timeout-option': args =>
    l10n.t(
      'The code was still running after {0} s and was stopped. Look for a loop that does not end, or allow more milliseconds with --timeout.',
      number(args, 'seconds'),
    ),
};
