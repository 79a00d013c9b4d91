import { crossEntropy, DEFAULT_LOSS_OPTIONS, halfSumSquares, type Loss, type LossOptions } from './losses';
import { Problem, type ProblemData } from './problem';
import { pairwiseSum } from './sum';
import { positionOf, sameShape, type Tensor } from './tensor';

/** Every loss by its identifier; the order is the order in which they are shown. */
const LOSSES = {
  halfSumSquares: { compute: halfSumSquares, ofProbabilities: false },
  crossEntropy: { compute: crossEntropy, ofProbabilities: true },
} as const;

export type LossId = keyof typeof LOSSES;

export const LOSS_IDS = Object.keys(LOSSES) as readonly LossId[];

export function isLossId(id: string): id is LossId {
  return Object.hasOwn(LOSSES, id);
}

/** One loss of a prediction against a target, with what a reader should know before trusting the number. */
export interface LossResult extends Loss {
  readonly id: LossId;
  readonly warnings: readonly ProblemData[];
}

/** The losses of one prediction against one target of the same shape. */
export interface LossEvaluation {
  readonly shape: readonly number[];
  readonly results: readonly LossResult[];
}

/**
 * Evaluates losses of a prediction against a target.
 *
 * @param y prediction, shape [K] (one sample) or [N, K] (a batch)
 * @param t target, same shape: nothing is broadcast
 * @param ids which losses; all by default
 * @throws Problem `empty` where there is nothing to evaluate, `shape-mismatch` where the shapes differ
 */
export function evaluateLosses(
  y: Tensor,
  t: Tensor,
  options: Partial<LossOptions> = {},
  ids: readonly LossId[] = LOSS_IDS,
): LossEvaluation {
  if (!sameShape(y.shape, t.shape)) throw new Problem('shape-mismatch', { prediction: y.shape, target: t.shape });
  if (y.data.length === 0) throw new Problem('empty', { shape: y.shape });
  const doubts = doubtsOf(y, t);
  const all = { ...DEFAULT_LOSS_OPTIONS, ...options };
  const results = ids.map((id): LossResult => {
    const { compute, ofProbabilities } = LOSSES[id];
    return { id, ...compute(y, t, all), warnings: ofProbabilities ? doubts.ofProbabilities : doubts.ofNumbers };
  });
  return { shape: y.shape, results };
}

/** What makes the arrays doubtful, as numbers and as probabilities. */
function doubtsOf(y: Tensor, t: Tensor) {
  const ofNumbers = [...nonFinite('prediction', y), ...nonFinite('target', t)];
  return { ofNumbers, ofProbabilities: ofNumbers.length > 0 ? ofNumbers : notProbabilities(y) };
}

function nonFinite(role: 'prediction' | 'target', { data, shape }: Tensor): ProblemData[] {
  const index = data.findIndex(value => !Number.isFinite(value));
  if (index < 0) return [];
  return [{ code: `non-finite-${role}`, args: { value: data[index]!, position: positionOf(index, shape) } }];
}

/** How far the values of a sample may add up to something other than 1 before it is worth a word. */
const SUM_TOLERANCE = 1e-3;

function notProbabilities({ data, shape }: Tensor): ProblemData[] {
  const outside = data.findIndex(value => value < 0 || value > 1);
  if (outside >= 0) {
    return [{ code: 'outside-unit-interval', args: { value: data[outside]!, position: positionOf(outside, shape) } }];
  }
  const classes = shape.at(-1)!;
  for (let start = 0; start < data.length; start += classes) {
    const sum = pairwiseSum(data, start, start + classes);
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) continue;
    return [{ code: 'sum-not-one', args: { sum, position: positionOf(start, shape).slice(0, -1) } }];
  }
  return [];
}
