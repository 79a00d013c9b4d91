import { Random } from '../../src/numerics/random';

/** A function as a user writes it. It uses nothing but its argument and JavaScript, so that its text alone can be run. */
interface CorpusFunction {
  readonly id: string;
  readonly f: (x: number) => number;
}

/** Where a function is looked at: at points of one's own choice, and at random ones between two bounds. */
interface Places {
  readonly points?: readonly number[];
  readonly between?: readonly [number, number];
  /** The random points are spread evenly over orders of magnitude. */
  readonly logarithmic?: true;
}

/**
 * A function that has a derivative: `smooth`, if it is analytic; `bent`, if its second derivative jumps at the points;
 * `noisy`, if its values are rounded so much that its class is no question of the point.
 */
export interface Differentiable extends CorpusFunction, Places {
  readonly kind: 'smooth' | 'bent' | 'noisy';
  /** What the code computes, as a formula; see `formula.ts`. */
  readonly formula: string;
}

/** A function that has different slopes (`kink`) or limits (`jump`) to both sides of the points. */
export interface TwoSided extends CorpusFunction {
  readonly kind: 'kink' | 'jump';
  readonly points: readonly number[];
  /** The formulas of the function to the left and to the right. */
  readonly left: string;
  readonly right: string;
}

/** A function with values on one side of the points only. */
export interface OneSided extends CorpusFunction {
  readonly kind: 'one-sided';
  readonly points: readonly number[];
  readonly side: 'left' | 'right';
  /** The derivative to that side. */
  readonly slope: string;
}

/** A function with no derivative to speak of at the points, or with one that is 0 as it does not move (`plateau`). */
export interface Special extends CorpusFunction {
  readonly kind: 'plateau' | 'infinite' | 'undefined' | 'error';
  readonly points: readonly number[];
}

export type Entry = Differentiable | TwoSided | OneSided | Special;
export type Kind = Entry['kind'];

/** Algorithms are tuned on one half and verified on the other. The hash of its name decides, so that nobody chooses. */
export type Half = 'tuning' | 'verifying';

export function halfOf({ id }: CorpusFunction): Half {
  return (hash(id) >>> 16) % 2 === 0 ? 'tuning' : 'verifying';
}

/** FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}

/** How many random points a function between two bounds is looked at. */
const RANDOM_POINTS = 5;

/** The points of a function: its own, then the random ones, the same on every machine. */
export function pointsOf(entry: Entry): number[] {
  const { id, points = [], between, logarithmic }: CorpusFunction & Places = entry;
  if (!between) return [...points];
  const random = Random.seeded(hash(id), 'data');
  const [low, high] = logarithmic ? [Math.log10(between[0]), Math.log10(between[1])] : between;
  const drawn = Array.from({ length: RANDOM_POINTS }, () => low + (high - low) * random.uniform());
  return [...points, ...drawn.map(each => (logarithmic ? 10 ** each : each))];
}
