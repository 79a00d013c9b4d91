import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { formatPosition } from '../numbers';
import { elements, number, shape, text, type Sentences } from './arguments';

/** What is wrong with the arrays that were selected or given. */
export const ARRAY_PROBLEMS: Sentences = {
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
  'not-restored': () =>
    l10n.t('The arrays of this panel are no longer at hand. Select two arrays and evaluate them again.'),
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

function array(args: ProblemArgs): string {
  return l10n.t('{name} ({shape})', { name: nameOf(args), shape: elements(shape(args, 'shape')) });
}

function nameOf(args: ProblemArgs): string {
  return text(args, 'name') || l10n.t('The array');
}
