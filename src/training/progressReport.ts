import type { Divergence, EpochMetrics, TrainingProgress, TrainingStatus } from './progress';

/** Weight of the past in the steps a second falls to 1/e after this long. */
const RATE_MEMORY = 1000;

/** What a training is at the time of a report. */
interface Standing {
  readonly steps: number;
  readonly learningRate: number;
  readonly divergence: Divergence | undefined;
  readonly bestEpoch: number | undefined;
}

/** Collects what happens in a training until it is reported. */
export class ProgressReport {
  private losses = new Float32Array(1024);
  private length = 0;
  private epochs: EpochMetrics[] = [];
  private since: number;
  private rate: number | undefined;

  /** @param now time in ms */
  constructor(now: number) {
    this.since = now;
  }

  addLoss(loss: number): void {
    if (this.length === this.losses.length) {
      const larger = new Float32Array(2 * this.length);
      larger.set(this.losses);
      this.losses = larger;
    }
    this.losses[this.length++] = loss;
  }

  addEpoch(metrics: EpochMetrics): void {
    this.epochs.push(metrics);
  }

  /** Milliseconds since the last report. */
  age(now: number): number {
    return now - this.since;
  }

  /** Begins to count time anew, after a pause. */
  restartClock(now: number): void {
    this.since = now;
  }

  /** What was collected; the collection begins anew. */
  take(status: TrainingStatus, standing: Standing, now: number): TrainingProgress {
    const { steps, learningRate, divergence, bestEpoch } = standing;
    this.updateRate(now);
    const progress: TrainingProgress = {
      kind: 'progress',
      status,
      firstStep: steps - this.length + 1,
      losses: this.losses.slice(0, this.length),
      epochs: this.epochs,
      step: steps,
      stepsPerSecond: this.rate ?? 0,
      learningRate,
      ...(divergence ? { divergence } : {}),
      ...(bestEpoch === undefined ? {} : { bestEpoch }),
    };
    this.length = 0;
    this.epochs = [];
    this.since = now;
    return progress;
  }

  /** An exponential moving average of steps a second, by time. */
  private updateRate(now: number): void {
    const elapsed = this.age(now);
    if (elapsed <= 0 || this.length === 0) return;
    const latest = (1000 * this.length) / elapsed;
    const weight = 1 - Math.exp(-elapsed / RATE_MEMORY);
    this.rate = this.rate === undefined ? latest : this.rate + weight * (latest - this.rate);
  }
}
