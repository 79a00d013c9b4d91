/** A two-layer network as one would write it first: sigmoid, softmax, SGD, matrices as arrays of rows. */

type Matrix = number[][];

/** Runs mini-batches of 100 of a 64-50-10 network over the samples, one after the other. */
export function plainTraining(features: Float32Array, labels: Uint8Array, steps: number): () => number {
  const [inputs, hidden, classes, batch] = [64, 50, 10, 100];
  const random = (rows: number, columns: number): Matrix =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => 0.1 * Math.sin(i * 7 + j * 3)));
  const [w1, w2] = [random(inputs, hidden), random(hidden, classes)];
  const [b1, b2] = [new Array<number>(hidden).fill(0), new Array<number>(classes).fill(0)];
  const x: Matrix = Array.from({ length: batch }, (_, n) =>
    Array.from(features.subarray(n * inputs, (n + 1) * inputs)),
  );
  return () => {
    let loss = 0;
    for (let step = 0; step < steps; step++) {
      const z = affine(x, w1, b1).map(row => row.map(a => 1 / (1 + Math.exp(-a))));
      const p = affine(z, w2, b2).map(softmax);
      loss = -p.reduce((sum, row, n) => sum + Math.log(row[labels[n]!]!), 0) / batch;
      const dy = p.map((row, n) => row.map((value, k) => (value - (k === labels[n] ? 1 : 0)) / batch));
      const dz = dy.map((row, n) => w2.map((weights, j) => dot(row, weights) * z[n]![j]! * (1 - z[n]![j]!)));
      descend(w2, b2, z, dy);
      descend(w1, b1, x, dz);
    }
    return loss;
  };
}

function affine(x: Matrix, w: Matrix, b: readonly number[]): Matrix {
  return x.map(row => b.map((bias, j) => row.reduce((sum, value, i) => sum + value * w[i]![j]!, bias)));
}

function softmax(row: readonly number[]): number[] {
  const maximum = Math.max(...row);
  const exponentials = row.map(value => Math.exp(value - maximum));
  const sum = exponentials.reduce((a, b) => a + b);
  return exponentials.map(value => value / sum);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** w ← w − 0.1 xᵀ dy, b ← b − 0.1 Σ dy. */
function descend(w: Matrix, b: number[], x: Matrix, dy: Matrix): void {
  for (const [n, row] of dy.entries()) {
    for (const [j, gradient] of row.entries()) {
      b[j] = b[j]! - 0.1 * gradient;
      for (let i = 0; i < w.length; i++) w[i]![j] = w[i]![j]! - 0.1 * x[n]![i]! * gradient;
    }
  }
}
