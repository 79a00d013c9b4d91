import path from 'node:path';
import { ScalarRecords } from '../formats/tfevents';
import type { ProblemData } from '../numerics/problem';
import { EventFile } from '../runs/eventFile';
import { makeRunFolder } from '../runs/runFolder';
import { writeRunRecord, type RunRecord } from '../runs/runRecord';
import { writeCheckpoint } from './checkpoint';
import type { EpochMetrics, TrainingProgress } from './progress';
import { rateFactor } from './schedule';
import { summaryOf } from './summary';
import type { Trainer } from './trainer';
import { hashOfModule } from './userModel/moduleText';
import { NABLA_VERSION } from './version';

/** A checkpoint is written after an epoch, but where epochs are short not so often; and where they are long, between. */
const SHORTEST = 1000;
const LONGEST = 5000;

/** Writing checkpoints may take a fiftieth of the time. */
const SHARE = 1 / 50;

/**
 * Writes a training to its run's folder as it goes: every loss as an event, and its whole state now and then, on every
 * pause, before the first mini-batch at another learning rate, and at the end. So a run can go on from its last
 * checkpoint as though it had never been interrupted.
 *
 * All writing is synchronous: what is reported has been handed to the system before the training goes on.
 */
export class RunRecorder {
  private checkpointed = performance.now();
  /** How long the last checkpoint took, in ms. */
  private cost = 0;
  private readonly batchLosses = new ScalarRecords('loss/batch');

  private constructor(
    private readonly run: string,
    private readonly trainer: Trainer,
    private readonly events: EventFile,
    private content: RunRecord,
    private learningRate: number,
  ) {}

  /**
   * Begins to write a new run.
   *
   * @param run its folder, which is made
   * @param folder what paths in the configuration are relative to
   * @throws Problem `run-write`
   */
  static begin(run: string, folder: string, trainer: Trainer): RunRecorder {
    makeRunFolder(run);
    const { config } = trainer;
    const content: RunRecord = {
      version: 1,
      config: { ...config },
      folder: relativeFolder(run, folder),
      seed: config.training.seed,
      ...('module' in config.model && { module: hashOfModule(config.model.module, folder) }),
      ...whatTrains(trainer),
      started: isoNow(),
      steps: 0,
      epochs: 0,
      learningRates: [],
      resumed: [],
    };
    const events = EventFile.create(run, undefined, secondsNow());
    const recorder = new RunRecorder(run, trainer, events, content, trainer.learningRate);
    recorder.checkpoint(); // so that it can go on from the first moment
    return recorder;
  }

  /**
   * Goes on writing a run, from the state that was put back into its trainer. Events of later steps, which are computed
   * again, do not count any more.
   *
   * @param content what the run says of itself
   * @param learningRate its rate until now; that of the trainer may be another
   * @throws Problem `run-write`
   */
  static resume(run: string, content: RunRecord, trainer: Trainer, learningRate: number): RunRecorder {
    const resumed: RunRecord = {
      ...content,
      ...whatTrains(trainer),
      config: { ...trainer.config },
      ended: undefined,
      problem: undefined,
      resumed: [...content.resumed, trainer.steps],
    };
    const events = EventFile.create(run, trainer.steps + 1, secondsNow());
    const recorder = new RunRecorder(run, trainer, events, resumed, learningRate);
    if (trainer.learningRate !== learningRate) recorder.noteRate(trainer.learningRate);
    recorder.checkpoint();
    return recorder;
  }

  /**
   * Writes what a training has told, which is where it is now.
   *
   * @throws Problem `run-write`
   */
  record(progress: TrainingProgress): void {
    const { status, learningRate, epochs } = progress;
    this.addEvents(progress);
    this.events.flush();
    const metrics = epochs.at(-1);
    if (metrics) this.content = { ...this.content, metrics };
    const isChanged = learningRate !== this.learningRate;
    if (isChanged) this.noteRate(learningRate);
    const hasEnded = status !== 'running' && status !== 'paused';
    this.content = { ...this.content, status, ...(hasEnded && { ended: isoNow() }) };
    if (status !== 'running' || isChanged || this.isDue(epochs.length > 0)) this.checkpoint();
    if (hasEnded) this.events.close();
  }

  /** Notes, if it can be noted, why the training failed. */
  fail(problem: ProblemData): void {
    this.content = { ...this.content, status: 'failed', ended: isoNow(), problem };
    try {
      writeRunRecord(this.run, this.content);
      this.events.close();
    } catch {
      // It probably failed because nothing can be written.
    }
  }

  private addEvents({ firstStep, losses, epochs }: TrainingProgress): void {
    const now = secondsNow();
    let next = 0;
    const addUntil = (step: number) => {
      for (; next < losses.length && firstStep + next <= step; next++)
        this.events.append(this.batchLosses.of(now, firstStep + next, losses[next]!));
    };
    for (const epoch of epochs) {
      addUntil(epoch.step);
      this.events.add(now, epoch.step, this.scalarsOf(epoch));
    }
    addUntil(Infinity);
  }

  private scalarsOf({ step, train, test }: EpochMetrics): Record<string, number> {
    const { trainer } = this;
    const { score } = summaryOf(trainer);
    const scalars: Record<string, number> = { 'loss/train': train.loss, 'loss/test': test.loss };
    if (train.score !== null) scalars[`${score}/train`] = train.score;
    if (test.score !== null) scalars[`${score}/test`] = test.score;
    return { ...scalars, learningRate: this.rateAt(step) };
  }

  /** The rate of the mini-batch that ended an epoch; a new one that is told with it applies to later ones. */
  private rateAt(step: number): number {
    const { stepsPerEpoch, totalSteps, config } = this.trainer;
    return this.learningRate * rateFactor(config.training.schedule, step - 1, stepsPerEpoch, totalSteps);
  }

  private noteRate(learningRate: number): void {
    this.learningRate = learningRate;
    const learningRates = [...this.content.learningRates, { step: this.trainer.steps, learningRate }];
    this.content = { ...this.content, learningRates };
  }

  private isDue(hasEpochEnded: boolean): boolean {
    const age = performance.now() - this.checkpointed;
    return age >= Math.max(hasEpochEnded ? SHORTEST : LONGEST, this.cost / SHARE);
  }

  private checkpoint(): void {
    const { trainer, run } = this;
    const start = performance.now();
    // Parameters that are not finite are of no use: the last good ones stay.
    if (trainer.divergence?.recoverable !== false) writeCheckpoint(run, trainer.state());
    this.content = { ...this.content, steps: trainer.steps, epochs: trainer.epochs };
    writeRunRecord(run, this.content);
    this.checkpointed = performance.now();
    this.cost = this.checkpointed - start;
  }
}

function whatTrains(trainer: Trainer): Pick<RunRecord, 'status' | 'versions' | 'summary'> {
  const versions = { nabla: NABLA_VERSION, node: process.versions.node };
  return { status: 'running', versions, summary: { ...summaryOf(trainer) } };
}

/** With `/`, so that a run can be read on another system; absolute on another drive of Windows. */
function relativeFolder(run: string, folder: string): string {
  return path.relative(run, path.resolve(folder)).split(path.sep).join('/') || '.';
}

function isoNow(): string {
  return new Date().toISOString();
}

function secondsNow(): number {
  return Date.now() / 1000;
}
