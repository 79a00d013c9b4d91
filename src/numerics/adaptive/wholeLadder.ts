import type { Derivative } from '../derivative';
import { magnitude, RATIO, type Ladder } from './ladder';
import { findingOf, type Finding } from './verdict';

/** The derivative from all steps that can tell anything. */
export function onWholeLadder(ladder: Ladder): Derivative {
  descend(ladder);
  const finding = heightened(ladder, findingOf(ladder));
  return deepened(ladder, finding).derivative;
}

/** An argument below this is small: its own magnitude may be that of the function's features. */
const SMALL = 2 ** -20;

/** 22 rungs, from a quarter of x's magnitude down to some 256 units in its last place; fewer where more may be wanted. */
function descend(ladder: Ladder): void {
  if (!isSmall(ladder)) return ladder.descend(ladder.largest, 22);
  ladder.descend(ladder.largest, 10);
  ladder.descend(ladder.largest * 2 ** -22, 6, RATIO ** 2);
}

function isSmall({ x }: Ladder): boolean {
  return x !== 0 && Math.abs(x) < SMALL;
}

/** A bar of this part of the slope is narrow enough. */
const ENOUGH = 1e-10;

function isEnough({ derivative: { status, error, derivative }, scale = 0 }: Finding): boolean {
  return status === 'plateau' || (status === 'ok' && error! <= ENOUGH * Math.max(Math.abs(derivative!), scale));
}

/** With more rungs above, where noise is what the bar consists of although the largest steps are used. */
function heightened(ladder: Ladder, finding: Finding): Finding {
  const { largest } = ladder;
  const { limit } = finding;
  const isLimited = limit?.widest === largest && limit.noise > limit.error / 2;
  if (isEnough(finding) || !isLimited || isSmall(ladder)) return finding;
  ladder.descend(largest * RATIO ** 3, 3);
  return findingOf(ladder);
}

/** With more rungs below, if these show that a function's features are smaller than the steps were. */
function deepened(ladder: Ladder, finding: Finding): Finding {
  if (isEnough(finding)) return finding;
  const { status } = finding.derivative;
  if (isSmall(ladder)) ladder.descend(magnitude(ladder.x) / RATIO, 12);
  else if (status === 'noisy') ladder.descend(ladder.rungs.at(-1)!.h / RATIO, 4);
  else return finding;
  const deeper = findingOf(ladder);
  return status === 'noisy' && !isBetter(deeper.derivative, finding.derivative) ? finding : deeper;
}

/** Whether a derivative is known better than another one, which it does not contradict. */
function isBetter(a: Derivative, b: Derivative): boolean {
  if (a.derivative === null || b.derivative === null) return false;
  const isSlope = Math.abs(b.derivative) > b.error!;
  if (isSlope && Math.abs(a.derivative - b.derivative) > a.error! + b.error!) return false;
  return a.error! * Math.abs(b.derivative) < b.error! * Math.abs(a.derivative);
}
