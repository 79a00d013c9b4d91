import type { Derivative } from '../derivative';
import { centralDifference, centralLimit } from './central';
import { RATIO, type Ladder, type Rung } from './ladder';
import type { Limit } from './limit';
import { amplitude } from './noise';

/** A bar of this part of the slope, or of the slopes about x, is narrow enough for the fast derivative. */
const ENOUGH_OF_SLOPE = 4e-9;
const ENOUGH_OF_SCALE = 1e-11;

/** As h becomes a quarter, so does the gap between the slopes to both sides, or it vanishes faster. */
const LEAST_CLOSING = 0.85 * RATIO;

/** Slopes that differ by so many times the rounding of the value do not: sums of many terms are rounded often. */
const ROUNDED = 32;

/** The bar of few rungs has room for what more of them would have shown. */
const ROOM = 4;

/** The largest of the steps to begin with, as a part of x's magnitude, and how many there are. */
const TOP = 2 ** -10;
const FEW = 3;

/** How often more are added, two at a time. */
const ADDITIONS = 3;

/** The step at which a smooth function must show the same slope, as a part of x's magnitude. */
const SMALL_STEP = 2 ** -30;

/**
 * The derivative from a few rungs, if they leave no doubt that the function is smooth. They are in the middle of the
 * ladder at first; then larger ones are added where the bar is mostly noise, else smaller ones.
 *
 * @param scale the magnitude of the function's features: that of x, or of 1 where x is smaller
 * @param bar how wide the bar may be: `rounded` is as wide as the rounding of the values makes it, if it is mostly that
 */
export function onFewRungs(ladder: Ladder, scale: number, bar: 'narrow' | 'rounded'): Derivative | undefined {
  ladder.descend(TOP * scale, FEW);
  for (let i = 0; ; i++) {
    const { rungs } = ladder;
    if (rungs.every(rung => ladder.isFlat(rung)) || !isGapClosing(rungs.slice(-FEW), ladder.value)) return undefined;
    const limit = centralLimit(rungs, ladder.value, 0);
    const isLimitedByNoise = limit.noise > limit.error / 2;
    const from = isLimitedByNoise ? rungs[0]!.h * RATIO ** 2 : rungs.at(-1)!.h / RATIO;
    const isLast = i === ADDITIONS || from > ladder.largest;
    if (isNarrow(ladder, limit) || (bar === 'rounded' && isLast && isLimitedByNoise))
      return isSmoothAt(ladder, SMALL_STEP * scale, limit.value, bar) ? okay(limit) : undefined;
    if (isLast) return undefined;
    ladder.descend(from, 2);
  }
}

function isNarrow(ladder: Ladder, { value, error }: Limit): boolean {
  const ofSlopes = ladder.isSmall ? 0 : ENOUGH_OF_SCALE * steepest(ladder);
  return ROOM * error <= Math.max(ENOUGH_OF_SLOPE * Math.abs(value), ofSlopes);
}

/** The largest slope from x to a rung. */
function steepest({ rungs, value }: Ladder): number {
  return Math.max(...rungs.map(({ ahead, up }) => Math.abs(up - value) / ahead));
}

function okay({ value, error, step }: Limit): Derivative {
  return { status: 'ok', derivative: value, error: ROOM * error, step };
}

/** How far the slope over a step that is much smaller may be off, besides what rounding does to it. */
const SLOPE_TOLERANCE = 1e-6;

/** Whether the slope over a small step is what it should be: values that are rounded to stairs, or noise, give another. */
function isSmoothAt(ladder: Ladder, h: number, slope: number, bar: 'narrow' | 'rounded'): boolean {
  if (h < ladder.smallest) return true;
  const size = bar === 'rounded' ? Math.max(Math.abs(slope), steepest(ladder)) : Math.abs(slope);
  const rung = ladder.take(h);
  const rounding = (ROUNDED * amplitude(0, ladder.value, rung.up, rung.down)) / h;
  const distance = Math.abs(centralDifference(rung, ladder.value) - slope);
  return distance <= rounding + SLOPE_TOLERANCE * size;
}

/** Whether the slopes to both sides come together from rung to rung, as far as they can be told apart. */
function isGapClosing(rungs: readonly Rung[], value: number): boolean {
  const { up, down, h } = rungs.at(-1)!;
  const rounding = (ROUNDED * amplitude(0, value, up, down)) / h;
  const gaps = rungs.map(({ ahead, behind, up, down }) => Math.abs((up - value) / ahead - (value - down) / behind));
  return gaps.every((gap, k) => k === 0 || gap <= rounding || gaps[k - 1]! >= LEAST_CLOSING * gap);
}
