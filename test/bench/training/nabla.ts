import * as path from 'node:path';
import { serialize } from 'node:v8';
import { parseConfig, type TrainingConfig } from '../../../src/training/config';
import { createTrainer } from '../../../src/training/createTrainer';
import type { Trainer } from '../../../src/training/trainer';
import type { Build } from '../../../src/kernels/kernels';
import type { Batch } from '../../../src/training/model';
import type { Network } from '../../../src/training/network';
import { TrainingControl } from '../../../src/training/trainingControl';
import { runTraining } from '../../../src/training/trainingLoop';
import { readData, SEED, type TrainingData } from './data';
import type { Participant } from './trainee';
import type { Workload } from './workloads';

export interface NablaOptions {
  readonly build: Build;
  readonly threads: number;
}

/** The configuration of a workload, as a person would write it. */
export function configOf({ sizes, activation, loss, batch, rate }: Workload): TrainingConfig {
  const isImages = loss === 'crossEntropy';
  return parseConfig({
    data: {
      source: { images: 'features.npy', labels: 'targets.npy' },
      task: isImages ? 'classification' : 'regression',
      normalize: isImages ? 'minmax' : 'none',
      normalizeLabels: 'none',
      split: { test: { images: 'test-features.npy', labels: 'test-targets.npy' } },
    },
    model: { layers: sizes.slice(1, -1).map(units => ({ units, activation })) },
    training: {
      optimizer: { name: 'sgd', learningRate: rate },
      batchSize: batch,
      epochs: 1_000_000,
      seed: SEED,
    },
  });
}

/** Our own training, by the steps that the train process takes. */
export async function nablaParticipant(
  workload: Workload,
  folder: string,
  options: NablaOptions,
): Promise<Participant> {
  const trainer = await createTrainer(configOf(workload), path.resolve(folder), options);
  const data = readData(folder);
  trainer.model.values.set(data.weights);
  return {
    losses: steps => Promise.resolve(Array.from({ length: steps }, () => stepOf(trainer))),
    steps: count => timeOfSteps(trainer, count),
    numerical(parameters) {
      const batch = firstBatch(trainer, workload, data);
      const start = performance.now();
      const gradient = trainer.model.numericalGradient(batch);
      const time = performance.now() - start;
      return { time, gradient: parameters.map(place => gradient[place]!) };
    },
    epochs: (duration, streamed) => (streamed ? timeStreamed : timeBare)(trainer, duration),
  };
}

function stepOf(trainer: Trainer): number {
  const loss = trainer.step();
  if (loss === undefined) throw new Error('the training diverges');
  return loss;
}

function timeOfSteps(trainer: Trainer, count: number): number {
  let time = 0;
  for (let done = 0; done < count;) {
    const start = performance.now();
    for (; done < count && !trainer.epochEnded; done++) stepOf(trainer);
    time += performance.now() - start;
    // The others evaluate nothing: goes on as if the epoch had been evaluated.
    if (trainer.epochEnded) trainer.restore({ ...trainer.state(), evaluated: true });
  }
  return time;
}

function firstBatch({ model }: Trainer, { sizes, batch }: Workload, data: TrainingData): Batch {
  const { kernels } = model as Network;
  const width = sizes[0]!;
  const [features, targets] = [kernels.floats(batch * width), kernels.bytes(batch)];
  for (let n = 0; n < batch; n++) {
    const sample = data.order[n]!;
    features.set(data.features.subarray(sample * width, (sample + 1) * width), n * width);
    targets[n] = data.targets[sample]!;
  }
  return { features, targets, samples: batch };
}

/** Mini-batches and evaluations for so many ms. @returns the time of a mini-batch in ms */
function timeBare(trainer: Trainer, duration: number): Promise<number> {
  const [start, before] = [performance.now(), trainer.steps];
  while (performance.now() - start < duration)
    if (trainer.epochEnded) trainer.evaluateSome();
    else stepOf(trainer);
  return Promise.resolve((performance.now() - start) / (trainer.steps - before));
}

/** The same by the loop of the train process, whose reports are made ready to be sent. */
async function timeStreamed(trainer: Trainer, duration: number): Promise<number> {
  const control = new TrainingControl();
  const [start, before] = [performance.now(), trainer.steps];
  const timer = setTimeout(() => control.stop(), duration);
  await runTraining(trainer, control, progress => void serialize(progress));
  clearTimeout(timer);
  return (performance.now() - start) / (trainer.steps - before);
}
