import type { Floats } from '../kernels/kernels';
import type { Model } from './model';
import type { Optimizer } from './optimizers';

/**
 * The parameters before the last update, with what the optimizer kept of them: an update that led astray can be taken
 * back. That a loss or a gradient is not finite is never its own fault, but that of the update before it.
 */
export class LastUpdate {
  private readonly values: Floats;
  private readonly kept: ReadonlyMap<string, Floats>;
  private updates = 0;
  private isKnown = false;

  constructor(
    private readonly model: Model,
    private readonly optimizer: Optimizer,
  ) {
    this.values = model.values.slice();
    this.kept = new Map(Object.entries(optimizer.kept).map(([name, numbers]) => [name, numbers.slice()]));
  }

  /** To be called right before an update. */
  remember(): void {
    this.values.set(this.model.values);
    for (const [name, copy] of this.kept) copy.set(this.optimizer.kept[name]!);
    this.updates = this.optimizer.updates;
    this.isKnown = true;
  }

  /**
   * Puts everything back to what it was before the update; only the last one can be taken back.
   *
   * @returns whether there was an update to take back
   */
  takeBack(): boolean {
    if (!this.isKnown) return false;
    this.model.values.set(this.values);
    for (const [name, copy] of this.kept) this.optimizer.kept[name]!.set(copy);
    this.optimizer.updates = this.updates;
    this.isKnown = false;
    return true;
  }

  /** To be called when the parameters are other ones altogether. */
  forget(): void {
    this.isKnown = false;
  }
}
