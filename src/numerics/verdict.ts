import type { Derivative } from './derivative';

/**
 * What is known of a derivative that a person wrote:
 *
 * - `correct`: it agrees with the numeric one
 * - `suspicious`: it is close, but farther away than the numeric one is uncertain
 * - `inconclusive`: nothing can be said, as at a kink
 * - `wrong`: it differs
 * - `error`: it cannot be compared: it throws, or has another form
 */
export const VERDICTS = ['correct', 'suspicious', 'inconclusive', 'wrong', 'error'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The relative difference from which on a derivative is wrong. */
export const DEFAULT_RTOL = 1e-5;

/** From this part of it on, it is suspicious. */
const SUSPICIOUS = 0.1;

/** So many error bars of the numeric derivative are always granted. */
const BARS = 10;

/** A bar that grants so large a part of the derivative itself says nothing. */
const VAGUE = 0.1;

/** How well the slopes to both sides of a kink are known, relative to how far apart they are. */
const SLOPE_TOLERANCE = 1e-3;

/**
 * Compares an analytic derivative a with the numeric one n ± err: wrong if |a − n| > rtol · max(|a|, |n|) + 10 err. There
 * is no absolute tolerance: it would hide any mistake in a function whose values are small. At a kink every slope between
 * those to both sides may be meant. NaN is wrong wherever the function has a value.
 */
export function judge(analytic: number, numeric: Derivative, rtol = DEFAULT_RTOL): Verdict {
  const { derivative, error, status } = numeric;
  if (derivative === null) return status === 'kink' ? judgeAtKink(analytic, numeric, rtol) : 'inconclusive';
  if (!Number.isFinite(analytic)) return 'wrong';
  const difference = Math.abs(analytic - derivative);
  const size = Math.max(Math.abs(analytic), Math.abs(derivative));
  const granted = BARS * (error ?? Infinity);
  if (difference > rtol * size + granted) return 'wrong';
  if (!Number.isFinite(granted) || (status === 'noisy' && granted > VAGUE * size)) return 'inconclusive';
  return difference > SUSPICIOUS * rtol * size && difference > granted ? 'suspicious' : 'correct';
}

function judgeAtKink(analytic: number, { left = NaN, right = NaN }: Derivative, rtol: number): Verdict {
  const [low, high] = [Math.min(left, right), Math.max(left, right)];
  const tolerance = SLOPE_TOLERANCE * (high - low) + rtol * Math.max(Math.abs(low), Math.abs(high));
  const isOutside = analytic < low - tolerance || analytic > high + tolerance;
  return isOutside || Number.isNaN(analytic) ? 'wrong' : 'inconclusive';
}

/** |a − n| relative to the larger of both; infinite where there is none. */
export function relativeDifference(analytic: number, derivative: number | null): number {
  if (analytic === derivative) return 0;
  const difference =
    Math.abs(analytic - (derivative ?? NaN)) / Math.max(Math.abs(analytic), Math.abs(derivative ?? NaN));
  return Number.isNaN(difference) ? Infinity : difference;
}
