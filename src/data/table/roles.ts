import { Problem } from '../../numerics/problem';
import type { DataConfig } from '../config';
import { listed } from './cells';

/** Which columns are labels and which are left out; the others are features. */
export type RoleOptions = Pick<DataConfig, 'label' | 'ignore'>;

type ColumnKey = string | number;

/**
 * The names of the label columns: those that are named, or the last. What lies in an array of JSON is one: `y` stands for
 * y[0], y[1], ….
 *
 * @throws Problem `data-label` with the columns there are
 */
export function labelColumns(names: readonly string[], { label, ignore }: RoleOptions): string[] {
  const ignored = ignoredColumns(names, ignore);
  const left = names.filter(name => !ignored.has(name));
  if (label === undefined) return lastColumns(left);
  const labels = (typeof label === 'object' ? label : [label]).flatMap(key => {
    const found = columnsOf(names, key);
    if (found.some(name => ignored.has(name))) throw unknown(left, key);
    return found;
  });
  return [...new Set(labels)];
}

/** The last column, with the array it may be part of. */
function lastColumns(names: readonly string[]): string[] {
  const last = names.slice(-1);
  const all = last.flatMap(name => find(names, arrayOf(name)));
  return all.length < names.length ? all : last;
}

/** The names of the columns to leave out; what names no column is not among them. */
export function ignoredColumns(names: readonly string[], ignore: DataConfig['ignore'] = []): ReadonlySet<string> {
  return new Set(ignore.flatMap(key => find(names, key)));
}

/**
 * Checks that the columns are there that are to be labels or left out, and others besides.
 *
 * @throws Problem `data-label`, `data-no-features`
 */
export function checkColumns(names: readonly string[], options: RoleOptions): void {
  for (const key of options.ignore ?? []) columnsOf(names, key);
  const labels = labelColumns(names, options);
  const others = names.length - labels.length - ignoredColumns(names, options.ignore).size;
  if (others === 0) throw new Problem('data-no-features', { label: listed(labels) });
}

function columnsOf(names: readonly string[], key: ColumnKey): string[] {
  const found = find(names, key);
  if (found.length === 0) throw unknown(names, key);
  return found;
}

/** The columns of a name or an index, from the end where it is negative. */
function find(names: readonly string[], key: ColumnKey): string[] {
  if (typeof key === 'number') return names.at(key) === undefined ? [] : [names.at(key)!];
  return names.includes(key) ? [key] : names.filter(name => arrayOf(name) === key);
}

/** The array that a column is part of: y of y[1]; of others the name. */
function arrayOf(name: string): string {
  return /^(.+)\[\d+\]$/.exec(name)?.[1] ?? name;
}

function unknown(names: readonly string[], key: ColumnKey): Problem {
  return new Problem('data-label', { label: key, columns: listed(names) });
}
