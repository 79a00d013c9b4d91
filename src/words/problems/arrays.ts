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
  'not-a-number': args =>
    l10n.t('{name} cannot be read: "{found}" in line {line} is not a number. Arrays must hold plain numbers only.', {
      name: nameOf(args),
      found: text(args, 'found'),
      line: number(args, 'line'),
    }),
  'missing-number': args =>
    l10n.t('{name} cannot be read: a number is missing in line {line}, column {column}.', namedPlace(args)),
  'computed-array': args =>
    l10n.t(
      '{name} in line {line} is computed from its numbers. Take only the numbers between the brackets.',
      namedLine(args),
    ),
  'ambiguous-blanks': args =>
    l10n.t(
      '{name} in line {line} can be read as numbers or as a difference. Put commas between its numbers.',
      namedLine(args),
    ),
  'mixed-separators': args =>
    l10n.t(
      '{name} cannot be read: some numbers before line {line}, column {column} have commas between them and some have not. Separate all in the same way.',
      namedPlace(args),
    ),
  'missing-comma': args =>
    l10n.t('{name} cannot be read: a comma is missing before line {line}, column {column}.', namedPlace(args)),
  'mismatched-bracket': args =>
    l10n.t(
      '{name} cannot be read: "{found}" in line {line}, column {column} closes what was opened in line {opened}; "{expected}" was expected.',
      {
        ...namedPlace(args),
        found: text(args, 'found'),
        expected: text(args, 'expected'),
        opened: number(args, 'opened'),
      },
    ),
  'elided-array': args =>
    l10n.t(
      '{name} is not complete: values are left out at "..." in line {line}. Print all of them, for example after np.set_printoptions(threshold=sys.maxsize).',
      namedLine(args),
    ),
  'cut-number': args =>
    l10n.t('The selection cuts "{found}" in line {line}. Select whole numbers with their signs.', {
      found: text(args, 'found'),
      line: number(args, 'line'),
    }),
  'ragged-table': args =>
    l10n.t('The table cannot be read: line {line} has {found} cells, the lines before it have {expected}.', {
      line: number(args, 'line'),
      found: number(args, 'found'),
      expected: number(args, 'expected'),
    }),
  'decimal-comma': args =>
    l10n.t(
      'The number in line {line}, column {column} has a decimal comma. Write decimal points, as in 0.5.',
      linePlace(args),
    ),
  'empty-cell': args =>
    l10n.t('The cell in line {line}, column {column} is empty. Fill it, or leave its row out.', linePlace(args)),
  'not-a-number-cell': args =>
    l10n.t(
      '"{found}" in line {line}, column {column} is not a number. Write plain numbers like 1234.5, without quotation marks, units or separators of thousands.',
      { found: text(args, 'found'), ...linePlace(args) },
    ),
  ragged: args => ragged(args, shape(args, 'expected'), shape(args, 'found')),
  'unclosed-array': args =>
    l10n.t('{name} in line {line} is not closed: its last bracket is missing. Take the whole array.', namedLine(args)),
  'not-restored': () =>
    l10n.t('The arrays of this panel are no longer at hand. Select two arrays and evaluate them again.'),
};

function namedLine(args: ProblemArgs): { name: string; line: number } {
  return { name: nameOf(args), line: number(args, 'line') };
}

function linePlace(args: ProblemArgs): { line: number; column: number } {
  return { line: number(args, 'line'), column: number(args, 'column') };
}

function namedPlace(args: ProblemArgs): { name: string; line: number; column: number } {
  return { name: nameOf(args), ...linePlace(args) };
}

function ragged(args: ProblemArgs, expected: readonly number[], found: readonly number[]): string {
  return l10n.t('{name} is ragged: row {row} in line {line} has {found}, the rows before it have {expected}.', {
    name: nameOf(args),
    row: formatPosition([number(args, 'index')]),
    line: number(args, 'line'),
    found: elements(found),
    expected: elements(expected),
  });
}

function nameOf(args: ProblemArgs): string {
  return text(args, 'name') || l10n.t('The array');
}
