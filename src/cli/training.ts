import { type Problem } from '../numerics/problem';
import { TrainClient, type TrainListener } from '../processes/train/client';
import type {
  Divergence,
  Following,
  Losses,
  Reading,
  TrainingProgress,
  TrainingStatus,
  TrainingSummary,
} from '../processes/train/protocol';
import type { TrainingConfig } from '../training/config';
import { printError } from './evaluating';
import { INTERRUPTED } from './exitCodes';

/** A training to begin or to go on with. */
export interface Job {
  readonly config: TrainingConfig;
  /** The folder it is written to, as it was given. */
  readonly run: string | undefined;
  /** How many threads may train; as many as there are processors where it is left out. */
  readonly threads: number | undefined;
  begin(client: TrainClient, following: Following): Promise<TrainingSummary>;
}

/** How a training ended. */
export interface TrainingEnd {
  readonly status: TrainingStatus | 'failed';
  readonly steps: number;
  /** Completed ones. */
  readonly epochs: number;
  /** Mini-batches done now, by the time they took. */
  readonly stepsPerSecond: number;
  readonly learningRate: number;
  /** Of the model as it is then; left out where its process has ended. */
  readonly losses: Losses | undefined;
  readonly bestEpoch: number | undefined;
  readonly divergence: Divergence | undefined;
  /** Why it failed. */
  readonly problem: Problem | undefined;
}

/** Prints a training; what it returns resolves when that is written. */
export interface TrainingPrinter {
  reading?(reading: Reading): void;
  start(summary: TrainingSummary): Promise<void>;
  progress(progress: TrainingProgress, summary: TrainingSummary): Promise<void>;
  end(end: TrainingEnd, summary: TrainingSummary): Promise<void>;
}

/** Time between two lines of losses in ms. */
const INTERVAL = 100;

/** So many reports may wait to be written; a training that is read more slowly waits. */
const MOST_WAITING = 50;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Trains in the train process and prints how it goes. A signal, or nobody reading any more, stops it after the
 * mini-batch it is at; a second signal ends it at once.
 *
 * @throws Problem about configuration, data or run; `cancelled` where it was stopped before it began
 */
export async function training(job: Job, printer: TrainingPrinter): Promise<TrainingEnd['status']> {
  const follower = new Follower(printer, job.threads);
  const { client } = follower;
  const stop = () => void client.stop().catch(() => {}); // it may have ended meanwhile
  const interrupt = () => {
    for (const signal of SIGNALS) process.off(signal, interrupt).once(signal, endAtOnce);
    stop();
  };
  const endAtOnce = () => {
    client.dispose();
    process.exit(INTERRUPTED);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  process.stdout.on('error', stop); // nobody reads any more
  try {
    const summary = await job.begin(client, { interval: INTERVAL, onDivergence: 'end' });
    const end = await follower.follow(summary);
    return end.status;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt).off(signal, endAtOnce);
    process.stdout.off('error', stop);
    client.dispose();
  }
}

/** Hears a training, has it printed, report after report, and knows how it ended. */
class Follower implements TrainListener {
  readonly client: TrainClient;
  readonly print = printError;
  private readonly reports: TrainingProgress[] = [];
  private last: TrainingProgress | undefined;
  private problem: Problem | undefined;
  private stepsDone = 0;
  private isHeld = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly printer: TrainingPrinter,
    threads: number | undefined,
  ) {
    const allowsModules = () => true; // who names a module on the command line wants it run
    this.client = new TrainClient(this, undefined, allowsModules, () => threads);
  }

  reading(reading: Reading): void {
    this.printer.reading?.(reading);
  }

  progress(progress: TrainingProgress): void {
    this.reports.push(progress);
    this.last = progress;
    this.stepsDone += progress.losses.length;
    if (this.reports.length > MOST_WAITING) this.hold();
    this.wake?.();
  }

  ended(problem: Problem): void {
    this.problem = problem;
    this.wake?.();
  }

  async follow(summary: TrainingSummary): Promise<TrainingEnd> {
    const start = performance.now();
    await this.printer.start(summary);
    for (;;) {
      const report = this.reports.shift();
      if (report) await this.printer.progress(report, summary);
      else if (this.isOver) break;
      else if (this.isHeld) this.goOn();
      else await new Promise<void>(resolve => (this.wake = resolve));
    }
    const end = await this.end(summary, (performance.now() - start) / 1000);
    await this.printer.end(end, summary);
    return end;
  }

  private get isOver(): boolean {
    const isOn = this.last === undefined || this.last.status === 'running' || this.last.status === 'paused';
    return this.problem !== undefined || !isOn;
  }

  /** Pauses the training until what it has told is written. */
  private hold(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    void this.client.pause().catch(() => {});
  }

  private goOn(): void {
    this.isHeld = false;
    void this.client.resume().catch(() => {});
  }

  private async end(summary: TrainingSummary, seconds: number): Promise<TrainingEnd> {
    const { last, problem } = this;
    const steps = last?.step ?? 0;
    return {
      status: problem ? 'failed' : last!.status,
      steps,
      epochs: Math.floor(steps / summary.stepsPerEpoch),
      stepsPerSecond: this.stepsDone / seconds,
      learningRate: last?.learningRate ?? NaN,
      losses: await this.losses(),
      bestEpoch: last?.bestEpoch,
      divergence: last?.divergence,
      problem,
    };
  }
  private async losses(): Promise<Losses | undefined> {
    try {
      return await this.client.evaluate();
    } catch (error) {
      if (this.problem) return undefined; // with its process or its module the model may be gone
      throw error;
    }
  }
}
