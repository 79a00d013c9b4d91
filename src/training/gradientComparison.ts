import * as v from 'valibot';

/** How far the two gradients of a parameter are apart: |numerical − back-propagated| (book, 5.7.4). */
export const gradientDifferenceSchema = v.object({
  parameter: v.string(),
  layer: v.optional(v.number()),
  count: v.number(),
  mean: v.number(),
  largest: v.number(),
  /** Where the largest is, by the parameter's shape. */
  at: v.pipe(v.array(v.number()), v.readonly()),
  numerical: v.number(),
  backpropagated: v.number(),
});
export const gradientComparisonSchema = v.pipe(v.array(gradientDifferenceSchema), v.readonly());
export type GradientDifference = v.InferOutput<typeof gradientDifferenceSchema>;
