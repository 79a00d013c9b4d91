import type { Floats, Inputs, Kernels, SparseBatch } from '../kernels/kernels';
import type { ProblemData } from '../numerics/problem';

/** A matrix of weights or a vector of biases, with its gradient. */
export interface Parameter<A extends Floats = Floats> {
  /** W1, b1, W2, … of a network; the names a user's `init` gives. */
  readonly name: string;
  /** Of a network the layer it belongs to, counted from 1. */
  readonly layer?: number;
  /** [inputs, outputs] of weights, [outputs] of biases. */
  readonly shape: readonly number[];
  /** Whether weight decay applies: to weights, not to biases. */
  readonly decays: boolean;
  readonly values: A;
  readonly gradient: A;
}

/** Some samples, row by row; the arrays may be longer. Its arrays are reused by the next batch. */
export interface Batch {
  readonly samples: number;
  /** Scaled features, shape [N, D]. */
  readonly features: Float32Array;
  /** The same, where most of them are 0: what kernels are to be given then. */
  readonly sparse?: SparseBatch | undefined;
  /** Of a classification the class of each sample, shape [N]; of a regression its numbers, shape [N, T]. */
  readonly targets: Uint8Array | Float32Array;
}

/** The features of a batch as they enter the first layer. */
export function inputsOf(batch: Batch): Inputs {
  return batch.sparse ?? batch.features;
}

/**
 * What a trainer trains: a network of ours (float32), or a loss function of the user's (float64). It has its own
 * buffers, made once, for batches of at most `capacity` samples.
 */
export interface Model {
  readonly capacity: number;
  /** What works on its numbers, in whose memory they are. */
  readonly kernels: Kernels<Floats>;
  readonly parameters: readonly Parameter[];
  /** All parameters one after the other; theirs are views of it. */
  readonly values: Floats;
  /** ∂L/∂ each of them, filled by `differentiate`. */
  readonly gradient: Floats;

  /** Mean loss of a batch; what `differentiate` and `outputs` need is kept. */
  loss(batch: Batch): number;

  /** Fills `gradient` with that of the mean loss of the batch that `loss` was just given, by back-propagation. */
  differentiate(batch: Batch): void;

  /**
   * The same by central differences with h = 1e-4 in float64, as in the book (4.5): two losses for every parameter.
   * Neither parameters nor `gradient` change.
   */
  numericalGradient(batch: Batch): Float64Array;

  /**
   * What the model says about the samples of the last `loss`, before `differentiate`: the class of each, shape [N], or
   * its numbers, shape [N, T]. Undefined where a user's module has no `predict`.
   */
  predictions(batch: Batch): Uint8Array | Floats | undefined;

  /**
   * Where numbers of the last `loss` or `differentiate` first stopped being finite, from the input on; undefined where
   * all are finite.
   */
  firstBad(batch: Batch): BadNumber | undefined;

  /** What is to be said before it is trained: that it is slow. */
  readonly note?: ProblemData | undefined;

  /** Frees what only this model holds. */
  dispose?(): void;
}

/** A number that is infinite or NaN. */
export interface BadNumber {
  /** What it was found in: a parameter, its gradient, or the output of the layer it belongs to. */
  readonly kind: 'parameter' | 'gradient' | 'output' | 'loss' | 'input';
  /** Layer, counted from 1; undefined for input, loss and a user's model. */
  readonly layer: number | undefined;
  /** W1, b1, …; of an output the parameter that leads to it. Undefined for input and loss. */
  readonly parameter: string | undefined;
  /** Where in the parameter, by its shape; of an input sample of the batch and feature. Empty for outputs and loss. */
  readonly index: readonly number[];
  readonly value: number;
}
