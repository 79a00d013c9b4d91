import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { formatApart, formatCount, formatNumber, formatPosition } from '../numbers';
import { number, shape, text, type Sentences } from './arguments';
import { EXACT_PROBLEMS } from './exact';
import { placeOf } from './gradient';

/** How the functions of a module are written; code is the same in every language. */
const SIGNATURES: Readonly<Record<string, string>> = {
  init: 'init(random)',
  loss: 'loss(params, x, t)',
  predict: 'predict(params, x)',
};

const loading: Sentences = {
  'model-file': args =>
    text(args, 'reason') === 'ENOENT'
      ? l10n.t(
          '{0} does not exist. Give the path of your module in model.module, relative to the configuration.',
          text(args, 'file'),
        )
      : l10n.t('{file} cannot be read ({reason}). Give the path of your module in model.module.', {
          file: text(args, 'file'),
          reason: text(args, 'reason'),
        }),
  'model-export': args =>
    l10n.t('{file} must export a function {signature}; {name} is {found} there. It exports: {names}.', {
      file: text(args, 'file'),
      name: text(args, 'name'),
      signature: SIGNATURES[text(args, 'name')] ?? '',
      found: text(args, 'found'),
      names: text(args, 'names') || '–',
    }),
  'model-untrusted': () =>
    l10n.t('Nabla runs the module of a model only in a workspace you trust. Trust this workspace to train it.'),
  'model-stuck': args =>
    l10n.t(
      'The module was still running {0} s after it was to stop, so that its process was ended. A run that is written goes on from its last checkpoint. Unless a mini-batch takes that long, look for a loop that does not end.',
      formatNumber(number(args, 'seconds')),
    ),
  'model-memory': args =>
    l10n.t(
      'The module needed more than {0} MB of memory and was stopped. Look for an array that grows without end, or use smaller batches.',
      formatNumber(number(args, 'megabytes')),
    ),
  'model-own-loss': args =>
    l10n.t('The module has a loss of its own; training.loss is {0}. Leave training.loss out.', text(args, 'loss')),
};

const calling: Sentences = {
  'model-threw': args =>
    l10n.t('{name} of the module throws. {place}: {message}', {
      name: text(args, 'name'),
      place: placeOf(args),
      message: text(args, 'message'),
    }),
  'model-recursion': args =>
    l10n.t('{name} of the module calls itself without end. {place}: stack overflow', {
      name: text(args, 'name'),
      place: placeOf(args),
    }),
  'model-promise': args =>
    l10n.t('{0} of the module returns a promise; it must return its result at once. Remove async.', text(args, 'name')),
  'model-arguments-changed': args =>
    l10n.t(
      '{name} of the module changes {argument}, which the next call needs as it was. Work on a copy, for example x.map(row => [...row]).',
      { name: text(args, 'name'), argument: text(args, 'argument') + indices(args) },
    ),
};

const parameters: Sentences = {
  'model-parameters': args =>
    l10n.t('init of the module returns {found}; expected an object of parameters, for example {example}.', {
      found: text(args, 'found'),
      example: '{ W: random.normal(2, 3), b: [0, 0, 0] }',
    }),
  'model-parameter-name': args =>
    l10n.t(
      'init of the module returns a parameter named "{0}". Use letters, digits and _ only, with a letter first.',
      text(args, 'parameter'),
    ),
  'model-parameter': args =>
    l10n.t(
      'init of the module returns {found} in {parameter}; expected a number, number[] or number[][], none of them empty.',
      { parameter: text(args, 'parameter'), found: text(args, 'found') },
    ),
  'model-parameter-number': args =>
    l10n.t('init of the module returns {found} in {place}; expected a finite number.', {
      found: text(args, 'found'),
      place: text(args, 'parameter') + indices(args),
    }),
  'model-parameter-ragged': args =>
    l10n.t(
      'init of the module returns {parameter} with rows of different lengths: row {row} has {found} numbers, row 0 has {expected}.',
      {
        parameter: text(args, 'parameter'),
        row: number(args, 'row'),
        found: number(args, 'found'),
        expected: number(args, 'expected'),
      },
    ),
  'model-init-differs': args =>
    l10n.t(
      'init of the module returns other parameters when it is called again: {value}, then {other}. Take random numbers from its argument, random, instead of Math.random.',
      twoValues(args, 'value', 'other'),
    ),
};

