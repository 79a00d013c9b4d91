import { Problem } from '../numerics/problem';
import type { DataConfig, DataDescription } from './config';
import type { Part } from './dataset';
import { fill, fillingsOf } from './fill';
import { inSource } from './inSource';
import { scalingOf, targetScalingOf } from './normalize';
import { readSource, type Reading, type Source } from './source';
import { allRows, splitDataset } from './split';
import { inTermsOf } from './testData';
import type { Watch } from './watch';

/** Data ready to train on: split, filled and with their scaling, both by figures of the training samples. */
export interface OpenedData {
  readonly train: Part;
  readonly test: Part;
  readonly description: DataDescription;
}

/** Samples of a dataset. */
type Samples = Pick<Part, 'dataset' | 'rows'>;

/**
 * Opens and splits the data of a training, puts in what is missing, and finds their scaling.
 *
 * What is tested on is the data of `split.test` where that names files; else what the source brings to test on; else a
 * share of its samples.
 *
 * @param folder what paths are relative to
 * @param seed of generated data and of the split
 * @throws Problem about the data, with the source as it was given; `data-memory`; `cancelled`
 */
export async function openData(config: DataConfig, folder: string, seed: number, watch?: Watch): Promise<OpenedData> {
  const reading = { config, folder, watch };
  const source = await readSource(config.source, reading, seed);
  const { train, test } = await splitSource(source, reading, seed);
  await inSource(source.name, () => fillGaps(train, test));
  const scaling = scalingsOf(train, config);
  return { train: { ...train, ...scaling }, test: { ...test, ...scaling }, description: descriptionOf(source) };
}

/**
 * What a source holds.
 *
 * @throws Problem as `openData`
 */
export async function describeData(config: DataConfig, folder: string, watch?: Watch): Promise<DataDescription> {
  return descriptionOf(await readSource(config.source, { config, folder, watch }, 0));
}

async function splitSource(source: Source, reading: Reading, seed: number): Promise<{ train: Samples; test: Samples }> {
  const { dataset } = source;
  const { test: testing } = reading.config.split;
  if (typeof testing !== 'number')
    return testedOn(source, await readSource(testing, { ...reading, like: source.layout }, seed));
  if (source.test) return testedOn(source, { ...source, dataset: source.test });
  if (dataset.samples < 2) throw new Problem('data-few-samples', { source: source.name });
  const { train, test } = splitDataset(dataset, testing, seed);
  return { train: { dataset, rows: train }, test: { dataset, rows: test } };
}

async function testedOn({ dataset }: Source, testing: Source): Promise<{ train: Samples; test: Samples }> {
  const test = await inSource(testing.name, () => inTermsOf(dataset, testing.dataset));
  return { train: { dataset, rows: allRows(dataset) }, test: { dataset: test, rows: allRows(test) } };
}

/** By figures of the samples to train on, also for those to test on. */
function scalingsOf({ dataset, rows }: Samples, config: DataConfig): Pick<Part, 'scaling' | 'targetScaling'> {
  const scaling = scalingOf(dataset, rows, config.normalize);
  if (dataset.targets.task === 'classification') return { scaling };
  return { scaling, targetScaling: targetScalingOf(dataset.targets, rows, config.normalizeLabels) };
}

/** Puts in what is missing in either, by figures of the samples to train on. */
function fillGaps(train: Samples, test: Samples): void {
  const groups = [train.dataset, test.dataset].flatMap(({ gaps = [] }) => gaps);
  const fillings = fillingsOf(train.dataset, groups, train.rows);
  for (const dataset of new Set([train.dataset, test.dataset])) fill(dataset, fillings);
}

function descriptionOf({ dataset, columns, layout, missing }: Source): DataDescription {
  const { samples, featureNames, targets, image } = dataset;
  return {
    samples,
    features: featureNames.length,
    task: targets.task,
    classes: targets.task === 'classification' ? targets.classes : [],
    labels: layout?.labels ?? (targets.task === 'regression' ? targets.names : []),
    columns,
    ...(missing && missing.dropped + missing.filled > 0 && { missing }),
    ...(image && { image }),
  };
}
