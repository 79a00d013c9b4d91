import type { LossComparison, ShownResult } from '../../src/editor/loss/messages';
import type { LossIntent } from './intent';

export type LossResult = Extract<ShownResult, { kind: 'loss' }>;
export type TensorResult = Extract<ShownResult, { kind: 'tensor' }>;

/**
 * The chosen result; where that is not among the results the first that is not doubtful: of logits the softmax
 * cross-entropy rather than the cross-entropy, which needs probabilities.
 */
export function chosenResult({ results }: LossComparison, { chosen }: LossIntent): ShownResult {
  return (
    results.find(({ id }) => id === chosen) ?? results.find(({ warnings }) => warnings.length === 0) ?? results[0]!
  );
}

/** The loss whose terms and gradient the charts show; undefined where no loss fits the arrays. */
export function chartedLoss({ results }: LossComparison, { chosen, loss }: LossIntent): LossResult | undefined {
  const losses = results.filter(result => result.kind === 'loss');
  return (
    losses.find(({ id }) => id === chosen) ??
    losses.find(({ id }) => id === loss) ??
    losses.find(({ warnings }) => warnings.length === 0) ??
    losses[0]
  );
}

/** The tensor of this name among the results, of an array that is looked at alone. */
export function tensorResult({ results }: LossComparison, id: TensorResult['id']): TensorResult | undefined {
  return results.find((result): result is TensorResult => result.kind === 'tensor' && result.id === id);
}
