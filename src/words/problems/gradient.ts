import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { formatApart, formatNumber, formatPosition } from '../numbers';
import { number, shape, text, type Sentences } from './arguments';

/** What keeps a function from being found, run or differentiated. */
export const GRADIENT_PROBLEMS: Sentences = {
  'no-function': () =>
    l10n.t(
      'There is no function here. Put the cursor into a function of numbers, or highlight one, then run the command again.',
    ),
  'no-script': args =>
    l10n.t('Nabla differentiates functions in TypeScript and JavaScript; this file is {0}.', text(args, 'language')),
  'no-function-editor': () =>
    l10n.t('No editor is open. Open a TypeScript or JavaScript file and put the cursor into a function of numbers.'),
  'gradient-not-restored': () =>
    l10n.t('There is no gradient to show any more. Put the cursor into a function and compute its gradient again.'),
  'too-many-pins': args =>
    l10n.t('{0} points are pinned, which is as many as can be. Unpin one of them first.', number(args, 'most')),
  untrusted: () => l10n.t('Nabla runs a function only in a workspace you trust. Trust this workspace to run it.'),
  'function-missing': args =>
    l10n.t('"{0}" names no function. Write FILE#FUNCTION, for example functions.ts#f.', text(args, 'found')),
  'no-such-file': args => l10n.t('There is no file {0}.', text(args, 'file')),
  'unknown-function': args =>
    text(args, 'names') === ''
      ? l10n.t('There is no function {name}; the file declares none.', { name: text(args, 'name') })
      : l10n.t('There is no function {name}. The functions of the file are: {names}.', {
          name: text(args, 'name'),
          names: text(args, 'names'),
        }),
  'parameter-form': args =>
    l10n.t(
      'Parameter {parameter} of {name} is of type {type}; Nabla differentiates with respect to numbers, vectors and matrices.',
      { parameter: text(args, 'parameter'), name: text(args, 'name'), type: text(args, 'type') },
    ),
  'no-parameters': args =>
    l10n.t('{0} has no parameters, so that there is nothing to differentiate with respect to.', text(args, 'name')),
  'needs-surroundings': args =>
    l10n.t(
      '{name} uses {names} of the function around it and cannot run without it. Give {names} to {name} as parameters, or differentiate the outer function.',
      { name: text(args, 'name'), names: text(args, 'names') },
    ),
  'point-syntax': args =>
    text(args, 'found') === ''
      ? l10n.t('Write a point, for example 5 or 3, 4.')
      : l10n.t('"{0}" is not a point. Write numbers, for example 5 or 3, 4 or [[1, 2], [3, 4]].', text(args, 'found')),
  'point-count': args =>
    text(args, 'expected') === '1'
      ? l10n.t('The function takes one argument, {names}; the point has {found}.', {
          names: text(args, 'names'),
          found: number(args, 'found'),
        })
      : l10n.t('The function takes {expected} arguments ({names}); the point has {found}.', {
          expected: text(args, 'expected'),
          names: text(args, 'names'),
          found: number(args, 'found'),
        }),
  'point-number': args =>
    l10n.t('{name}: {found} is not a number.', { name: text(args, 'name'), found: text(args, 'found') }),
  'point-shape': args =>
    l10n.t('{name} takes {expected}; the point has {found}.', {
      name: text(args, 'name'),
      expected: numbersOf(number(args, 'expected'), number(args, 'length')),
      found: text(args, 'found'),
    }),
  'point-ragged': args => l10n.t('{name}: rows of a matrix must have the same length.', { name: text(args, 'name') }),
  'point-empty': args => l10n.t('{name}: an array must hold at least one number.', { name: text(args, 'name') }),
  'syntax-error': args =>
    l10n.t('{place}: {message}. Mend it, then try again.', {
      place: placeOf(args),
      message: text(args, 'message'),
    }),
  'no-python': args =>
    l10n.t(
      'In line {line}, {what} is not surely the same in Python, so that there is nothing to copy. Write it in another way, then copy again.',
      {
        line: number(args, 'line'),
        what: text(args, 'what'),
      },
    ),
  'pin-no-file': args =>
    l10n.t(
      '{0} is in no file of its own, from which a test could import it. Save it as one, then pin again.',
      text(args, 'name'),
    ),
  'pin-expression': args =>
    l10n.t(
      '{0} is an expression, which a test cannot import. Make it an exported function, then pin again.',
      text(args, 'expression'),
    ),
  'pin-not-exported': args =>
    l10n.t('{0} is not exported, so that a test cannot import it. Export it, then pin again.', text(args, 'name')),
  'pin-several': args =>
    l10n.t('{0} gives several numbers. Pin a function that gives one, such as their sum.', text(args, 'name')),
  'pin-many': args =>
    l10n.t(
      'There are {count} derivatives here, too many for a test to be read. Pin a point with {most} numbers at most.',
      {
        count: number(args, 'count'),
        most: number(args, 'most'),
      },
    ),
  'pin-not-smooth': args =>
    l10n.t(
      'There is no derivative here that a test could hold. {0} Choose another point, then pin again.',
      text(args, 'reason'),
    ),
  'pin-not-precise': args =>
    l10n.t(
      '{0} is not known precisely enough here for a test to hold it. Choose another point, then pin again.',
      text(args, 'derivative'),
    ),
  'pin-not-written': args =>
    l10n.t(
      'The test could not be written to {0}. Check that the file can be changed, then pin again.',
      text(args, 'file'),
    ),
  'import-missing': args => l10n.t('The file imports {0}, which cannot be found.', text(args, 'module')),
  'module-threw': args =>
    l10n.t('The file cannot be loaded. {place}: {message}', { place: placeOf(args), message: text(args, 'message') }),
  'function-threw': args =>
    l10n.t('The function throws at this point. {place}: {message}', {
      place: placeOf(args),
      message: text(args, 'message'),
    }),
  'stack-overflow': args =>
    l10n.t('The function calls itself without end. {place}: stack overflow', { place: placeOf(args) }),
  'not-a-number-returned': args =>
    l10n.t('The function returns a {type} ({found}); it must return a number.', {
      type: text(args, 'type'),
      found: text(args, 'found'),
    }),
  'nothing-returned': args =>
    l10n.t('The function returns {0}; it must return a number. Is a return missing?', text(args, 'found')),
  'no-numbers-returned': args =>
    l10n.t(
      'The function returns {0}; it must return a number, or numbers in arrays of one length.',
      text(args, 'found'),
    ),
  'length-changes': args =>
    l10n.t('The function returned {expected} numbers, then {found}; it must return as many each time.', {
      expected: number(args, 'expected'),
      found: number(args, 'found'),
    }),
  'promise-returned': () => l10n.t('The function returns a promise; it must return its number at once.'),
  'value-undefined': args =>
    l10n.t(
      'The function is {0} at this point, so that it has no derivative there. Try another point.',
      formatNumber(number(args, 'value')),
    ),
  'undefined-nearby': args =>
    l10n.t('The function has no value beside {variable}, where its derivative is taken from. Try another point.', {
      variable: variable(args),
    }),
  noisy: args =>
    l10n.t(
      'The values of the function are rounded or noisy, so that its derivative with respect to {variable} is known to ± {error} only.',
      { variable: nameOf(args), error: formatNumber(Number(number(args, 'error').toPrecision(1))) },
    ),
  plateau: args =>
    l10n.t(
      'The function does not move at all about {variable}: its derivative is 0 there, and gradient descent stays where it is.',
      {
        variable: variable(args),
      },
    ),
  'one-sided': args =>
    'right' in args
      ? l10n.t('The function has values to the right of {variable} only; this is the slope to that side.', {
          variable: variable(args),
        })
      : l10n.t('The function has values to the left of {variable} only; this is the slope to that side.', {
          variable: variable(args),
        }),
  kink: args =>
    l10n.t('The slope jumps from {left} to {right} at {variable}; there is no derivative here.', {
      left: formatNumber(number(args, 'left')),
      right: formatNumber(number(args, 'right')),
      variable: variable(args),
    }),
  discontinuous: args =>
    'from' in args
      ? l10n.t('The function jumps from {from} to {to} at {variable}; there is no derivative here.', {
          from: formatNumber(number(args, 'from')),
          to: formatNumber(number(args, 'to')),
          variable: variable(args),
        })
      : l10n.t('The function jumps at {variable}; there is no derivative here.', { variable: variable(args) }),
  infinite: args =>
    l10n.t('The function is vertical at {variable}: its slope grows without bound, there is no derivative here.', {
      variable: variable(args),
    }),
  nondeterministic: args => {
    const [value, again] = formatApart(number(args, 'value'), number(args, 'again'));
    return l10n.t('Two calls gave {value} and {again}. Does the function use Math.random or a clock?', {
      value,
      again,
    });
  },
};

function numbersOf(depth: number, length: number): string {
  if (depth === 0) return l10n.t('a number');
  if (length >= 0) return l10n.t('{0} numbers', length);
  return depth === 1 ? l10n.t('a vector such as [3, 4]') : l10n.t('a matrix such as [[1, 2], [3, 4]]');
}

/** `x[0]`: the number with respect to which. */
export function nameOf(args: ProblemArgs): string {
  return text(args, 'name') + formatPosition(shape(args, 'position'));
}

/** `x[0] = 3`. */
function variable(args: ProblemArgs): string {
  return `${nameOf(args)} = ${formatNumber(number(args, 'x'))}`;
}

/** "Line 6 of help.ts". */
export function placeOf(args: ProblemArgs): string {
  const file = text(args, 'file').split(/[\\/]/).at(-1)!;
  return file === '' ? l10n.t('Somewhere') : l10n.t('Line {line} of {file}', { line: number(args, 'line'), file });
}
