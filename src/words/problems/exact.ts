import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { formatApart, formatNumber } from '../numbers';
import { number, text, type Sentences } from './arguments';
import { nameOf, placeOf } from './gradient';

/** Why there is no exact derivative. */
export const EXACT_PROBLEMS: Sentences = {
  'exact-escape': args =>
    l10n.t(
      'There is no exact derivative. {place}: a number becomes text, a key or bytes here or is used by a package, where it cannot be followed.',
      { place: placeOf(args) },
    ),
  'exact-hidden-state': () =>
    l10n.t('There is no exact derivative: the function uses a number that an earlier call left behind.'),
  'exact-too-long': args =>
    l10n.t('There is no exact derivative: one call takes more than {0} operations.', number(args, 'most')),
  'exact-differs': args =>
    l10n.t(
      'There is no exact derivative: while its numbers are followed, the function gives {exact} instead of {value}. Does it use Math.random or a clock?',
      exactAndValue(args),
    ),
  'exact-threw': args =>
    l10n.t('There is no exact derivative: the function throws while its numbers are followed. {place}: {message}', {
      place: placeOf(args),
      message: text(args, 'message'),
    }),
  'exact-not-loaded': args =>
    l10n.t(
      'There is no exact derivative: the file cannot be loaded in a form that follows numbers. {place}: {message}',
      {
        place: placeOf(args),
        message: text(args, 'message'),
      },
    ),
  'exact-no-derivative': args =>
    l10n.t(
      'There is no exact derivative with respect to {0}, as the numerical one does not exist there.',
      nameOf(args),
    ),
  'exact-infinite': args =>
    l10n.t('Automatic differentiation gives {value} with respect to {name}, which is no derivative.', {
      value: shown(args, 'value'),
      name: nameOf(args),
    }),
  'exact-disagrees': args =>
    l10n.t(
      'Automatic differentiation gives {exact} with respect to {name}, but the numerical derivative is {numeric} ± {error}. It is not shown as exact.',
      {
        exact: shown(args, 'exact'),
        name: nameOf(args),
        numeric: shown(args, 'numeric'),
        error: formatNumber(Number(number(args, 'error').toPrecision(1))),
      },
    ),
  'exact-rounding': args =>
    l10n.t(
      'Automatic differentiation gives {exact} with respect to {name}, but from point to point it changes unevenly, as where rounding errors or a change of formula show. It is not shown as exact.',
      { exact: shown(args, 'exact'), name: nameOf(args) },
    ),
};

function exactAndValue(args: ProblemArgs): { exact: string; value: string } {
  const [exact, value] = formatApart(number(args, 'exact'), number(args, 'value'));
  return { exact, value };
}

function shown(args: ProblemArgs, key: string): string {
  return formatNumber(number(args, key));
}
