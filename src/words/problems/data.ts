import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { number, text, type Sentences } from './arguments';

const files: Sentences = {
  'data-not-found': args =>
    l10n.t('{0} does not exist. Paths of data are relative to the configuration.', text(args, 'source')),
  'data-not-a-file': args =>
    l10n.t('{0} is no file. Give the path of a file with data, such as data/iris.csv.', text(args, 'source')),
  'data-unreadable': args =>
    l10n.t('{source} cannot be read ({reason}).', { source: text(args, 'source'), reason: text(args, 'reason') }),
  'data-encoding': args => l10n.t('{0} is no UTF-8 text. Save it as "CSV UTF-8".', text(args, 'source')),
  'data-memory': args =>
    l10n.t(
      '{source} needs about {needed} MB of memory; {allowed} MB are allowed. Use fewer samples or columns, or raise data.memory.',
      {
        source: text(args, 'source') || l10n.t('The data'),
        needed: number(args, 'needed'),
        allowed: number(args, 'allowed'),
      },
    ),
  'data-no-columns': args =>
    l10n.t('{source} holds arrays of features and labels, which have no columns. Leave out {key}.', {
      source: text(args, 'source'),
      key: text(args, 'key'),
    }),
  'data-name': args =>
    l10n.t('{source} is a table and has no array named {name}. Leave out #{name}.', {
      source: text(args, 'source'),
      name: text(args, 'name'),
    }),
};

const csv: Sentences = {
  'csv-empty': args => l10n.t('{0} is empty. Samples were expected, one a line.', text(args, 'source')),
  'csv-column-name': args =>
    l10n.t('{place}: column {position} has no name. Name it, or remove the column.', {
      place: place(args),
      position: number(args, 'position'),
    }),
  'csv-duplicate-column': args =>
    l10n.t('{place}: columns {first} and {second} have the same name, {column}. Rename one of them.', {
      ...cell(args),
      first: number(args, 'first'),
      second: number(args, 'second'),
    }),
  'csv-ragged': args =>
    l10n.t('{place}: {found} cells, but there are {expected} columns.', {
      place: place(args),
      found: number(args, 'found'),
      expected: number(args, 'expected'),
    }),
  'csv-quote': args =>
    l10n.t(
      '{0}: a quotation mark is not closed or stands inside a cell. Quote the whole cell and double the marks inside it.',
      place(args),
    ),
  'csv-long-record': args =>
    l10n.t('{place}: a record has more than {maximum} MB. Look for a quotation mark that is not closed.', {
      place: place(args),
      maximum: number(args, 'maximum'),
    }),
};

const json: Sentences = {
  'json-table': args =>
    l10n.t('{source} is {found}; expected an array of samples, or an object of columns.', {
      source: text(args, 'source'),
      found: text(args, 'found'),
    }),
  'json-record': args =>
    l10n.t('{place}: a sample is {found}; expected an object like {"x": 1, "y": 2}, or an array of values.', {
      place: place(args),
      found: text(args, 'found'),
    }),
  'json-ragged': args =>
    l10n.t('{place}: {found} values; expected {expected}, as in the first sample.', {
      place: place(args),
      found: number(args, 'found'),
      expected: number(args, 'expected'),
    }),
  'json-nested': args =>
    l10n.t('{place}: {column} lies more than {maximum} levels deep. Write samples as objects or arrays of values.', {
      ...cell(args),
      maximum: number(args, 'maximum'),
    }),
  'json-duplicate': args =>
    l10n.t('{place}: two values are called {column}. Rename a key.', {
      place: place(args),
      column: text(args, 'column'),
    }),
  'json-column': args =>
    l10n.t('{source}: {column} is {found}; expected an array with a value for each sample.', {
      source: text(args, 'source'),
      column: text(args, 'column'),
      found: text(args, 'found'),
    }),
  'json-column-length': args =>
    l10n.t('{source}: {column} has {found} values, but {first} has {expected}.', {
      source: text(args, 'source'),
      column: text(args, 'column'),
      found: number(args, 'found'),
      first: text(args, 'first'),
      expected: number(args, 'expected'),
    }),
  'json-too-large': args =>
    l10n.t('{source} is longer than the {maximum} MB that JSON can be read from. Save it as JSON lines or CSV.', {
      source: text(args, 'source'),
      maximum: number(args, 'maximum'),
    }),
};

const cells: Sentences = {
  'data-missing': args =>
    l10n.t(
      '{place}: column {column} has no value. Put one in, or set Missing values (data.missing) to leave the sample out ("drop") or to fill in the mean ("fill").',
      cell(args),
    ),
  'data-label-missing': args =>
    l10n.t(
      '{place}: column {column} has no value, and labels are not filled in. Put one in, or set Missing values (data.missing) to leave the sample out ("drop").',
      cell(args),
    ),
  'data-cell': args =>
    l10n.t(
      '{place}: "{found}" in column {column} is not a number, unlike other values there. Correct it, or leave the column out with data.ignore.',
      cell(args),
    ),
  'data-decimal-comma': args =>
    l10n.t(
      '{place}: "{found}" in column {column} is written with a comma. Write decimals with a point, as in 0.5.',
      cell(args),
    ),
  'data-range': args =>
    l10n.t('{place}: {found} in column {column} is too large; numbers up to 3.4e38 can be trained on.', cell(args)),
  'data-categories': args =>
    l10n.t(
      '{source}: column {column} holds {count} different values in {samples} samples, such as "{found}". These look like names, dates or free text rather than categories; leave the column out with data.ignore.',
      {
        source: text(args, 'source'),
        column: text(args, 'column'),
        count: number(args, 'count'),
        samples: number(args, 'samples'),
        found: text(args, 'found'),
      },
    ),
  'data-empty-column': args =>
    l10n.t('{source}: column {column} has no values at all. Leave it out with data.ignore.', column(args)),
  'data-nothing-to-fill': args =>
    l10n.t(
      '{source}: no training sample has a value in column {column}, so that there is nothing to fill it with. Leave it out with data.ignore.',
      column(args),
    ),
};

