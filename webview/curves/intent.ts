import * as v from 'valibot';

/** What a person set on the Training curves; the curves come from the host. */
export const curvesIntentSchema = v.object({
  version: v.literal(1),
  /** The data tables in place of the charts. */
  table: v.boolean(),
  logarithmic: v.boolean(),
});
export type CurvesIntent = v.InferOutput<typeof curvesIntentSchema>;

export const INITIAL_INTENT: CurvesIntent = { version: 1, table: false, logarithmic: false };
