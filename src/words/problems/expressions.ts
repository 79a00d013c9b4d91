import * as l10n from '@vscode/l10n';
import { formatNumber, formatPosition, formatShape } from '../numbers';
import { number, shape, text, type Sentences } from './arguments';

/** What keeps a selected expression from being an array of numbers. */
export const EXPRESSION_PROBLEMS: Sentences = {
  'untrusted-expression': args =>
    l10n.t(
      '{expression} in line {line} has to be run to have a value, and Nabla runs code only in a workspace you trust. Trust this workspace, or select arrays of plain numbers.',
      where(args),
    ),
  'expression-not-run': args =>
    l10n.t(
      '{expression} in line {line} has to be run to have a value. Evaluate the selection again to run it.',
      where(args),
    ),
  'expression-part': args =>
    l10n.t(
      'The selection in line {line} cuts through {expression}. Select a whole expression, or only put the cursor on a name.',
      where(args),
    ),
  'expression-function': args =>
    l10n.t(
      '{expression} in line {line} is a function. Select a call of it that gives an array of numbers.',
      where(args),
    ),
  'expression-local': args =>
    l10n.t(
      '{expression} in line {line} depends on {names}, which only the code around it knows. Select an expression of names known in the whole file.',
      { ...where(args), names: text(args, 'names') },
    ),
  'value-threw': args =>
    text(args, 'file') === ''
      ? l10n.t('{expression} in line {line} throws {message}', { ...where(args), message: text(args, 'message') })
      : l10n.t('{expression} in line {line} throws in line {at} of {file}: {message}', {
          ...where(args),
          at: number(args, 'at'),
          file: text(args, 'file').split(/[\\/]/).at(-1)!,
          message: text(args, 'message'),
        }),
  'value-function': args =>
    l10n.t('The value of {expression} in line {line} is a function. Select a call of it.', where(args)),
  'value-scalar': args =>
    l10n.t('The value of {expression} in line {line} is the single number {found}; it must be an array of numbers.', {
      ...where(args),
      found: text(args, 'found'),
    }),
  'value-other': args =>
    l10n.t('The value of {expression} in line {line} is {found}; it must be an array of numbers.', {
      ...where(args),
      found: text(args, 'found'),
    }),
  'value-element': args =>
    l10n.t('The value of {expression} in line {line} holds {found} at {position}; it must hold numbers only.', {
      ...where(args),
      found: text(args, 'found'),
      position: formatPosition(shape(args, 'position')),
    }),
  'value-ragged': args =>
    l10n.t(
      'The value of {expression} in line {line} is ragged: {position} has {found}, the rows before it have {expected}.',
      {
        ...where(args),
        position: formatPosition(shape(args, 'position')),
        found: sizes(shape(args, 'found')),
        expected: sizes(shape(args, 'expected')),
      },
    ),
  'value-deep': args =>
    l10n.t('The value of {expression} in line {line} is nested more than {depth} arrays deep.', {
      ...where(args),
      depth: number(args, 'depth'),
    }),
  'value-large': args =>
    l10n.t(
      'The value of {expression} in line {line} has {count} numbers; at most {most} are taken. Select a part, for example with slice.',
      { ...where(args), count: formatNumber(number(args, 'count')), most: formatNumber(number(args, 'most')) },
    ),
};

function where(args: Parameters<Sentences[string]>[0]): { expression: string; line: number } {
  return { expression: text(args, 'expression'), line: number(args, 'line') };
}

/** "3 × 2 numbers", "a single number". */
function sizes(lengths: readonly number[]): string {
  return lengths.length === 0 ? l10n.t('a single number') : l10n.t('{0} numbers', formatShape(lengths));
}
