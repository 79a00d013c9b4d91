import { log, softplus } from '../../numerics/elementary';
import type { Floats } from '../kernels';
import type { Arithmetic } from './arithmetic';

/**
 * Losses, each with what stands before it: softmax, sigmoid, identity. See `Kernels`. The losses themselves, and sums of
 * exponentials and of squares, are in double precision.
 */

/** The greatest logit is taken off first, so that no exponential overflows: −log p = log Σ exp(z − max) − (z − max). */
export function softmaxCrossEntropyForward<A extends Floats>(
  { round, exp }: Arithmetic<A>,
  logits: A,
  labels: Uint8Array,
  samples: number,
  classes: number,
): number {
  let total = 0;
  for (let n = 0; n < samples; n++) {
    const row = n * classes;
    let maximum = -Infinity;
    for (let k = 0; k < classes; k++) maximum = Math.max(maximum, logits[row + k]!);
    const target = logits[row + labels[n]!]! - maximum;
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const exponential = exp(round(logits[row + k]! - maximum));
      logits[row + k] = exponential;
      sum += exponential;
    }
    for (let k = 0; k < classes; k++) logits[row + k] = logits[row + k]! / round(sum);
    total += log(sum) - target;
  }
  return total;
}

/** (p − t) / N, t being 1 for the sample's class and 0 for the others. */
export function softmaxCrossEntropyBackward<A extends Floats>(
  { round }: Arithmetic<A>,
  p: A,
  labels: Uint8Array,
  samples: number,
  classes: number,
): void {
  for (let n = 0; n < samples; n++) {
    const target = n * classes + labels[n]!;
    p[target] = p[target]! - 1;
  }
  const divisor = round(samples);
  for (let i = 0; i < samples * classes; i++) p[i] = p[i]! / divisor;
}

/** With p = σ(z): −log p = log(1 + exp(−z)) and −log(1 − p) = log(1 + exp z), for any z. */
export function sigmoidCrossEntropyForward<A extends Floats>(
  { sigmoid }: Arithmetic<A>,
  logits: A,
  labels: Uint8Array,
  samples: number,
): number {
  let total = 0;
  for (let n = 0; n < samples; n++) {
    const z = logits[n]!;
    total += softplus(labels[n] === 1 ? -z : z);
    logits[n] = sigmoid(z);
  }
  return total;
}

export function sigmoidCrossEntropyBackward<A extends Floats>(
  { round }: Arithmetic<A>,
  p: A,
  labels: Uint8Array,
  samples: number,
): void {
  for (let n = 0; n < samples; n++) p[n] = round(p[n]! - labels[n]!) / round(samples);
}

export function halfSquaresForward<A extends Floats>(
  { round }: Arithmetic<A>,
  y: A,
  targets: Float32Array,
  samples: number,
  outputs: number,
): number {
  let total = 0;
  for (let n = 0; n < samples; n++) {
    let squares = 0;
    for (let i = n * outputs; i < (n + 1) * outputs; i++) squares += squareOf(round(y[i]! - targets[i]!));
    total += squares / 2;
  }
  return total;
}

export function halfSquaresBackward<A extends Floats>(
  { round }: Arithmetic<A>,
  y: A,
  targets: Float32Array,
  samples: number,
  outputs: number,
): void {
  const divisor = round(samples);
  for (let i = 0; i < samples * outputs; i++) y[i] = round(y[i]! - targets[i]!) / divisor;
}

export function halfSquaresOfClassesForward<A extends Floats>(
  { round }: Arithmetic<A>,
  y: A,
  labels: Uint8Array,
  samples: number,
  classes: number,
): number {
  let total = 0;
  for (let n = 0; n < samples; n++) {
    let squares = 0;
    for (let k = 0; k < classes; k++) squares += squareOf(round(y[n * classes + k]! - (k === labels[n] ? 1 : 0)));
    total += squares / 2;
  }
  return total;
}

/** The same as for probabilities. */
export const halfSquaresOfClassesBackward = softmaxCrossEntropyBackward;

function squareOf(x: number): number {
  return x * x;
}
