import { missing, type Derivative } from '../derivative';
import type { Ladder } from './ladder';
import { limitOf, SIGNIFICANT, type Limit, type Sequence } from './limit';
import { FEWEST, isUpright, jumpOf, noiseOf, sideOf, slopeBesideJump, slopesOf, type Side } from './side';

/** What the values of a ladder tell of the derivative. */
export function verdictOf(ladder: Ladder): Derivative {
  const [left, right] = [sideOf(ladder, -1), sideOf(ladder, 1)];
  if (left && right) return aboutPoint(ladder, left, right);
  const only = left ?? right;
  if (only) return atEdge(only);
  return ladder.problem ? { ...missing('error'), problem: ladder.problem } : missing('undefined');
}

/** The slope to a side, or why there is none. */
type SideSlope = Limit | 'infinite';

function slopeOf(side: Side, noise: number): SideSlope {
  if (isUpright(side)) return 'infinite';
  return limitOf(sequenceOf(side, noise), 1);
}

function sequenceOf(side: Side, noise: number): Sequence {
  const { h, y, value } = side;
  const amplitude = y.map(each => Math.max(noise, Number.EPSILON * Math.max(Math.abs(value), Math.abs(each))));
  return { h, values: slopesOf(side), noise: amplitude.map((each, k) => (2 * each) / h[k]!) };
}

function atEdge(side: Side): Derivative {
  const jump = jumpOf(side);
  if (jump !== 0) return discontinuous(side, jump);
  if (isUpright(side)) return missing('infinite');
  const slope = slopeOf(side, noiseOf([side])) as Limit;
  const { value, error, step } = slope;
  return {
    status: 'one-sided',
    derivative: value,
    error,
    step,
    ...(side.sign > 0 ? { right: value } : { left: value }),
  };
}

function discontinuous(side: Side, jump: number): Derivative {
  const slope = slopeBesideJump(side, noiseOf([side])).value;
  const [from, to] = [side.value, side.value + jump];
  return {
    ...missing('discontinuous'),
    jump: side.sign > 0 ? { from, to } : { from: to, to: from },
    ...(side.sign > 0 ? { right: slope } : { left: slope }),
  };
}

function aboutPoint(ladder: Ladder, left: Side, right: Side): Derivative {
  const noise = noiseOf([left, right]);
  const [leftJump, rightJump] = [jumpOf(left), jumpOf(right)];
  if (leftJump !== 0 || rightJump !== 0) {
    const slope = (side: Side, jump: number): SideSlope =>
      jump !== 0 ? slopeBesideJump(side, noise) : slopeOf(side, noise);
    return {
      ...missing('discontinuous'),
      jump: { from: ladder.value + leftJump, to: ladder.value + rightJump },
      ...sides(slope(left, leftJump), slope(right, rightJump)),
    };
  }
  const [toLeft, toRight] = [slopeOf(left, noise), slopeOf(right, noise)];
  if (toLeft === 'infinite' || toRight === 'infinite') return { ...missing('infinite'), ...sides(toLeft, toRight) };
  const central = centralOf(ladder, noise);
  const gap = Math.abs(toRight.value - toLeft.value);
  const bars = toRight.error + toLeft.error;
  if (gap > 4 * bars && isGap(ladder, gap, noise)) return { ...missing('kink'), ...sides(toLeft, toRight) };
  return { status: 'ok', derivative: central.value, error: central.error, step: central.step };
}

function isGap({ rungs, value }: Ladder, gap: number, noise: number): boolean {
  // The finest rung at which slopes can be told apart.
  for (let k = rungs.length - 1; k >= 0; k--) {
    const { up, down, ahead, behind, h } = rungs[k]!;
    const amplitude = Math.max(noise, Number.EPSILON * Math.max(Math.abs(value), Math.abs(up), Math.abs(down)));
    const here = Math.abs((up - value) / ahead - (value - down) / behind);
    if (Math.max(gap, here) > (SIGNIFICANT * 2 * amplitude) / h) return here > gap / 2 && here < 2 * gap;
  }
  return false;
}

function sides(left: SideSlope, right: SideSlope): Pick<Derivative, 'left' | 'right'> {
  return {
    ...(left !== 'infinite' && { left: left.value }),
    ...(right !== 'infinite' && { right: right.value }),
  };
}

function centralOf({ rungs, value }: Ladder, noise: number): Limit {
  const first = rungs.findLastIndex(({ up, down }) => Number.isNaN(up + down)) + 1;
  const used = rungs.slice(Math.min(first, rungs.length - FEWEST));
  const sequence: Sequence = {
    h: used.map(({ h }) => h),
    values: used.map(({ up, down, ahead, behind }) =>
      ahead === behind
        ? (up - down) / (ahead + behind)
        : (((up - value) / ahead) * behind + ((value - down) / behind) * ahead) / (ahead + behind),
    ),
    noise: used.map(
      ({ up, down, h }) =>
        Math.max(noise, Number.EPSILON * Math.max(Math.abs(value), Math.abs(up), Math.abs(down))) / h,
    ),
  };
  const [even, any] = [limitOf(sequence, 2), limitOf(sequence, 1)];
  return even.error <= any.error ? even : any;
}
