import { openData, type OpenedData } from '../data/open';
import { sampleCountOf } from '../data/dataset';
import type { Kernels } from '../kernels/kernels';
import { typescriptKernels } from '../kernels/typescript';
import { Problem } from '../numerics/problem';
import { Random } from '../numerics/random';
import { Batches, samplesPerBatch } from './batches';
import type { TrainingConfig } from './config';
import { Evaluation } from './evaluation';
import { Network, networkBytes } from './network';
import { createOptimizer, type Optimizer } from './optimizers';
import type { EpochMetrics, TrainingSummary } from './progress';

/** Samples evaluated at once, so that a training can be paused or stopped while an epoch is evaluated. */
const EVALUATED_AT_ONCE = 100;

/** A network beyond this would not fit into the memory of many machines. */
const MAX_BYTES = 2 ** 31;

/**
 * A training, mini-batch by mini-batch: `step` while neither `done` nor `epochEnded`; at the end of an epoch
 * `evaluateSome` until it returns the metrics. The same configuration and data give the same losses bit for bit.
 */
export class Trainer {
  readonly network: Network;
  readonly totalSteps: number;
  /** Mini-batches done so far. */
  steps = 0;
  learningRate: number;
  /** Whether loss or parameters have become infinite or NaN; `steps` is where. */
  diverged = false;

  private readonly batches: Batches;
  private readonly optimizer: Optimizer;
  private evaluations: { readonly train: Evaluation; readonly test: Evaluation } | undefined;

  /** @throws Problem `training-too-large` */
  constructor(
    readonly config: TrainingConfig,
    readonly data: OpenedData,
    kernels: Kernels = typescriptKernels,
  ) {
    const { batchSize, sampling, epochs, optimizer, seed } = config.training;
    const { featureNames, classes } = data.train;
    const batchSamples = samplesPerBatch(batchSize, sampling, sampleCountOf(data.train));
    const capacity = Math.max(batchSamples, EVALUATED_AT_ONCE);
    const batchBytes = batchSamples * featureNames.length * Float32Array.BYTES_PER_ELEMENT;
    checkMemory(batchBytes + networkBytes(featureNames.length, config.model.layers, classes.length, capacity));
    this.batches = new Batches(data.train, batchSize, sampling, Random.seeded(seed, 'batches'));
    this.network = new Network(featureNames.length, config.model.layers, classes.length, capacity, kernels);
    this.network.initialize(config.model.init, Random.seeded(seed, 'weights'));
    this.optimizer = createOptimizer(optimizer.name, this.network.values.length, kernels);
    this.learningRate = optimizer.learningRate;
    this.totalSteps = epochs * this.batches.perEpoch;
  }

  /** Mini-batches an epoch; the last may be short. */
  get stepsPerEpoch(): number {
    return this.batches.perEpoch;
  }

  /** Epochs completed so far. */
  get epochs(): number {
    return Math.floor(this.steps / this.stepsPerEpoch);
  }

  /** Whether an epoch has ended and is not yet evaluated. */
  get epochEnded(): boolean {
    return this.evaluations !== undefined;
  }

  /** Whether there is nothing more to do. */
  get done(): boolean {
    return this.diverged || (this.steps === this.totalSteps && !this.epochEnded);
  }

  /**
   * One mini-batch: forward, backward, update. Nothing is updated where the loss is not finite.
   *
   * @returns the mean loss of the batch before the update, as float32
   */
  step(): number {
    const { features, labels, samples } = this.batches.next(this.steps % this.stepsPerEpoch);
    const loss = Math.fround(this.network.forward(features, labels, samples) / samples);
    this.steps++;
    if (!Number.isFinite(loss)) {
      this.diverged = true;
      return loss;
    }
    this.network.backward(features, labels, samples);
    this.optimizer.update(this.network.values, this.network.gradient, this.learningRate);
    if (this.steps % this.stepsPerEpoch === 0) this.evaluations = this.startEvaluation();
    return loss;
  }

  /**
   * Evaluates some more samples after an epoch.
   *
   * @returns the metrics of the epoch once all samples have been seen
   */
  evaluateSome(): EpochMetrics | undefined {
    if (!this.evaluations) return undefined;
    const { train, test } = this.evaluations;
    (train.done ? test : train).advance(EVALUATED_AT_ONCE);
    if (!test.done) return undefined;
    this.evaluations = undefined;
    const metrics = { epoch: this.epochs, step: this.steps, train: train.result, test: test.result };
    // The last update of an epoch may be the one that went too far.
    this.diverged ||= !Number.isFinite(metrics.train.loss + metrics.test.loss);
    return metrics;
  }

  /** Loss and accuracy of the network as it is now, over all training and test samples. */
  evaluate(): Pick<EpochMetrics, 'train' | 'test'> {
    const { train, test } = this.startEvaluation();
    for (const evaluation of [train, test]) while (!evaluation.done) evaluation.advance(EVALUATED_AT_ONCE);
    return { train: train.result, test: test.result };
  }

  private startEvaluation() {
    return {
      train: new Evaluation(this.network, this.data.train),
      test: new Evaluation(this.network, this.data.test),
    };
  }
}

function checkMemory(bytes: number): void {
  const [found, maximum] = [bytes, MAX_BYTES].map(each => Math.ceil(each / 2 ** 20));
  if (bytes > MAX_BYTES) throw new Problem('training-too-large', { found: found!, maximum: maximum! });
}

/**
 * Opens the data of a configuration and makes its network.
 *
 * @param folder what paths in the configuration are relative to
 * @throws Problem `training-too-large`, and as `openData`
 */
export async function createTrainer(config: TrainingConfig, folder: string): Promise<Trainer> {
  return new Trainer(config, await openData(config.data, folder, config.training.seed));
}

/** What is trained on what. */
export function summaryOf({ data, network, config, stepsPerEpoch }: Trainer): TrainingSummary {
  return {
    trainSamples: sampleCountOf(data.train),
    testSamples: sampleCountOf(data.test),
    features: data.train.featureNames.length,
    classes: data.train.classes,
    parameters: network.values.length,
    stepsPerEpoch,
    epochs: config.training.epochs,
  };
}
