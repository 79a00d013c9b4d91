import { Problem } from '../numerics/problem';
import { readArrayPair, readArrays, readRows, type ArrayData, type ArrayFile } from './arrayDataset';
import type { ArraysConfig, DataConfig } from './config';
import type { Dataset } from './dataset';
import { fileKind, HEAD_BYTES } from './fileKind';
import { generate, generatedBytes } from './generators/generate';
import { inSource } from './inSource';
import { MemoryBound } from './memory';
import { SourceFile } from './sourceFile';
import { layoutOf, sameLayout, type Layout } from './table/layout';
import { readTable } from './table/readTable';
import { tableDataset } from './table/tableDataset';
import { TableReader, type Table } from './table/tableReader';
import type { Watch } from './watch';

/** What a source holds. */
export interface Source {
  /** As it was given, for sentences. */
  readonly name: string;
  readonly dataset: Dataset;
  /** Another dataset to test on, where the source brings one. */
  readonly test?: Dataset | undefined;
  /** Names of the columns of a table. */
  readonly columns: readonly string[];
  /** How features and labels were told, for data to test on. */
  readonly layout?: Layout | undefined;
  /** Samples of a table that were left out and values that are missing. */
  readonly missing?: { readonly dropped: number; readonly filled: number };
}

/** Where and how sources are read. */
export interface Reading {
  readonly config: DataConfig;
  /** What paths are relative to. */
  readonly folder: string;
  readonly watch: Watch | undefined;
  /** How features and labels to train on were told, for data to test on. */
  readonly like?: Layout | undefined;
}

/**
 * Reads or makes the data of a source.
 *
 * @throws Problem `data-no-columns`, `data-generator-task`; about the data, with the source as it was given; `data-memory`; `cancelled`
 */
export async function readSource(source: DataConfig['source'], reading: Reading, seed: number): Promise<Source> {
  const { config, folder, watch } = reading;
  if (typeof source === 'string')
    return SourceFile.with(source, folder, watch, file => readFile(file, source, reading));
  if ('images' in source) return readPair(source, reading);
  new MemoryBound(config.memory).require(generatedBytes(source));
  const dataset = await generate(source, seed, watch);
  const { task } = dataset.targets;
  if (config.task !== 'auto' && config.task !== task)
    throw new Problem('data-generator-task', { source: source.generator, task });
  return { name: source.generator, dataset, columns: [] };
}

async function readFile(file: SourceFile, name: string, { config, like }: Reading): Promise<Source> {
  const memory = new MemoryBound(config.memory);
  const kind = fileKind(file.source, await file.head(HEAD_BYTES));
  const read =
    kind === 'arrays' ? await readArrayFile(file, config, memory, like) : await readTable(file, kind, config, memory);
  if ('dataset' in read) return { name, columns: [], ...read };
  const layout = like ? sameLayout(read, like) : layoutOf(read, config);
  const dataset = await tableDataset(read, layout, memory, () => file.pause());
  const filled = [...read.columns.values()].reduce((sum, column) => sum + column.missing, 0);
  return { name, dataset, columns: read.names, layout, missing: { dropped: read.dropped, filled } };
}

/** Arrays of features and labels, or a table of the rows of one. */
async function readArrayFile(
  file: SourceFile,
  config: DataConfig,
  memory: MemoryBound,
  like: Layout | undefined,
): Promise<ArrayData | Table> {
  const arrays = await readArrays(await arrayFile(file, memory), { task: config.task, memory, like });
  if ('dataset' in arrays) {
    if (!like) refuseColumns(config);
    return arrays;
  }
  const reader = new TableReader(config, memory, 'record');
  await readRows(arrays, reader, file.pace);
  return reader.finish();
}

/** Features and labels in two files; problems name the file they are about. */
async function readPair({ images, labels }: ArraysConfig, { config, folder, watch, like }: Reading): Promise<Source> {
  const memory = new MemoryBound(config.memory);
  if (!like) await inSource(images, () => refuseColumns(config));
  const read = (source: string) => SourceFile.with(source, folder, watch, file => arrayFile(file, memory));
  const arrays = await readArrayPair(await read(images), await read(labels), { task: config.task, memory, like });
  return { name: images, columns: [], ...arrays };
}

/** Arrays of features and labels have no columns that could be labels or left out. */
function refuseColumns({ label, ignore = [] }: DataConfig): void {
  if (label !== undefined) throw new Problem('data-no-columns', { key: 'data.label' });
  if (ignore.length > 0) throw new Problem('data-no-columns', { key: 'data.ignore' });
}

async function arrayFile(file: SourceFile, memory: MemoryBound): Promise<ArrayFile> {
  return { source: file.source, name: file.array, bytes: await file.bytes(memory) };
}
