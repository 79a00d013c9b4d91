import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../numerics/problem';
import type { DataConfig, DataDescription, DataSource } from './config';
import { readCsvDataset, type CsvDataset } from './csvDataset';
import { sampleCountOf } from './dataset';
import { scaleFeatures, scalingOf, type Scaling } from './normalize';
import { spiral } from './generators/spiral';
import { splitDataset, type Split } from './split';

/** Data ready to train on: split, then scaled by figures of the training samples. */
export interface OpenedData extends Split {
  readonly scaling: Scaling;
}

/** Files beyond this would take longer than a minute to read as text, and several times their size in memory. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * Opens, splits and scales the data of a training.
 *
 * @param folder what paths are relative to
 * @param seed of generated data and of the split
 * @throws Problem `data-not-found`, `data-not-a-file`, `data-too-large`, `data-unreadable`, `data-encoding` and
 * those of `readCsvDataset`, all with the source as it was given
 */
export async function openData(config: DataConfig, folder: string, seed: number): Promise<OpenedData> {
  const dataset = await openSource(config.source, config.label, folder, seed);
  const { train, test } = splitDataset(dataset, config.split.test, seed);
  const scaling = scalingOf(train, config.normalize);
  scaleFeatures(train, scaling);
  scaleFeatures(test, scaling);
  return { train, test, scaling };
}

/**
 * What a source holds.
 *
 * @throws Problem as `openData`
 */
export async function describeData(
  source: DataSource,
  label: string | undefined,
  folder: string,
): Promise<DataDescription> {
  const dataset = await openSource(source, label, folder, 0);
  return {
    samples: sampleCountOf(dataset),
    features: dataset.featureNames.length,
    classes: dataset.classes,
    label: dataset.label,
    columns: dataset.columns,
  };
}

async function openSource(
  source: DataSource,
  label: string | undefined,
  folder: string,
  seed: number,
): Promise<CsvDataset> {
  if (typeof source === 'object') return { ...spiral(source, seed), columns: [], label: '' };
  const text = await readSource(source, path.resolve(folder, source));
  try {
    return readCsvDataset(text, label);
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, { source, ...error.args }) : error;
  }
}

/** @param source the path as it was given, for sentences */
async function readSource(source: string, file: string): Promise<string> {
  try {
    const stats = await stat(file);
    // Neither a folder nor a pipe, which might never end.
    if (!stats.isFile()) throw new Problem('data-not-a-file', { source });
    if (stats.size > MAX_BYTES)
      throw new Problem('data-too-large', { source, found: stats.size / 2 ** 20, maximum: MAX_BYTES / 2 ** 20 });
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
