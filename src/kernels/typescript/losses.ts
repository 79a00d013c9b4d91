import { exp, log, sigmoid, softplus } from '../../numerics/elementary';
import type { Floats } from '../kernels';

/** Losses, each with what stands before it: softmax, sigmoid, identity. See `Kernels`. */

/** The greatest logit is taken off first, so that no exponential overflows: −log p = log Σ exp(z − max) − (z − max). */
export function softmaxCrossEntropyForward(
  logits: Floats,
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
      const exponential = exp(logits[row + k]! - maximum);
      logits[row + k] = exponential;
      sum += exponential;
    }
    for (let k = 0; k < classes; k++) logits[row + k] = logits[row + k]! / sum;
    total += log(sum) - target;
  }
  return total;
}

export function softmaxCrossEntropyBackward(p: Floats, labels: Uint8Array, samples: number, classes: number): void {
  for (let n = 0; n < samples; n++) {
    const target = n * classes + labels[n]!;
    p[target] = p[target]! - 1;
  }
  for (let i = 0; i < samples * classes; i++) p[i] = p[i]! / samples;
}

/** With p = σ(z): −log p = log(1 + exp(−z)) and −log(1 − p) = log(1 + exp z), for any z. */
export function sigmoidCrossEntropyForward(logits: Floats, labels: Uint8Array, samples: number): number {
  let total = 0;
  for (let n = 0; n < samples; n++) {
    const z = logits[n]!;
    total += softplus(labels[n] === 1 ? -z : z);
    logits[n] = sigmoid(z);
  }
  return total;
}

export function sigmoidCrossEntropyBackward(p: Floats, labels: Uint8Array, samples: number): void {
  for (let n = 0; n < samples; n++) p[n] = (p[n]! - labels[n]!) / samples;
}

export function halfSquaresForward(y: Floats, targets: Float32Array, samples: number, outputs: number): number {
  let total = 0;
  for (let i = 0; i < samples * outputs; i++) {
    const error = y[i]! - targets[i]!;
    total += error * error;
  }
  return total / 2;
}

export function halfSquaresBackward(y: Floats, targets: Float32Array, samples: number, outputs: number): void {
  for (let i = 0; i < samples * outputs; i++) y[i] = (y[i]! - targets[i]!) / samples;
}
