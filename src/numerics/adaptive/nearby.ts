import type { Ladder } from './ladder';
import { amplitude, noiseOf } from './noise';
import { sideOf, type Side } from './side';

/** From one rung to the next slopes change abruptly where they do by so many times what they did before. */
const ABRUPT = 100;

/** A change of slopes is worth mentioning from this part of them on. */
const NOTABLE = 1e-3;

/** Values that differ by so many units in the last place of the largest are rounded. */
const ROUNDED = 256;

/** The place is looked for until it is known to 2 %: six halvings of the logarithm of 4. */
const HALVINGS = 6;

/** At the place itself the slope has changed by less than this part of the change over the whole rung. */
const BEGUN = 0.01;

/** A smooth function changes gradually: over the 2 % by less than so many times. */
const GRADUAL = 16;

/** What changes towards the end of a rung only grows steeply. */
const INSIDE = 0.9;

/** Evaluations are not spent on this beyond a ladder of so many rungs. */
const MOST_RUNGS = 24;

/** How far from x the nearest kink or jump is, where there is one among the steps; undefined where there is none. */
export function nearestOf(ladder: Ladder): number | undefined {
  const sides = [sideOf(ladder, -1), sideOf(ladder, 1)].filter(side => side !== undefined);
  const noise = noiseOf(sides);
  const found = sides.map(side => nearestOn(ladder, side, noise)).filter(each => each !== undefined);
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** The same on one side. */
function nearestOn(ladder: Ladder, side: Side, noise: number): number | undefined {
  const { sign, value, h, y } = side;
  const slopeAt = (step: number, at: number) => (sign * (at - value)) / step;
  const slopes = y.map((each, k) => slopeAt(h[k]!, each));
  const k = abruptChange(side, slopes, noise);
  if (k === undefined || ladder.rungs.length > MOST_RUNGS) return undefined;
  const change = Math.abs(slopes[k - 1]! - slopes[k]!);
  let [near, far] = [h[k]!, h[k - 1]!];
  let [before, after] = [0, change];
  for (let i = 0; i < HALVINGS; i++) {
    const step = ladder.stepTo(sign * Math.sqrt(near * far));
    const moved = Math.abs(slopeAt(step, ladder.valueAt(step * sign)) - slopes[k]!);
    if (moved > BEGUN * change) [far, after] = [step, moved];
    else if (Number.isNaN(moved)) return undefined;
    else [near, before] = [step, moved];
  }
  return far < INSIDE * h[k - 1]! && after > GRADUAL * before ? far : undefined;
}

/** The finest k such that the slopes k − 1 and k differ abruptly, by more than is rounded within the function. */
function abruptChange({ h, y }: Side, slopes: readonly number[], noise: number): number | undefined {
  const rounding = ROUNDED * amplitude(noise, ...y);
  let last = Infinity;
  for (let k = slopes.length - 1; k > 0; k--) {
    const change = Math.abs(slopes[k - 1]! - slopes[k]!);
    const notable = change > NOTABLE * Math.max(Math.abs(slopes[k - 1]!), Math.abs(slopes[k]!));
    if (notable && change > Math.max(ABRUPT * last, rounding / h[k]!)) return k;
    last = Math.max(change, rounding / h[k]! / ABRUPT);
  }
  return undefined;
}
