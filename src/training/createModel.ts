import { outputsOf, type Part, type Targets } from '../data/dataset';
import type { OpenedData } from '../data/open';
import type { Engine } from '../kernels/createEngine';
import { Problem } from '../numerics/problem';
import type { Random } from '../numerics/random';
import type { LossName, NetworkConfig, TrainingConfig } from './config';
import { batchBytes } from './gatheredBatch';
import type { Model } from './model';
import { capacityFor, checkNeeded, neededBytes } from './neededBytes';
import { Network, type NetworkShape } from './network';

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
  const capacity = capacityFor(config.training, data);
  if (!('module' in config.model)) return createNetwork(config.training, config.model, data, random, engine);
  checkNeeded(batchBytes(data.train, capacity) + userSampleBytes(data.train, capacity));
  // Parsers and compiler, which networks do not need. Where nothing is bundled, import() wants the ending.
  const { loadUserModel } = await import('./userModel/loadUserModel.js');
  return loadUserModel(config.model, config.training, folder, data, capacity, random);
}

/** Bytes of samples as a user's functions take them: in float64. */
function userSampleBytes(train: Part, capacity: number): number {
  return 2 * batchBytes(train, capacity);
}

function createNetwork(
  training: TrainingConfig['training'],
  model: NetworkConfig,
  data: OpenedData,
  random: Random,
  engine: Engine,
): Network {
  const shape = shapeOf(training, model, data);
  checkNeeded(neededBytes(shape, training, data));
  const network = new Network({ ...shape, capacity: capacityFor(training, data), engine });
  network.initialize(model.init, random);
  return network;
}

/**
 * The network that a configuration asks for with such data.
 *
 * @throws Problem `loss-task`
 */
export function shapeOf(
  training: TrainingConfig['training'],
  { layers }: NetworkConfig,
  { train }: OpenedData,
): NetworkShape {
  const { targets, featureNames } = train.dataset;
  const loss = lossFor(training.loss, targets);
  const outputs = loss === 'binaryCrossEntropy' ? 1 : outputsOf(targets);
  return { inputs: featureNames.length, layers, loss, outputs };
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
