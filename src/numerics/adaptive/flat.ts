import { slopeFromAfar, type View } from './afar';
import type { Ladder } from './ladder';
import { amplitude } from './noise';

/** With fewer flat rungs a function is not flat: two values may well be the same. */
const FEWEST_FLAT = 3;

/** A smooth function that is flat by rounding grows at most with this power of h above, but for rare ones. */
const STEEPEST = 6;

/** What is smaller than so many units of the largest value about x is rounded within the function, or fades away. */
const HIDDEN_UNITS = 64;

/**
 * What it means that a function does not move at the smallest steps: it is constant about x, a plateau; or its values
 * are rounded to stairs, whose slope shows from afar; or it moves so slowly there that nothing follows.
 */
export function flatnessOf(ladder: Ladder): 'plateau' | View | undefined {
  const { rungs, value } = ladder;
  const moving = rungs.findLastIndex(rung => !ladder.isFlat(rung));
  const below = rungs.slice(moving + 1);
  if (below.length < FEWEST_FLAT) return undefined;
  const above = rungs.slice(0, moving + 1).filter(({ up, down }) => Number.isFinite(up - down));
  if (above.length === 0) return 'plateau';
  const { up, down, h } = above.at(-1)!;
  const move = Math.max(Math.abs(up - value), Math.abs(down - value));
  if (move <= Number.EPSILON * Math.abs(value) * (h / below[0]!.h) ** STEEPEST) return undefined;
  const largest = Math.max(...above.map(({ up, down }) => Math.max(Math.abs(up), Math.abs(down))));
  const isRounded = move <= HIDDEN_UNITS * amplitude(0, largest);
  return slopeFromAfar([...above, ...below], above.length - 1, value) ?? (isRounded ? undefined : 'plateau');
}
