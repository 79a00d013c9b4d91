import type { OpenedData } from '../data/open';
import type { Engine } from '../kernels/createEngine';
import type { Build, Floats } from '../kernels/kernels';
import { Random } from '../numerics/random';
import { badLoss } from './badNumbers';
import { Batches } from './batches';
import type { TrainingConfig } from './config';
import { grown, lossBound, lossOfZero, notFinite, type FoundDivergence } from './divergence';
import { EarlyStopping } from './earlyStopping';
import { Evaluation } from './evaluation';
import type { GatheredBatch } from './gatheredBatch';
import { compareGradients, type GradientDifference } from './gradientComparison';
import { LastUpdate } from './lastUpdate';
import type { Batch, Model } from './model';
import { createOptimizer, type Optimizer } from './optimizers';
import { DirectPasses, recordedPasses, type Passes, type Training } from './passes';
import type { PreparedData } from './preparedSamples';
import type { Divergence, EpochMetrics } from './progress';
import { rateFactor } from './schedule';
import { putBack, tensorsOf, type NumbersByPrefix, type TrainerState } from './state';

/**
 * A training, mini-batch by mini-batch: `step` while neither `done` nor `epochEnded`; at the end of an epoch
 * `evaluateSome` until it returns the metrics. The same configuration and data give the same parameters bit for bit, with
 * any number of threads, and so does a training that goes on from a state of another.
 *
 * Every sum has a fixed order and exponentials are our own, so that this holds on every machine where the configuration
 * says `reproducible`. Where it does not, the fastest kernels may multiply and add with a single rounding: parameters are
 * the same on machines that do so alike.
 */
export class Trainer {
  /** Of all epochs; early stopping may end before. */
  readonly totalSteps: number;
  /** Mini-batches done so far. */
  steps = 0;
  /** What the schedule multiplies; it may be changed between two mini-batches. */
  learningRate: number;
  /** Whether an epoch has ended and is not yet evaluated. */
  epochEnded = false;
  /** Why the training cannot go on as it is. */
  divergence: Divergence | undefined;

  private readonly batches: Batches;
  private readonly optimizer: Optimizer;
  private readonly lastUpdate: LastUpdate;
  /** By how many samples a mini-batch has. */
  private readonly passes = new Map<number, Passes>();
  private readonly early: EarlyStopping | undefined;
  private readonly evaluations: Evaluations;
  /** Besides those at the ends of epochs; made when first asked for. */
  private otherEvaluations: Evaluations | undefined;
  private firstLoss: number | undefined;
  /** What the loss would be if the model said 0, for numbers to predict. */
  private readonly lossOfZero: number;

  constructor(
    readonly config: TrainingConfig,
    readonly data: OpenedData,
    readonly model: Model,
    private readonly samples: PreparedData,
    private readonly engine: Engine,
  ) {
    const { batchSize, sampling, epochs, optimizer, seed, earlyStopping } = config.training;
    this.optimizer = createOptimizer(optimizer, model);
    this.lastUpdate = new LastUpdate(model, this.optimizer);
    this.early = earlyStopping && new EarlyStopping(earlyStopping, model);
    this.batches = new Batches(samples.train, batchSize, sampling, Random.seeded(seed, 'batches'));
    this.learningRate = optimizer.learningRate;
    this.totalSteps = epochs * this.batches.perEpoch;
    this.lossOfZero = lossOfZero(data.train);
    this.evaluations = evaluationsOf(model, samples);
  }

  /** How the kernels are built that it trains with. */
  get build(): Build {
    return this.engine.build;
  }

  /** How many threads may work on a mini-batch. */
  get threads(): number {
    return this.engine.threads;
  }

  /** Mini-batches an epoch; the last may be short. */
  get stepsPerEpoch(): number {
    return this.batches.perEpoch;
  }

  /** Epochs completed so far. */
  get epochs(): number {
    return Math.floor(this.steps / this.stepsPerEpoch);
  }

  /** Whether there is nothing more to do, unless it is to recover from a divergence. */
  get done(): boolean {
    return this.divergence !== undefined || this.finished;
  }

  /** Whether all epochs are done and evaluated, or early stopping has ended the training. */
  get finished(): boolean {
    if (this.epochEnded) return false;
    return this.steps >= this.totalSteps || (this.early?.isEnough(this.epochs) ?? false);
  }

  /** The epoch that early stopping found best, once the training is finished. */
  get bestEpoch(): number | undefined {
    return this.finished && this.early && this.early.epoch > 0 ? this.early.epoch : undefined;
  }

  /** The learning rate of the next mini-batch. */
  get scheduledRate(): number {
    const { schedule } = this.config.training;
    return this.learningRate * rateFactor(schedule, this.steps, this.stepsPerEpoch, this.totalSteps);
  }

  /**
   * One mini-batch: loss, gradient, update. Where loss, gradient or the new parameters are not finite, or the loss is
   * beyond all bounds, the mini-batch is not done: `divergence` says what was found, and the update that led there is
   * taken back.
   *
   * @returns the mean loss of the batch before the update, as float32; undefined where the mini-batch is not done
   */
  step(): number | undefined {
    const batch = this.batches.at(this.steps);
    const passes = this.passes.get(batch.samples) ?? this.makePasses(batch);
    let loss: number;
    let found: FoundDivergence | undefined;
    try {
      loss = Math.fround(passes.forward());
      found = this.divergenceOf(loss, batch);
      if (!found && !passes.backward()) found = this.badNumber(batch, loss);
    } finally {
      this.optimizer.lookBack?.(); // also where a user's model throws
    }
    if (found) return this.diverge(found);
    this.optimizer.prepare(this.scheduledRate);
    if (!passes.update()) return this.diverge(this.badNumber(batch, loss));
    this.steps++;
    if (this.steps % this.stepsPerEpoch === 0) this.beginEvaluation();
    return loss;
  }

