import type { AdamConstants, AdamState, Kernels } from '../kernels/kernels';

/** Moves parameters against their gradient. */
export interface Optimizer {
  /** w ← w − …, in place; both of the length the optimizer was made for. */
  update(w: Float32Array, gradient: Float32Array, learningRate: number): void;
}

export type OptimizerName = 'sgd' | 'adam';

/** @param length number of parameters */
export function createOptimizer(name: OptimizerName, length: number, kernels: Kernels): Optimizer {
  return name === 'sgd' ? new Sgd(kernels) : new Adam(length, kernels);
}

/** Stochastic gradient descent, w ← w − α ∂L/∂w. Source: "Deep Learning from Scratch", 6.1.2. */
export class Sgd implements Optimizer {
  constructor(private readonly kernels: Kernels) {}

  update(w: Float32Array, gradient: Float32Array, learningRate: number): void {
    this.kernels.sgdUpdate(w, gradient, learningRate);
  }
}

const PAPER: AdamConstants = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/**
 * Adam in the form of its paper, ε outside the root of the corrected v̂.
 *
 * Source: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
 */
export class Adam implements Optimizer {
  private readonly state: AdamState;
  private t = 0;

  constructor(
    length: number,
    private readonly kernels: Kernels,
  ) {
    this.state = { m: new Float32Array(length), v: new Float32Array(length) };
  }

  update(w: Float32Array, gradient: Float32Array, learningRate: number): void {
    this.t++;
    this.kernels.adamUpdate(w, gradient, this.state, PAPER, learningRate, this.t);
  }
}
