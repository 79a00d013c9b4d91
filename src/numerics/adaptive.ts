import { Ladder, magnitude, RATIO } from './adaptive/ladder';
import { findingOf, type Finding } from './adaptive/verdict';
import type { Derivative } from './derivative';
import type { Univariate } from './differences';

/** What an adaptive derivative needs to know besides the function. */
export interface AdaptiveOptions {
  /** f(x), finite, which is known already. */
  readonly value: number;
  /** Whether the variable is kept in single precision, so that steps below 2⁻²³ |x| are rounded away. */
  readonly single?: boolean;
}

/** An argument below this is small: its own magnitude may be that of the function's features. */
const SMALL = 2 ** -20;

/** The derivative with steps chosen for the function, its bar and what is known of it. */
export function adaptiveDerivative(f: Univariate, x: number, { value, single = false }: AdaptiveOptions): Derivative {
  const ladder = new Ladder(f, x, value, single);
  descend(ladder);
  const finding = findingOf(ladder);
  return extend(ladder, finding) ? findingOf(ladder).derivative : finding.derivative;
}

function isSmall({ x }: Ladder): boolean {
  return x !== 0 && Math.abs(x) < SMALL;
}

/** 22 rungs, from a quarter of x's magnitude down to some 256 units in its last place; fewer where more may be wanted. */
function descend(ladder: Ladder): void {
  if (!isSmall(ladder)) return ladder.descend(ladder.largest, 22);
  ladder.descend(ladder.largest, 10);
  ladder.descend(ladder.largest * 2 ** -22, 6, RATIO ** 2);
}

/** A bar of this part of the slope is narrow enough. */
const ENOUGH = 1e-10;

/** Adds rungs where the best are beyond the ladder's ends; whether it does. */
function extend(ladder: Ladder, { derivative: { status, error, derivative }, limit, scale = 0 }: Finding): boolean {
  const isEnough = status === 'ok' && error! <= ENOUGH * Math.max(Math.abs(derivative!), scale);
  if (status === 'plateau' || isEnough) return false;
  const count = ladder.rungs.length;
  const { x, largest } = ladder;
  if (isSmall(ladder)) ladder.descend(magnitude(x) / RATIO, 12);
  else if (limit?.widest === largest && limit.noise > limit.error / 2) ladder.descend(largest * RATIO ** 4, 4);
  else if (status === 'noisy') ladder.descend(ladder.rungs.at(-1)!.h / RATIO, 6);
  return ladder.rungs.length > count;
}

/** The same with few evaluations where the function is smooth. */
export function fastDerivative(f: Univariate, x: number, options: AdaptiveOptions): Derivative {
  return adaptiveDerivative(f, x, options);
}
