import * as path from 'node:path';
import type { Dataset, Part } from '../../../src/data/dataset';
import type { OpenedData } from '../../../src/data/open';
import type { Build } from '../../../src/kernels/kernels';
import { parseConfig } from '../../../src/training/config';
import type { EpochMetrics } from '../../../src/training/progress';
import { createTrainer, trainerFor } from '../../../src/training/createTrainer';
import type { Trainer } from '../../../src/training/trainer';
import { ROOT } from '../house/files';

/** What is common to tests of trainings. */

export const SAMPLES = path.join(ROOT, 'samples');

export interface History {
  readonly losses: number[];
  readonly epochs: EpochMetrics[];
}

/** One mini-batch, or some samples of an evaluation. */
export function advance(trainer: Trainer, history: History): void {
  if (trainer.epochEnded) {
    const metrics = trainer.evaluateSome();
    if (metrics) history.epochs.push(metrics);
    return;
  }
  const loss = trainer.step();
  if (loss !== undefined) history.losses.push(loss);
}

/** Trains to the end, or until a divergence. */
export function run(trainer: Trainer): History {
  const history: History = { losses: [], epochs: [] };
  while (!trainer.done) advance(trainer, history);
  return history;
}

/** A training of the sample workspace. */
export function trainerOf(config: unknown, build?: Build): Promise<Trainer> {
  return createTrainer(parseConfig(config), SAMPLES, { build });
}

export async function train(config: unknown): Promise<History> {
  return run(await trainerOf(config));
}

/** How the test samples are predicted after the last epoch. */
export async function testScore(config: unknown): Promise<number> {
  return (await train(config)).epochs.at(-1)!.test.score!;
}

/** Samples as they are, not scaled. */
export function partOf(dataset: Dataset, rows: readonly number[] = [...Array(dataset.samples).keys()]): Part {
  const width = dataset.featureNames.length;
  const scaling = { offset: new Float64Array(width), factor: new Float64Array(width).fill(1) };
  return { dataset, rows: Uint32Array.from(rows), scaling };
}

/** Numbers to be predicted from numbers, one row a sample. */
export function regression(x: readonly (readonly number[])[], t: readonly (readonly number[])[]): Dataset {
  return {
    samples: x.length,
    features: Float32Array.from(x.flat()),
    featureNames: x[0]!.map((_, i) => `x${i}`),
    targets: { task: 'regression', names: t[0]!.map((_, i) => `t${i}`), values: Float32Array.from(t.flat()) },
  };
}

/** A training on data that are there already, tested on what it is trained on unless there is something else. */
export async function trainerOn(train: Part, config: unknown, test = train, build?: Build): Promise<Trainer> {
  const { dataset } = train;
  const { targets } = dataset;
  const data: OpenedData = {
    train,
    test,
    description: {
      samples: dataset.samples,
      features: dataset.featureNames.length,
      task: targets.task,
      classes: targets.task === 'classification' ? targets.classes : [],
      labels: [],
      columns: [],
    },
  };
  return trainerFor(parseConfig(config), SAMPLES, data, { build });
}
