import { Ladder } from './adaptive/ladder';
import { verdictOf } from './adaptive/verdict';
import type { Derivative } from './derivative';
import type { Univariate } from './differences';

/** What an adaptive derivative needs to know besides the function. */
export interface AdaptiveOptions {
  /** f(x), finite, which is known already. */
  readonly value: number;
  /** Whether the variable is kept in single precision, so that steps below 2⁻²³ |x| are rounded away. */
  readonly single?: boolean;
}

/** The derivative with steps chosen for the function, its bar and what is known of it. */
export function adaptiveDerivative(f: Univariate, x: number, { value, single = false }: AdaptiveOptions): Derivative {
  const ladder = new Ladder(f, x, value, single);
  ladder.descend();
  return verdictOf(ladder);
}

/** The same with few evaluations where the function is smooth. */
export function fastDerivative(f: Univariate, x: number, options: AdaptiveOptions): Derivative {
  return adaptiveDerivative(f, x, options);
}
