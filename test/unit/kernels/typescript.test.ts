import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { typescriptKernels as kernels } from '../../../src/kernels/typescript';
import { Random } from '../../../src/numerics/random';

describe('the kernels in TypeScript', () => {
  const size = { samples: 2, inputs: 3, outputs: 2 };
  const x = Float32Array.of(1, 2, 3, -1, 0, 1);
  const w = Float32Array.of(1, 2, 3, 4, 5, 6);

  it('compute an affine layer forward', () => {
    const y = new Float32Array(4);
    kernels.affineForward(x, w, Float32Array.of(10, 20), y, size);
    assert.deepEqual([...y], [10 + 1 + 6 + 15, 20 + 2 + 8 + 18, 10 - 1 + 5, 20 - 2 + 6]);
  });

  it('and backward, writing over what was there', () => {
    const dy = Float32Array.of(1, 0, 2, -1);
    const [dw, db, dx] = [new Float32Array(6).fill(9), new Float32Array(2).fill(9), new Float32Array(6).fill(9)];
    kernels.affineBackwardParameters(x, dy, dw, db, size);
    kernels.affineBackwardInput(dy, w, dx, size);
    assert.deepEqual([...dw], [1 - 2, 1, 2, 0, 3 + 2, -1]);
    assert.deepEqual([...db], [3, -1]);
    assert.deepEqual([...dx], [1, 3, 5, 2 - 2, 6 - 4, 10 - 6]);
  });

  it('compute what the formulas say, for any sizes', () => {
    const matrix = (rows: number, columns: number, random: Random) =>
      Float32Array.from({ length: rows * columns }, () => random.normal());
    const sizes = fc.record({ samples: fc.nat(9), inputs: fc.integer({ min: 1, max: 9 }), outputs: fc.integer({ min: 1, max: 9 }) }); // prettier-ignore
    fc.assert(
      fc.property(sizes, fc.nat(), ({ samples: N, inputs: D, outputs: K }, seed) => {
        const random = Random.seeded(seed, 'data');
        const [X, W, b, dY] = [matrix(N, D, random), matrix(D, K, random), matrix(1, K, random), matrix(N, K, random)];
        const [Y, dW, db, dX] = [
          matrix(N, K, random),
          matrix(D, K, random),
          matrix(1, K, random),
          matrix(N, D, random),
        ];
        kernels.affineForward(X, W, b, Y, { samples: N, inputs: D, outputs: K });
        kernels.affineBackwardParameters(X, dY, dW, db, { samples: N, inputs: D, outputs: K });
        kernels.affineBackwardInput(dY, W, dX, { samples: N, inputs: D, outputs: K });
        const sum = (count: number, term: (k: number) => number) =>
          Array.from({ length: count }, (_, k) => term(k)).reduce((total, each) => total + each, 0);
        const close = (actual: number, expected: number) =>
          assert.ok(Math.abs(actual - expected) < 2e-5, `${actual} ${expected}`);
        Y.forEach((y, at) => close(y, b[at % K]! + sum(D, i => X[Math.floor(at / K) * D + i]! * W[i * K + (at % K)]!)));
        dW.forEach((d, at) =>
          close(
            d,
            sum(N, n => X[n * D + Math.floor(at / K)]! * dY[n * K + (at % K)]!),
          ),
        );
        db.forEach((d, at) =>
          close(
            d,
            sum(N, n => dY[n * K + at]!),
          ),
        );
        dX.forEach((d, at) =>
          close(
            d,
            sum(K, j => dY[Math.floor(at / D) * K + j]! * W[(at % D) * K + j]!),
          ),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('read and write no further than the sizes say', () => {
    const y = new Float32Array(6).fill(7);
    kernels.affineForward(x, w, Float32Array.of(0, 0), y, { ...size, samples: 1 });
    assert.deepEqual([...y.subarray(2)], [7, 7, 7, 7]);
    kernels.activationForward('sigmoid', y, 2);
    assert.deepEqual([...y.subarray(2)], [7, 7, 7, 7]);
  });

  it('activate', () => {
    const after = (activation: 'sigmoid' | 'relu' | 'tanh' | 'identity') => {
      const y = Float32Array.of(-1000, -1, 0, 1, 1000, NaN);
      kernels.activationForward(activation, y, 6);
      return [...y];
    };
    const e = Math.E;
    assert.deepEqual(after('sigmoid'), [0, 1 / (1 + e), 0.5, e / (1 + e), 1, NaN].map(Math.fround));
    assert.deepEqual(after('relu'), [0, 0, 0, 1, 1000, NaN]);
    assert.deepEqual(after('tanh'), [-1, -Math.tanh(1), 0, Math.tanh(1), 1, NaN].map(Math.fround));
    assert.deepEqual(after('identity'), [-1000, -1, 0, 1, 1000, NaN]);
  });

  it('stay finite for logits of ±1000, and exact', () => {
    const logits = Float32Array.of(1000, -1000, 1000, -1000, 0, 0);
    const loss = kernels.softmaxCrossEntropyForward(logits, Uint8Array.of(1, 0, 0), 3, 2);
    assert.equal(loss, 2000 + 0 + Math.log(2));
    assert.deepEqual([...logits], [1, 0, 1, 0, 0.5, 0.5]);
    kernels.softmaxCrossEntropyBackward(logits, Uint8Array.of(1, 0, 0), 3, 2);
    assert.deepEqual(
      [...logits],
      [1, -1, 0, 0, -0.5, 0.5].map(d => Math.fround(d / 3)),
    );
  });

  it('give NaN, not a number, for logits that are none', () => {
    for (const logits of [
      [NaN, 0],
      [Infinity, 0],
      [Infinity, Infinity],
      [-Infinity, -Infinity],
    ])
      assert.equal(kernels.softmaxCrossEntropyForward(Float32Array.from(logits), Uint8Array.of(0), 1, 2), NaN);
  });
});