const samples: Sentences = {
  'data-no-samples': args =>
    number(args, 'dropped') > 0
      ? l10n.t(
          '{source}: each of the {dropped} samples lacks a value, so that all were left out. Set Missing values (data.missing) to fill in the mean ("fill").',
          {
            source: text(args, 'source'),
            dropped: number(args, 'dropped'),
          },
        )
      : l10n.t('{0} holds no samples.', text(args, 'source')),
  'data-few-samples': args =>
    l10n.t(
      '{0} holds one sample only. At least two are needed, one to train and one to test on.',
      text(args, 'source'),
    ),
};

const labels: Sentences = {
  'data-label': args => l10n.t('{source} has no column {label}. Its columns are: {columns}.', label(args)),
  'data-no-features': args =>
    l10n.t('{source} has no column besides {label}. There must be at least one to predict it from.', label(args)),
  'data-one-class': args =>
    l10n.t(
      '{source}: column {label} holds nothing but {found}. There must be at least two different values to learn.',
      {
        ...label(args),
        found: text(args, 'found'),
      },
    ),
  'data-not-classes': args =>
    l10n.t(
      '{source}: column {label} does not look like classes: {found} different values in {samples} samples. Choose another label column: {columns}.',
      { ...label(args), found: number(args, 'found'), samples: number(args, 'samples') },
    ),
  'data-text-label': args =>
    l10n.t(
      '{source}: column {label} holds texts such as "{found}"; a regression learns numbers. Set Task (data.task) to "classification", or choose another label column.',
      {
        ...label(args),
        found: text(args, 'found'),
      },
    ),
  'data-several-labels': args =>
    l10n.t(
      '{source}: a classification has one label column, not several ({labels}). Name one, or set data.task to "regression".',
      {
        source: text(args, 'source'),
        labels: text(args, 'labels'),
      },
    ),
};

const generators: Sentences = {
  'data-generator-task': args =>
    text(args, 'task') === 'regression'
      ? l10n.t('{0} makes numbers to predict and no classes. Leave out data.task.', text(args, 'source'))
      : l10n.t('{0} makes classes and no numbers to predict. Leave out data.task.', text(args, 'source')),
};

const testing: Sentences = {
  'data-test-lacks': args => l10n.t('{source} lacks columns of the data to train on: {columns}.', label(args)),
  'data-test-adds': args =>
    l10n.t(
      '{source} has columns that the data to train on lack: {columns}. Remove them, or leave them out with data.ignore.',
      label(args),
    ),
  'data-test-value': args =>
    l10n.t('{place}: "{found}" in column {column} does not occur in the data to train on.', cell(args)),
  'data-test-class': args => l10n.t('{place}: the class "{found}" does not occur in the data to train on.', cell(args)),
  'data-test-features': args =>
    l10n.t('{source} has {found} features a sample; the data to train on have {expected}.', difference(args)),
  'data-test-image': args =>
    l10n.t('{source} holds samples of {found}; the data to train on hold samples of {expected}.', {
      source: text(args, 'source'),
      found: imageSize(text(args, 'found')),
      expected: imageSize(text(args, 'expected')),
    }),
  'data-test-task': args =>
    text(args, 'expected') === 'classification'
      ? l10n.t('{0} holds numbers to predict; the data to train on hold classes.', text(args, 'source'))
      : l10n.t('{0} holds classes; the data to train on hold numbers to predict.', text(args, 'source')),
  'data-test-labels': args =>
    l10n.t('{source} has {found} numbers to predict a sample; the data to train on have {expected}.', difference(args)),
};

/** What is wrong with the data of a training. */
export const DATA_PROBLEMS: Sentences = {
  ...files,
  ...csv,
  ...json,
  ...cells,
  ...samples,
  ...labels,
  ...generators,
  ...testing,
};

/** A file, and the line or the sample in it. */
function place(args: ProblemArgs): string {
  const source = text(args, 'source');
  if (args['line'] !== undefined) return l10n.t('{0}, line {1}', source, number(args, 'line'));
  return args['record'] === undefined ? source : l10n.t('{0}, sample {1}', source, number(args, 'record'));
}

function cell(args: ProblemArgs): { place: string; column: string; found: string } {
  return { place: place(args), column: text(args, 'column'), found: text(args, 'found') };
}

function column(args: ProblemArgs): { source: string; column: string } {
  return { source: text(args, 'source'), column: text(args, 'column') };
}

function label(args: ProblemArgs): { source: string; label: string; columns: string } {
  return { source: text(args, 'source'), label: text(args, 'label'), columns: text(args, 'columns') };
}

function difference(args: ProblemArgs): { source: string; found: number; expected: number } {
  return { source: text(args, 'source'), found: number(args, 'found'), expected: number(args, 'expected') };
}

function imageSize(size: string): string {
  return size === '' ? l10n.t('features that are no image') : l10n.t('{0} pixels', size);
}
