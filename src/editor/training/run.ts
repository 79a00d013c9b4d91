import type { ProblemData } from '../../numerics/problem';
import type { EpochMetrics, Reading, TrainingProgress, TrainingSummary } from '../../processes/train/protocol';
import { MinMaxSeries } from '../../series/minMaxSeries';
import { isOn, type RunStatus } from '../../words/trainingRun';
import { MAX_EPOCH_ROWS, type EpochColumns, type RunLines, type RunState } from './messages';

/** The lines of a run; of the loss and of what is known by epoch at most so many ranges of steps. */
class Lines {
  private readonly series: Record<keyof RunLines, MinMaxSeries>;

  constructor(lossBuckets: number, epochBuckets: number) {
    const series = () => new MinMaxSeries(epochBuckets);
    this.series = {
      loss: new MinMaxSeries(lossBuckets),
      trainLoss: series(),
      testLoss: series(),
      trainScore: series(),
      testScore: series(),
    };
  }

  append({ losses, epochs }: TrainingProgress): void {
    this.series.loss.appendAll(losses);
    for (const { train, test } of epochs) {
      this.series.trainLoss.append(train.loss);
      this.series.testLoss.append(test.loss);
      this.series.trainScore.append(train.score ?? NaN);
      this.series.testScore.append(test.score ?? NaN);
    }
  }

  points(): RunLines {
    const { loss, trainLoss, testLoss, trainScore, testScore } = this.series;
    return {
      loss: loss.points(),
      trainLoss: trainLoss.points(),
      testLoss: testLoss.points(),
      trainScore: trainScore.points(),
      testScore: testScore.points(),
    };
  }
}

/** One training from the request to start it to its end, with its curves; its memory does not grow with its length. */
export class TrainingRun {
  private readonly panelLines = new Lines(1000, 250);
  private readonly viewLines = new Lines(100, 100);
  private lastEpochs: EpochMetrics[] = [];
  private summary: TrainingSummary | undefined;
  private reading: Reading | undefined;
  private problem: ProblemData | undefined;
  private latest: TrainingProgress | undefined;
  private divergence: RunState['divergence'];
  private loss = NaN;
  private currentStatus: RunStatus = 'starting';

  /** @param expected what is known before its first news */
  constructor(
    private readonly name: string,
    private readonly expected: Pick<RunState, 'epochs' | 'learningRate' | 'normalizeLabels' | 'score'>,
  ) {}

  get status(): RunStatus {
    return this.currentStatus;
  }

  /** Whether it can still go on. */
  get isOn(): boolean {
    return isOn(this.currentStatus);
  }

  /** Its data are read or made. */
  read(reading: Reading): void {
    if (this.currentStatus === 'starting') this.reading = reading;
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
    this.loss = progress.losses.at(-1) ?? this.loss;
    this.latest = progress;
    const { divergence, learningRate } = progress;
    this.divergence = divergence && { ...divergence, learningRate: this.divergence?.learningRate ?? learningRate };
    this.currentStatus = progress.status;
  }

  /** It cannot go on; what was drawn stays. */
  fail(problem: ProblemData): void {
    if (!this.isOn) return;
    // Stopped before there was anything to train on.
    if (problem.code === 'cancelled') this.currentStatus = 'stopped';
    else {
      this.problem = problem;
      this.currentStatus = 'failed';
    }
  }

  state(): RunState {
    const { name, status, expected, latest, loss, reading, problem, divergence } = this;
    const { step = 0, stepsPerSecond = 0, learningRate = expected.learningRate, bestEpoch } = latest ?? {};
    const stepsPerEpoch = this.summary?.stepsPerEpoch ?? 0;
    const score = this.score();
    const scores = this.scores();
    return {
      name,
      status,
      step,
      steps: stepsPerEpoch * expected.epochs,
      epoch: this.epochAt(step, stepsPerEpoch),
      epochs: expected.epochs,
      stepsPerSecond,
      learningRate,
      normalizeLabels: expected.normalizeLabels,
      loss: Number.isFinite(loss) ? loss : null,
      ...(score && { score }),
      ...(scores && { scores }),
      ...(status === 'starting' && reading && { reading }),
      ...(divergence && { divergence }),
      ...(bestEpoch !== undefined && { bestEpoch }),
      ...(problem && { problem }),
    };
  }

  /** The epoch it is in, from 1; at its end the last one it was in. */
  private epochAt(step: number, stepsPerEpoch: number): number {
    if (stepsPerEpoch === 0) return 1;
    const begun = this.isOn ? Math.floor(step / stepsPerEpoch) + 1 : Math.ceil(step / stepsPerEpoch);
    return Math.min(Math.max(begun, 1), this.expected.epochs);
  }

  /** What is counted besides the loss; undefined once it is seen that the model cannot predict. */
  private score(): RunState['score'] {
    const [first] = this.lastEpochs;
    return first?.train.score === null ? undefined : (this.summary?.score ?? this.expected.score);
  }

  private scores(): RunState['scores'] {
    const { train, test } = this.lastEpochs.at(-1) ?? {};
    if (typeof train?.score !== 'number' || typeof test?.score !== 'number') return undefined;
    return { train: train.score, test: test.score };
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
      trainScore: column(({ train }) => train.score ?? NaN),
      testScore: column(({ test }) => test.score ?? NaN),
    };
  }

  linesOfPanel(): RunLines {
    return this.panelLines.points();
  }

  linesOfView(): RunLines {
    return this.viewLines.points();
  }
}
