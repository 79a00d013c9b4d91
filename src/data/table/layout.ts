import { Problem } from '../../numerics/problem';
import type { DataConfig, Task } from '../config';
import { MAX_CLASSES } from '../dataset';
import { listed, shortened } from './cells';
import type { Column } from './column';
import { labelColumns } from './roles';
import type { Table } from './tableReader';

/** A column that features are made of: numbers one, categories one each, 1 where the cell holds it and 0 elsewhere. */
export interface FeatureColumn {
  readonly name: string;
  /** In the order of their characters. */
  readonly categories: readonly string[] | undefined;
  /** Whether its numbers are true and false, 1 and 0. */
  readonly boolean: boolean;
}

/** What the columns of a table are to a training. */
export interface Layout {
  readonly features: readonly FeatureColumn[];
  /** Names of the columns to learn: one of a classification. */
  readonly labels: readonly string[];
  /** Names of the classes; undefined of a regression. */
  readonly classes: readonly string[] | undefined;
}

/** Whole numbers are classes where there are no more different ones than this. */
const FEW = 20;

/**
 * Tells features from labels, numbers from categories and a classification from a regression.
 *
 * A label column of texts, or of true and false, holds classes. One of numbers does where all of them are whole, no more
 * than 20 differ, and there are at least twice as many samples; otherwise its numbers are to be predicted. Several label
 * columns are a regression. `task` has its way where it can.
 *
 * @throws Problem `data-label`, `data-no-features`, `data-cell`, `data-empty-column`, `data-categories`,
 * `data-one-class`, `data-not-classes`, `data-text-label`, `data-several-labels`
 */
export function layoutOf(table: Table, options: Pick<DataConfig, 'label' | 'ignore' | 'task'>): Layout {
  const labels = labelColumns(table.names, options);
  const columns = labels.map(name => table.columns.get(name)!);
  for (const column of columns) checkLabel(column);
  const features = [...table.columns.values()]
    .filter(({ name }) => !labels.includes(name))
    .map(column => featureColumn(column, table.samples));
  const task = columns.length === 1 ? taskOf(columns[0]!, table.samples, options.task) : severalTask(columns, options);
  const classes = task === 'classification' ? classesOf(columns[0]!, table) : undefined;
  return { features, labels, classes };
}

function checkLabel(column: Column): void {
  if (column.differentCount > 1) return;
  throw new Problem('data-one-class', { label: column.name, found: shortened(String(column.example ?? '')) });
}

function featureColumn(column: Column, samples: number): FeatureColumn {
  const { name } = column;
  const kind = column.kind();
  if (kind === 'empty') throw new Problem('data-empty-column', { column: name });
  if (kind !== 'category') return { name, categories: undefined, boolean: kind === 'boolean' };
  const count = column.differentCount;
  // Each stands once: names, not categories.
  if (count > FEW && count === samples - column.missing)
    throw new Problem('data-categories', { column: name, found: shortened(String(column.example)), count, samples });
  return { name, categories: sortedNames(column), boolean: false };
}

function taskOf(label: Column, samples: number, asked: DataConfig['task']): Task {
  const kind = label.kind();
  if (asked === 'regression') requireNumbers(label);
  if (asked !== 'auto') return asked;
  if (kind !== 'number') return 'classification';
  const whole = label.different?.every(value => Number.isInteger(value)) ?? false;
  const count = label.differentCount;
  return whole && count <= FEW && 2 * count <= samples ? 'classification' : 'regression';
}

function severalTask(labels: readonly Column[], { task }: Pick<DataConfig, 'task'>): Task {
  if (task === 'classification')
    throw new Problem('data-several-labels', { labels: listed(labels.map(({ name }) => name)) });
  for (const label of labels) requireNumbers(label);
  return 'regression';
}

function requireNumbers(label: Column): void {
  if (label.kind() === 'category')
    throw new Problem('data-text-label', { label: label.name, found: shortened(String(label.example)) });
}

/** The names of the classes: numbers in their order, texts in that of their characters. */
function classesOf(label: Column, { samples, names }: Table): readonly string[] {
  const found = label.differentCount;
  if (found > MAX_CLASSES || (found > 2 && found === samples))
    throw new Problem('data-not-classes', { label: label.name, found, samples, columns: listed(names) });
  return sortedNames(label);
}

function sortedNames(column: Column): readonly string[] {
  const values = [...(column.different ?? [])];
  const numeric = values.every(value => typeof value === 'number');
  return numeric ? values.sort((a, b) => Number(a) - Number(b)).map(String) : values.map(String).sort();
}

/**
 * The layout of a table to test on: that of the table to train on.
 *
 * @throws Problem `data-test-lacks`, `data-test-adds` where their columns differ
 */
export function sameLayout(table: Table, layout: Layout): Layout {
  const expected = new Set([...layout.features.map(({ name }) => name), ...layout.labels]);
  const lacking = [...expected].filter(name => !table.columns.has(name));
  const added = [...table.columns.keys()].filter(name => !expected.has(name));
  if (lacking.length > 0) throw new Problem('data-test-lacks', { columns: listed(lacking) });
  if (added.length > 0) throw new Problem('data-test-adds', { columns: listed(added) });
  return layout;
}
