import { integerPower } from '../../numerics/integerPower';
import type { AdamConstants, Floats } from '../kernels';

/** Updates of optimizers. The formulas stand at `Kernels`, their sources in numerics/optimizers. */

export function allFinite(a: Floats, count: number): boolean {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += 0 * a[i]!; // 0 · ∞ and 0 · NaN are NaN; to look at each takes longer
  return sum === 0;
}

export function addScaled(to: Floats, from: Floats, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = to[i]! + factor * from[i]!;
}

export function momentumUpdate(w: Floats, g: Floats, v: Floats, learningRate: number, momentum: number): void {
  for (let i = 0; i < w.length; i++) {
    const vi = momentum * v[i]! - learningRate * g[i]!;
    v[i] = vi;
    w[i] = w[i]! + vi;
  }
}

export function bookNesterovUpdate(w: Floats, g: Floats, v: Floats, learningRate: number, momentum: number): void {
  for (let i = 0; i < w.length; i++) {
    const vi = v[i]!;
    const gi = g[i]!;
    w[i] = w[i]! + momentum * momentum * vi - (1 + momentum) * learningRate * gi;
    v[i] = momentum * vi - learningRate * gi;
  }
}

export function adagradUpdate(w: Floats, g: Floats, h: Floats, learningRate: number, epsilon: number): void {
  for (let i = 0; i < w.length; i++) {
    const gi = g[i]!;
    const hi = h[i]! + gi * gi;
    h[i] = hi;
    w[i] = w[i]! - (learningRate * gi) / (Math.sqrt(hi) + epsilon);
  }
}

export function rmspropUpdate(
  w: Floats,
  g: Floats,
  h: Floats,
  learningRate: number,
  decay: number,
  epsilon: number,
): void {
  for (let i = 0; i < w.length; i++) {
    const gi = g[i]!;
    const hi = decay * h[i]! + (1 - decay) * gi * gi;
    h[i] = hi;
    w[i] = w[i]! - (learningRate * gi) / (Math.sqrt(hi) + epsilon);
  }
}

export function adamUpdate(
  w: Floats,
  g: Floats,
  m: Floats,
  v: Floats,
  learningRate: number,
  constants: AdamConstants,
  t: number,
): void {
  const { beta1, beta2 } = constants;
  const rate = learningRate / (1 - integerPower(beta1, t));
  moveByAverages(w, g, m, v, constants, rate, 1 / (1 - integerPower(beta2, t)));
}

export function bookAdamUpdate(
  w: Floats,
  g: Floats,
  m: Floats,
  v: Floats,
  learningRate: number,
  constants: AdamConstants,
  t: number,
): void {
  const { beta1, beta2 } = constants;
  const rate = (learningRate * Math.sqrt(1 - integerPower(beta2, t))) / (1 - integerPower(beta1, t));
  moveByAverages(w, g, m, v, constants, rate, 1);
}

/** Updates the averages; then w ← w − rate · m / (√(correction · v) + ε). */
function moveByAverages(
  w: Floats,
  g: Floats,
  m: Floats,
  v: Floats,
  { beta1, beta2, epsilon }: AdamConstants,
  rate: number,
  correction: number,
): void {
  for (let i = 0; i < w.length; i++) {
    const gi = g[i]!;
    const mi = m[i]! + (1 - beta1) * (gi - m[i]!);
    const vi = v[i]! + (1 - beta2) * (gi * gi - v[i]!);
    m[i] = mi;
    v[i] = vi;
    w[i] = w[i]! - (rate * mi) / (Math.sqrt(correction * vi) + epsilon);
  }
}
