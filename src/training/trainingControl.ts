/** What is wanted of a training. */
export interface Wish {
  readonly wanted: 'run' | 'pause' | 'stop';
  /** A new learning rate, if there is one since the last look. */
  readonly learningRate: number | undefined;
}

/** Tells a running training what is wanted of it; it looks between two mini-batches. */
export class TrainingControl {
  private wanted: Wish['wanted'] = 'run';
  private learningRate: number | undefined;
  /** Whether something was asked for since the last look. */
  private news = false;
  private wake: (() => void) | undefined;

  pause(): void {
    this.want('pause');
  }

  resume(): void {
    this.want('run');
  }

  /** Who stops, stops: nothing takes that back. */
  stop(): void {
    this.want('stop');
  }

  /** Takes effect with the next mini-batch. */
  setLearningRate(learningRate: number): void {
    this.learningRate = learningRate;
    this.tell();
  }

  /** What is wanted now. */
  take(): Wish {
    const { wanted, learningRate } = this;
    this.learningRate = undefined;
    this.news = false;
    return { wanted, learningRate };
  }

  /** Resolves when something is asked for, at once if that was since the last look; nothing runs until then. */
  changed(): Promise<void> {
    if (this.news) return Promise.resolve();
    return new Promise(resolve => {
      this.wake = resolve;
    });
  }

  private want(wanted: Wish['wanted']): void {
    if (this.wanted !== 'stop') this.wanted = wanted;
    this.tell();
  }

  private tell(): void {
    this.news = true;
    this.wake?.();
    this.wake = undefined;
  }
}
