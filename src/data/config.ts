import * as v from 'valibot';

/** What a training is told about its data; part of its configuration. */

export const NORMALIZATIONS = ['none', 'minmax', 'standardize'] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

/** Points of a spiral with two arms of one turn each. */
export const spiralSchema = v.strictObject({
  generator: v.optional(v.literal('spiral'), 'spiral'),
  samples: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(100_000)), 300),
  noise: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 0.1),
});
export type SpiralConfig = v.InferOutput<typeof spiralSchema>;

const pathSchema = v.pipe(v.string(), v.minLength(1));

/** A CSV file, as a path relative to the configuration's folder, or a generator. */
export const sourceSchema = v.lazy((input): typeof pathSchema | typeof spiralSchema =>
  // Which of the two is meant is seen at once, so that what is wrong within a generator can be named.
  typeof input === 'object' ? spiralSchema : pathSchema,
);
export type DataSource = v.InferOutput<typeof sourceSchema>;

export const dataSchema = v.strictObject({
  source: v.optional(sourceSchema, () => v.parse(spiralSchema, {})),
  /** Column of the classes in a CSV file; its last column where none is given. */
  label: v.optional(v.string()),
  /** How each feature is scaled, by figures of the training samples. */
  normalize: v.optional(v.picklist(NORMALIZATIONS), 'standardize'),
  /** Which part of the samples is kept from training, to test on. */
  split: v.optional(
    v.strictObject({ test: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.9)), 0.2) }),
    {},
  ),
});
export type DataConfig = v.InferOutput<typeof dataSchema>;

const names = v.pipe(v.array(v.string()), v.readonly());

/** What a data source holds. */
export const dataDescriptionSchema = v.object({
  samples: v.number(),
  features: v.number(),
  classes: names,
  /** Column of the classes. */
  label: v.string(),
  /** Columns of a CSV file; none for a generator. */
  columns: names,
});
export type DataDescription = v.InferOutput<typeof dataDescriptionSchema>;
