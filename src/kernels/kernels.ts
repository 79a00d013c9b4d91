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

/** The ways the kernels are built; the last two compute the same bits on every machine, and as each other. */
export const BUILDS = ['relaxed', 'simd128', 'typescript'] as const;
export type Build = (typeof BUILDS)[number];

/** So many threads work together at most: more hardly gain anything, as each adds to what waiting for all costs. */
export const MOST_THREADS = 8;

/** Rows of which most numbers are 0: only the others are there, row after row. */
export interface SparseRows {
  /** Where each row begins in `columns` and `values`, and where the last one ends; one number more than rows. */
  readonly starts: Uint32Array;
  /** The columns of the numbers, ascending in each row. */
  readonly columns: Uint16Array;
  readonly values: Float32Array;
}

/** Some of these rows, shape [N, D]: those that the first N numbers of `picked` name. */
export interface SparseBatch {
  readonly rows: SparseRows;
  readonly picked: Uint32Array;
}

/** Samples that enter a layer, shape [N, D]. */
export type Inputs<A extends Floats = Float32Array> = A | SparseBatch;

/** Kernel calls that were recorded, to be done again and again in one go. */
export interface Program {
  /**
   * Does all of them; ends early at the first `allFinite` that finds a number that is not.
   *
   * @returns what the last call returns that returns a number, or 1 or 0 for what `allFinite` found
   */
  run(): number;
}

/**
 * The inner loops of a training. Matrices are row-major; arrays may be longer than the sizes say. All arrays are such as
 * `floats`, `bytes` and `indices` of these kernels gave, or parts of those. Nothing is allocated but by these.
 *
 * Sums have a fixed order, every operation is rounded to the precision of the arrays; only the relaxed build may multiply
 * and add with a single rounding. Exponentials and logarithms are our own.
 */
export interface Kernels<A extends Floats = Float32Array> {
  readonly build: Build;

  /** Memory for so many numbers, all 0. */
  floats(length: number): A;
  doubles(length: number): Float64Array;
  bytes(length: number): Uint8Array;
  shorts(length: number): Uint16Array;
  indices(length: number): Uint32Array;

  /**
   * Records the calls that `issue` makes instead of doing them; they return 0 and true meanwhile. Numbers in arrays are
   * read when the program runs, sizes are those of now.
   *
   * @returns undefined where these kernels cannot, and `issue` is not called
   */
  record?(issue: () => void): Program;

  /** to ← from, as many numbers as `from` has. */
  copy(from: A, to: A): void;

  /**
   * Gathers rows of a matrix: into[n] ← source[order[position + n]] for n = 0 … count − 1. Bytes are scaled to
   * (byte − offset) · factor in double precision, then rounded.
   *
   * @param position an array of one number
   * @param scale offset and factor of bytes
   */
  gatherRows(
    source: A | Uint8Array,
    order: Uint32Array,
    position: Uint32Array,
    count: number,
    width: number,
    into: A,
    scale?: Float64Array,
  ): void;

  /** The same for a byte or an index a row: into[n] ← source[order[position + n]]. */
  gatherBytes(source: Uint8Array, order: Uint32Array, position: Uint32Array, count: number, into: Uint8Array): void;
  gatherIndices(source: Uint32Array, order: Uint32Array, position: Uint32Array, count: number, into: Uint32Array): void;

  /** Y = X W + b; the sum of an output begins with its bias. X [N, D], W [D, K], b [K], Y [N, K]. */
  affineForward(x: Inputs<A>, w: A, b: A, y: A, size: AffineSize): void;

  /** ∂L/∂W = Xᵀ ∂L/∂Y and ∂L/∂b = the sum of the rows of ∂L/∂Y. */
  affineBackwardParameters(x: Inputs<A>, dy: A, dw: A, db: A, size: AffineSize): void;

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

  /** The same for classes: t is 1 for the sample's own and 0 for the others. */
  halfSquaresOfClassesForward(y: A, labels: Uint8Array, samples: number, classes: number): number;
  halfSquaresOfClassesBackward(y: A, labels: Uint8Array, samples: number, classes: number): void;

  /** Whether the first `count` numbers are all finite. */
  allFinite(a: A, count: number): boolean;

  // One step of an optimizer, for all of w; v, h and m are what it keeps. See numerics/optimizers, their oracle. What
  // changes from step to step stands in arrays, so that a program finds it there; what the formulas make of constants alone
  // is rounded once, to the precision of w.

  /** to ← to + factor · from: a step of SGD, the decay of weights, the look ahead of Nesterov. `factor` of one number. */
  addScaled(to: A, from: A, factor: Float64Array): void;

  /** v ← μ v − α g, w ← w + v. @param constants α, μ */
  momentumUpdate(w: A, g: A, v: A, constants: Float64Array): void;

  /** w ← w + μ² v − (1 + μ) α g, v ← μ v − α g: Nesterov seen from the point ahead. @param constants α, μ */
  bookNesterovUpdate(w: A, g: A, v: A, constants: Float64Array): void;

  /** h ← h + g², w ← w − α g / (√h + ε). @param constants α, ε */
  adagradUpdate(w: A, g: A, h: A, constants: Float64Array): void;

  /** h ← ρ h + (1 − ρ) g², w ← w − α g / (√h + ε). @param constants α, ρ, ε */
  rmspropUpdate(w: A, g: A, h: A, constants: Float64Array): void;

  /**
   * m ← m + (1 − β₁) (g − m), v ← v + (1 − β₂) (g² − v), w ← w − rate · m / (√(correction · v) + ε).
   *
   * @param constants rate, correction, β₁, β₂, ε
   */
  adamUpdate(w: A, g: A, m: A, v: A, constants: Float64Array): void;
}
