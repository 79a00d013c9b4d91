import type { LossOptions } from '../numerics/losses';
import type { LossEvaluation, LossId } from '../numerics/lossEvaluation';
import type { Tensor } from '../numerics/tensor';

/** What `activate()` returns, for other extensions and for tests. */
export interface NablaApi {
  readonly version: 1;
  /**
   * The losses of a prediction against a target of the same shape.
   *
   * @param ids which losses; all by default
   * @throws an error with a `code` and `args`, where the arrays cannot be compared
   */
  evaluateLosses(
    prediction: Tensor,
    target: Tensor,
    options?: Partial<LossOptions>,
    ids?: readonly LossId[],
  ): Promise<LossEvaluation>;
}

export function createApi(): NablaApi {
  return {
    version: 1,
    async evaluateLosses(prediction, target, options, ids) {
      const { evaluateLosses } = await import('../numerics/lossEvaluation');
      return evaluateLosses(prediction, target, options, ids);
    },
  };
}
