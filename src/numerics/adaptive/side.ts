import type { Ladder, Rung } from './ladder';
import { limitOf, type Limit } from './limit';

/** Values on one side of x, from the largest step to the smallest without a gap. */
export interface Side {
  /** 1 for the right, −1 for the left. */
  readonly sign: 1 | -1;
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

/** The finest rungs tell what is the case at x itself. */
const FINEST = 6;

/** A jump is at least so large a part of the values. */
const SMALLEST_JUMP = 1e-10;

/** How far the limits that pairs of values point to may be apart, as a part of the jump. */
const AGREEMENT = 0.1;

/**
 * The jump from f(x) to the limit on a side; 0 where there is none. Where a function jumps, the straight lines through
 * neighboring values meet x away from f(x), all at the same height.
 */
export function jumpOf({ value, h, y }: Side): number {
  const jumps: number[] = [];
  for (let k = Math.max(1, y.length - FINEST + 1); k < y.length; k++) {
    const slope = (y[k - 1]! - y[k]!) / (h[k - 1]! - h[k]!);
    jumps.push(y[k]! - slope * h[k]! - value);
  }
  const [least, most] = [Math.min(...jumps), Math.max(...jumps)];
  const size = Math.min(Math.abs(least), Math.abs(most));
  const large = size > SMALLEST_JUMP * Math.max(Math.abs(value), ...y.slice(-FINEST).map(Math.abs));
  return large && most - least <= AGREEMENT * size ? jumps.at(-1)! : 0;
}

/** Values are told apart from rounding where they move by so many units. */
const UNITS = 1024;

/** Powers of h from which on a tangent counts as upright: h log h comes close to 1. */
const LARGEST_POWER = 0.98;

/** How far the powers may differ along the side. */
const POWER_SPREAD = 0.05;

/** Whether the slope to a side grows beyond all bounds: |f(x ± h) − f(x)| ~ hᵖ with p < 1. */
export function isUpright({ value, h, y }: Side): boolean {
  const rounding = UNITS * Number.EPSILON * Math.max(Math.abs(value), Number.MIN_VALUE);
  const last = y.findLastIndex(each => Math.abs(each - value) > rounding);
  const powers: number[] = [];
  for (let k = last; k > 0 && k > last - FINEST + 1; k--)
    powers.push(Math.log((y[k - 1]! - value) / (y[k]! - value)) / Math.log(h[k - 1]! / h[k]!));
  if (powers.length < FINEST - 1) return false;
  const [least, most] = [Math.min(...powers), Math.max(...powers)];
  return least > 0 && most < LARGEST_POWER && most - least < POWER_SPREAD;
}

/** The slopes from x to the values of a side. */
export function slopesOf({ sign, value, h, y }: Side): number[] {
  return y.map((each, k) => (sign * (each - value)) / h[k]!);
}

/** The slope at x to a side that jumps away from f(x): that of the lines through neighboring values. */
export function slopeBesideJump({ sign, h, y }: Side, noise: number): Limit {
  const values: number[] = [];
  for (let k = 1; k < y.length; k++) values.push((sign * (y[k - 1]! - y[k]!)) / (h[k - 1]! - h[k]!));
  const steps = h.slice(1);
  return limitOf({ h: steps, values, noise: steps.map(step => noise / step) }, 1);
}

/**
 * How far values next to each other lie from a smooth curve, as the median over the finest ones: at such steps every
 * function with a slope is a straight line but for the rounding inside of it. A jump or a kink at x makes no difference.
 */
export function noiseOf(sides: readonly Side[]): number {
  const residuals: number[] = [];
  for (const { h, y } of sides) {
    for (let k = Math.max(1, y.length - FINEST + 2); k < y.length - 1; k++) {
      const part = (h[k]! - h[k + 1]!) / (h[k - 1]! - h[k + 1]!);
      residuals.push(Math.abs(y[k]! - (1 - part) * y[k + 1]! - part * y[k - 1]!));
    }
  }
  residuals.sort((a, b) => a - b);
  return residuals[residuals.length >> 1] ?? 0;
}
