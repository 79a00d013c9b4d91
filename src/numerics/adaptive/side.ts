import type { Ladder, Rung } from './ladder';
import { commonPower, limitOf, type Limit, type Sequence } from './limit';
import { amplitude } from './noise';

/** Values on one side of x, from the largest step to the smallest without a gap. */
export interface Side {
  /** 1 for the right, −1 for the left. */
  readonly sign: 1 | -1;
  /** f(x) */
  readonly value: number;
  readonly h: readonly number[];
  readonly y: readonly number[];
}

/** With fewer values a side is none. */
export const FEWEST = 4;

/** One side of a ladder: the finest values that there are without a gap; undefined where there are too few. */
export function sideOf({ rungs, value }: Ladder, sign: 1 | -1): Side | undefined {
  const y = rungs.map(rung => (sign > 0 ? rung.up : rung.down));
  const first = y.findLastIndex(each => Number.isNaN(each)) + 1;
  if (y.length - first < FEWEST) return undefined;
  const step = (rung: Rung) => (sign > 0 ? rung.ahead : rung.behind);
  return { sign, value, h: rungs.slice(first).map(step), y: y.slice(first) };
}

/** So many of the finest pairs of values tell what is the case at x itself. */
const FINEST = 5;

/** A jump is at least so many units in the last place of the finest values, so many of all, and so many times the noise. */
const SMALLEST_JUMP = 4096;
const ROUNDED_JUMP = 64;
const ABOVE_NOISE = 50;

/** How far the limits that pairs of values point to may be apart, as a part of the jump. */
const AGREEMENT = 0.1;

/**
 * The jump from f(x) to the limit on a side; 0 where there is none. Where a function jumps, the straight lines through
 * neighboring values meet x away from f(x), all at the same height.
 */
export function jumpOf(side: Side, noise: number): number {
  const { value, y } = side;
  const heights = heightsOf(side);
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  const size = Math.min(Math.abs(least), Math.abs(most));
  const rounded = Math.max(SMALLEST_JUMP * amplitude(0, value, ...y.slice(-FINEST)), ROUNDED_JUMP * amplitude(0, ...y));
  const large = size > Math.max(rounded, ABOVE_NOISE * noise);
  return large && most - least <= AGREEMENT * size ? heights.at(-1)! : 0;
}

/** How far f(x) is off the lines through the values of a side, where this is no jump: rounding within the function. */
export function offsetOf(side: Side): number {
  const heights = heightsOf(side);
  const isOneSided = heights.every(height => height > 0) || heights.every(height => height < 0);
  return isOneSided ? Math.min(...heights.map(Math.abs)) : 0;
}

/** How high above f(x) the lines through neighboring values meet x. */
function heightsOf({ value, h, y }: Side): number[] {
  const heights: number[] = [];
  for (let k = Math.max(1, y.length - FINEST); k < y.length; k++) {
    const slope = (y[k - 1]! - y[k]!) / (h[k - 1]! - h[k]!);
    heights.push(y[k]! - slope * h[k]! - value);
  }
  return heights;
}

/** Values are told apart from rounding where they move by so many units. */
const UNITS = 1024;

/**
 * Whether the slope to a side grows beyond all bounds: |f(x ± h) − f(x)| ~ hᵖ with p < 1; h log h comes close to 1. So is
 * a slope beyond the largest number.
 */
export function isUpright({ value, h, y }: Side): boolean {
  const moves = y.map(each => each - value);
  if (!Number.isFinite(moves.at(-1)! / h.at(-1)!)) return true;
  const last = moves.findLastIndex(each => Math.abs(each) > UNITS * amplitude(0, value));
  return commonPower(h.slice(0, last + 1), moves.slice(0, last + 1), FINEST, [-Infinity, 0.98]) !== undefined;
}

/** The slope at x to a side. */
export function slopeOf({ sign, value, h, y }: Side, noise: number): Limit {
  const slopes: Sequence = {
    h,
    values: y.map((each, k) => (sign > 0 ? each - value : value - each) / h[k]!),
    noise: y.map((each, k) => (2 * amplitude(noise, value, each)) / h[k]!),
  };
  return limitOf(slopes, 'any');
}

/** The slope at x to a side that jumps away from f(x): that of the lines through neighboring values. */
export function slopeBesideJump({ sign, h, y }: Side, noise: number): Limit {
  const steps = h.slice(1);
  const lines: Sequence = {
    h: steps,
    values: steps.map((step, k) => (sign > 0 ? y[k]! - y[k + 1]! : y[k + 1]! - y[k]!) / (h[k]! - step)),
    noise: steps.map((step, k) => (2 * amplitude(noise, y[k]!, y[k + 1]!)) / step),
  };
  return limitOf(lines, 'any');
}

/** Slopes to both sides are apart where they are so by so many times their bars. */
const APART = 4;

export function areApart(left: Limit, right: Limit): boolean {
  return Math.abs(right.value - left.value) > APART * (left.error + right.error);
}
