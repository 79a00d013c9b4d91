import { onFewRungs } from './adaptive/fewRungs';
import { Ladder } from './adaptive/ladder';
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
export function fastDerivative(f: Univariate, x: number, { value, single = false }: AdaptiveOptions): Derivative {
  const ladder = new Ladder(f, x, value, single);
  return onFewRungs(ladder) ?? onWholeLadder(ladder);
}
