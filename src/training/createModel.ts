import { outputsOf, type Part, type Targets } from '../data/dataset';
import type { OpenedData } from '../data/open';
import type { Engine } from '../kernels/createEngine';
import { Problem } from '../numerics/problem';
import type { Random } from '../numerics/random';
import { samplesPerBatch } from './batches';
import type { LossName, NetworkConfig, TrainingConfig } from './config';
import { EVALUATED_AT_ONCE } from './evaluation';
import { batchBytes } from './gatheredBatch';
import type { Model } from './model';
import { Network, networkBytes, workBytes } from './network';

/** Bytes that are left in the memory of kernels, which has 2 GiB, for evaluations and all that is small. */
export const RESERVE = 2 ** 28;

/** A training beyond this would not fit into that memory. */
const MAX_BYTES = 2 ** 31 - RESERVE;

/**
 * Numbers that a trainer keeps for every parameter, at most: two of the optimizer, both and the parameter itself once
 * more before the last update, and the best.
 */
export const PARAMETER_COPIES = 6;

/**
 * Makes the model of a configuration for its data, with its first parameters: a network, or the user's module.
 *
 * @param folder what the path of a module is relative to
 * @param random of the first parameters
 * @param engine of networks
 * @throws Problem `loss-task` where the loss does not fit the data, `training-too-large`, and as `loadUserModel`
 */
export async function createModel(
  config: TrainingConfig,
  folder: string,
  data: OpenedData,
  random: Random,
  engine: Engine,
): Promise<Model> {
  const { batchSize, sampling } = config.training;
  const batchSamples = samplesPerBatch(batchSize, sampling, data.train.rows.length);
  const capacity = Math.max(batchSamples, EVALUATED_AT_ONCE);
  if (!('module' in config.model)) return createNetwork(config, config.model, data, capacity, random, engine);
  checkMemory(batchBytes(data.train, capacity) + userSampleBytes(data.train, capacity));
  // Parsers and compiler, which networks do not need. Where nothing is bundled, import() wants the ending.
  const { loadUserModel } = await import('./userModel/loadUserModel.js');
  return loadUserModel(config.model, config.training, folder, data, capacity, random);
}

/** Bytes of samples as a user's functions take them: in float64. */
function userSampleBytes(train: Part, capacity: number): number {
  return 2 * batchBytes(train, capacity);
}

function createNetwork(
  { training }: TrainingConfig,
  { layers, init }: NetworkConfig,
  { train }: OpenedData,
  capacity: number,
  random: Random,
  engine: Engine,
): Network {
  const { targets, featureNames } = train.dataset;
  const loss = lossFor(training.loss, targets);
  const outputs = loss === 'binaryCrossEntropy' ? 1 : outputsOf(targets);
  const shape = { inputs: featureNames.length, layers, loss, outputs };
  const parameterBytes = networkBytes(shape, 0) / 2; // the gradient is counted there, too
  const working = networkBytes(shape, capacity) + workBytes(shape, capacity);
  checkMemory(batchBytes(train, capacity) + working + PARAMETER_COPIES * parameterBytes);
  const network = new Network({ ...shape, capacity, engine });
  network.initialize(init, random);
  return network;
}

/**
 * The loss that a network is trained with on such targets.
 *
 * @throws Problem `loss-task`
 */
export function lossFor(loss: LossName | 'auto', targets: Targets): LossName {
  const fitting = fittingLosses(targets);
  if (loss === 'auto') return fitting[0]!;
  if (fitting.includes(loss)) return loss;
  const classes = targets.task === 'classification' ? targets.classes.length : 0;
  throw new Problem('loss-task', { loss, task: targets.task, classes, fitting: [...fitting, 'auto'].join(', ') });
}

/** The losses that fit, the usual one first. */
function fittingLosses(targets: Targets): LossName[] {
  if (targets.task === 'regression') return ['halfSquares'];
  return ['crossEntropy', ...(targets.classes.length === 2 ? ['binaryCrossEntropy' as const] : []), 'halfSquares'];
}

function checkMemory(bytes: number): void {
  const [found, maximum] = [bytes, MAX_BYTES].map(each => Math.ceil(each / 2 ** 20));
  if (bytes > MAX_BYTES) throw new Problem('training-too-large', { found: found!, maximum: maximum! });
}
