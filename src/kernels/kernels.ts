/** What a unit makes of its weighted sum. */
export const ACTIVATIONS = ['sigmoid', 'relu', 'tanh', 'identity'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Sizes of a fully connected layer at work: N samples, D inputs, K outputs. */
export interface AffineSize {
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** What Adam remembers of a parameter's gradients. */
export interface AdamState {
  /** Moving mean of the gradient. */
  readonly m: Float32Array;
  /** Moving mean of its square. */
  readonly v: Float32Array;
}

/** Constants of Adam; the defaults of its paper are β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
export interface AdamConstants {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * The inner loops of a training, in float32. Matrices are row-major; arrays may be longer than the sizes say. Nothing
 * is allocated.
 */
export interface Kernels {
  /** Y = X W + b. X [N, D], W [D, K], b [K], Y [N, K]. */
  affineForward(x: Float32Array, w: Float32Array, b: Float32Array, y: Float32Array, size: AffineSize): void;

  /** ∂L/∂W = Xᵀ ∂L/∂Y and ∂L/∂b = the sum of the rows of ∂L/∂Y. */
  affineBackwardParameters(
    x: Float32Array,
    dy: Float32Array,
    dw: Float32Array,
    db: Float32Array,
    size: AffineSize,
  ): void;

  /** ∂L/∂X = ∂L/∂Y Wᵀ. */
  affineBackwardInput(dy: Float32Array, w: Float32Array, dx: Float32Array, size: AffineSize): void;

  /** y ← h(y), for the first `count` elements. */
  activationForward(activation: Activation, y: Float32Array, count: number): void;

  /** ∂L/∂a = ∂L/∂y · h′(a), in place; h′ is computed from y = h(a). */
  activationBackward(activation: Activation, y: Float32Array, dy: Float32Array, count: number): void;

  /**
   * Softmax with cross-entropy: turns logits into probabilities, in place.
   *
   * @returns the sum of the losses −log p of the samples
   */
  softmaxCrossEntropyForward(logits: Float32Array, labels: Uint8Array, samples: number, classes: number): number;

  /** ∂L/∂z = (p − t) / N of the mean loss; turns probabilities into that, in place. */
  softmaxCrossEntropyBackward(p: Float32Array, labels: Uint8Array, samples: number, classes: number): void;

  /** w ← w − α g. */
  sgdUpdate(w: Float32Array, g: Float32Array, learningRate: number): void;

  /** Adam's update number `t`, counted from 1. */
  adamUpdate(
    w: Float32Array,
    g: Float32Array,
    state: AdamState,
    constants: AdamConstants,
    learningRate: number,
    t: number,
  ): void;
}
