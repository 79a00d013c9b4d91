import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../numerics/problem';
import type { DataConfig, DataDescription } from './config';
import { readCsvDataset } from './csvDataset';
import type { Dataset, Part } from './dataset';
import { generate } from './generators/generate';
import { scalingOf } from './normalize';
import { splitDataset } from './split';
import type { Watch } from './watch';

/** Data ready to train on: split, with the scaling by figures of the training samples. */
export interface OpenedData {
  readonly train: Part;
  readonly test: Part;
  readonly description: DataDescription;
}

/** What a source holds, with what its description tells besides. */
interface Source {
  readonly dataset: Dataset;
  readonly columns: readonly string[];
  readonly labels: readonly string[];
}

/**
 * Opens and splits the data of a training, and finds their scaling.
 *
 * @param folder what paths are relative to
 * @param seed of generated data and of the split
 * @throws Problem about the data, with the source as it was given; `cancelled`
 */
export async function openData(config: DataConfig, folder: string, seed: number, watch?: Watch): Promise<OpenedData> {
  const source = await openSource(config, folder, seed, watch);
  const { dataset } = source;
  const share = typeof config.split.test === 'number' ? config.split.test : 0.2;
  const { train, test } = splitDataset(dataset, share, seed);
  const scaling = scalingOf(dataset, train, config.normalize);
  return {
    train: { dataset, rows: train, scaling },
    test: { dataset, rows: test, scaling },
    description: descriptionOf(source),
  };
}

/**
 * What a source holds.
 *
 * @throws Problem as `openData`
 */
export async function describeData(config: DataConfig, folder: string, watch?: Watch): Promise<DataDescription> {
  return descriptionOf(await openSource(config, folder, 0, watch));
}

function descriptionOf({ dataset, columns, labels }: Source): DataDescription {
  const { samples, featureNames, targets, image } = dataset;
  return {
    samples,
    features: featureNames.length,
    task: targets.task,
    classes: targets.task === 'classification' ? targets.classes : [],
    labels,
    columns,
    ...(image ? { image } : {}),
  };
}

async function openSource(config: DataConfig, folder: string, seed: number, watch?: Watch): Promise<Source> {
  const { source, label } = config;
  if (typeof source === 'object' && 'generator' in source) {
    const dataset = await generate(source, seed, watch);
    return { dataset, columns: [], labels: dataset.targets.task === 'regression' ? dataset.targets.names : [] };
  }
  const name = typeof source === 'string' ? source : source.images;
  const text = await readSource(name, path.resolve(folder, name));
  try {
    const dataset = readCsvDataset(text, typeof label === 'string' ? label : undefined);
    return { dataset, columns: dataset.columns, labels: [dataset.label] };
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, { source: name, ...error.args }) : error;
  }
}

/** @param source the path as it was given, for sentences */
async function readSource(source: string, file: string): Promise<string> {
  try {
    const stats = await stat(file);
    // Neither a folder nor a pipe, which might never end.
    if (!stats.isFile()) throw new Problem('data-not-a-file', { source });
    const bytes = await readFile(file);
    if (!isUtf8(bytes)) throw new Problem('data-encoding', { source });
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Problem('data-not-found', { source });
    throw new Problem('data-unreadable', { source, reason: code });
  }
}
