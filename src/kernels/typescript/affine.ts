import type { AffineSize, Floats } from '../kernels';

/** Fully connected layers: products of matrices as loops whose innermost runs along rows. */

/** Takes the inputs in fours: one reading and writing of the row of Y for each. */
export function affineForward(
  x: Floats,
  w: Floats,
  b: Floats,
  y: Floats,
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
export function affineBackwardParameters(
  x: Floats,
  dy: Floats,
  dw: Floats,
  db: Floats,
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
  factors: Floats,
  f: number,
  rows: Floats,
  from: number,
  stride: number,
  sum: Floats,
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
function addOne(factor: number, row: Floats, from: number, sum: Floats, to: number, count: number): void {
  for (let j = 0; j < count; j++) sum[to + j] = sum[to + j]! + factor * row[from + j]!;
}

/** The inputs in fours again: four sums at a time do not wait for one another. */
export function affineBackwardInput(dy: Floats, w: Floats, dx: Floats, { samples, inputs, outputs }: AffineSize): void {
  const inFours = inputs - (inputs % 4);
  for (let n = 0; n < samples; n++) {
    const row = n * outputs;
    for (let i = 0; i < inFours; i += 4) dotFour(dy, row, w, i * outputs, outputs, dx, n * inputs + i);
    for (let i = inFours; i < inputs; i++) dx[n * inputs + i] = dotOne(dy, row, w, i * outputs, outputs);
  }
}

/** dots[to + k] = Σ a[at + j] · rows[from + k · count + j] for k = 0 … 3, j = 0 … count − 1. */
function dotFour(a: Floats, at: number, rows: Floats, from: number, count: number, dots: Floats, to: number): void {
  const [r1, r2, r3] = [from + count, from + 2 * count, from + 3 * count];
  let [d0, d1, d2, d3] = [0, 0, 0, 0];
  for (let j = 0; j < count; j++) {
    const aj = a[at + j]!;
    d0 += aj * rows[from + j]!;
    d1 += aj * rows[r1 + j]!;
    d2 += aj * rows[r2 + j]!;
    d3 += aj * rows[r3 + j]!;
  }
  dots[to] = d0;
  dots[to + 1] = d1;
  dots[to + 2] = d2;
  dots[to + 3] = d3;
}

/** Σ a[at + j] · row[from + j] for j = 0 … count − 1. */
function dotOne(a: Floats, at: number, row: Floats, from: number, count: number): number {
  let dot = 0;
  for (let j = 0; j < count; j++) dot += a[at + j]! * row[from + j]!;
  return dot;
}
