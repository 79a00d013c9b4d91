import type { Derivative, DerivativeStatus } from '../derivative';
import { magnitude, RATIO, type Ladder } from './ladder';
import { nearestOf } from './nearby';
import { findingOf } from './finding';
import type { Finding } from './grade';

/** With these verdicts it is of interest that a function has a kink or a jump close by. */
const NEARBY: ReadonlySet<DerivativeStatus> = new Set(['ok', 'plateau', 'one-sided']);

/** The derivative from all steps that can tell anything. */
export function onWholeLadder(ladder: Ladder): Derivative {
  descend(ladder);
  const finding = heightened(ladder, findingOf(ladder));
  const { derivative } = deepened(ladder, finding);
  const nearby = NEARBY.has(derivative.status) ? nearestOf(ladder) : undefined;
  return nearby === undefined ? derivative : { ...derivative, nearby };
}

/** 22 rungs, from a quarter of x's magnitude down to some 256 units in its last place; fewer where more may be wanted. */
function descend(ladder: Ladder): void {
  if (!ladder.isSmall) return ladder.descend(ladder.largest, 22);
  ladder.descend(ladder.largest, 10);
  ladder.descend(ladder.largest * 2 ** -22, 6, RATIO ** 2);
}

/** A bar of this part of the slope is narrow enough; where the slope is not told apart from 0, of the slopes about x. */
const ENOUGH = 1e-10;

function isEnough({ derivative: { status, error, derivative }, scale = 0 }: Finding): boolean {
  const size = Math.abs(derivative ?? 0);
  return status === 'plateau' || (status === 'ok' && error! <= ENOUGH * (size > error! ? size : scale));
}

/** With more rungs above, where noise is what the bar consists of although the largest steps are used. */
function heightened(ladder: Ladder, finding: Finding): Finding {
  const { largest } = ladder;
  const { limit } = finding;
  const isLimited = limit?.widest === largest && limit.noise > limit.error / 2;
  if (isEnough(finding) || !isLimited || ladder.isSmall) return finding;
  ladder.descend(largest * RATIO ** 3, 3);
  return findingOf(ladder);
}

/** With more rungs below, if these show that a function's features are smaller than the steps were. */
function deepened(ladder: Ladder, finding: Finding): Finding {
  const { status, derivative, error } = finding.derivative;
  const isSlope = Math.abs(derivative ?? 0) > (error ?? 0);
  if (isEnough(finding) && (isSlope || !ladder.isSmall)) return finding;
  if (ladder.isSmall) ladder.descend(magnitude(ladder.x) / RATIO, 12);
  else if (status === 'noisy') ladder.descend(ladder.rungs.at(-1)!.h / RATIO, 4);
  else return finding;
  const deeper = findingOf(ladder);
  return supersedes(deeper.derivative, finding.derivative) ? deeper : finding;
}

/** Whether what smaller steps tell is to be believed: noise tells nothing of a kink, a jump or an infinite slope. */
function supersedes(deeper: Derivative, found: Derivative): boolean {
  if (found.status === 'ok' || found.status === 'noisy') return isBetter(deeper, found);
  return found.status === 'one-sided' || deeper.status !== 'noisy';
}

/** Whether a derivative is known better than another one, which it does not contradict. */
function isBetter(a: Derivative, b: Derivative): boolean {
  if (a.derivative === null || b.derivative === null) return false;
  const isSlope = Math.abs(b.derivative) > b.error!;
  if (isSlope && Math.abs(a.derivative - b.derivative) > a.error! + b.error!) return false;
  return a.error! * Math.abs(b.derivative) < b.error! * Math.abs(a.derivative);
}
