import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Floats } from '../../../src/kernels/kernels';
import { typescriptKernels as kernels } from '../../../src/kernels/typescript';
import { Random } from '../../../src/numerics/random';

/** Σ terms for k = 0 … count − 1. */
function sum(count: number, term: (k: number) => number): number {
  let total = 0;
  for (let k = 0; k < count; k++) total += term(k);
  return total;
}

function close(actual: Floats, expected: (row: number, column: number) => number, columns: number, tolerance: number) {
  actual.forEach((value, at) => {
    const right = expected(Math.floor(at / columns), at % columns);
    assert.ok(Math.abs(value - right) <= tolerance, `${value} ${right}`);
  });
}

describe('an affine layer in TypeScript', () => {
  const size = { samples: 2, inputs: 3, outputs: 2 };
  const x = Float32Array.of(1, 2, 3, -1, 0, 1);
  const w = Float32Array.of(1, 2, 3, 4, 5, 6);

  it('computes sums with weights', () => {
    const y = new Float32Array(4);
    kernels.affineForward(x, w, Float32Array.of(10, 20), y, size);
    assert.deepEqual([...y], [10 + 1 + 6 + 15, 20 + 2 + 8 + 18, 10 - 1 + 5, 20 - 2 + 6]);
  });

  it('and gradients, writing over what was there', () => {
    const dy = Float32Array.of(1, 0, 2, -1);
    const [dw, db, dx] = [new Float32Array(6).fill(9), new Float32Array(2).fill(9), new Float32Array(6).fill(9)];
    kernels.affineBackwardParameters(x, dy, dw, db, size);
    kernels.affineBackwardInput(dy, w, dx, size);
    assert.deepEqual([...dw], [1 - 2, 1, 2, 0, 3 + 2, -1]);
    assert.deepEqual([...db], [3, -1]);
    assert.deepEqual([...dx], [1, 3, 5, 2 - 2, 6 - 4, 10 - 6]);
  });

  for (const [make, tolerance] of [
    [Float32Array, 2e-5],
    [Float64Array, 1e-13],
  ] as const) {
    // prettier-ignore
    it(`computes what the formulas say, for any sizes, on ${make.name}`, () => {
      const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 13, 16, 17));
      fc.assert(
        fc.property(side, side, side, fc.nat(), (N, D, K, seed) => {
          const random = Random.seeded(seed, 'data');
          const matrix = (rows: number, columns: number): Floats =>
            new make(rows * columns).map(() => random.normal());
          const [X, W, b, dY] = [matrix(N, D), matrix(D, K), matrix(1, K), matrix(N, K)];
          const [Y, dW, db, dX] = [matrix(N, K), matrix(D, K), matrix(1, K), matrix(N, D)];
          const sizes = { samples: N, inputs: D, outputs: K };
          kernels.affineForward(X, W, b, Y, sizes);
          kernels.affineBackwardParameters(X, dY, dW, db, sizes);
          kernels.affineBackwardInput(dY, W, dX, sizes);
          close(Y, (n, j) => b[j]! + sum(D, i => X[n * D + i]! * W[i * K + j]!), K, tolerance);
          close(dW, (i, j) => sum(N, n => X[n * D + i]! * dY[n * K + j]!), K, tolerance);
          close(db, (_, j) => sum(N, n => dY[n * K + j]!), K, tolerance);
          close(dX, (n, i) => sum(K, j => dY[n * K + j]! * W[i * K + j]!), D, tolerance);
        }),
        { seed: 20261121, numRuns: 200 },
      );
    });
  }

  it('reads and writes no further than the sizes say', () => {
    const one = { ...size, samples: 1 };
    const [y, dx] = [new Float32Array(6).fill(7), new Float32Array(6).fill(7)];
    const [dw, db] = [new Float32Array(8).fill(7), new Float32Array(4).fill(7)];
    const nothing = Float32Array.of(1, 2, 3, NaN, NaN, NaN);
    kernels.affineForward(nothing, w, Float32Array.of(0, 0, NaN), y, one);
    kernels.affineBackwardParameters(nothing, Float32Array.of(1, 1, NaN, NaN), dw, db, one);
    kernels.affineBackwardInput(Float32Array.of(1, 1, NaN, NaN), w, dx, one);
    assert.deepEqual([...y], [22, 28, 7, 7, 7, 7]);
    assert.deepEqual([...dw], [1, 1, 2, 2, 3, 3, 7, 7]);
    assert.deepEqual([...db], [1, 1, 7, 7]);
    assert.deepEqual([...dx], [3, 7, 11, 7, 7, 7]);
  });

  it('lets NaN and infinity through', () => {
    for (const bad of [NaN, Infinity]) {
      const y = new Float32Array(4);
      kernels.affineForward(Float32Array.of(bad, 2, 3, -1, 0, 1), w, Float32Array.of(0, 0), y, size);
      assert.deepEqual([...y], [bad, bad, 4, 4]);
      const [dw, db] = [new Float32Array(6), new Float32Array(2)];
      kernels.affineBackwardParameters(x, Float32Array.of(0, 1, bad, 1), dw, db, size);
      assert.deepEqual([...db], [bad, 2]);
      assert.ok([0, 2, 4].every(i => !Number.isFinite(dw[i])) && [1, 3, 5].every(i => Number.isFinite(dw[i])));
    }
  });
});