const losses: Sentences = {
  'model-loss': args =>
    l10n.t('loss of the module returns {0}; expected one number, the mean loss of the samples.', text(args, 'found')),
  'model-not-deterministic': args =>
    l10n.t(
      'loss of the module gives {value}, then {other} for the same arguments. It must depend on its arguments alone: no random numbers, no clock, nothing kept from the call before.',
      twoValues(args, 'value', 'other'),
    ),
  'model-predictions': args =>
    l10n.t('predict of the module returns {found} for {samples} samples; expected an array with {expected}.', {
      found: lengthOr(args),
      samples: number(args, 'samples'),
      expected: expected(args),
    }),
  'model-prediction': args =>
    l10n.t('predict of the module returns {found} for sample {sample}; expected an array with {expected}.', {
      found: text(args, 'found'),
      sample: number(args, 'sample'),
      expected: expected(args),
    }),
};

const gradients: Sentences = {
  'model-not-followed': args =>
    l10n.t('{reason} To train the module by numerical differentiation, set training.gradient to "numerical".', {
      reason: EXACT_PROBLEMS[text(args, 'reason')]?.(args) ?? text(args, 'reason'),
    }),
  'model-tape-full': args =>
    l10n.t(
      'One call of loss takes more than {most} operations for {samples} samples, which is more than can be followed back. Set training.batchSize to less, or make the model smaller.',
      { most: formatCount(number(args, 'most')), samples: formatCount(number(args, 'samples')) },
    ),
  'model-slope': args =>
    l10n.t(
      'Automatic differentiation of loss does not give its slope: {exact} in a random direction, where it is {numeric}. To train the module by numerical differentiation, set training.gradient to "numerical".',
      twoValues(args, 'exact', 'numeric'),
    ),
};

const pace: Sentences = {
  'model-slow': args =>
    l10n.t(
      'A mini-batch takes about {seconds} s with this module of {parameters} parameters. Smaller batches and fewer parameters are faster; layers of Nabla are much faster.',
      paceOf(args),
    ),
  'model-too-slow': args =>
    l10n.t(
      'A numerical gradient of this module takes about {seconds} s a mini-batch: two calls of loss for each of {parameters} parameters. At most 60 s are practical. Set training.gradient to "backpropagation", or use smaller batches or fewer parameters.',
      paceOf(args),
    ),
};

/** What is wrong with a model of the user's own. */
export const USER_MODEL_PROBLEMS: Sentences = {
  ...loading,
  ...calling,
  ...parameters,
  ...losses,
  ...gradients,
  ...pace,
};

/** `[0][3]` */
function indices(args: ProblemArgs): string {
  return formatPosition(shape(args, 'position'));
}

function twoValues<A extends string, B extends string>(args: ProblemArgs, a: A, b: B): Record<A | B, string> {
  const [first, second] = formatApart(number(args, a), number(args, b));
  return { [a]: first, [b]: second } as Record<A | B, string>;
}

function lengthOr(args: ProblemArgs): string {
  const { found } = args;
  return typeof found === 'number' ? l10n.t('an array of length {0}', found) : text(args, 'found');
}

/** What `predict` is to give for a sample. */
function expected(args: ProblemArgs): string {
  const outputs = number(args, 'outputs');
  if (text(args, 'task') === 'classification')
    return l10n.t('a class from 0 to {last} or {outputs} scores for each sample', { last: outputs - 1, outputs });
  return outputs === 1 ? l10n.t('a number for each sample') : l10n.t('a row of {0} numbers for each sample', outputs);
}

function paceOf(args: ProblemArgs): { seconds: string; parameters: string } {
  return {
    seconds: formatNumber(Number(number(args, 'seconds').toPrecision(2))),
    parameters: formatCount(number(args, 'parameters')),
  };
}
