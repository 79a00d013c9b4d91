import { Problem } from '../../numerics/problem';
import type { DataConfig } from '../config';
import { MAX_CLASSES, type Targets } from '../dataset';
import { Column } from '../table/column';
import { layoutOf, type Layout } from '../table/layout';
import { targetsOf } from '../table/tableDataset';
import type { NamedArray } from './arrayFile';
import { singles } from './features';

/** What is to be learned, and how it was told; for labels to test on. */
export interface Labels {
  readonly targets: Targets;
  readonly layout: Layout;
}

/**
 * The labels of an array of shape [N], [N, 1], one-hot [N, K], or [N, T] of a regression. What their numbers are is
 * told as of the columns of a table.
 *
 * @param name of what is learned; followed by an index where there are several numbers
 * @param like how labels to train on were told, for labels to test on
 * @throws Problem `array-labels`, `array-value`, `array-one-hot`, `array-classes`; those of `layoutOf`
 */
export function labelsOf(array: NamedArray, name: string, task: DataConfig['task'], like?: Layout): Labels {
  const { shape } = array;
  const [samples = 0, width = 1] = shape;
  if (shape.length === 0 || shape.length > 2 || width === 0) throw new Problem('array-labels', { shape });
  const values = singles(array);
  const hot = width > 1 && !isRegression(task, like) ? hotIndices(values, width) : undefined;
  if (hot instanceof Uint8Array) return classesOf(hot, name, width, like);
  if (hot !== undefined && (like?.classes || task === 'classification'))
    throw new Problem('array-one-hot', { position: [hot], columns: width });
  return ofColumns(values, samples, width === 1 ? [name] : indexed(name, width), task, like);
}

function isRegression(task: DataConfig['task'], like: Layout | undefined): boolean {
  return like ? like.classes === undefined : task === 'regression';
}

/** Where the 1 of each row stands; or the first row that holds something else than one 1 and zeros. */
function hotIndices(values: Float32Array, width: number): Uint8Array | number {
  const indices = new Uint8Array(values.length / width);
  for (let row = 0; row < indices.length; row++) {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      const value = values[row * width + i]!;
      if (value !== 0 && value !== 1) return row;
      if (value === 1) indices[row] = i;
      sum += value;
    }
    if (sum !== 1) return row;
  }
  return indices;
}

function classesOf(indices: Uint8Array, name: string, count: number, like: Layout | undefined): Labels {
  if (count > MAX_CLASSES) throw new Problem('array-classes', { found: count, maximum: MAX_CLASSES });
  const own = Array.from({ length: count }, (_, index) => String(index));
  const classes = like?.classes ?? own;
  const place = own.map(each => classes.indexOf(each));
  const unknown = indices.findIndex(index => place[index]! < 0);
  if (unknown >= 0)
    throw new Problem('data-test-class', { record: unknown + 1, column: name, found: own[indices[unknown]!]! });
  const labels = indices.map(index => place[index]!);
  return {
    targets: { task: 'classification', classes, labels },
    layout: { features: [], labels: [name], classes },
  };
}

/** The labels as those of a table that has no other columns. */
function ofColumns(
  values: Float32Array,
  samples: number,
  names: readonly string[],
  task: DataConfig['task'],
  like: Layout | undefined,
): Labels {
  const columns = names.map(name => new Column(name, 'record', samples));
  for (let i = 0; i < values.length; i++) {
    const index = i % names.length;
    columns[index]!.add(values[i], (i - index) / names.length + 1);
  }
  const table = {
    names,
    columns: new Map(columns.map(column => [column.name, column])),
    samples,
    dropped: 0,
    bytes: 0,
  };
  const layout = like ? { ...like, labels: names } : layoutOf(table, { label: names, task });
  return { targets: targetsOf(table, layout), layout };
}

function indexed(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}[${index}]`);
}
