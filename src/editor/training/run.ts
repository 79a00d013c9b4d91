import type { ProblemData } from '../../numerics/problem';
import type { EpochMetrics, TrainingProgress, TrainingSummary } from '../../processes/train/protocol';
import { MinMaxSeries } from '../../series/minMaxSeries';
import type { RunStatus } from '../../words/trainingRun';
import { MAX_EPOCH_ROWS, type RunLines, type RunState } from './messages';

const ENDED: readonly RunStatus[] = ['finished', 'stopped', 'diverged', 'failed'];

/** The lines of a run with at most so many ranges of steps each. */
class Lines {
  private readonly loss: MinMaxSeries;
  private readonly trainAccuracy: MinMaxSeries;
  private readonly testAccuracy: MinMaxSeries;

  constructor(maxBuckets: number) {
    this.loss = new MinMaxSeries(maxBuckets);
    this.trainAccuracy = new MinMaxSeries(maxBuckets);
    this.testAccuracy = new MinMaxSeries(maxBuckets);
  }

  append({ losses, epochs }: TrainingProgress): void {
    this.loss.appendAll(losses);
    for (const { train, test } of epochs) {
      this.trainAccuracy.append(train.accuracy);
      this.testAccuracy.append(test.accuracy);
    }
  }

  points(): RunLines {
    return {
      loss: this.loss.points(),
      trainAccuracy: this.trainAccuracy.points(),
      testAccuracy: this.testAccuracy.points(),
    };
  }
}

/** Ranges of steps on the charts of the panel, and on the small ones of the view. */
const PANEL_BUCKETS = 1000;
const VIEW_BUCKETS = 100;

/** One training from the request to start it to its end, with its curves; its memory does not grow with its length. */
export class TrainingRun {
  private readonly panelLines = new Lines(PANEL_BUCKETS);
  private readonly viewLines = new Lines(VIEW_BUCKETS);
  private lastEpochs: EpochMetrics[] = [];
  private summary: TrainingSummary | undefined;
  private problem: ProblemData | undefined;
  private step = 0;
  private stepsPerSecond = 0;
  private loss = NaN;
  private currentStatus: RunStatus = 'starting';

  /** @param learningRate until the first news of another */
  constructor(
    private readonly name: string,
    private readonly epochs: number,
    private learningRate: number,
  ) {}

  get status(): RunStatus {
    return this.currentStatus;
  }

  /** Whether it can still go on. */
  get isOn(): boolean {
    return !ENDED.includes(this.currentStatus);
  }

  /** Data and network are there. */
  started(summary: TrainingSummary): void {
    this.summary = summary;
    if (this.currentStatus === 'starting') this.currentStatus = 'running';
  }

  /** Takes in what happened; what comes after the end is not of this run. */
  append(progress: TrainingProgress): void {
    if (!this.isOn) return;
    this.panelLines.append(progress);
    this.viewLines.append(progress);
    this.lastEpochs = [...this.lastEpochs, ...progress.epochs].slice(-MAX_EPOCH_ROWS);
    this.step = progress.step;
    this.loss = progress.losses.at(-1) ?? this.loss;
    this.stepsPerSecond = progress.stepsPerSecond;
    this.learningRate = progress.learningRate;
    this.currentStatus = progress.status;
  }

  /** It cannot go on; what was drawn stays. */
  fail(problem: ProblemData): void {
    if (!this.isOn) return;
    this.problem = problem;
    this.currentStatus = 'failed';
  }

  state(): RunState {
    const { name, step, epochs, stepsPerSecond, learningRate, loss, problem } = this;
    const stepsPerEpoch = this.summary?.stepsPerEpoch ?? 0;
    const last = this.lastEpochs.at(-1);
    return {
      name,
      status: this.status,
      step,
      steps: stepsPerEpoch * epochs,
      epoch: stepsPerEpoch > 0 ? Math.min(Math.floor(step / stepsPerEpoch) + 1, epochs) : 1,
      epochs,
      stepsPerSecond,
      learningRate,
      loss,
      ...(problem ? { problem } : {}),
      ...(last ? { last } : {}),
    };
  }

  /** The last epochs, the newest at the end. */
  epochRows(): readonly EpochMetrics[] {
    return this.lastEpochs;
  }

  linesOfPanel(): RunLines {
    return this.panelLines.points();
  }

  linesOfView(): RunLines {
    return this.viewLines.points();
  }
}
