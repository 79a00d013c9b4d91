import { Problem } from '../../numerics/problem';
import type { Dataset, FeatureGroup, Targets } from '../dataset';
import type { MemoryBound } from '../memory';
import type { Column } from './column';
import type { FeatureColumn, Layout } from './layout';
import type { Table } from './tableReader';

/**
 * The samples of a table, with the features and labels of a layout: that of its own, or of the table it is to be tested
 * against. Features that are missing are NaN, in groups that `gaps` names.
 *
 * @param pause lets messages in, column by column
 * @throws Problem `data-memory`; `data-label-missing`; `data-cell` and `data-test-value` where the table holds something else than the layout
 * says; `cancelled`
 */
export async function tableDataset(
  table: Table,
  layout: Layout,
  memory: MemoryBound,
  pause: () => Promise<void>,
): Promise<Dataset> {
  const groups = groupsOf(layout.features);
  const width = groups.reduce((sum, group) => sum + group.width, 0);
  memory.require(table.bytes + 4 * table.samples * width);
  const features = new Float32Array(table.samples * width);
  for (const [index, group] of groups.entries()) {
    const { name, categories } = layout.features[index]!;
    const column = table.columns.get(name)!;
    if (categories) writeCategories(column, categories, features, group.start, width);
    else writeNumbers(column, features, group.start, width);
    await pause();
  }
  const gaps = groups.filter((_, index) => table.columns.get(layout.features[index]!.name)!.missing > 0);
  return {
    samples: table.samples,
    features,
    featureNames: layout.features.flatMap(featureNames),
    targets: targetsOf(table, layout),
    ...(gaps.length > 0 && { gaps }),
  };
}

/** The features that each column becomes. */
function groupsOf(features: readonly FeatureColumn[]): FeatureGroup[] {
  let start = 0;
  return features.map(({ name, categories, boolean }) => {
    const group = { name, start, width: categories?.length ?? 1, frequent: boolean || categories !== undefined };
    start += group.width;
    return group;
  });
}

function featureNames({ name, categories }: FeatureColumn): string[] {
  return categories?.map(category => `${name}=${category}`) ?? [name];
}

function writeNumbers(column: Column, features: Float32Array, start: number, width: number): void {
  const numbers = column.toNumbers();
  for (let row = 0, at = start; row < numbers.length; row++, at += width) features[at] = numbers[row]!;
}

function writeCategories(
  column: Column,
  categories: readonly string[],
  features: Float32Array,
  start: number,
  width: number,
): void {
  const indices = column.toIndices(categories, 'data-test-value');
  for (let row = 0, at = start; row < indices.length; row++, at += width) {
    const index = indices[row]!;
    if (index < categories.length) features[at + index] = 1;
    else features.fill(NaN, at, at + categories.length);
  }
}

/**
 * What is to be learned about the samples of a table.
 *
 * @throws Problem `data-label-missing`, `data-cell`, `data-test-class`
 */
export function targetsOf({ samples, columns }: Table, { labels, classes }: Layout): Targets {
  const targets = labels.map(name => columns.get(name)!);
  for (const { name, missing, missingPlace, unit } of targets)
    if (missing > 0) throw new Problem('data-label-missing', { [unit]: missingPlace, column: name });
  if (classes) return { task: 'classification', classes, labels: targets[0]!.toIndices(classes, 'data-test-class') };
  const values = new Float32Array(samples * labels.length);
  for (const [index, column] of targets.entries()) writeNumbers(column, values, index, labels.length);
  return { task: 'regression', names: labels, values };
}
