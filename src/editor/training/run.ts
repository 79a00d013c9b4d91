import type { ProblemData } from '../../numerics/problem';
import type { EpochMetrics, TrainingProgress, TrainingSummary } from '../../processes/train/protocol';
import { MinMaxSeries } from '../../series/minMaxSeries';
import type { RunStatus } from '../../words/trainingRun';
import { MAX_EPOCH_ROWS, type EpochColumns, type RunLines, type RunState } from './messages';

const ENDED: readonly RunStatus[] = ['finished', 'stopped', 'diverged', 'failed'];

/** The lines of a run; of the loss and of what is known by epoch at most so many ranges of steps. */
class Lines {
  private readonly series: Record<keyof RunLines, MinMaxSeries>;

  constructor(lossBuckets: number, epochBuckets: number) {
    const series = () => new MinMaxSeries(epochBuckets);
    this.series = {
      loss: new MinMaxSeries(lossBuckets),
      trainLoss: series(),
      testLoss: series(),
      trainAccuracy: series(),
      testAccuracy: series(),
    };
  }

  append({ losses, epochs }: TrainingProgress): void {
    this.series.loss.appendAll(losses);
    for (const { train, test } of epochs) {
      this.series.trainLoss.append(train.loss);
      this.series.testLoss.append(test.loss);
      this.series.trainAccuracy.append(train.accuracy);
      this.series.testAccuracy.append(test.accuracy);
    }
  }

  points(): RunLines {
    const { loss, trainLoss, testLoss, trainAccuracy, testAccuracy } = this.series;
    return {
      loss: loss.points(),
      trainLoss: trainLoss.points(),
      testLoss: testLoss.points(),
      trainAccuracy: trainAccuracy.points(),
      testAccuracy: testAccuracy.points(),
    };
  }
}

/** One training from the request to start it to its end, with its curves; its memory does not grow with its length. */
export class TrainingRun {
  private readonly panelLines = new Lines(1000, 250);
  private readonly viewLines = new Lines(100, 100);
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
      loss: Number.isFinite(loss) ? loss : null,
      ...(problem ? { problem } : {}),
      ...(last ? { accuracy: { train: last.train.accuracy, test: last.test.accuracy } } : {}),
    };
  }

  /** The last epochs, the newest at the end. */
  epochRows(): readonly EpochMetrics[] {
    return this.lastEpochs;
  }

  epochColumns(): EpochColumns {
    const column = (pick: (metrics: EpochMetrics) => number) => Float64Array.from(this.lastEpochs, pick);
    return {
      epoch: column(({ epoch }) => epoch),
      trainLoss: column(({ train }) => train.loss),
      testLoss: column(({ test }) => test.loss),
      trainAccuracy: column(({ train }) => train.accuracy),
      testAccuracy: column(({ test }) => test.accuracy),
    };
  }

  linesOfPanel(): RunLines {
    return this.panelLines.points();
  }

  linesOfView(): RunLines {
    return this.viewLines.points();
  }
}
