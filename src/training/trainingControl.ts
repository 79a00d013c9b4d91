/** What somebody wants of a running training; taken up between two mini-batches. */
export class TrainingControl {
  private wanted: 'run' | 'pause' | 'stop' = 'run';
  private learningRate: number | undefined;
  private wake: (() => void) | undefined;

  pause(): void {
    this.want('pause');
  }

  resume(): void {
    this.want('run');
  }

  stop(): void {
    this.want('stop');
  }

  /** Takes effect with the next mini-batch. */
  setLearningRate(learningRate: number): void {
    this.learningRate = learningRate;
    this.wake?.();
  }

  get pausing(): boolean {
    return this.wanted === 'pause';
  }

  get stopping(): boolean {
    return this.wanted === 'stop';
  }

  /** The learning rate asked for since the last call. */
  takeLearningRate(): number | undefined {
    const { learningRate } = this;
    this.learningRate = undefined;
    return learningRate;
  }

  /** Resolves with the next thing that is asked for; nothing runs until then. */
  changed(): Promise<void> {
    return new Promise(resolve => {
      this.wake = resolve;
    });
  }

  /** Who stops, stops: nothing takes that back. */
  private want(wanted: 'run' | 'pause' | 'stop'): void {
    if (this.wanted !== 'stop') this.wanted = wanted;
    this.wake?.();
  }
}
