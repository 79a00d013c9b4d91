/** What a command asks for: the first of its words. Read by both sides: plain TypeScript and AssemblyScript. */
export enum Operation {
  // Numbers to and fro.
  copy = 1,
  gatherRows,
  gatherPixels,
  allFinite,

  // Fully connected layers.
  affineForward,
  sparseForward,
  affineBackwardParameters,
  sparseBackwardParameters,
  affineBackwardInput,

  // Element by element.
  activationForward,
  activationBackward,

  // Losses.
  softmaxCrossEntropyForward,
  softmaxCrossEntropyBackward,
  sigmoidCrossEntropyForward,
  sigmoidCrossEntropyBackward,
  halfSquaresForward,
  halfSquaresBackward,
  halfSquaresOfClassesForward,
  halfSquaresOfClassesBackward,

  // Optimizers.
  descend,
  addScaled,
  momentumUpdate,
  bookNesterovUpdate,
  adagradUpdate,
  rmspropUpdate,
  adamUpdate,

  // Numerical gradients.
  moveInputs,
  addSlopes,
}

/** Words of 32 bits of a command: the operation, and what it is given. */
export const COMMAND_WORDS = 16;

/** Of how many samples at most the sparse inputs are sorted by column at once. */
export const SPARSE_CHUNK = 512;

/** Rows so many bytes apart, or a multiple of that, fall on the same places of a cache: columns are slow to read. */
export const CACHE_STRIDE = 4096;
/** By how many bytes rows are set apart then: a line of a cache. */
export const CACHE_LINE = 64;
