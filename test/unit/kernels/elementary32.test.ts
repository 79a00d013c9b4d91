import * as assert from 'node:assert/strict';
import { allKernels, array, ulps } from './arrays';
import * as elementary32 from '../../../src/kernels/typescript/elementary32';
import type { Activation, Floats, Kernels } from '../../../src/kernels/kernels';
import * as elementary from '../../../src/numerics/elementary';
import { Random } from '../../../src/numerics/random';

/** Floats of every size, and more where the functions are neither 0 nor 1 nor infinite. */
const ARGUMENTS = (() => {
  const random = Random.seeded(20261121, 'points');
  const numbers: number[] = [];
  for (let exponent = -150; exponent < 128; exponent++)
    for (let i = 0; i < 20; i++) numbers.push((1 + random.uniform()) * 2 ** exponent);
  for (let i = 0; i < 6000; i++) numbers.push(110 * random.uniform(), 10 * random.uniform(), random.uniform());
  return Float32Array.from([0, ...numbers, Infinity].flatMap(x => [x, -x]));
})();

function largest(actual: ArrayLike<number>, exact: (x: number) => number): number {
  let most = 0;
  for (const [i, x] of ARGUMENTS.entries()) most = Math.max(most, ulps(actual[i]!, exact(x), true));
  return most;
}

describe('elementary functions in single precision', () => {
  it('exp is within 1 ulp of the true value', () => {
    assert.ok(largest(ARGUMENTS.map(elementary32.exp), elementary.exp) < 1);
  });

  for (const { name, kernels, isSingle } of allKernels()) {
    if (!isSingle) continue;
    for (const activation of ['sigmoid', 'tanh'] as const)
      it(`${activation} is within 2 ulp of the true value, ${name}`, () => {
        assert.ok(largest(applied(kernels, activation, ARGUMENTS), elementary[activation]) < 2);
      });

    it(`exp, divided by a sum of two, is within 2 ulp of the true value, ${name}`, () => {
      const exponents = ARGUMENTS.filter(x => x <= 0 && x > -Infinity);
      const logits = array(
        kernels,
        [...exponents].flatMap(x => [x, 0]),
      );
      kernels.softmaxCrossEntropyForward(logits, kernels.bytes(exponents.length), exponents.length, 2);
      const exact = (x: number) => elementary.exp(x) / (1 + elementary.exp(x));
      const worst = exponents.map((x, i) => ulps(logits[2 * i]!, exact(x), true)).sort((a, b) => b - a)[0]!;
      assert.ok(worst < 2, `${worst} ulp`);
    });

    it(`tanh is as odd as it has to be, ${name}`, () => {
      const y = applied(kernels, 'tanh', ARGUMENTS);
      for (let i = 0; i < y.length; i += 2) assert.equal(y[i], -y[i + 1]!);
      const small = Float32Array.of(1e-45, 1e-40, 1e-20, 1e-5, -0);
      assert.deepEqual([...applied(kernels, 'tanh', small)], [...small]);
    });

    it(`a number's value does not depend on its place, ${name}`, () => {
      for (const activation of ['sigmoid', 'tanh'] as const)
        for (let count = 1; count <= 9; count++) {
          const y = applied(kernels, activation, new Float32Array(count).fill(0.3));
          assert.equal(new Set(y).size, 1);
          assert.deepEqual(applied(kernels, activation, Float32Array.of(0.3))[0], y[0]);
        }
    });
  }
});

function applied(kernels: Kernels<Floats>, activation: Activation, numbers: Float32Array): Floats {
  const y = array(kernels, numbers);
  kernels.activationForward(activation, y, y.length);
  return y;
}
