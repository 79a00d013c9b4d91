import type { Floats } from '../kernels';
import type { Arithmetic } from './arithmetic';

/**
 * Updates of optimizers. The formulas stand at `Kernels`, their sources in numerics/optimizers. Only what is made of
 * constants is rounded: 1 − 0.999 of floats would be wrong in the fifth digit.
 */

export function allFinite(a: Floats, count: number): boolean {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += 0 * a[i]!; // 0 · ∞ and 0 · NaN are NaN; to look at each takes longer
  return sum === 0;
}

export function addScaled<A extends Floats>({ round }: Arithmetic<A>, to: A, from: A, constants: Float64Array): void {
  const factor = round(constants[0]!);
  for (let i = 0; i < to.length; i++) to[i] = to[i]! + round(factor * from[i]!);
}

export function momentumUpdate<A extends Floats>(
  { round }: Arithmetic<A>,
  w: A,
  g: A,
  v: A,
  constants: Float64Array,
): void {
  const rate = round(constants[0]!);
  const momentum = round(constants[1]!);
  for (let i = 0; i < w.length; i++) {
    v[i] = round(momentum * v[i]!) - round(rate * g[i]!);
    w[i] = w[i]! + v[i]!;
  }
}

export function bookNesterovUpdate<A extends Floats>(
  { round }: Arithmetic<A>,
  w: A,
  g: A,
  v: A,
  constants: Float64Array,
): void {
  const rate = round(constants[0]!);
  const momentum = round(constants[1]!);
  const squared = round(constants[1]! * constants[1]!);
  const both = round((1 + constants[1]!) * constants[0]!);
  for (let i = 0; i < w.length; i++) {
    w[i] = round(w[i]! + round(squared * v[i]!)) - round(both * g[i]!);
    v[i] = round(momentum * v[i]!) - round(rate * g[i]!);
  }
}

export function adagradUpdate<A extends Floats>(
  { round }: Arithmetic<A>,
  w: A,
  g: A,
  h: A,
  constants: Float64Array,
): void {
  const rate = round(constants[0]!);
  const epsilon = round(constants[1]!);
  for (let i = 0; i < w.length; i++) {
    h[i] = h[i]! + round(g[i]! * g[i]!);
    w[i] = w[i]! - round(round(rate * g[i]!) / round(round(Math.sqrt(h[i]!)) + epsilon));
  }
}

export function rmspropUpdate<A extends Floats>(
  { round }: Arithmetic<A>,
  w: A,
  g: A,
  h: A,
  constants: Float64Array,
): void {
  const rate = round(constants[0]!);
  const decay = round(constants[1]!);
  const share = round(1 - constants[1]!);
  const epsilon = round(constants[2]!);
  for (let i = 0; i < w.length; i++) {
    h[i] = round(decay * h[i]!) + round(round(share * g[i]!) * g[i]!);
    w[i] = w[i]! - round(round(rate * g[i]!) / round(round(Math.sqrt(h[i]!)) + epsilon));
  }
}

export function adamUpdate<A extends Floats>(
  { round }: Arithmetic<A>,
  w: A,
  g: A,
  m: A,
  v: A,
  constants: Float64Array,
): void {
  const [rate, correction, epsilon] = [round(constants[0]!), round(constants[1]!), round(constants[4]!)];
  const [share1, share2] = [round(1 - constants[2]!), round(1 - constants[3]!)];
  for (let i = 0; i < w.length; i++) {
    m[i] = m[i]! + round(share1 * round(g[i]! - m[i]!));
    v[i] = v[i]! + round(share2 * round(round(g[i]! * g[i]!) - v[i]!));
    w[i] = w[i]! - round(round(rate * m[i]!) / round(round(Math.sqrt(round(correction * v[i]!))) + epsilon));
  }
}
