// Read by both sides: plain TypeScript and AssemblyScript.

/** h, as in the book. */
export const SLOPE_STEP = 1e-4;

/** Samples of a part, at most: products of as many factors of nearly 1 are far from overflow. */
export const SAMPLES_AT_ONCE = 256;

/** Exponents that small have exponentials by a series of seven terms, to rounding. */
export const NEAR = 0.01;

/** Powers of Δ in the sum of the exponentials that a unit moves. */
export const POWERS = 6;
