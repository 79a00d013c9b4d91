import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { number, shape, text, valueAt, type Sentences } from './arguments';

const files: Sentences = {
  'array-file': args =>
    l10n.t(
      '{source} is no IDX, NPY or NPZ file: it begins with the bytes {found}. IDX begins with 00 00, NPY with 93 4e 55 4d 50 59, NPZ with 50 4b 03 04.',
      { source: source(args), found: text(args, 'found') },
    ),
  'array-header-short': args =>
    l10n.t('{source} is cut off within its header: it has {found} bytes, the header needs {expected}.', {
      source: source(args),
      found: number(args, 'found'),
      expected: number(args, 'expected'),
    }),
  'array-short': args =>
    l10n.t(
      '{source} is cut off: {missing} bytes are missing. An array of shape {shape} of {width}-byte numbers ends at byte {expected}; the file has {found}.',
      {
        source: source(args),
        missing: number(args, 'missing'),
        shape: axes(args),
        width: number(args, 'width'),
        expected: number(args, 'expected'),
        found: number(args, 'found'),
      },
    ),
  'array-long': args =>
    l10n.t(
      '{source} goes on for {extra} bytes after its array of shape {shape}, which ends at byte {expected}. A file must hold one array.',
      {
        source: source(args),
        extra: number(args, 'extra'),
        shape: axes(args),
        expected: number(args, 'expected'),
      },
    ),
  'array-large-integer': args =>
    l10n.t('{source}: the whole number {found} at {position} lies beyond ±2⁵³ and would lose digits.', {
      source: source(args),
      found: text(args, 'found'),
      position: valueAt(args).position,
    }),
  'idx-type': args =>
    l10n.t(
      '{source}: byte 2 is {found}, no type of IDX. Expected 08, 09, 0b, 0c, 0d or 0e (bytes, whole numbers of 1, 2 and 4 bytes, singles, doubles).',
      { source: source(args), found: text(args, 'found') },
    ),
  'npy-version': args =>
    l10n.t('{source}: byte 6 gives version {found} of NPY. Expected 1, 2 or 3.', {
      source: source(args),
      found: number(args, 'found'),
    }),
  'npy-header': args =>
    l10n.t(
      '{source}: the header at byte {offset} cannot be read ({found}). It must name descr, fortran_order and shape. Save the array again with numpy.save.',
      { source: source(args), offset: number(args, 'offset'), found: text(args, 'found') },
    ),
  'npy-header-length': args =>
    l10n.t('{source}: byte 8 gives the header a length of {found} bytes; at most {maximum} are expected.', {
      source: source(args),
      found: number(args, 'found'),
      maximum: number(args, 'maximum'),
    }),
  'npy-type': args =>
    l10n.t(
      '{source} holds values of type {found}. Expected whole numbers, floating-point numbers of at most 8 bytes or truth values; convert them with astype.',
      { source: source(args), found: text(args, 'found') },
    ),
  'npz-damaged': args => l10n.t('{0} is damaged or cut off: its ZIP archive cannot be unpacked.', source(args)),
  'gzip-damaged': args => l10n.t('{0} is damaged or cut off: its gzip data cannot be unpacked.', source(args)),
  'gzip-content': args =>
    l10n.t(
      '{source} unpacks to no IDX or NPY file: what is inside begins with the bytes {found}. If it is a table, unpack it first.',
      { source: source(args), found: text(args, 'found') },
    ),
  'gzip-long': args =>
    l10n.t('{source} unpacks to more than the {expected} bytes that its header announces.', {
      source: source(args),
      expected: number(args, 'expected'),
    }),
};

const names: Sentences = {
  'npz-array': args =>
    l10n.t('{source} has no array {name}. Its arrays are: {arrays}.', {
      source: source(args),
      name: text(args, 'name'),
      arrays: text(args, 'arrays'),
    }),
  'npz-unnamed': args =>
    l10n.t('{source} is an archive of arrays ({arrays}). Name the one that is meant, as {example}.', {
      source: source(args),
      arrays: text(args, 'arrays'),
      example: `${source(args)}#x`,
    }),
  'npz-names': args =>
    l10n.t(
      '{source} has arrays {arrays}; which are features and labels cannot be told. Call them x and y, or give {example}.',
      { source: source(args), arrays: text(args, 'arrays'), example: pairOfNames(args) },
    ),
  'array-name': args =>
    l10n.t('{source} holds a single array without a name. Leave out #{name}.', {
      source: source(args),
      name: text(args, 'name'),
    }),
};

const datasets: Sentences = {
  'array-features': args =>
    l10n.t(
      '{source} has shape {shape}. Features need [N, D], images [N, height, width] or [N, height, width, channels], none of them 0.',
      { source: source(args), shape: axes(args) },
    ),
  'array-labels': args =>
    l10n.t('{source} has shape {shape}. Labels need [N], one-hot [N, classes], or [N, T] to predict T numbers.', {
      source: source(args),
      shape: axes(args),
    }),
  'array-matrix': args =>
    l10n.t(
      '{source} has shape {shape} and no labels beside it. Give a matrix with a column of labels, or features and labels as {example}.',
      { source: source(args), shape: axes(args), example: `{ "images": "${source(args)}", "labels": … }` },
    ),
  'array-counts': args =>
    l10n.t(
      '{source} has {samples} samples, but {labels} has {count} labels. There must be as many of the one as of the other.',
      {
        source: source(args),
        samples: number(args, 'samples'),
        labels: text(args, 'labels'),
        count: number(args, 'count'),
      },
    ),
  'array-value': args =>
    l10n.t('{source} has {value} at {position}. Expected finite numbers of at most 3.4e38.', {
      source: source(args),
      ...valueAt(args),
    }),
  'array-one-hot': args =>
    l10n.t(
      '{source}: the row at {position} is not one-hot. Each row of labels must have one 1 and zeros; to predict its {columns} numbers set data.task to "regression".',
      { source: source(args), position: valueAt(args).position, columns: number(args, 'columns') },
    ),
  'array-classes': args =>
    l10n.t('{source} has {found} one-hot columns; at most {maximum} classes are possible.', {
      source: source(args),
      found: number(args, 'found'),
      maximum: number(args, 'maximum'),
    }),
};

/** What is wrong with binary files of data. */
export const DATA_FILE_PROBLEMS: Sentences = { ...files, ...names, ...datasets };

function source(args: ProblemArgs): string {
  return text(args, 'source');
}

/** [60000, 28, 28] */
function axes(args: ProblemArgs): string {
  return `[${shape(args, 'shape').join(', ')}]`;
}

/** What a configuration says to name two arrays of a file. */
function pairOfNames(args: ProblemArgs): string {
  const file = source(args);
  return `{ "images": "${file}#…", "labels": "${file}#…" }`;
}
