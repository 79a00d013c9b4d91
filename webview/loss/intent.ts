import * as v from 'valibot';
import { LOSS_IDS } from '../../src/numerics/lossEvaluation';

/** What a person set on the Loss page; its data come from the host. */
export const lossIntentSchema = v.object({
  version: v.literal(1),
  chosen: v.picklist(LOSS_IDS),
  /** The data table in place of the chart. */
  table: v.boolean(),
});
export type LossIntent = v.InferOutput<typeof lossIntentSchema>;

export const INITIAL_INTENT: LossIntent = { version: 1, chosen: 'halfSumSquares', table: false };
