import { flatten, type Value } from '../../../src/numerics/argument';
import type { Multivariate, Output } from '../../../src/numerics/evaluator';
import { gradientAt, type Gradient, type GradientOptions } from '../../../src/numerics/gradient';

/** A function of positional arguments, as a person writes it. */
type Plain = (...args: never[]) => Output;

export function gradientOf(f: Plain, args: Value[], options: Partial<GradientOptions> = {}): Gradient {
  const call: Multivariate = given => f(...(given as never[]));
  return gradientAt(call, args, { method: 'central', names: ['x', 'y', 'z'], ...options });
}

/** All derivatives in order. */
export function derivatives(gradient: Gradient): (number | null)[] {
  return gradient.parameters.flatMap(parameter => flatten(parameter.gradient));
}
