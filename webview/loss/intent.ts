import * as v from 'valibot';
import { MEASURE_IDS } from '../../src/numerics/lossIds';

/** What a person set on the Loss page; its data come from the host. */
export const lossIntentSchema = v.object({
  version: v.literal(1),
  chosen: v.picklist(MEASURE_IDS),
  /** The data table in place of the chart. */
  table: v.boolean(),
});
export type LossIntent = v.InferOutput<typeof lossIntentSchema>;

export const INITIAL_INTENT: LossIntent = { version: 1, chosen: 'halfSumSquares', table: false };
