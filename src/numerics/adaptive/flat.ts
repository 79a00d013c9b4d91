import { centralLimit } from './central';
import { RATIO, type Ladder, type Rung } from './ladder';
import type { Limit } from './limit';
import { amplitude } from './noise';
import { FEWEST } from './side';

/** What it means that a function does not move at the smallest steps. */
export type Flatness =
  /** It moves so slowly that its values are rounded to the same, or it does move. */
  | { readonly kind: 'none' }
  /** It is constant about x. */
  | { readonly kind: 'plateau' }
  /**
   * Its values are rounded to steps of a height that is small as seen from afar: `slope` is that of the stairs, visible
   * where they are more than the rounding within the function.
   */
  | { readonly kind: 'stairs'; readonly slope: Limit; readonly height: number; readonly visible: boolean };

/** With fewer flat rungs a function is not flat: two values may well be the same. */
const FEWEST_FLAT = 3;

/** Where a smooth function is flat by rounding, it moves by at most so many units in the last place at the rung above. */
const UNITS = RATIO ** 6;

/** What is smaller than so many units of the largest value about x is rounded within the function, or fades away. */
const HIDDEN_UNITS = 64;

/** Stairs are at most so large a part of the values; visible from here on; and their slope is known to so much. */
const HIGHEST = 1e-5;
const VISIBLE = 1e-10;
const SLOPE_KNOWN = 0.05;

/** Looks at the smallest steps, at which a function that is flat does not move, and at those above. */
export function flatnessOf(ladder: Ladder): Flatness {
  const { rungs, value } = ladder;
  const moving = rungs.findLastIndex(rung => !ladder.isFlat(rung));
  if (rungs.length - 1 - moving < FEWEST_FLAT) return { kind: 'none' };
  const above = rungs.slice(0, moving + 1).filter(({ up, down }) => Number.isFinite(up - down));
  if (above.length === 0) return { kind: 'plateau' };
  const { up, down } = above.at(-1)!;
  const move = Math.max(Math.abs(up - value), Math.abs(down - value));
  const largest = Math.max(...above.map(({ up, down }) => Math.max(Math.abs(up), Math.abs(down))));
  if (move <= UNITS * amplitude(0, value)) return { kind: 'none' };
  const found = stairs(above, value, rungs[moving + 1]!.h, largest);
  return found ?? { kind: move <= HIDDEN_UNITS * amplitude(0, largest) ? 'none' : 'plateau' };
}

/** The slope of stairs that hide a rise at steps up to `flat`. */
function stairs(above: readonly Rung[], value: number, flat: number, largest: number): Flatness | undefined {
  if (above.length < FEWEST) return undefined;
  const hidden = Math.abs(centralLimit(above, value, 0).value) * flat;
  const slope = centralLimit(above, value, RATIO * hidden);
  const known = slope.error <= SLOPE_KNOWN * Math.abs(slope.value);
  if (!known || hidden > HIGHEST * largest) return undefined;
  return { kind: 'stairs', slope, height: RATIO * hidden, visible: hidden > VISIBLE * largest };
}
