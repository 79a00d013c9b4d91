import * as l10n from '@vscode/l10n';
import { text, type Sentences } from './arguments';

/** What keeps a function that was found from being one that can be differentiated, and a point from being its point. */
export const FINDING_PROBLEMS: Sentences = {
  'formula-constant': args =>
    l10n.t(
      '{0} has no variable: all its names are known in the file. Highlight an expression in a name that the file does not declare, such as x.',
      text(args, 'expression'),
    ),
  'expression-gone': args =>
    l10n.t(
      'The expression {0} is no longer in the file. Highlight it again and run the command.',
      text(args, 'expression'),
    ),
  'function-async': args =>
    l10n.t(
      '{0} is asynchronous and gives a promise. Differentiate a function that returns its number at once.',
      text(args, 'name'),
    ),
  'function-generator': args =>
    l10n.t(
      '{0} is a generator and gives an iterator. Differentiate a function that returns its number.',
      text(args, 'name'),
    ),
  'parameter-integers': args =>
    l10n.t(
      'Parameter {parameter} of {name} is of type {type}, which cuts off fractions: x + h would be x again. Use Float64Array.',
      parameterOf(args),
    ),
  'parameter-ungivable': args =>
    l10n.t(
      'Parameter {parameter} of {name} is of type {type}, which cannot be written as part of a point. Give it a default value, or differentiate a function that calls {name} with it.',
      parameterOf(args),
    ),
  'point-ungivable': args =>
    l10n.t('{name} is of type {type}, which cannot be written as part of a point. Leave it out.', {
      name: text(args, 'name'),
      type: text(args, 'type'),
    }),
  'point-without-numbers': args =>
    l10n.t(
      '{0} holds no number to differentiate with respect to. Write at least one argument that is a number or an array of numbers.',
      text(args, 'found'),
    ),
};

function parameterOf(args: Parameters<Sentences[string]>[0]): { parameter: string; name: string; type: string } {
  return { parameter: text(args, 'parameter'), name: text(args, 'name'), type: text(args, 'type') };
}
