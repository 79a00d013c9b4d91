import * as v from 'valibot';
import { indexOfLargest } from '../numerics/losses/softmax';
import { doubleSchema } from '../words/schemas';
import { positionOf } from '../numerics/tensor';
import type { Batch, Model, Parameter } from './model';

/** How far the two gradients of a parameter are apart: |numerical − back-propagated| (book, 5.7.4). */
export const gradientDifferenceSchema = v.object({
  parameter: v.string(),
  layer: v.optional(v.number()),
  count: v.number(),
  mean: doubleSchema,
  largest: doubleSchema,
  /** Where the largest is, by the parameter's shape. */
  at: v.pipe(v.array(v.number()), v.readonly()),
  numerical: doubleSchema,
  backpropagated: doubleSchema,
});
export const gradientComparisonSchema = v.pipe(v.array(gradientDifferenceSchema), v.readonly());
export type GradientDifference = v.InferOutput<typeof gradientDifferenceSchema>;

/**
 * The gradient of a batch's mean loss by back-propagation (of a module, over its own code) against that by numerical
 * differentiation, parameter by parameter; as in "Deep Learning from Scratch", 5.7.4. A difference that is no number
 * counts as the largest.
 */
export function compareGradients(model: Model, batch: Batch): GradientDifference[] {
  model.loss(batch);
  model.differentiate(batch);
  const numerical = model.numericalGradient(batch);
  let offset = 0;
  return model.parameters.map(parameter => {
    const own = numerical.subarray(offset, (offset += parameter.values.length));
    return differenceOf(parameter, own);
  });
}

function differenceOf({ name, layer, shape, gradient }: Parameter, numerical: Float64Array): GradientDifference {
  const differences = numerical.map((value, i) => Math.abs(value - gradient[i]!));
  const at = largestIn(differences);
  return {
    parameter: name,
    ...(layer !== undefined && { layer }),
    count: differences.length,
    mean: differences.reduce((sum, each) => sum + each, 0) / differences.length,
    largest: differences[at]!,
    at: positionOf(at, shape),
    numerical: numerical[at]!,
    backpropagated: gradient[at]!,
  };
}

/** Where the first NaN is, or else the largest number. */
function largestIn(numbers: Float64Array): number {
  const nan = numbers.findIndex(Number.isNaN);
  return nan !== -1 ? nan : indexOfLargest(numbers);
}
