import * as v from 'valibot';

/** What a person set on the Gradient page; its data come from the host. */
export const gradientIntentSchema = v.object({
  version: v.literal(2),
  /** The data tables in place of the charts. */
  table: v.boolean(),
  /** What a function of two variables is shown as: from above, or along the chosen one. */
  view: v.picklist(['map', 'slice']),
});
export type GradientIntent = v.InferOutput<typeof gradientIntentSchema>;

export const INITIAL_INTENT: GradientIntent = { version: 2, table: false, view: 'map' };
