import type { OpenedData } from '../data/open';
import { Problem } from '../numerics/problem';
import { samplesPerBatch } from './batches';
import type { TrainingConfig } from './config';
import { EVALUATED_AT_ONCE } from './evaluation';
import { batchBytes } from './gatheredBatch';
import { layerSizes, parameterCount, type NetworkShape } from './layers';
import { networkBytes, numericalBytes, workBytes } from './network';
import { targetWidth } from './samples';

/** Bytes that a training may take: the memory of kernels has 2 GiB, of which some are left for all that is small. */
const MOST_BYTES = 2 ** 31 - 2 ** 28;

/**
 * Numbers that a trainer keeps for every parameter, at most: two of the optimizer, both and the parameter itself once
 * more before the last update, and the best.
 */
const PARAMETER_COPIES = 6;

/** The most samples that go through a model at once. */
export function capacityFor({ batchSize, sampling }: TrainingConfig['training'], { train }: OpenedData): number {
  return Math.max(samplesPerBatch(batchSize, sampling, train.rows.length), EVALUATED_AT_ONCE);
}

/** Bytes that the training of a network needs in the memory of kernels, its samples apart. */
export function neededBytes(shape: NetworkShape, training: TrainingConfig['training'], data: OpenedData): number {
  const capacity = capacityFor(training, data);
  const copies = PARAMETER_COPIES * Float32Array.BYTES_PER_ELEMENT * parameterCount(layerSizes(shape));
  const numerical = training.gradient === 'numerical' ? numericalBytes(shape, capacity) : 0;
  const working = networkBytes(shape, capacity) + workBytes(shape, capacity) + numerical;
  return batchBytes(data.train, capacity) + orderBytes(training, data) + working + copies;
}

/** Which samples there are and which come next, and what is to be learned about them. */
function orderBytes({ batchSize, sampling }: TrainingConfig['training'], { train, test }: OpenedData): number {
  const samples = train.rows.length + test.rows.length;
  const drawn = Math.max(train.rows.length, samplesPerBatch(batchSize, sampling, train.rows.length));
  return Uint32Array.BYTES_PER_ELEMENT * (drawn + samples * (1 + targetWidth(train)));
}

/** Bytes that samples may take in the memory of kernels beside all else: what data may take besides those opened. */
export function roomForSamples(needed: number, { train, test }: OpenedData, megabytes: number): number {
  const datasets = new Set([train.dataset, test.dataset]);
  const opened = [...datasets].reduce((sum, { features }) => sum + features.byteLength, 0);
  return Math.min(megabytes * 2 ** 20 - opened, MOST_BYTES - needed);
}

/** @throws Problem `training-too-large` */
export function checkNeeded(bytes: number): void {
  const [found, maximum] = [bytes, MOST_BYTES].map(each => Math.ceil(each / 2 ** 20));
  if (bytes > MOST_BYTES) throw new Problem('training-too-large', { found: found!, maximum: maximum! });
}
