import { centralDifference, centralLimit } from './central';
import type { Rung } from './ladder';
import type { Limit } from './limit';
import { noiseOf } from './noise';
import { areApart, FEWEST, slopeOf, type Side } from './side';

/** The slope of a function as its larger steps show it. */
export interface View {
  readonly slope: Limit;
  /** The noise of the values there, and whether it is more than what is rounded within a function. */
  readonly noise: number;
  readonly isVisible: boolean;
}

/**
 * The slope from afar: that over the larger steps, if what the smaller ones show is but noise, which makes stairs or
 * waves of its own when it is looked at closely. undefined where there is no slope from afar, or it does not hide what
 * the smaller steps show.
 *
 * @param rungs with values to both sides, from the largest step to the smallest
 * @param first number of the smallest step that is part of the view, at most
 */
export function slopeFromAfar(rungs: readonly Rung[], first: number, value: number): View | undefined {
  let best: View | undefined;
  for (let count = first + 1; count >= FEWEST;) {
    const above = rungs.slice(0, count);
    const guess = centralLimit(above, value, noiseOf(sidesOf(above, value)));
    const view = viewFrom(above, rungs.slice(count), value, guess);
    if (view && !(best && best.slope.error <= view.slope.error)) best = view;
    count = guess.first > 0 && guess.first + 1 < count ? guess.first + 1 : 0;
  }
  return best;
}

/** Noise is at most so large a part of the values, and the slope above it known to so much. */
const LOUDEST = 1e-5;
const VISIBLE = 1e-10;
const SLOPE_KNOWN = 0.05;

function viewFrom(above: readonly Rung[], below: readonly Rung[], value: number, guess: Limit): View | undefined {
  const sides = sidesOf(above, value);
  const hidden = below.map(rung => Math.abs(centralDifference(rung, value) - guess.value) * rung.h);
  const noise = Math.max(noiseOf(sides), ...hidden);
  const largest = Math.max(...sides.flatMap(({ y }) => y.map(Math.abs)));
  const slope = centralLimit(above, value, noise);
  const isKnown = slope.error <= SLOPE_KNOWN * Math.abs(slope.value);
  if (!isKnown || noise > LOUDEST * largest) return undefined;
  const [left, right] = sides.map(side => slopeOf(side, noise)) as [Limit, Limit];
  return areApart(left, right) ? undefined : { slope, noise, isVisible: noise > VISIBLE * largest };
}

function sidesOf(rungs: readonly Rung[], value: number): [Side, Side] {
  return [
    { sign: -1, value, h: rungs.map(({ behind }) => behind), y: rungs.map(({ down }) => down) },
    { sign: 1, value, h: rungs.map(({ ahead }) => ahead), y: rungs.map(({ up }) => up) },
  ];
}
