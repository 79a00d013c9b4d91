import * as assert from 'node:assert/strict';
import { typescriptKernels as kernels } from '../../../src/kernels/typescript';

// The updates themselves are tested with the optimizers (training/optimizers.test.ts).

describe('what updates are made of in TypeScript', () => {
  it('tells whether all numbers are finite, of those it is asked for', () => {
    for (const make of [Float32Array, Float64Array]) {
      const { MAX_VALUE, MIN_VALUE } = Number;
      assert.ok(kernels.allFinite(make.of(0, -0, 1e38, -1e38, MIN_VALUE, 3e-45, 1), 7));
      assert.equal(kernels.allFinite(make.of(MAX_VALUE), 1), make === Float64Array);
      for (const bad of [NaN, Infinity, -Infinity]) {
        for (const place of [0, 3, 6]) assert.ok(!kernels.allFinite(new make(7).fill(bad, place, place + 1), 7));
        assert.ok(kernels.allFinite(make.of(1, 2, bad), 2));
      }
    }
  });

  it('adds a multiple, rounded once', () => {
    const to = Float32Array.of(1, -2, 1);
    kernels.addScaled(to, Float32Array.of(2, 4, 1 / 3), -0.5);
    assert.deepEqual([...to], [0, -4, Math.fround(1 - 0.5 * Math.fround(1 / 3))]);
  });

  it('lets NaN and infinity through', () => {
    const constants = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    for (const bad of [NaN, Infinity])
      for (const update of [
        (w: Float32Array, g: Float32Array) => kernels.addScaled(w, g, -0.1),
        (w: Float32Array, g: Float32Array) => kernels.momentumUpdate(w, g, new Float32Array(2), 0.1, 0.9),
        (w: Float32Array, g: Float32Array) => kernels.bookNesterovUpdate(w, g, new Float32Array(2), 0.1, 0.9),
        (w: Float32Array, g: Float32Array) => kernels.adagradUpdate(w, g, new Float32Array(2), 0.1, 1e-8),
        (w: Float32Array, g: Float32Array) => kernels.rmspropUpdate(w, g, new Float32Array(2), 0.1, 0.9, 1e-8),
        (w: Float32Array, g: Float32Array) => kernels.adamUpdate(w, g, new Float32Array(2), new Float32Array(2), 0.1, constants, 1), // prettier-ignore
        (w: Float32Array, g: Float32Array) => kernels.bookAdamUpdate(w, g, new Float32Array(2), new Float32Array(2), 0.1, constants, 1), // prettier-ignore
      ]) {
        const w = Float32Array.of(1, 1);
        update(w, Float32Array.of(bad, 1));
        assert.ok(!Number.isFinite(w[0]) && Number.isFinite(w[1]));
      }
  });
});
