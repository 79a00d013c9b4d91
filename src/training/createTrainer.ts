import { openData, type OpenedData } from '../data/open';
import type { Watch } from '../data/watch';
import { createEngine, fastestBuild, type Engine } from '../kernels/createEngine';
import type { Build } from '../kernels/kernels';
import { Random } from '../numerics/random';
import type { TrainingConfig } from './config';
import { createModel, shapeOf } from './createModel';
import { neededBytes, roomForSamples } from './neededBytes';
import { prepareData } from './preparedSamples';
import { Trainer } from './trainer';

/** How the kernels of a training are to work. What is computed depends on the build alone. */
export interface EngineOptions {
  /** The fastest that the configuration allows where it is left out. */
  readonly build?: Build | undefined;
  /** How many threads may work on a mini-batch, where that is faster. */
  readonly threads?: number | undefined;
}

export interface TrainerOptions extends EngineOptions {
  /** Follows the reading of data. */
  readonly watch?: Watch | undefined;
}

/**
 * Opens the data of a configuration and makes its model.
 *
 * @param folder what paths in the configuration are relative to
 * @throws Problem as `openData` and `createModel`
 */
export async function createTrainer(
  config: TrainingConfig,
  folder: string,
  { watch, ...options }: TrainerOptions = {},
): Promise<Trainer> {
  return trainerFor(config, folder, await openData(config.data, folder, config.training.seed, watch), options);
}

/** The same for data that are opened. @throws Problem as `createModel` */
export async function trainerFor(
  config: TrainingConfig,
  folder: string,
  data: OpenedData,
  options: EngineOptions = {},
): Promise<Trainer> {
  const engine = engineFor(config, options);
  const model = await createModel(config, folder, data, Random.seeded(config.training.seed, 'weights'), engine);
  return new Trainer(config, data, model, prepareData(data, engine.single, roomFor(config, data)), engine);
}

/** A module of the user's has its own arithmetic; of kernels it only needs the optimizers. */
function engineFor({ model, training }: TrainingConfig, { build, threads }: EngineOptions): Engine {
  return 'module' in model
    ? createEngine('typescript')
    : createEngine(build ?? fastestBuild(training.reproducible), threads);
}

/** Bytes that prepared samples may take; a module of the user's takes them as they were opened. */
function roomFor({ model, training, data: { memory } }: TrainingConfig, data: OpenedData): number {
  if ('module' in model) return 0;
  return roomForSamples(neededBytes(shapeOf(training, model, data), training, data), data, memory);
}
