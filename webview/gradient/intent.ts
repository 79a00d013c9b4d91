import * as v from 'valibot';

/** What a person set on the Gradient page; its data come from the host. */
export const gradientIntentSchema = v.object({
  version: v.literal(1),
  /** The data table in place of the chart. */
  table: v.boolean(),
});
export type GradientIntent = v.InferOutput<typeof gradientIntentSchema>;

export const INITIAL_INTENT: GradientIntent = { version: 1, table: false };
