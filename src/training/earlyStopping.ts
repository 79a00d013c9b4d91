import type { Floats } from '../kernels/kernels';
import type { EarlyStoppingConfig } from './config';
import type { Model } from './model';

/**
 * Ends a training once the test loss has not fallen any more for some epochs, and remembers the parameters of the best.
 *
 * Source: L. Prechelt, "Early stopping: but when?", 1998; the criterion is the simple one, patience.
 */
export class EarlyStopping {
  /** The least test loss so far, and the epoch after which it was measured; 0 before there is one. */
  best = Infinity;
  epoch = 0;
  /** Whether the best parameters were put back. */
  restored = false;
  /** The parameters after that epoch; where they were put back, the last ones. */
  readonly parameters: Floats;

  constructor(
    private readonly config: EarlyStoppingConfig,
    private readonly model: Model,
  ) {
    this.parameters = model.values.slice();
  }

  /** Takes the test loss that the model has after an epoch, counted from 1. */
  add(epoch: number, testLoss: number): void {
    if (!(testLoss < this.best - this.config.improvement)) return;
    this.best = testLoss;
    this.epoch = epoch;
    this.parameters.set(this.model.values);
  }

  /** Whether it is enough after so many epochs. */
  isEnough(epochs: number): boolean {
    return epochs - this.epoch >= this.config.patience;
  }

  /** At the end of a training: puts the best parameters back, where that is wanted and there are any. */
  conclude(): void {
    if (this.config.restoreBest && this.epoch > 0 && !this.restored) this.exchange();
  }

  /** Where a training goes on after its end: puts the last parameters back. */
  goOn(): void {
    if (this.restored) this.exchange();
  }

  private exchange(): void {
    const last = this.model.values.slice();
    this.model.values.set(this.parameters);
    this.parameters.set(last);
    this.restored = !this.restored;
  }
}
