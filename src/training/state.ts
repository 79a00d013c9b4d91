import type { Floats } from '../kernels/kernels';

/** A tensor of a training's state. */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly data: Floats;
}

/**
 * Everything that a training is at the beginning of a mini-batch; put back, it goes on bit for bit as it would have.
 * All of it are copies.
 */
export interface TrainerState {
  /** Mini-batches done. */
  readonly step: number;
  /** Whether the epoch that ended with this step was evaluated. */
  readonly evaluated: boolean;
  /** The rate that schedules multiply; it may have been changed while training. */
  readonly learningRate: number;
  /** Random state of the batches at the beginning of the epoch (shuffled), or as it is (with replacement): four words. */
  readonly random: readonly number[];
  /** W1, b1, …, and what the optimizer keeps of each, as `optimizer.m.W1`; the best parameters as `best.W1`. */
  readonly tensors: ReadonlyMap<string, StateTensor>;
  /** How many updates the optimizer made. */
  readonly updates: number;
  /** What early stopping remembers; undefined without it. */
  readonly early: { readonly best: number; readonly epoch: number } | undefined;
}
