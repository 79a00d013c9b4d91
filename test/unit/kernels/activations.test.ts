import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine } from '../../../src/kernels/createEngine';
import { ACTIVATIONS, type Activation, type Floats, type Kernels } from '../../../src/kernels/kernels';
import { allKernels, array, near } from './arrays';

const SUMS = [-Infinity, -1000, -100, -88.5, -2, -1, -0.25, -0, 0, 1e-6, 0.25, 1, 2, 9.5, 88.5, 1000, Infinity, NaN];

const H: Readonly<Record<Activation, (x: number) => number>> = {
  sigmoid: x => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: x => (x < 0 ? 0 : x),
  identity: x => x,
  step: x => (Number.isNaN(x) ? NaN : Number(x > 0)),
};

const IS_CURVED: Partial<Record<Activation, true>> = { sigmoid: true, tanh: true };

/** y = h(x). */
function after(kernels: Kernels<Floats>, activation: Activation, sums: readonly number[]): Floats {
  const y = array(kernels, sums);
  kernels.activationForward(activation, y, y.length);
  return y;
}

for (const { name, kernels, isSingle } of allKernels()) {
  describe(`activations, ${name}`, () => {
    it('are their formulas', () => {
      const sums = [...array(kernels, SUMS)];
      for (const activation of ACTIVATIONS)
        near(after(kernels, activation, SUMS), sums.map(H[activation]), isSingle, IS_CURVED[activation] ? 2 : 0, activation); // prettier-ignore
    });

    it('have the derivatives of their formulas', () => {
      const sums = [-3, -1, -0.25, 0.25, 1];
      const slopes: Readonly<Record<Activation, (x: number) => number>> = {
        sigmoid: x => H.sigmoid(x) * H.sigmoid(-x),
        tanh: x => 1 / Math.cosh(x) ** 2,
        relu: x => Number(x > 0),
        identity: () => 1,
        step: () => 0,
      };
      for (const activation of ACTIVATIONS) {
        const dy = array(kernels, [3, 3, 3, 3, 3]);
        kernels.activationBackward(activation, after(kernels, activation, sums), dy, dy.length);
        // 1 − y² loses digits where y is near 1.
        near(dy, sums.map(x => 3 * slopes[activation](x)), isSingle, 64, activation); // prettier-ignore
      }
    });

    it('have derivative 0 at the kink of ReLU and at the jump of a step', () => {
      for (const activation of ['relu', 'step'] as const) {
        const dy = array(kernels, [5, -5]);
        kernels.activationBackward(activation, array(kernels, [0, -0]), dy, 2);
        assert.deepEqual([...dy], [0, 0]);
      }
    });

    it('let NaN through, both ways', () => {
      for (const activation of ACTIVATIONS) {
        assert.deepEqual([...after(kernels, activation, [NaN, NaN, NaN, NaN, NaN])], [NaN, NaN, NaN, NaN, NaN]);
        const dy = array(kernels, [NaN]);
        kernels.activationBackward(activation, array(kernels, [1]), dy, 1);
        assert.ok(activation === 'step' ? dy[0] === 0 : Number.isNaN(dy[0]), activation);
      }
    });

    it('change no more than they are asked to', () => {
      for (const activation of ACTIVATIONS)
        for (let count = 0; count < 10; count++) {
          const numbers = new Float32Array(12).fill(-7);
          const [y, dy] = [array(kernels, numbers), array(kernels, numbers)];
          kernels.activationForward(activation, y.subarray(1), count);
          kernels.activationBackward(activation, y.subarray(1), dy.subarray(1), count);
          for (const a of [y, dy])
            assert.ok([a[0], ...a.subarray(1 + count)].every(number => number === -7), `${activation} ${count}`); // prettier-ignore
        }
    });
  });
}

describe('activations', () => {
  const typescript = createEngine('typescript');
  const numbers = fc.float32Array({ maxLength: 40 });

  for (const { name, build, kernels, isSingle } of allKernels()) {
    if (build === 'typescript') continue;
    const twin = (isSingle ? typescript.single : typescript.double) as Kernels<Floats>;

    it(`are those of plain loops, ${name}`, () => {
      const within = build === 'relaxed' && isSingle ? 4 : 0;
      const compare = (sums: Float32Array, slopes: Float32Array) => {
        for (const activation of ACTIVATIONS) {
          const [y, expected] = [after(kernels, activation, [...sums]), after(twin, activation, [...sums])];
          near(y, expected, isSingle, IS_CURVED[activation] ? within : 0, activation);
          const [dy, expectedSlopes] = [array(kernels, slopes), array(twin, slopes)];
          y.set(expected);
          const count = Math.min(sums.length, slopes.length);
          kernels.activationBackward(activation, y, dy, count);
          twin.activationBackward(activation, expected, expectedSlopes, count);
          near(dy, expectedSlopes, isSingle, 0, activation);
        }
      };
      fc.assert(fc.property(numbers, numbers, compare), { seed: 20261121, numRuns: 100 });
      compare(Float32Array.from(SUMS), Float32Array.from(SUMS));
    });
  }
});
