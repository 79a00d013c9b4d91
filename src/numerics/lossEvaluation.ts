import type { AloneId, LossId, MeasureId, MetricId } from './lossIds';
import { DEFAULT_LOSS_OPTIONS, type LossOptions } from './lossOptions';
import { crossEntropy, halfSumSquares, type Loss } from './losses';
import { Problem, type ProblemData } from './problem';
import { pairwiseSum } from './sum';
import { positionOf, sameShape, type Tensor } from './tensor';

/** What a reader should know before trusting a result. */
interface Doubtful {
  readonly warnings: readonly ProblemData[];
}

/** A loss with its terms and gradient, both of the shape of the prediction. */
export interface LossResult extends Loss, Doubtful {
  readonly kind: 'loss';
  readonly id: LossId | 'entropy';
}

export interface MetricResult extends Doubtful {
  readonly kind: 'metric';
  readonly id: MetricId;
  readonly value: number;
}

export interface TensorResult extends Doubtful {
  readonly kind: 'tensor';
  readonly id: 'confusionMatrix' | Exclude<AloneId, 'entropy'>;
  readonly value: Tensor;
}

export type MeasureResult = LossResult | MetricResult | TensorResult;

/** What was evaluated of one prediction, with or without a target. */
export interface LossEvaluation {
  /** Of the prediction. */
  readonly shape: readonly number[];
  readonly results: readonly MeasureResult[];
}

/** Every loss by its identifier. */
const LOSSES = {
  halfSumSquares: { compute: halfSumSquares, ofProbabilities: false },
  crossEntropy: { compute: crossEntropy, ofProbabilities: true },
} as const;

/**
 * Evaluates losses of a prediction against a target.
 *
 * @param y prediction, shape [K] (one sample) or [N, K] (a batch)
 * @param t target, same shape: nothing is broadcast
 * @param ids which losses; all that fit by default
 * @throws Problem `empty` where there is nothing to evaluate, `shape-mismatch` where the shapes differ
 */
export function evaluateLosses(
  y: Tensor,
  t: Tensor | undefined,
  options: Partial<LossOptions> = {},
  ids: readonly MeasureId[] = ['halfSumSquares', 'crossEntropy'],
): LossEvaluation {
  if (!t) throw new Problem('empty', { shape: [] });
  if (!sameShape(y.shape, t.shape)) throw new Problem('shape-mismatch', { prediction: y.shape, target: t.shape });
  if (y.data.length === 0) throw new Problem('empty', { shape: y.shape });
  const doubts = doubtsOf(y, t);
  const all = { ...DEFAULT_LOSS_OPTIONS, ...options };
  const results = ids.flatMap((id): LossResult[] => {
    if (id !== 'halfSumSquares' && id !== 'crossEntropy') return [];
    const { compute, ofProbabilities } = LOSSES[id];
    const warnings = ofProbabilities ? doubts.ofProbabilities : doubts.ofNumbers;
    return [{ kind: 'loss', id, ...compute(y, t, all), warnings }];
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
