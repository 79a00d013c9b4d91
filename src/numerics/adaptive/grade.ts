import type { Derivative } from '../derivative';
import type { View } from './afar';
import type { Ladder } from './ladder';
import type { Limit } from './limit';
import { amplitude } from './noise';

/** A verdict, and what it rests on. */
export interface Finding {
  readonly derivative: Derivative;
  /** Where there is a derivative. */
  readonly limit?: Limit;
  /** The slope that the derivative is to be compared with: that of the function at large. */
  readonly scale?: number;
}

/** A bar wider than this part of the slope is wide, where noise makes it so, and for whatever reason. */
const WIDE = 1e-6;
const TOO_WIDE = 1e-3;

/** The same on stairs, and where the slope is not told apart from 0, as a part of the slopes about x. */
const WIDE_ON_STAIRS = 1e-9;

/** Noise is larger than the rounding of f(x) itself by so many times. */
const NOISY = 64;

/** A bar as small as this part of |f(x)| / max(1, |x|) is no wider than rounding makes it. */
const NARROW = 1e-12;

/** How far the slopes to both sides may be off the derivative, as a part of the slopes about x. */
const SIDES_APART = 1e-2;

/** What a derivative is graded by: the noise of the values, and how far slopes to the sides are off. */
interface Grading {
  readonly noise: number;
  readonly apart?: number;
  readonly tolerance?: number;
}

export function gradedFromAfar(ladder: Ladder, { slope, noise, isVisible }: View): Finding {
  return graded(ladder, slope, { noise, tolerance: isVisible ? WIDE_ON_STAIRS : WIDE });
}

/** A derivative, `ok` or `noisy`. */
export function graded(ladder: Ladder, limit: Limit, { noise, apart = 0, tolerance = WIDE }: Grading): Finding {
  const { value: derivative, step } = limit;
  const scale = Math.max(Math.abs(derivative), slopesAbout(ladder, step));
  const error = apart > SIDES_APART * scale ? Math.max(limit.error, apart) : limit.error;
  const wide = Math.abs(derivative) > error ? tolerance * Math.abs(derivative) : WIDE_ON_STAIRS * scale;
  const outOfNoise = noise > NOISY * amplitude(0, ladder.value);
  const narrow = (NARROW * Math.abs(ladder.value)) / Math.max(1, Math.abs(ladder.x));
  const isNoisy = error > Math.max(outOfNoise ? wide : TOO_WIDE * scale, narrow);
  return { derivative: { status: isNoisy ? 'noisy' : 'ok', derivative, error, step }, limit, scale };
}

/** The largest slope from x to a value at a step or beyond. */
function slopesAbout({ rungs, value }: Ladder, step: number): number {
  let largest = 0;
  for (const { h, ahead, behind, up, down } of rungs) {
    if (h < step || Number.isNaN(up + down)) continue;
    largest = Math.max(largest, Math.abs(up - value) / ahead, Math.abs(value - down) / behind);
  }
  return largest;
}
