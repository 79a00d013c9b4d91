// Read by both sides: plain TypeScript and AssemblyScript.

/** h, as in the book. */
export const SLOPE_STEP = 1e-4;

/** Samples of a part, at most: products of as many factors of nearly 1 are far from overflow. */
export const SAMPLES_AT_ONCE = 256;

/** Exponents that small have exponentials by a series of seven terms, to rounding. */
export const NEAR = 0.01;

/** Powers of Δ in the sum of the exponentials that a unit moves. */
export const POWERS = 6;

/** How a pass stands in memory: these words, then those of each layer, from the first on. */
export enum PassWord {
  samples,
  layers,
  /** 1 for half squares, 0 for softmax. */
  isSquares,
  outputCount,
  constantLogits,
  outputs,
  logits,
  labels,
  /** Room for the moves of inputs, each for so many samples. */
  shifts,
  rows,
  /** Room of each thread, and its bytes. */
  scratch,
  scratchBytes,
  /** Most units of a layer. */
  widest,
  count,
}

export enum LayerWord {
  inputs,
  units,
  activation,
  x,
  w,
  states,
  dw,
  db,
  count,
}

/** Room for the moves of an input: how many samples move and the largest |h x|, then for each two numbers, then its row. */
export const SHIFT_HEAD_BYTES = 16;
export const SHIFT_BYTES = 16;
export const ROW_BYTES = 4;

/** Room of a thread: for each sample, each output and each unit of the widest layer. */
export const SAMPLE_BYTES = 16 + 16 + 8 * POWERS;
export const OUTPUT_BYTES = 16 + 16;
export const UNIT_BYTES = 16 + 16 + 16;
