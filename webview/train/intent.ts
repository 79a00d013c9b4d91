import * as v from 'valibot';

export const SECTIONS = ['data', 'model', 'learning'] as const;
export type Section = (typeof SECTIONS)[number];

/** What a person set on the Train page; what they fill in is the host's. */
export const trainIntentSchema = v.object({
  version: v.literal(1),
  /** Sections that are folded. */
  closed: v.pipe(v.array(v.picklist(SECTIONS)), v.readonly()),
});
export type TrainIntent = v.InferOutput<typeof trainIntentSchema>;

export const INITIAL_INTENT: TrainIntent = { version: 1, closed: [] };
