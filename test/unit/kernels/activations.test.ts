import * as assert from 'node:assert/strict';
import { ACTIVATIONS, type Activation } from '../../../src/kernels/kernels';
import { typescriptKernels as kernels } from '../../../src/kernels/typescript';

const SUMS = [-Infinity, -1000, -2, -1, -0.25, 0, 1e-6, 0.25, 1, 2, 1000, Infinity, NaN];

/** y = h(x) of doubles. */
function after(activation: Activation, sums: readonly number[] = SUMS): Float64Array {
  const y = Float64Array.from(sums);
  kernels.activationForward(activation, y, y.length);
  return y;
}

describe('activations in TypeScript', () => {
  it('are their formulas', () => {
    const h: Readonly<Record<Activation, (x: number) => number>> = {
      sigmoid: x => 1 / (1 + Math.exp(-x)),
      tanh: Math.tanh,
      relu: x => (x < 0 ? 0 : x),
      identity: x => x,
      step: x => (Number.isNaN(x) ? NaN : Number(x > 0)),
    };
    for (const activation of ACTIVATIONS)
      for (const [i, y] of after(activation).entries()) {
        const expected = h[activation](SUMS[i]!);
        const close = Object.is(y, expected) || Math.abs(y - expected) <= 4e-16 * Math.abs(expected);
        assert.ok(close, `${activation} of ${SUMS[i]}: ${y}`);
      }
  });

  it('of floats are those of doubles, rounded', () => {
    for (const activation of ACTIVATIONS) {
      const y = Float32Array.from(SUMS);
      kernels.activationForward(activation, y, y.length);
      assert.deepEqual([...y], [...Float32Array.from(after(activation, SUMS.map(Math.fround)))]); // prettier-ignore
    }
  });

  it('have the derivatives of their formulas', () => {
    const sums = [-3, -1, -0.25, 0.25, 1, 3];
    const step = 1e-6;
    for (const activation of ACTIVATIONS) {
      const dy = new Float64Array(sums.length).fill(2);
      kernels.activationBackward(activation, after(activation, sums), dy, dy.length);
      const [above, below] = [after(activation, sums.map(x => x + step)), after(activation, sums.map(x => x - step))]; // prettier-ignore
      for (const [i, derivative] of dy.entries())
        assert.ok(Math.abs(derivative - (above[i]! - below[i]!) / step) < 1e-8, `${activation} ${sums[i]}`);
    }
  });

  it('have derivative 0 at the kink of ReLU and at the jump of a step', () => {
    for (const activation of ['relu', 'step'] as const) {
      const dy = Float32Array.of(5);
      kernels.activationBackward(activation, Float32Array.of(0), dy, 1);
      assert.deepEqual([...dy], [0]);
    }
  });

  it('change no more than they are asked to', () => {
    for (const activation of ACTIVATIONS) {
      const [y, dy] = [Float32Array.of(0.5, -7, -7), Float32Array.of(0.5, -7, -7)];
      kernels.activationForward(activation, y, 1);
      kernels.activationBackward(activation, y, dy, 1);
      assert.deepEqual([...y.subarray(1), ...dy.subarray(1)], [-7, -7, -7, -7]);
    }
  });
});
