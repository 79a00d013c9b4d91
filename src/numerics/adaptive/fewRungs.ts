import type { Derivative } from '../derivative';
import { centralDifference, centralLimit } from './central';
import { RATIO, type Ladder, type Rung } from './ladder';
import { amplitude } from './noise';
import { isSmall } from './wholeLadder';

/** A bar of this part of the slope, or of the slopes about x, is narrow enough for the fast derivative. */
const ENOUGH_OF_SLOPE = 1e-9;
const ENOUGH_OF_SCALE = 1e-11;

/** As h becomes a quarter, so does the gap between the slopes to both sides, or it vanishes faster. */
const LEAST_CLOSING = 0.85 * RATIO;

/** Gaps of so many times the rounding are none. */
const ROUNDED_GAP = 8;

/** The bar of few rungs has room for what more of them would have shown. */
const ROOM = 4;

/** The derivative from a few rungs about 2⁻¹² of x's magnitude, if they leave no doubt that the function is smooth. */
export function onFewRungs(ladder: Ladder): Derivative | undefined {
  const top = ladder.largest * 2 ** -8;
  ladder.descend(top, 3);
  if (ladder.rungs.every(rung => ladder.isFlat(rung))) return undefined;
  let found = onRungs(ladder);
  if (!found) {
    ladder.descend(top / RATIO ** 3, 2);
    found = onRungs(ladder);
  }
  return found && isSmoothAt(ladder, top * 2 ** -20, found.derivative!) ? found : undefined;
}

function onRungs(ladder: Ladder): Derivative | undefined {
  const { rungs, value } = ladder;
  if (!isGapClosing(rungs.slice(-3), value)) return undefined;
  const limit = centralLimit(rungs, value, 0);
  const { value: derivative, step } = limit;
  const error = ROOM * limit.error;
  const scale = Math.max(...rungs.map(({ ahead, up }) => Math.abs(up - value) / ahead));
  const isNarrow =
    error <= Math.max(ENOUGH_OF_SLOPE * Math.abs(derivative), isSmall(ladder) ? 0 : ENOUGH_OF_SCALE * scale);
  return isNarrow ? { status: 'ok', derivative, error, step } : undefined;
}

/** How far the slope over a step that is much smaller may be off, besides what rounding does to it. */
const SLOPE_TOLERANCE = 1e-6;

/** Whether the slope over a small step is what it should be: values that are rounded to stairs, or noise, give another. */
function isSmoothAt(ladder: Ladder, h: number, slope: number): boolean {
  if (h < ladder.smallest) return true;
  const rung = ladder.take(h);
  const rounding = (ROUNDED_GAP * amplitude(0, ladder.value, rung.up, rung.down)) / h;
  const distance = Math.abs(centralDifference(rung, ladder.value) - slope);
  return distance <= rounding + SLOPE_TOLERANCE * Math.abs(slope);
}

/** Whether the slopes to both sides come together from rung to rung, as far as they can be told apart. */
function isGapClosing(rungs: readonly Rung[], value: number): boolean {
  const { up, down, h } = rungs.at(-1)!;
  const rounding = (ROUNDED_GAP * amplitude(0, value, up, down)) / h;
  const gaps = rungs.map(({ ahead, behind, up, down }) => Math.abs((up - value) / ahead - (value - down) / behind));
  return gaps.every((gap, k) => k === 0 || gap <= rounding || gaps[k - 1]! >= LEAST_CLOSING * gap);
}
