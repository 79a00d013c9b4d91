import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { number, text, type Sentences } from './arguments';

const config: Sentences = {
  config: args =>
    text(args, 'rule') === 'max_length'
      ? l10n.t('{source}: {path} has {found} entries; expected at most {limit}.', {
          ...configPlace(args),
          found: text(args, 'found'),
          limit: text(args, 'limit'),
        })
      : l10n.t('{source}: {path} is {found}; expected {expected}.', {
          ...configPlace(args),
          found: kindOf(text(args, 'found')),
          expected: expectedBy(text(args, 'rule'), text(args, 'limit')),
        }),
  'config-key': args =>
    l10n.t('{source}: there is no key {path}. The keys there are: {known}.', {
      ...configPlace(args),
      known: text(args, 'known'),
    }),
  'training-too-large': args =>
    l10n.t(
      'This training needs {found} MB of memory; at most {maximum} MB are possible. Use smaller batches or layers with fewer units.',
      { found: number(args, 'found'), maximum: number(args, 'maximum') },
    ),
  'kernel-thread': () =>
    l10n.t(
      'A thread that trains ended amid a mini-batch. Start again; a run that is written goes on from its last checkpoint.',
    ),
  'loss-task': args => {
    const names = { loss: text(args, 'loss'), fitting: text(args, 'fitting') };
    if (text(args, 'task') === 'regression')
      return l10n.t(
        'training.loss is {loss}, which is for classes, but the data hold numbers to predict. What fits: {fitting}; or set data.task to classification.',
        names,
      );
    return l10n.t(
      'training.loss is {loss}, which is for two classes, but the data hold {classes}. What fits: {fitting}.',
      { ...names, classes: number(args, 'classes') },
    );
  },
  'state-tensor': args => {
    const [name, expected, found] = [text(args, 'name'), text(args, 'expected'), text(args, 'found')];
    return found === ''
      ? l10n.t('The saved training has no {name}; expected one of shape {expected}. It is of another configuration.', {
          name,
          expected,
        })
      : l10n.t('{name} of the saved training has shape {found}; expected {expected}. It is of another configuration.', {
          name,
          expected,
          found,
        });
  },
  'config-missing': args =>
    l10n.t('{source}: {path} is missing; expected {expected}.', {
      ...configPlace(args),
      expected: expectedBy(text(args, 'rule'), text(args, 'limit')),
    }),
  'config-optimizer': args =>
    l10n.t('{source}: {path} does not apply to {name}. Leave it out, or use one of {users}.', {
      ...configPlace(args),
      name: text(args, 'name'),
      users: text(args, 'users'),
    }),
  'config-module': args =>
    l10n.t('{source}: {path} does not go with model.module, which brings its own. Leave one of them out.', {
      ...configPlace(args),
    }),
  'config-file': args =>
    text(args, 'reason') === 'ENOENT'
      ? l10n.t('{0} does not exist. Give the path of a training configuration.', text(args, 'source'))
      : l10n.t('{source} cannot be read ({reason}). Give the path of a training configuration.', {
          source: text(args, 'source'),
          reason: text(args, 'reason'),
        }),
  'json-syntax': args =>
    text(args, 'found') === ''
      ? l10n.t('{source} is no JSON: it ends too early, in line {line}, column {column}.', jsonPlace(args))
      : l10n.t('{source} is no JSON: "{found}" does not belong in line {line}, column {column}.', {
          ...jsonPlace(args),
          found: text(args, 'found'),
        }),
};

/** What is wrong with a training's configuration. */
export const TRAINING_PROBLEMS: Sentences = config;

/** What a rule of the configuration's schema asks for. */
function expectedBy(rule: string, limit: string): string {
  switch (rule) {
    case 'integer':
      return l10n.t('a whole number');
    case 'min_value':
      return l10n.t('a number of at least {0}', limit);
    case 'gt_value':
      return l10n.t('a number above {0}', limit);
    case 'max_value':
      return l10n.t('a number of at most {0}', limit);
    case 'lt_value':
      return l10n.t('a number below {0}', limit);
    case 'picklist':
    case 'literal':
    case 'variant':
      return l10n.t('one of {0}', limit);
    case 'array':
      return l10n.t('a list');
    case 'source':
      return l10n.t('a file, a generator, or images and labels');
    case 'path':
      return l10n.t('the path of a file');
    case 'test':
      return l10n.t('a share from 0.01 to 0.9, or a file to test on');
    case 'label':
      return l10n.t('a column by its name or index, or a list of columns');
    case 'batchSize':
      return l10n.t('a whole number from 1 to 1000000, or "full"');
    case 'string':
      return l10n.t('a text');
    case 'boolean':
      return l10n.t('true or false');
    case 'strict_object':
      return l10n.t('an object');
    default:
      return l10n.t('a number');
  }
}

/** Lists and objects are called so; other values stand as they are. */
function kindOf(found: string): string {
  if (found === 'Array') return l10n.t('a list');
  return found === 'Object' ? l10n.t('an object') : found;
}

function configPlace(args: ProblemArgs): { source: string; path: string } {
  return {
    source: text(args, 'source') || l10n.t('Training configuration'),
    path: text(args, 'path') || l10n.t('the whole'),
  };
}

function jsonPlace(args: ProblemArgs): { source: string; line: number; column: number } {
  return { source: configPlace(args).source, line: number(args, 'line'), column: number(args, 'column') };
}
