import { setImmediate } from 'node:timers/promises';
import type { TrainingProgress, TrainingStatus } from './progress';
import { ProgressReport } from './progressReport';
import type { Trainer } from './trainer';
import type { TrainingControl } from './trainingControl';

/** Takes what a training tells; the training waits until it is taken. */
export type ProgressSink = (progress: TrainingProgress) => void | Promise<void>;

/** How long a training keeps the thread before it lets messages in, in ms. A mini-batch is never cut. */
const SLICE = 8;

/** Time between two looks at the clock in ms, about, where mini-batches are tiny: more would be felt. */
const BETWEEN_LOOKS = 0.1;

/** Time between two reports in ms: 30 a second. */
const REPORT_INTERVAL = 1000 / 30;

export interface LoopOptions {
  /** Time between two reports in ms. */
  readonly interval?: number | undefined;
  /** Whether a training that diverges ends, or waits for a lower learning rate. */
  readonly onDivergence?: 'end' | 'pause' | undefined;
}

/**
 * Runs a training to its end, or until it is stopped or diverges, and reports its progress on the way: every `interval`
 * ms and at every change of its status or learning rate, before the first mini-batch to which that applies. Paused, it
 * takes no time at all.
 *
 * A training that pauses because it diverged goes on when it is told to, if its parameters are good still: with the
 * mini-batch that is not done, and the learning rate of then. Otherwise it stays paused until it is stopped.
 *
 * @returns how it ended; the last report says the same
 */
export async function runTraining(
  trainer: Trainer,
  control: TrainingControl,
  sink: ProgressSink,
  { interval = REPORT_INTERVAL, onDivergence = 'end' }: LoopOptions = {},
): Promise<TrainingStatus> {
  const report = new ProgressReport(performance.now());
  const tell = (status: TrainingStatus) => sink(report.take(status, trainer, performance.now()));
  let paused = false;
  while (!(onDivergence === 'end' ? trainer.done : trainer.finished)) {
    const { wanted, learningRate } = control.take();
    trainer.learningRate = learningRate ?? trainer.learningRate;
    if (wanted === 'stop') break;
    if (wanted === 'pause' || (paused && !trainer.recover())) {
      paused = true;
      await tell('paused');
      await control.changed();
      report.restartClock(performance.now());
      continue;
    }
    if (paused || learningRate !== undefined) await tell('running');
    paused = false;
    try {
      runSlice(trainer, report);
    } catch (error) {
      await tell('running'); // what was done before a module of the user's threw is not lost
      throw error;
    }
    if (trainer.divergence) control.pause();
    if (report.age(performance.now()) >= interval && !trainer.done) await tell('running');
    await setImmediate();
  }
  const status = statusAtEnd(trainer);
  await tell(status);
  return status;
}

/** Mini-batches and parts of evaluations until the slice is over. */
function runSlice(trainer: Trainer, report: ProgressReport): void {
  let now = performance.now();
  const end = now + SLICE;
  for (let unseen = 1; !trainer.done && now < end;) {
    for (let i = 0; i < unseen && !trainer.done; i++) advance(trainer, report);
    const before = now;
    now = performance.now();
    unseen = now - before < BETWEEN_LOOKS ? 2 * unseen : Math.max(1, unseen >> 1);
  }
}

/** A mini-batch, or a part of an evaluation. */
function advance(trainer: Trainer, report: ProgressReport): void {
  if (trainer.epochEnded) {
    const metrics = trainer.evaluateSome();
    if (metrics) report.addEpoch(metrics);
    return;
  }
  const loss = trainer.step();
  if (loss !== undefined) report.addLoss(loss);
}

function statusAtEnd(trainer: Trainer): TrainingStatus {
  if (trainer.divergence) return 'diverged';
  return trainer.finished ? 'finished' : 'stopped';
}
