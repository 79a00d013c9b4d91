import * as l10n from '@vscode/l10n';
import type { ProblemArgs, ProblemData } from '../numerics/problem';
import { formatNumber, formatPosition, formatShape } from './numbers';

/** The sentence for a problem: what was found, what was expected, where, what to do. */
export function sentence({ code, args }: ProblemData): string {
  const write = SENTENCES[code];
  return write ? write(args) : l10n.t('Something went wrong in Nabla ({0}). The log has the details.', code);
}

/** Whether there is a sentence for this code; tests ask. */
export function hasSentence(code: string): boolean {
  return Object.hasOwn(SENTENCES, code);
}

const SENTENCES: Readonly<Record<string, (args: ProblemArgs) => string>> = {
  'no-editor': () =>
    l10n.t(
      'No editor is open. Open a file with two arrays, select a prediction and a target, then run the command again.',
    ),
  'document-too-large': () =>
    l10n.t(
      'This file is larger than the 50 MB that VS Code shows to extensions. Copy the arrays into a smaller file, or use "nabla loss" on the command line.',
    ),
  'no-selection': () =>
    l10n.t(
      'Nothing is selected. Select two arrays, for example a prediction and a target, then run the command again.',
    ),
  'no-numbers': () => l10n.t('No numbers in the selection. Select two arrays, for example a prediction and a target.'),
  'one-array': args =>
    l10n.t(
      'Only one array in the selection: {0}. Select a second one to compare it with; Alt+click adds a cursor.',
      array(args),
    ),
  'too-many-arrays': args =>
    l10n.t('{count} arrays in the selection: {names}. Select two of them, a prediction and a target.', {
      count: number(args, 'count'),
      names: text(args, 'names'),
    }),
  'shape-mismatch': args =>
    l10n.t('The prediction has {prediction}, the target {target}; both must have the same shape.', {
      prediction: elements(shape(args, 'prediction')),
      target: elements(shape(args, 'target')),
    }),
  empty: () => l10n.t('The arrays are empty; they must hold at least one number.'),
  'not-a-number': args =>
    l10n.t('{name} cannot be read: "{found}" in line {line} is not a number. Arrays must hold plain numbers only.', {
      name: nameOf(args),
      found: text(args, 'found'),
      line: number(args, 'line'),
    }),
  'missing-number': args =>
    l10n.t('{name} cannot be read: a number is missing in line {line}, column {column}.', {
      name: nameOf(args),
      line: number(args, 'line'),
      column: number(args, 'column'),
    }),
  'computed-array': args =>
    l10n.t('{name} in line {line} is computed from its numbers. Take only the numbers between the brackets.', {
      name: nameOf(args),
      line: number(args, 'line'),
    }),
  ragged: args => ragged(args, shape(args, 'expected'), shape(args, 'found')),
  'unclosed-array': args =>
    l10n.t('{name} in line {line} is not closed: its last bracket is missing. Take the whole array.', {
      name: nameOf(args),
      line: number(args, 'line'),
    }),
  'non-finite-prediction': args =>
    l10n.t('The prediction holds {value} at {position}: the loss follows from it.', valueAt(args)),
  'non-finite-target': args =>
    l10n.t('The target holds {value} at {position}: the loss follows from it.', valueAt(args)),
  'outside-unit-interval': args =>
    l10n.t('The prediction holds {value} at {position}: not a probability. Is a softmax missing?', valueAt(args)),
  'not-restored': () =>
    l10n.t('The arrays of this panel are no longer at hand. Select two arrays and evaluate them again.'),
  'document-gone': args =>
    l10n.t(
      '{0} cannot be opened any more. Select the arrays where they are now and evaluate them again.',
      text(args, 'file'),
    ),
  internal: () => l10n.t('Nabla could not do this because of a fault of its own. The log has the details.'),
  'unknown-request': () => l10n.t('This page is of another version of Nabla. Close it and evaluate the arrays again.'),
  'no-answer': () => l10n.t('Nabla does not answer. Close this page and evaluate the arrays again.'),
  'unknown-command': args =>
    l10n.t('There is no command "{name}". The commands are: {known}.', {
      name: text(args, 'name'),
      known: text(args, 'known'),
    }),
  'option-unknown': args =>
    l10n.t('There is no option "{name}". The options are: {known}.', {
      name: text(args, 'name'),
      known: text(args, 'known'),
    }),
  'option-value': args => l10n.t('{0} needs a value.', text(args, 'name')),
  'option-missing': args => l10n.t('{0} is missing. "nabla loss --help" shows the options.', text(args, 'name')),
  'option-number': args =>
    l10n.t('{name} is "{found}"; it takes a number from {minimum} to {maximum}.', {
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
  'no-numbers-in': args =>
    l10n.t(
      '"{0}" is neither a file nor an array of numbers. Give a file, file#name or an array like [0.1, 0.9].',
      text(args, 'source'),
    ),
  'empty-input': args => l10n.t('{0} holds no array of numbers. Send an array like [0.1, 0.9].', text(args, 'source')),
  'unreadable-input': args =>
    l10n.t('{source} cannot be read ({reason}). Give a text file, or an array like [0.1, 0.9].', {
      source: text(args, 'source'),
      reason: text(args, 'reason'),
    }),
  'which-array': args =>
    l10n.t('{source} holds several arrays: {names}. Choose one by its name, as in file#name.', {
      source: text(args, 'source'),
      names: text(args, 'names'),
    }),
  'no-such-array': args =>
    l10n.t('{source} holds no array named {name}. Its arrays are: {names}.', {
      source: text(args, 'source'),
      name: text(args, 'name'),
      names: text(args, 'names'),
    }),
  'sum-not-one': args =>
    shape(args, 'position').length === 0
      ? l10n.t('The prediction sums to {sum}: not a probability distribution. Is a softmax missing?', {
          sum: formatNumber(number(args, 'sum')),
        })
      : l10n.t(
          'Row {position} of the prediction sums to {sum}: not a probability distribution. Is a softmax missing?',
          {
            sum: formatNumber(number(args, 'sum')),
            position: formatPosition(shape(args, 'position')),
          },
        ),
};

function ragged(args: ProblemArgs, expected: readonly number[], found: readonly number[]): string {
  return l10n.t('{name} is ragged: row {row} in line {line} has {found}, the rows before it have {expected}.', {
    name: nameOf(args),
    row: formatPosition([number(args, 'index')]),
    line: number(args, 'line'),
    found: elements(found),
    expected: elements(expected),
  });
}

function elements(lengths: readonly number[]): string {
  if (lengths.length === 0) return l10n.t('a single number');
  return lengths.length === 1 && lengths[0] === 1 ? l10n.t('1 element') : l10n.t('{0} elements', formatShape(lengths));
}

function array(args: ProblemArgs): string {
  return l10n.t('{name} ({shape})', { name: nameOf(args), shape: elements(shape(args, 'shape')) });
}

function valueAt(args: ProblemArgs): { value: string; position: string } {
  return { value: formatNumber(number(args, 'value')), position: formatPosition(shape(args, 'position')) };
}

function nameOf(args: ProblemArgs): string {
  return text(args, 'name') || l10n.t('The array');
}

function text(args: ProblemArgs, key: string): string {
  return String(args[key] ?? '');
}

function number(args: ProblemArgs, key: string): number {
  return Number(args[key]);
}

function shape(args: ProblemArgs, key: string): readonly number[] {
  const value = args[key];
  return Array.isArray(value) ? (value as readonly number[]) : [];
}
