import { readArrayPair, readArrays, type ArrayFile, type ArrayOptions } from './arrayDataset';
import type { ArraysConfig, DataConfig } from './config';
import type { Dataset } from './dataset';
import { fileKind, HEAD_BYTES } from './fileKind';
import { generate, generatedBytes } from './generators/generate';
import { MemoryBound } from './memory';
import { SourceFile } from './sourceFile';
import { layoutOf, sameLayout, type Layout } from './table/layout';
import { readTable } from './table/readTable';
import { tableDataset } from './table/tableDataset';
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
  /** What the columns of a table are, for a table to test on. */
  readonly layout?: Layout;
  /** Samples of a table that were left out and values that are missing. */
  readonly missing?: { readonly dropped: number; readonly filled: number };
}

/** Where and how sources are read. */
export interface Reading {
  readonly config: DataConfig;
  /** What paths are relative to. */
  readonly folder: string;
  readonly watch: Watch | undefined;
}

/**
 * Reads or makes the data of a source.
 *
 * @param like the layout of the table to train on, for a table to test on
 * @throws Problem about the data, with the source as it was given; `data-memory`; `cancelled`
 */
export async function readSource(
  source: DataConfig['source'],
  reading: Reading,
  seed: number,
  like?: Layout,
): Promise<Source> {
  if (typeof source === 'string') return readFile(source, reading, like);
  if ('images' in source) return readPair(source, reading);
  const memory = new MemoryBound(reading.config.memory);
  memory.require(generatedBytes(source));
  return { name: source.generator, dataset: await generate(source, seed, reading.watch), columns: [] };
}

function readFile(source: string, { config, folder, watch }: Reading, like: Layout | undefined): Promise<Source> {
  return SourceFile.with(source, folder, watch, async file => {
    const memory = new MemoryBound(config.memory);
    const kind = fileKind(file.source, await file.head(HEAD_BYTES));
    if (kind === 'arrays') {
      const { train, test } = readArrays(await arrayFile(file, memory), arrayOptions(config));
      return { name: source, dataset: train, test, columns: [] };
    }
    const table = await readTable(file, kind, config, memory);
    const layout = like ? sameLayout(table, like) : layoutOf(table, config);
    const dataset = await tableDataset(table, layout, memory, () => file.pause());
    const filled = [...table.columns.values()].reduce((sum, column) => sum + column.missing, 0);
    const missing = { dropped: table.dropped, filled };
    return { name: source, dataset, columns: table.names, layout, missing };
  });
}

/** Features and labels in two files; the problems of `readArrayPair` name theirs. */
async function readPair({ images, labels }: ArraysConfig, { config, folder, watch }: Reading): Promise<Source> {
  const memory = new MemoryBound(config.memory);
  const read = (source: string) => SourceFile.with(source, folder, watch, file => arrayFile(file, memory));
  const dataset = readArrayPair(await read(images), await read(labels), arrayOptions(config));
  return { name: images, dataset, columns: [] };
}

async function arrayFile(file: SourceFile, memory: MemoryBound): Promise<ArrayFile> {
  return { source: file.source, name: file.array, bytes: await file.bytes(memory) };
}

function arrayOptions({ task, label, memory }: DataConfig): ArrayOptions {
  return { task, ...(label !== undefined && { label }), memory: new MemoryBound(memory).bytes };
}
