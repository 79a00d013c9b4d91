import type { GatheredBatch } from './gatheredBatch';
import type { LastUpdate } from './lastUpdate';
import type { Model } from './model';
import type { Optimizer } from './optimizers';

/** What is done with a mini-batch, one after the other. */
export interface Passes {
  /** Gathers the samples, for Nesterov looks ahead, and runs them through the model. @returns their mean loss */
  forward(): number;
  /** Fills the gradient. @returns whether all of it is finite */
  backward(): boolean;
  /** Moves the parameters; the optimizer is prepared. @returns whether all of them are finite */
  update(): boolean;
}

/** What the passes work on. */
export interface Training {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly lastUpdate: LastUpdate;
  readonly gradient: 'backpropagation' | 'numerical';
}

/** The passes of a mini-batch, kernel by kernel. */
export class DirectPasses implements Passes {
  constructor(
    private readonly training: Training,
    private readonly batch: GatheredBatch,
  ) {}

  forward(): number {
    const { model, optimizer } = this.training;
    this.batch.gather();
    optimizer.lookAhead?.();
    return model.loss(this.batch);
  }

  backward(): boolean {
    const { model, gradient } = this.training;
    if (gradient === 'numerical') model.gradient.set(model.numericalGradient(this.batch));
    else model.differentiate(this.batch);
    return model.kernels.allFinite(model.gradient, model.gradient.length);
  }

  update(): boolean {
    const { model, optimizer, lastUpdate } = this.training;
    lastUpdate.remember();
    optimizer.move();
    return model.kernels.allFinite(model.values, model.values.length);
  }
}

/**
 * The same passes recorded as programs, a call each, for as many samples as the batch has now.
 *
 * @returns undefined where they cannot be recorded
 */
export function recordedPasses(training: Training, batch: GatheredBatch): Passes | undefined {
  const { model, gradient } = training;
  const { kernels } = model;
  if (!kernels.record || !batch.isPrepared || gradient === 'numerical') return undefined;
  const direct = new DirectPasses(training, batch);
  const { samples } = batch;
  const forward = kernels.record(() => direct.forward());
  const backward = kernels.record(() => direct.backward());
  const update = kernels.record(() => direct.update());
  return {
    forward: () => forward.run() / samples, // programs give the sum
    backward: () => backward.run() === 1,
    update: () => update.run() === 1,
  };
}
