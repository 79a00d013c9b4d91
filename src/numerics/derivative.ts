import { DIFFERENCE_METHODS } from './differences';
import type { ProblemData } from './problem';

/** How a derivative is taken: with steps chosen for the function, or with one step by a formula. */
export const GRADIENT_METHODS = ['adaptive', 'fast', ...DIFFERENCE_METHODS] as const;
export type GradientMethod = (typeof GRADIENT_METHODS)[number];

/**
 * What is known of a derivative, from the best to the worst:
 *
 * - `ok`: the number is right within its bar; `noisy`: so it is, but the function's noise makes the bar wide
 * - `plateau`: the function does not move at all about the point; its derivative is 0
 * - `one-sided`: the function has values on one side of the point only; the number is the slope to that side
 * - `kink`, `discontinuous`, `infinite`: there is no derivative, but slopes to both sides, a jump, a vertical tangent
 * - `undefined`: the function has no finite value there; `error`: it throws; `nondeterministic`: it gives several values
 */
export const STATUSES = [
  'ok',
  'noisy',
  'plateau',
  'one-sided',
  'kink',
  'discontinuous',
  'infinite',
  'undefined',
  'error',
  'nondeterministic',
] as const;
export type DerivativeStatus = (typeof STATUSES)[number];

/** Whether the function itself fails: it has no value there, or none to be relied on. */
export function isFailure(status: DerivativeStatus): boolean {
  return status === 'undefined' || status === 'error' || status === 'nondeterministic';
}

/** The derivative of a function of one variable at a point, and all that is known of it. */
export interface Derivative {
  readonly status: DerivativeStatus;
  /** null where there is none: from `kink` on. */
  readonly derivative: number | null;
  /** The bar: |true derivative − derivative| is at most this, as far as can be known; null without a derivative. */
  readonly error: number | null;
  /** The slopes to the left and to the right, where they differ or only one of them exists. */
  readonly left?: number;
  readonly right?: number;
  /** Of a jump: the function's limits from the left and from the right. */
  readonly jump?: { readonly from: number; readonly to: number };
  /** The step h of the best difference. */
  readonly step?: number;
  /** How far from the point the function has a kink or a jump; the derivative is fine. */
  readonly nearby?: number;
  /** What the function threw. */
  readonly problem?: ProblemData;
}

/** No derivative, and nothing more to say. */
export function missing(status: DerivativeStatus): Derivative {
  return { status, derivative: null, error: null };
}

export function worstStatus(statuses: readonly DerivativeStatus[]): DerivativeStatus {
  return STATUSES.findLast(status => statuses.includes(status)) ?? 'ok';
}
