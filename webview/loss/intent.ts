import * as v from 'valibot';
import { LOSS_IDS, MEASURE_IDS } from '../../src/numerics/lossIds';

/** What a person set on the Loss page; its data come from the host. */
export const lossIntentSchema = v.object({
  version: v.literal(2),
  /** The measure shown large. */
  chosen: v.picklist(MEASURE_IDS),
  /** The loss chosen last: metrics have neither terms nor a gradient, so the charts stay with it. */
  loss: v.picklist([...LOSS_IDS, 'entropy']),
  /** Which sample of a batch the charts show. */
  sample: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The data tables in place of the charts. */
  table: v.boolean(),
  /** Whether "Why not accuracy?" is open. */
  why: v.boolean(),
});
export type LossIntent = v.InferOutput<typeof lossIntentSchema>;

export const INITIAL_INTENT: LossIntent = {
  version: 2,
  chosen: 'halfSumSquares',
  loss: 'halfSumSquares',
  sample: 0,
  table: false,
  why: false,
};
