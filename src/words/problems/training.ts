import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { formatNumber } from '../numbers';
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
  'loss-task': args => {
    const names = { loss: text(args, 'loss'), fitting: text(args, 'fitting') };
    if (text(args, 'task') === 'regression')
      return l10n.t(
        'training.loss is {loss}, which is for classes, but the data hold numbers to predict. Use one of {fitting}, or set data.task to classification.',
        names,
      );
    if (names.loss === 'halfSquares')
      return l10n.t(
        'training.loss is {loss}, which is for numbers to predict, but the data hold classes. Use one of {fitting}, or set data.task to regression.',
        names,
      );
    return l10n.t(
      'training.loss is {loss}, which is for two classes, but the data hold {classes}. Use one of {fitting}.',
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

const files: Sentences = {
  'data-not-found': args =>
    l10n.t('{0} does not exist. Paths of data are relative to the configuration.', text(args, 'source')),
  'data-not-a-file': args => l10n.t('{0} is no file. Give the path of a CSV file.', text(args, 'source')),
  'data-too-large': args =>
    l10n.t('{source} has {found} MB; CSV files of up to {maximum} MB can be trained on.', {
      source: text(args, 'source'),
      found: formatNumber(number(args, 'found'), 3),
      maximum: number(args, 'maximum'),
    }),
  'data-encoding': args => l10n.t('{0} is no UTF-8 text. Save it as "CSV UTF-8".', text(args, 'source')),
  'data-unreadable': args =>
    l10n.t('{source} cannot be read ({reason}).', { source: text(args, 'source'), reason: text(args, 'reason') }),
};

const csv: Sentences = {
  'csv-empty': args => l10n.t('{0} is empty. It must begin with the names of its columns.', text(args, 'source')),
  'csv-no-header': args =>
    l10n.t('{source} begins with values ({found}). Put the names of its columns into the first line.', {
      source: text(args, 'source'),
      found: text(args, 'found'),
    }),
  'csv-column-name': args =>
    l10n.t('{source}, line {line}: column {position} has no name. Name it, or remove the column.', {
      ...linePlace(args),
      position: number(args, 'position'),
    }),
  'csv-duplicate-column': args =>
    l10n.t('{source}, line {line}: columns {first} and {second} have the same name, {column}. Rename one of them.', {
      ...cellPlace(args),
      first: number(args, 'first'),
      second: number(args, 'second'),
    }),
  'csv-ragged': args =>
    l10n.t('{source}, line {line}: {found} cells, but there are {expected} columns.', {
      ...linePlace(args),
      found: number(args, 'found'),
      expected: number(args, 'expected'),
    }),
  'csv-quote': args =>
    l10n.t(
      '{source}, line {line}: a quotation mark is not closed or stands inside a cell. Quote the whole cell and double the marks inside it.',
      linePlace(args),
    ),
};

const samples: Sentences = {
  'data-label': args =>
    l10n.t('{source} has no column {label}. Its columns are: {columns}.', {
      source: text(args, 'source'),
      label: text(args, 'label'),
      columns: text(args, 'columns'),
    }),
  'data-no-features': args =>
    l10n.t('{source} has no column besides {label}. There must be at least one to predict it from.', {
      source: text(args, 'source'),
      label: text(args, 'label'),
    }),
  'data-empty-cell': args =>
    l10n.t(
      '{source}, line {line}: the cell of column {column} is empty. Fill it, or remove the line.',
      cellPlace(args),
    ),
  'data-cell': args =>
    l10n.t('{source}, line {line}: "{found}" in column {column} is not a number. Features must be numbers like 0.5.', {
      ...cellPlace(args),
      found: text(args, 'found'),
    }),
  'data-no-samples': args => l10n.t('{0} has names of columns but no samples below them.', text(args, 'source')),
  'data-one-class': args =>
    l10n.t('{source}: column {label} holds nothing but {found}. There must be at least two classes.', {
      source: text(args, 'source'),
      label: text(args, 'label'),
      found: text(args, 'found'),
    }),
  'data-not-classes': args =>
    l10n.t(
      '{source}: column {label} does not look like classes: {found} different values in {samples} samples. Choose another label column: {columns}.',
      {
        source: text(args, 'source'),
        label: text(args, 'label'),
        found: number(args, 'found'),
        samples: number(args, 'samples'),
        columns: text(args, 'columns'),
      },
    ),
};

/** What is wrong with a training's configuration or its data. */
export const TRAINING_PROBLEMS: Sentences = { ...config, ...files, ...csv, ...samples };

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

function linePlace(args: ProblemArgs): { source: string; line: number } {
  return { source: text(args, 'source'), line: number(args, 'line') };
}

function cellPlace(args: ProblemArgs): { source: string; line: number; column: string } {
  return { ...linePlace(args), column: text(args, 'column') };
}
