import { exp } from '../numerics/elementary';
import type { Activation, Program } from './kernels';

/** What a batch has left in a fully connected layer on its way up; matrices are row-major. */
export interface PassedLayer {
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
  /** What entered, shape [N, inputs]. */
  readonly x: Float64Array;
  /** [inputs, units] */
  readonly w: Float64Array;
  /** Where each unit stands, shape [N, units, 2]; see `fillStates`. */
  readonly states: Float64Array;
  /** Slopes are added here, shapes [inputs, units] and [units]. */
  readonly dw: Float64Array;
  readonly db: Float64Array;
}

/** What a batch of N samples has left in a network whose last layer has K outputs. */
export interface Pass {
  /** N, of the batch that is there now. */
  readonly samples: number;
  /** The most samples of a batch. */
  readonly capacity: number;
  /** The last one is linear. */
  readonly layers: readonly PassedLayer[];
  /**
   * Softmax with cross-entropy of K logits, or half squares of K errors. A sigmoid with binary cross-entropy is a softmax
   * of two logits, of which the first is 0.
   */
  readonly loss: 'softmax' | 'squares';
  /** The errors y − t, or the probabilities; shape [N, K]. */
  readonly outputs: Float64Array;
  /** The logits, shape [N, K]; only for softmax. */
  readonly logits: Float64Array;
  /** The class of each sample; only for softmax. */
  readonly labels: Uint8Array;
  /** K */
  readonly outputCount: number;
  /** How many logits stand before those that the last layer gives. */
  readonly constantLogits: number;
}

/** Some samples: from which one on, and how many, at most `SAMPLES_AT_ONCE`. */
export interface SampleRange {
  readonly from: number;
  readonly count: number;
}

/**
 * Slopes of the loss of a batch by central differences, one of every weight: (L(w + h) − L(w − h)) / 2h.
 *
 * A weight moves one unit of its layer, and only for samples whose input of that weight is not 0. The unit's move Δ is
 * computed at both points, then what it makes of the loss of each sample, at both points, to rounding:
 *
 * - Where only the output layer is above, or none, the outputs move by Δ v, v a row of its weights. With probabilities p
 *   the loss −log pₜ becomes larger by log Σ pₖ exp(Δ (vₖ − vₜ)). All exponents are small, so that the sum is one of the
 *   powers of Δ, each times Σ pₖ (vₖ − vₜ)ᵐ / m!, which is the same for all weights of the unit. Of the factors of all
 *   samples one logarithm is taken.
 * - Where more is above, what the unit moves is moved layer by layer.
 *
 * An exponential of a small change is its series, eᵃ⁺ᵈ = eᵃ (1 + d + d²/2 + …), any other a true one. Nothing is
 * differentiated: kinks between w − h and w + h, and the error of the difference, are those of the plain way.
 *
 * All builds compute the same bits.
 */
export interface Slopes {
  /** Computes by how much inputs move the weighted sums of a layer (counted from 0), for some samples. */
  moveInputs(layer: number, samples: SampleRange): void;

  /**
   * Adds the slopes of the mean loss that come from the samples whose inputs were moved, for the weights and biases of
   * some units of the layer.
   */
  add(layer: number, samples: SampleRange, firstUnit: number, units: number): void;

  /**
   * Records the calls that `issue` makes, to be done together; see `Kernels`.
   *
   * @returns undefined where these kernels cannot, and `issue` is not called
   */
  record?(issue: () => void): Program;
}

/** Makes kernels for a pass, again and again for what stands in its arrays. */
export type SlopesOf = (pass: Pass) => Slopes;

/** Sigmoid and tanh are both made of q = 1 / (1 + e^(−c a)): the one is q with c = 1, the other 2 q − 1 with c = 2. */
export function steepness(activation: Activation): number {
  return activation === 'tanh' ? 2 : 1;
}

/**
 * Where units stand, from which they are moved: weighted sum and output, a and h(a); of sigmoid and tanh e^(−c a) and q.
 *
 * @param sums a, `count` numbers
 */
export function fillStates(activation: Activation, sums: Float64Array, count: number, states: Float64Array): void {
  const isLogistic = activation === 'sigmoid' || activation === 'tanh';
  const c = steepness(activation);
  for (let i = 0; i < count; i++) {
    const a = sums[i]!;
    const start = isLogistic ? exp(-c * a) : a;
    states[2 * i] = start;
    states[2 * i + 1] = isLogistic ? 1 / (1 + start) : outputOf(activation, a);
  }
}

function outputOf(activation: Activation, a: number): number {
  if (activation === 'relu') return Math.max(a, 0);
  if (activation === 'step') return a > 0 ? 1 : 0;
  return a;
}

/** What it takes one thread to add the slopes of some units of a layer for some samples, in ns, about. */
export function workOf(layers: readonly PassedLayer[], index: number, samples: number, units: number): number {
  return (layers[index]!.inputs + 1) * units * samples * workAbove(layers, index);
}

/** The same for one weight and one sample: what is above moves, too. */
function workAbove(layers: readonly PassedLayer[], index: number): number {
  if (index >= layers.length - 2) return 3;
  const [next, ...others] = layers.slice(index + 1);
  return others.reduce((work, { inputs, units }) => work + units * (4 + inputs / 4), 5 + 4 * next!.units);
}
