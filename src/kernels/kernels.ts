/** What a unit makes of its weighted sum. The derivative of a step is 0 wherever it exists: nothing below it learns. */
export const ACTIVATIONS = ['sigmoid', 'relu', 'tanh', 'identity', 'step'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Numbers of a model: float32 for back-propagation, float64 for numerical gradients and user's models. */
export type Floats = Float32Array | Float64Array;

/** Sizes of a fully connected layer at work: N samples, D inputs, K outputs. */
export interface AffineSize {
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * The inner loops of a training. Matrices are row-major; arrays may be longer than the sizes say. Nothing is allocated.
 * Results are the same on every machine, bit for bit: sums have a fixed order, exponentials and logarithms are our own.
 */
export interface Kernels<A extends Floats = Float32Array> {
  /** Y = X W + b. X [N, D], W [D, K], b [K], Y [N, K]. */
  affineForward(x: A, w: A, b: A, y: A, size: AffineSize): void;

  /** ∂L/∂W = Xᵀ ∂L/∂Y and ∂L/∂b = the sum of the rows of ∂L/∂Y. */
  affineBackwardParameters(x: A, dy: A, dw: A, db: A, size: AffineSize): void;

  /** ∂L/∂X = ∂L/∂Y Wᵀ. */
  affineBackwardInput(dy: A, w: A, dx: A, size: AffineSize): void;

  /** y ← h(y), for the first `count` elements. */
  activationForward(activation: Activation, y: A, count: number): void;

  /** ∂L/∂a = ∂L/∂y · h′(a), in place; h′ is computed from y = h(a). */
  activationBackward(activation: Activation, y: A, dy: A, count: number): void;

  /**
   * Softmax with cross-entropy: turns logits into probabilities, in place.
   *
   * @returns the sum of the losses −log p of the samples
   */
  softmaxCrossEntropyForward(logits: A, labels: Uint8Array, samples: number, classes: number): number;

  /** ∂L/∂z = (p − t) / N of the mean loss; turns probabilities into that, in place. */
  softmaxCrossEntropyBackward(p: A, labels: Uint8Array, samples: number, classes: number): void;

  /**
   * Sigmoid with binary cross-entropy: turns the logit z of class 1 into its probability, in place.
   *
   * @returns the sum of the losses −t log p − (1 − t) log(1 − p) of the samples
   */
  sigmoidCrossEntropyForward(logits: A, labels: Uint8Array, samples: number): number;

  /** ∂L/∂z = (p − t) / N of the mean loss; in place. */
  sigmoidCrossEntropyBackward(p: A, labels: Uint8Array, samples: number): void;

  /** The sum of the losses ½ Σ (y − t)² of the samples; y and t [N, T]. */
  halfSquaresForward(y: A, targets: Float32Array, samples: number, outputs: number): number;

  /** ∂L/∂y = (y − t) / N of the mean loss; in place. */
  halfSquaresBackward(y: A, targets: Float32Array, samples: number, outputs: number): void;

  /** Whether the first `count` numbers are all finite. */
  allFinite(a: A, count: number): boolean;

  /** to ← to + factor · from: a step of SGD, the decay of weights, the look ahead of Nesterov. */
  addScaled(to: A, from: A, factor: number): void;

  // One update of an optimizer, for all of w; v, h and m are what it keeps. See numerics/optimizers, their oracle.

  /** v ← μ v − α g, w ← w + v. */
  momentumUpdate(w: A, g: A, v: A, learningRate: number, momentum: number): void;

  /** w ← w + μ² v − (1 + μ) α g, v ← μ v − α g: Nesterov seen from the point ahead. */
  bookNesterovUpdate(w: A, g: A, v: A, learningRate: number, momentum: number): void;

  /** h ← h + g², w ← w − α g / (√h + ε). */
  adagradUpdate(w: A, g: A, h: A, learningRate: number, epsilon: number): void;

  /** h ← ρ h + (1 − ρ) g², w ← w − α g / (√h + ε). */
  rmspropUpdate(w: A, g: A, h: A, learningRate: number, decay: number, epsilon: number): void;

  /**
   * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − α m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
   *
   * @param t number of the update, from 1
   */
  adamUpdate(w: A, g: A, m: A, v: A, learningRate: number, constants: AdamConstants, t: number): void;

  /** The same with ε beside the root that is not corrected: w ← w − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε). */
  bookAdamUpdate(w: A, g: A, m: A, v: A, learningRate: number, constants: AdamConstants, t: number): void;
}

export interface AdamConstants {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}
