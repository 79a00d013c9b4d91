import type { Activation, AdamConstants, AdamState, AffineSize, Kernels } from './kernels';

/** The kernels as plain loops over typed arrays: the build that runs everywhere. */
export const typescriptKernels: Kernels = {
  affineForward,
  affineBackwardParameters,
  affineBackwardInput,
  activationForward,
  activationBackward,
  softmaxCrossEntropyForward,
  softmaxCrossEntropyBackward,
  sgdUpdate,
  adamUpdate,
};

/** Takes the inputs in fours: one reading and writing of the row of Y for each. */
function affineForward(
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  y: Float32Array,
  { samples, inputs, outputs }: AffineSize,
): void {
  const inFours = inputs - (inputs % 4);
  for (let n = 0; n < samples; n++) {
    const row = n * outputs;
    for (let j = 0; j < outputs; j++) y[row + j] = b[j]!;
    for (let i = 0; i < inFours; i += 4) addFour(x, n * inputs + i, w, i * outputs, outputs, y, row, outputs);
    for (let i = inFours; i < inputs; i++) addOne(x[n * inputs + i]!, w, i * outputs, y, row, outputs);
  }
}

/** dW is X transposed times ∂L/∂Y: the samples are taken in fours. */
function affineBackwardParameters(
  x: Float32Array,
  dy: Float32Array,
  dw: Float32Array,
  db: Float32Array,
  { samples, inputs, outputs }: AffineSize,
): void {
  const inFours = samples - (samples % 4);
  dw.fill(0, 0, inputs * outputs);
  db.fill(0, 0, outputs);
  for (let n = 0; n < samples; n++) addOne(1, dy, n * outputs, db, 0, outputs);
  for (let n = 0; n < inFours; n += 4) {
    for (let i = 0; i < inputs; i++)
      addFour(x, n * inputs + i, dy, n * outputs, outputs, dw, i * outputs, outputs, inputs);
  }
  for (let n = inFours; n < samples; n++) {
    for (let i = 0; i < inputs; i++) addOne(x[n * inputs + i]!, dy, n * outputs, dw, i * outputs, outputs);
  }
}

/** sum[to + j] += Σ factors[f + k · factorStride] · rows[from + k · stride + j] for k = 0 … 3 and j = 0 … count − 1. */
function addFour(
  factors: Float32Array,
  f: number,
  rows: Float32Array,
  from: number,
  stride: number,
  sum: Float32Array,
  to: number,
  count: number,
  factorStride = 1,
): void {
  const x0 = factors[f]!;
  const x1 = factors[f + factorStride]!;
  const x2 = factors[f + 2 * factorStride]!;
  const x3 = factors[f + 3 * factorStride]!;
  const [r1, r2, r3] = [from + stride, from + 2 * stride, from + 3 * stride];
  for (let j = 0; j < count; j++) {
    sum[to + j] = sum[to + j]! + (x0 * rows[from + j]! + x1 * rows[r1 + j]! + x2 * rows[r2 + j]! + x3 * rows[r3 + j]!);
  }
}

/** sum[to + j] += factor · row[from + j] for j = 0 … count − 1. */
function addOne(factor: number, row: Float32Array, from: number, sum: Float32Array, to: number, count: number): void {
  for (let j = 0; j < count; j++) sum[to + j] = sum[to + j]! + factor * row[from + j]!;
}

function affineBackwardInput(
  dy: Float32Array,
  w: Float32Array,
  dx: Float32Array,
  { samples, inputs, outputs }: AffineSize,
): void {
  for (let n = 0; n < samples; n++) {
    const row = n * outputs;
    for (let i = 0; i < inputs; i++) {
      const wi = i * outputs;
      let sum = 0;
      for (let j = 0; j < outputs; j++) sum += dy[row + j]! * w[wi + j]!;
      dx[n * inputs + i] = sum;
    }
  }
}

function activationForward(activation: Activation, y: Float32Array, count: number): void {
  switch (activation) {
    case 'sigmoid':
      for (let i = 0; i < count; i++) y[i] = 1 / (1 + Math.exp(-y[i]!));
      break;
    case 'tanh':
      for (let i = 0; i < count; i++) y[i] = Math.tanh(y[i]!);
      break;
    case 'relu':
      for (let i = 0; i < count; i++) if (y[i]! < 0) y[i] = 0; // NaN stays NaN
      break;
    case 'identity':
      break;
  }
}

function activationBackward(activation: Activation, y: Float32Array, dy: Float32Array, count: number): void {
  switch (activation) {
    case 'sigmoid':
      for (let i = 0; i < count; i++) dy[i] = dy[i]! * y[i]! * (1 - y[i]!);
      break;
    case 'tanh':
      for (let i = 0; i < count; i++) dy[i] = dy[i]! * (1 - y[i]! * y[i]!);
      break;
    case 'relu':
      for (let i = 0; i < count; i++) if (y[i] === 0) dy[i] = 0;
      break;
    case 'identity':
      break;
  }
}

/** The greatest logit is taken off first, so that no exponential overflows: −log p = log Σ exp(z − max) − (z − max). */
function softmaxCrossEntropyForward(
  logits: Float32Array,
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
      const exponential = Math.exp(logits[row + k]! - maximum);
      logits[row + k] = exponential;
      sum += exponential;
    }
    for (let k = 0; k < classes; k++) logits[row + k] = logits[row + k]! / sum;
    total += Math.log(sum) - target;
  }
  return total;
}

function softmaxCrossEntropyBackward(p: Float32Array, labels: Uint8Array, samples: number, classes: number): void {
  for (let n = 0; n < samples; n++) {
    const target = n * classes + labels[n]!;
    p[target] = p[target]! - 1;
  }
  for (let i = 0; i < samples * classes; i++) p[i] = p[i]! / samples;
}

function sgdUpdate(w: Float32Array, g: Float32Array, learningRate: number): void {
  for (let i = 0; i < w.length; i++) w[i] = w[i]! - learningRate * g[i]!;
}

/** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − α m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). */
function adamUpdate(
  w: Float32Array,
  g: Float32Array,
  { m, v }: AdamState,
  { beta1, beta2, epsilon }: AdamConstants,
  learningRate: number,
  t: number,
): void {
  const mCorrection = 1 / (1 - beta1 ** t);
  const vCorrection = 1 / (1 - beta2 ** t);
  for (let i = 0; i < w.length; i++) {
    const gi = g[i]!;
    const mi = beta1 * m[i]! + (1 - beta1) * gi;
    const vi = beta2 * v[i]! + (1 - beta2) * gi * gi;
    m[i] = mi;
    v[i] = vi;
    w[i] = w[i]! - (learningRate * mi * mCorrection) / (Math.sqrt(vi * vCorrection) + epsilon);
  }
}
