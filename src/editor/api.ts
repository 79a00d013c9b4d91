import type { LossEvaluation } from '../numerics/lossEvaluation';
import type { MeasureId } from '../numerics/lossIds';
import type { LossOptions } from '../numerics/lossOptions';
import type { Tensor } from '../numerics/tensor';
import type { EpochMetrics } from '../processes/train/protocol';
import type { RunStatus } from '../words/trainingRun';

/** How a training ended. */
export interface TrainingOutcome {
  readonly status: RunStatus;
  /** Mini-batches done. */
  readonly step: number;
  /** The last epochs, at most 100. */
  readonly epochs: readonly EpochMetrics[];
}

/** What `activate()` returns, for other extensions and for tests. */
export interface NablaApi {
  readonly version: 1;
  /**
   * Losses and metrics of a prediction against a target of the same shape, or labels of its rows; without a target
   * entropy, information content and softmax.
   *
   * @param ids which; all that fit by default
   * @throws an error with a `code` and `args`, where the arrays cannot be compared or an option is out of its range
   */
  evaluateLosses(
    prediction: Tensor,
    target: Tensor | undefined,
    options?: Partial<LossOptions>,
    ids?: readonly MeasureId[],
  ): Promise<LossEvaluation>;
  /**
   * Trains what the Train view is set to, as its Start button does, and waits for the end.
   *
   * @throws an error with a `code` and `args`, where the view could not start either
   */
  train(): Promise<TrainingOutcome>;
}

export function createApi({ train }: Pick<NablaApi, 'train'>): NablaApi {
  return {
    version: 1,
    train,
    async evaluateLosses(prediction, target, options, ids) {
      const { evaluateLosses } = await import('../numerics/lossEvaluation');
      return evaluateLosses(prediction, target, options, ids);
    },
  };
}
