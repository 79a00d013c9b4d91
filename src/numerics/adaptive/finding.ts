import { missing, type Derivative } from '../derivative';
import { slopeFromAfar } from './afar';
import { centralLimit } from './central';
import { flatnessOf } from './flat';
import { graded, gradedFromAfar, type Finding } from './grade';
import type { Ladder } from './ladder';
import { SIGNIFICANT, type Limit } from './limit';
import { amplitude, noiseOf } from './noise';
import { areApart, isUpright, jumpOf, offsetOf, sideOf, slopeBesideJump, slopeOf, type Side } from './side';

/** What the values of a ladder tell of the derivative. */
export function findingOf(ladder: Ladder): Finding {
  const [left, right] = [sideOf(ladder, -1), sideOf(ladder, 1)];
  if (left && right) return aboutPoint(ladder, left, right);
  const only = left ?? right;
  if (only) return atEdge(only);
  return { derivative: ladder.problem ? { ...missing('error'), problem: ladder.problem } : missing('undefined') };
}

/** The slope to a side, null where it is infinite. */
function slopeTo(side: Side, jump: number, noise: number): Limit | null {
  if (jump !== 0) return slopeBesideJump(side, noise);
  return isUpright(side) ? null : slopeOf(side, noise);
}

/** The derivative at the end of a domain. */
function atEdge(side: Side): Finding {
  const scatter = noiseOf([side]);
  const jump = jumpOf(side, scatter);
  const noise = jump === 0 ? Math.max(scatter, offsetOf(side)) : scatter;
  const slope = slopeTo(side, jump, noise);
  const sides = side.sign > 0 ? { right: slope } : { left: slope };
  if (jump !== 0) {
    const limits = side.sign > 0 ? [0, jump] : [jump, 0];
    return { derivative: discontinuous(side.value, limits as [number, number], sides) };
  }
  if (!slope) return { derivative: missing('infinite') };
  const { value: derivative, error, step } = slope;
  return { derivative: { status: 'one-sided', derivative, error, step, ...known(sides) }, limit: slope };
}

/** A close look at noise that is smooth is believed where it tells so many times more than one from afar. */
const CLOSER = 10;

/** The derivative where there are values to both sides. */
function aboutPoint(ladder: Ladder, left: Side, right: Side): Finding {
  const flatness = flatnessOf(ladder);
  if (flatness === 'plateau') return { derivative: plateau(ladder) };
  if (flatness) return gradedFromAfar(ladder, flatness);
  const scatter = noiseOf([left, right]);
  const [leftJump, rightJump] = [jumpOf(left, scatter), jumpOf(right, scatter)];
  const noise = Math.max(scatter, leftJump === 0 ? offsetOf(left) : 0, rightJump === 0 ? offsetOf(right) : 0);
  const sides = { left: slopeTo(left, leftJump, noise), right: slopeTo(right, rightJump, noise) };
  if (leftJump !== 0 || rightJump !== 0)
    return { derivative: discontinuous(ladder.value, [leftJump, rightJump], sides) };
  if (!sides.left || !sides.right) return { derivative: { ...missing('infinite'), ...known(sides) } };
  if (isKink(ladder, sides.left, sides.right, noise)) return { derivative: { ...missing('kink'), ...known(sides) } };
  const both = ladder.rungs.slice(-Math.min(left.y.length, right.y.length));
  const central = centralLimit(both, ladder.value, noise);
  const afar = central.first > 0 ? slopeFromAfar(both, central.first, ladder.value) : undefined;
  if (afar && afar.slope.error < CLOSER * central.error) return gradedFromAfar(ladder, afar);
  const apart = Math.max(...[sides.left, sides.right].map(side => Math.abs(side.value - central.value) + side.error));
  return graded(ladder, central, { noise, apart });
}

function known(sides: { left?: Limit | null; right?: Limit | null }): Pick<Derivative, 'left' | 'right'> {
  return { ...(sides.left && { left: sides.left.value }), ...(sides.right && { right: sides.right.value }) };
}

function discontinuous(
  value: number,
  [left, right]: readonly [number, number],
  sides: { left?: Limit | null; right?: Limit | null },
): Derivative {
  return { ...missing('discontinuous'), jump: { from: value + left, to: value + right }, ...known(sides) };
}

/** The bar is what rounding may hide at the largest step. */
function plateau(ladder: Ladder): Derivative {
  const { rungs, value } = ladder;
  const { h } = rungs[rungs.findLastIndex(rung => !ladder.isFlat(rung)) + 1]!;
  return { status: 'plateau', derivative: 0, error: (Number.EPSILON * Math.abs(value)) / 2 / h, step: h };
}

/** At so many of the finest rungs that tell slopes apart they are. */
const WITNESSES = 3;

/**
 * Whether the slopes to both sides differ at x itself. Where f is smooth, the gap between them closes as h; where it has
 * a kink at x, it is the same at the finest rungs at which a gap of this size is more than noise.
 */
function isKink({ rungs, value }: Ladder, left: Limit, right: Limit, noise: number): boolean {
  const gap = Math.abs(right.value - left.value);
  if (!areApart(left, right)) return false;
  const telling = rungs.filter(({ h, up, down }) => gap > (2 * SIGNIFICANT * amplitude(noise, value, up, down)) / h);
  return telling.slice(-WITNESSES).every(({ ahead, behind, up, down }) => {
    const here = Math.abs((up - value) / ahead - (value - down) / behind);
    return here > gap / 2 && here < 2 * gap;
  });
}
