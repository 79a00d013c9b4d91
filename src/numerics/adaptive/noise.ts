/** Values of a function along a side, from the largest step to the smallest. */
interface Values {
  readonly h: readonly number[];
  readonly y: readonly number[];
}

/** So many of the finest values of a side tell of noise: three that have a neighbor above and two below. */
const FINEST = 6;

/** Noise is now and then larger than in the middle. */
const SAFETY = 2;

/** From one rung to the next, what a parabola leaves of a smooth function grows as h³, by 64; noise does not. */
const GROWTH = 16;

/**
 * The amplitude of what a function's values are off a smooth curve: the median distance of the finest from the parabolas
 * through three neighbors. At such steps every function that has slopes is a straight line to each side but for what is
 * rounded within it. A jump or a kink at x makes no difference, as no parabola leads across.
 */
export function noiseOf(sides: readonly Values[]): number {
  const distances = sides.map(distancesOf);
  const isCurved = distances.every(([coarse, middle, fine]) => coarse! > GROWTH * middle! && middle! > GROWTH * fine!);
  if (isCurved) return 0;
  const sorted = distances.flat().sort((a, b) => a - b);
  return SAFETY * (sorted[(sorted.length - 1) >> 1] ?? 0);
}

/** The distances of values from parabolas, from the largest step to the smallest. */
function distancesOf({ h, y }: Values): number[] {
  const distances: number[] = [];
  for (let k = Math.max(1, y.length - FINEST + 1); k < y.length - 2; k++) {
    const [a, b, c] = [h[k - 1]!, h[k + 1]!, h[k + 2]!];
    const ab = through(a, y[k - 1]!, b, y[k + 1]!, h[k]!);
    const bc = through(b, y[k + 1]!, c, y[k + 2]!, h[k]!);
    distances.push(Math.abs(y[k]! - through(a, ab, c, bc, h[k]!)));
  }
  return distances;
}

/** The height at h of the line through (a, p) and (b, q). */
function through(a: number, p: number, b: number, q: number, h: number): number {
  return q + (p - q) * ((h - b) / (a - b));
}

/** How far values may be off: by noise, or by a unit in the last place of the largest. */
export function amplitude(noise: number, ...values: readonly number[]): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return Math.max(noise, Number.EPSILON * largest, Number.MIN_VALUE);
}
