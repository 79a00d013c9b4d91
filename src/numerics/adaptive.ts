import { onFewRungs } from './adaptive/fewRungs';
import { Ladder, magnitude } from './adaptive/ladder';
import { onWholeLadder } from './adaptive/wholeLadder';
import type { Derivative } from './derivative';
import type { Univariate } from './differences';

/** What an adaptive derivative needs to know besides the function. */
export interface AdaptiveOptions {
  /** f(x), finite, which is known already. */
  readonly value: number;
  /** Whether the variable is kept in single precision, so that steps below 2⁻²³ |x| are rounded away. */
  readonly single?: boolean;
}

/**
 * The derivative f′(x) with steps chosen for the function, its bar and what is known of it: at most 58 evaluations.
 *
 * f is evaluated over a ladder of steps h, each a quarter of the one before, to both sides. The differences over them
 * are extrapolated to h = 0 (`limit.ts`); the same values tell noise, plateaus, jumps, kinks and vertical tangents
 * (`finding.ts`). A Problem that f throws beside x, NaN and infinity mean that there is no value.
 */
export function adaptiveDerivative(f: Univariate, x: number, { value, single = false }: AdaptiveOptions): Derivative {
  return onWholeLadder(new Ladder(f, x, value, single));
}

/** The same with some 10 evaluations where the function is smooth; the whole ladder where that is in doubt. */
export function fastDerivative(f: Univariate, x: number, options: AdaptiveOptions): Derivative {
  const ladders = laddersOf(f, x, options);
  return firstOf(ladders) ?? onWholeLadder(ladders[0]!.ladder);
}

/**
 * The same for a step down a slope: where the function is smooth, but its slope is lost in the rounding of its values, as
 * near a minimum, the bar may be as wide as that makes it.
 */
export function coarseDerivative(f: Univariate, x: number, options: AdaptiveOptions): Derivative {
  const ladders = laddersOf(f, x, options);
  return firstOf(ladders) ?? sharpest(ladders) ?? onWholeLadder(ladders[0]!.ladder);
}

/** A ladder for the derivative from few rungs, which are about as large as the function's features may be. */
interface ScaledLadder {
  readonly ladder: Ladder;
  readonly scale: number;
}

/** Where x is small, features may be as large as 1, or as x. */
function laddersOf(f: Univariate, x: number, { value, single = false }: AdaptiveOptions): ScaledLadder[] {
  const ladder = new Ladder(f, x, value, single);
  const ladders = [{ ladder, scale: 4 * ladder.largest }];
  if (ladder.isSmall) ladders.push({ ladder: new Ladder(f, x, value, single), scale: magnitude(x) });
  return ladders;
}

function firstOf(ladders: readonly ScaledLadder[]): Derivative | undefined {
  for (const { ladder, scale } of ladders) {
    const derivative = onFewRungs(ladder, scale, 'narrow');
    if (derivative) return derivative;
  }
  return undefined;
}

/** The one with the narrowest bar. */
function sharpest(ladders: readonly ScaledLadder[]): Derivative | undefined {
  const found = ladders.map(({ ladder, scale }) => onFewRungs(ladder, scale, 'rounded'));
  return found.filter(each => each !== undefined).sort((a, b) => a.error! - b.error!)[0];
}
