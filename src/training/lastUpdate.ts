import type { Floats } from '../kernels/kernels';
import type { Model } from './model';
import type { Optimizer } from './optimizers';

/**
 * The parameters before the last update, with what the optimizer kept of them: an update that led astray can be taken
 * back. That a loss or a gradient is not finite is never its own fault, but that of the update before it.
 */
export class LastUpdate {
  /** What an update changes, each with its copy. */
  private readonly copied: readonly { readonly numbers: Floats; readonly copy: Floats }[];
  /** Updates before that cannot be taken back. */
  private forgotten = 0;

  constructor(
    private readonly model: Model,
    private readonly optimizer: Optimizer,
  ) {
    const { values, kernels } = model;
    const changing = [values, ...Object.values(optimizer.kept)];
    this.copied = changing.map(numbers => ({ numbers, copy: kernels.floats(numbers.length) }));
  }

  /** To be called right before an update; kernel calls only. */
  remember(): void {
    for (const { numbers, copy } of this.copied) this.model.kernels.copy(numbers, copy);
  }

  /**
   * Puts everything back to what it was before the update; only the last one can be taken back.
   *
   * @returns whether there was an update to take back
   */
  takeBack(): boolean {
    const { optimizer } = this;
    if (optimizer.updates === this.forgotten) return false;
    for (const { numbers, copy } of this.copied) this.model.kernels.copy(copy, numbers);
    optimizer.updates--;
    this.forget();
    return true;
  }

  /** To be called when the parameters are other ones altogether. */
  forget(): void {
    this.forgotten = this.optimizer.updates;
  }
}
