import { numberedColumns, type RecordReader } from '../formats/records';
import { isZip } from '../formats/npz';
import { Problem } from '../numerics/problem';
import { contentsOf } from './arrays/archive';
import { findArray, type ArrayFile, type NamedArray } from './arrays/arrayFile';
import { featuresOf } from './arrays/features';
import { labelsOf } from './arrays/labels';
import type { DataConfig } from './config';
import type { Dataset } from './dataset';
import { inSource } from './inSource';
import type { MemoryBound } from './memory';
import type { Layout } from './table/layout';
import type { Pace } from './watch';

export { isArrayFile, type ArrayFile } from './arrays/arrayFile';

export interface ArrayOptions {
  readonly task: DataConfig['task'];
  readonly memory: MemoryBound;
  /** How the labels to train on were told, for arrays to test on. */
  readonly like?: Layout | undefined;
}

/** A dataset, and another to test on where the file brings one (`x_test`, `y_test`). */
export interface ArrayData {
  readonly dataset: Dataset;
  readonly test?: Dataset | undefined;
  /** How the labels were told; of the features it says nothing. */
  readonly layout: Layout;
}

/** An array that is a table: each row a sample, one column the label. */
export interface MatrixData {
  readonly matrix: NamedArray;
}

/**
 * Features and labels from two arrays, in two files or in one archive.
 *
 * Features have shape [N], [N, D], or [N, H, W], [N, H, W, 1], [N, 1, H, W] of images; labels [N], one-hot [N, K], or
 * [N, T] of a regression.
 *
 * @throws Problem about an array, with its source: `array-counts`; `data-memory`; those of `findArray`, `featuresOf`
 * and `labelsOf`
 */
export async function readArrayPair(
  features: ArrayFile,
  labels: ArrayFile,
  { task, memory, like }: ArrayOptions,
): Promise<ArrayData> {
  const [x, y] = await readAll([features, labels], memory);
  return datasetOf(x!, y!, nameOf(labels), task, like);
}

/**
 * Features and labels from one file: an archive with arrays of known names, or a matrix.
 *
 * @throws Problem as `readArrayPair`; `npz-names`, `array-matrix`
 */
export async function readArrays(file: ArrayFile, options: ArrayOptions): Promise<ArrayData | MatrixData> {
  if (!isZip(file.bytes) || file.name !== undefined) return readMatrix(file, options.memory);
  const { features, labels, test } = await contentsOf(file);
  if (labels === undefined) return readMatrix({ ...file, name: features }, options.memory);
  const names = [features, labels, ...(test ? [test.features, test.labels] : [])];
  const files = names.map(name => ({ ...file, name }));
  const [x, y, testX, testY] = await readAll(files, options.memory);
  const train = await datasetOf(x!, y!, nameOf(files[1]!), options.task, options.like);
  if (!testX || !testY) return train;
  const { dataset } = await datasetOf(testX, testY, nameOf(files[1]!), options.task, train.layout);
  return { ...train, test: dataset };
}

/** Rows between two looks at the watch. */
const BETWEEN = 1024;

/** Passes on the rows of a matrix as records of a table; NaN is a missing value. */
export async function readRows({ matrix }: MatrixData, reader: RecordReader, pace: Pace): Promise<void> {
  const [rows = 0, width = 0] = matrix.shape;
  const columns = numberedColumns(width);
  const cells = new Array<number | null>(width);
  reader.header?.(columns);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) {
      const value = matrix.data[row * width + i]!;
      cells[i] = Number.isNaN(value) ? null : value;
    }
    reader.record(columns, cells, row + 1);
    if (row % BETWEEN === 0) await pace.at(row, rows);
  }
}

async function readMatrix(file: ArrayFile, memory: MemoryBound): Promise<MatrixData> {
  const [matrix] = await readAll([file], memory);
  const { shape, source } = matrix!;
  if (shape.length !== 2) throw new Problem('array-matrix', { source, shape });
  return { matrix: matrix! };
}

/** Reads arrays once it is known that all of them fit the memory. */
async function readAll(files: readonly ArrayFile[], memory: MemoryBound): Promise<NamedArray[]> {
  const places = await Promise.all(files.map(findArray));
  const ofFiles = [...new Set(files.map(({ bytes }) => bytes))].reduce((sum, { length }) => sum + length, 0);
  const unpacked = places.reduce((sum, { bytes }) => sum + bytes, ofFiles);
  const { source } = files[0]!;
  await inSource(source, () => memory.require(unpacked));
  const arrays: NamedArray[] = [];
  for (const place of places) arrays.push(await place.read());
  await inSource(source, () => memory.require(arrays.reduce((sum, array) => sum + copyBytes(array), unpacked)));
  return arrays;
}

/** Bytes that the numbers of an array take as float32, where they are something else. */
function copyBytes({ data }: NamedArray): number {
  return data instanceof Uint8Array || data instanceof Float32Array ? 0 : 4 * data.length;
}

async function datasetOf(
  features: NamedArray,
  labels: NamedArray,
  name: string,
  task: DataConfig['task'],
  like: Layout | undefined,
): Promise<ArrayData> {
  const samples = await inSource(features.source, () => featuresOf(features));
  const [count = 0] = labels.shape;
  if (labels.shape.length > 0 && count !== samples.samples)
    throw new Problem('array-counts', {
      source: features.source,
      samples: samples.samples,
      labels: labels.source,
      count,
    });
  const { targets, layout } = await inSource(labels.source, () => labelsOf(labels, name, task, like));
  return { dataset: { ...samples, targets }, layout };
}

/** What labels are called: y of `mnist.npz#y_train`. */
function nameOf({ name }: ArrayFile): string {
  return name?.replace(/^train_|_train$/i, '') ?? 'label';
}