  /**
   * After a divergence that is recoverable: goes on with the mini-batch that is not done, with the learning rate as it is
   * then.
   *
   * @returns whether that is possible
   */
  recover(): boolean {
    if (!this.divergence) return true;
    const { recoverable, reason, value } = this.divergence;
    if (!recoverable) return false;
    if (reason === 'growth') this.firstLoss = value; // judged anew from here
    this.divergence = undefined;
    if (this.finished) this.early?.conclude(); // the last evaluation found it
    return true;
  }

  /**
   * Evaluates some more samples after an epoch.
   *
   * @returns the metrics of the epoch once all samples have been seen
   */
  evaluateSome(): EpochMetrics | undefined {
    if (!this.epochEnded) return undefined;
    const { train, test } = this.evaluations;
    (train.done ? test : train).advance();
    if (!test.done) return undefined;
    this.epochEnded = false;
    const metrics = { epoch: this.epochs, step: this.steps, train: train.result, test: test.result };
    this.early?.add(metrics.epoch, metrics.test.loss);
    const bad = train.bad ?? test.bad;
    if (bad) this.diverge(notFinite(this.steps, bad));
    else if (this.finished) this.early?.conclude();
    return metrics;
  }

  /** Loss and score of the model as it is now, over all training and test samples. */
  evaluate(): Pick<EpochMetrics, 'train' | 'test'> {
    this.otherEvaluations ??= evaluationsOf(this.model, this.samples);
    const { train, test } = this.otherEvaluations;
    for (const evaluation of [train, test]) {
      evaluation.restart();
      while (!evaluation.done) evaluation.advance();
    }
    return { train: train.result, test: test.result };
  }

  /** Both gradients of the model as it is now, for its next mini-batch. */
  compareGradients(): readonly GradientDifference[] {
    return compareGradients(this.model, this.batches.at(this.steps).gather());
  }

  /** All that the training is now, between two mini-batches. An evaluation that has begun begins anew from it. */
  state(): TrainerState {
    return {
      step: this.steps,
      evaluated: !this.epochEnded,
      learningRate: this.learningRate,
      random: this.batches.state(this.steps),
      firstLoss: this.firstLoss,
      tensors: tensorsOf(this.model, this.numbers(this.early?.restored)),
      updates: this.optimizer.updates,
      early: this.early && { best: this.early.best, epoch: this.early.epoch, restored: this.early.restored },
    };
  }

  /**
   * Goes on from the state of a training of the same configuration on the same data. The update before it is not
   * remembered and cannot be taken back.
   *
   * @throws Problem `state-tensor` where a tensor is missing or of another shape
   */
  restore(state: TrainerState): void {
    putBack(state.tensors, this.model, this.numbers(state.early?.restored));
    if (this.early) Object.assign(this.early, state.early);
    this.optimizer.updates = state.updates;
    this.batches.restore(state.random);
    this.steps = state.step;
    this.learningRate = state.learningRate;
    this.firstLoss = state.firstLoss;
    this.divergence = undefined;
    this.lastUpdate.forget();
    this.epochEnded = false;
    if (!state.evaluated) this.beginEvaluation();
    if (!this.finished) this.early?.goOn(); // there may be more epochs now
  }

  /** Frees what only this training holds. */
  dispose(): void {
    this.model.dispose?.();
    this.engine.dispose();
  }

  /** All numbers that belong to the parameters, by how their tensors are called. */
  private numbers(isBestRestored = false): NumbersByPrefix {
    const kept = Object.entries(this.optimizer.kept);
    return new Map<string, Floats>([
      ['', this.model.values],
      ...kept.map(([name, numbers]) => [`optimizer.${name}.`, numbers] as const),
      ...(this.early ? [[isBestRestored ? 'last.' : 'best.', this.early.parameters] as const] : []),
    ]);
  }

  private makePasses(batch: GatheredBatch): Passes {
    const { model, optimizer, lastUpdate, config } = this;
    const training: Training = { model, optimizer, lastUpdate, gradient: config.training.gradient };
    const passes = recordedPasses(training, batch) ?? new DirectPasses(training, batch);
    this.passes.set(batch.samples, passes);
    return passes;
  }

  /** That a loss is not finite, or beyond all bounds. */
  private divergenceOf(loss: number, batch: Batch): FoundDivergence | undefined {
    if (!Number.isFinite(loss)) return this.badNumber(batch, loss);
    this.firstLoss ??= loss;
    if (loss > lossBound(this.firstLoss, this.lossOfZero)) return grown(this.steps + 1, loss, this.model);
    return undefined;
  }

  /** Names the first number of the mini-batch that is not finite. */
  private badNumber(batch: Batch, loss: number): FoundDivergence {
    return notFinite(this.steps + 1, this.model.firstBad(batch) ?? badLoss(loss));
  }

  /** Stops there, with the parameters from before the update that led there. */
  private diverge(found: FoundDivergence): undefined {
    const isTakenBack = this.lastUpdate.takeBack();
    const recoverable = (isTakenBack || found.reason === 'growth') && this.areFinite(this.model.values);
    this.divergence = { ...found, recoverable };
  }

  private areFinite(numbers: Floats): boolean {
    return this.model.kernels.allFinite(numbers, numbers.length);
  }

  private beginEvaluation(): void {
    this.epochEnded = true;
    this.evaluations.train.restart();
    this.evaluations.test.restart();
  }
}

interface Evaluations {
  readonly train: Evaluation;
  readonly test: Evaluation;
}

function evaluationsOf(model: Model, { train, test }: PreparedData): Evaluations {
  return { train: new Evaluation(model, train), test: new Evaluation(model, test) };
}
