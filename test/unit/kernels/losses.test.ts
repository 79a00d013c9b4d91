import * as assert from 'node:assert/strict';
import { typescriptKernels as kernels } from '../../../src/kernels/typescript';

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance = 4e-16): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(actual[i]! - value) <= tolerance * Math.abs(value), `${actual[i]} ${value}`);
}

// Reference values computed with mpmath.

describe('softmax with cross-entropy in TypeScript', () => {
  it("gives the book's probabilities (3.5.1) and the loss of the label", () => {
    const logits = Float64Array.of(0.3, 2.9, 4, 0.3, 2.9, 4);
    const loss = kernels.softmaxCrossEntropyForward(logits, Uint8Array.of(2, 0), 2, 3);
    const p = [0.01821127329554753, 0.2451918129350739, 0.7365969137693786];
    close(logits, [...p, ...p]);
    close([loss], [0.3057144648124521 + 4.005714464812452]);
    kernels.softmaxCrossEntropyBackward(logits, Uint8Array.of(2, 0), 2, 3);
    close(logits, [p[0]! / 2, p[1]! / 2, (p[2]! - 1) / 2, (p[0]! - 1) / 2, p[1]! / 2, p[2]! / 2], 1e-15);
  });

  it('stays finite for logits of ±1000, and exact', () => {
    const logits = Float32Array.of(1000, -1000, 1000, -1000, 0, 0);
    const loss = kernels.softmaxCrossEntropyForward(logits, Uint8Array.of(1, 0, 0), 3, 2);
    assert.equal(loss, 2000 + 0 + Math.log(2));
    assert.deepEqual([...logits], [1, 0, 1, 0, 0.5, 0.5]);
    kernels.softmaxCrossEntropyBackward(logits, Uint8Array.of(1, 0, 0), 3, 2);
    assert.deepEqual([...logits], [1, -1, 0, 0, -0.5, 0.5].map(d => Math.fround(d / 3))); // prettier-ignore
  });

  it('gives NaN, not a number, for logits that are none', () => {
    for (const logits of [
      [NaN, 0],
      [0, NaN],
      [Infinity, 0],
      [Infinity, Infinity],
      [-Infinity, -Infinity],
    ])
      // prettier-ignore
      assert.equal(kernels.softmaxCrossEntropyForward(Float32Array.from(logits), Uint8Array.of(0), 1, 2), NaN);
  });
});

describe('sigmoid with binary cross-entropy in TypeScript', () => {
  const loss = (z: number, t: number) => kernels.sigmoidCrossEntropyForward(Float64Array.of(z), Uint8Array.of(t), 1);

  it('is its formula, from the logit', () => {
    close([loss(1, 0), loss(-1, 1)], [1.3132616875182228, 1.3132616875182228]);
    close([loss(1, 1), loss(-1, 0)], [0.3132616875182228, 0.3132616875182228]);
    close([loss(0.5, 0), loss(40, 1)], [0.9740769841801067, 4.248354255291589e-18], 1e-15);
    const logits = Float64Array.of(0.5, -1, 1);
    close([kernels.sigmoidCrossEntropyForward(logits, Uint8Array.of(0, 1, 1), 3)], [0.9740769841801067 + 1.3132616875182228 + 0.3132616875182228]); // prettier-ignore
    const p = [0.6224593312018546, 0.2689414213699951, 0.7310585786300049];
    close(logits, p);
    kernels.sigmoidCrossEntropyBackward(logits, Uint8Array.of(0, 1, 1), 3);
    close(logits, [p[0]! / 3, (p[1]! - 1) / 3, (p[2]! - 1) / 3], 1e-15);
  });

  it('stays finite for logits of ±1000, and exact', () => {
    assert.deepEqual([loss(1000, 0), loss(1000, 1), loss(-1000, 0), loss(-1000, 1)], [1000, 0, 0, 1000]);
    const p = Float32Array.of(1000, -1000);
    kernels.sigmoidCrossEntropyForward(p, Uint8Array.of(0, 0), 2);
    assert.deepEqual([...p], [1, 0]);
  });

  it('lets NaN and infinity through', () => {
    assert.deepEqual([loss(NaN, 0), loss(NaN, 1), loss(Infinity, 0), loss(-Infinity, 1)], [NaN, NaN, Infinity, Infinity]); // prettier-ignore
  });
});

describe('half squares in TypeScript', () => {
  it("are the book's sum over numbers, and its gradient over samples", () => {
    const y = Float64Array.of(0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0); // 4.2.1
    const t = Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    close([kernels.halfSquaresForward(y, t, 1, 10)], [0.0975], 1e-15);
    close([kernels.halfSquaresForward(y, t, 5, 2)], [0.0975], 1e-15);
    kernels.halfSquaresBackward(y, t, 5, 2);
    close(y, [0.02, 0.01, -0.08, 0, 0.01, 0.02, 0, 0.02, 0, 0], 1e-15);
  });

  it('let NaN and infinity through', () => {
    const loss = (y: number) => kernels.halfSquaresForward(Float32Array.of(1, y), Float32Array.of(0, 0), 1, 2);
    assert.deepEqual([loss(NaN), loss(-Infinity)], [NaN, Infinity]);
  });
});

describe('the losses in TypeScript', () => {
  it('look at the samples they are asked for only', () => {
    const numbers = () => Float32Array.of(1, 2, NaN, 9);
    for (const [forward, backward] of [
      [
        (y: Float32Array) => kernels.softmaxCrossEntropyForward(y, Uint8Array.of(1, 0), 1, 2),
        (y: Float32Array) => kernels.softmaxCrossEntropyBackward(y, Uint8Array.of(1, 0), 1, 2),
      ],
      [
        (y: Float32Array) => kernels.sigmoidCrossEntropyForward(y, Uint8Array.of(1, 0, 0), 2),
        (y: Float32Array) => kernels.sigmoidCrossEntropyBackward(y, Uint8Array.of(1, 0, 0), 2),
      ],
      [
        (y: Float32Array) => kernels.halfSquaresForward(y, Float32Array.of(0, 0, 0, 0), 1, 2),
        (y: Float32Array) => kernels.halfSquaresBackward(y, Float32Array.of(0, 0, 0, 0), 1, 2),
      ],
    ] as const) {
      // prettier-ignore
      const y = numbers();
      assert.ok(Number.isFinite(forward(y)));
      backward(y);
      assert.ok(y.subarray(0, 2).every(Number.isFinite));
      assert.deepEqual([...y.subarray(2)], [NaN, 9]);
    }
  });
});
