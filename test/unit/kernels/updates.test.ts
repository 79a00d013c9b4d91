import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine } from '../../../src/kernels/createEngine';
import type { Floats, Kernels } from '../../../src/kernels/kernels';
import { allKernels, array, doubles, near } from './arrays';

/** An update, what it is given besides w and g, and constants for it. */
interface Update {
  readonly constants: readonly number[];
  /** Arrays that it keeps, which may not be negative where it takes roots of them. */
  readonly kept: number;
  readonly areSquares: boolean;
  readonly run: (kernels: Kernels<Floats>, constants: Float64Array, w: Floats, g: Floats, ...kept: Floats[]) => void;
}

const UPDATES: Readonly<Record<string, Update>> = {
  'a multiple': { constants: [-0.1], kept: 0, areSquares: false, run: (k, c, w, g) => k.addScaled(w, g, c) },
  Momentum: { constants: [0.1, 0.9], kept: 1, areSquares: false, run: (k, c, w, g, v) => k.momentumUpdate(w, g, v, c) }, // prettier-ignore
  "the book's Nesterov": { constants: [0.1, 0.9], kept: 1, areSquares: false, run: (k, c, w, g, v) => k.bookNesterovUpdate(w, g, v, c) }, // prettier-ignore
  AdaGrad: { constants: [0.1, 1e-7], kept: 1, areSquares: true, run: (k, c, w, g, h) => k.adagradUpdate(w, g, h, c) },
  RMSProp: { constants: [0.1, 0.99, 1e-8], kept: 1, areSquares: true, run: (k, c, w, g, h) => k.rmspropUpdate(w, g, h, c) }, // prettier-ignore
  Adam: { constants: [0.001, 1.7, 0.9, 0.999, 1e-8], kept: 2, areSquares: true, run: (k, c, w, g, m, v) => k.adamUpdate(w, g, m, v, c) }, // prettier-ignore
};

// That they are those of numerics/optimizers is tested with the optimizers (training/optimizers.test.ts).

for (const { name, kernels, isSingle, build } of allKernels()) {
  if (!isSingle && build !== 'typescript') continue; // back-propagation computes with floats

  describe(`updates, ${name}`, () => {
    it('add a multiple', () => {
      const to = array(kernels, [1, -2, 1, 0, 8]);
      kernels.addScaled(to, array(kernels, [2, 4, 1 / 3, 6, 0]), doubles(kernels, [-0.5]));
      const third = isSingle ? Math.fround(1 / 3) : 1 / 3;
      near(to, [0, -4, 1 - 0.5 * third, -3, 8], isSingle, 0.5);
    });

    it('are their formulas', () => {
      const of = (x: number) => array(kernels, [x]);
      const [w, g, v] = [of(2), of(3), of(4)];
      kernels.momentumUpdate(w, g, v, doubles(kernels, [0.5, 0.25]));
      assert.deepEqual([w[0], v[0]], [1.5, -0.5]);
      const [w2, v2] = [of(2), of(4)];
      kernels.bookNesterovUpdate(w2, g, v2, doubles(kernels, [0.5, 0.25]));
      assert.deepEqual([w2[0], v2[0]], [2 + 0.25 - 1.25 * 0.5 * 3, -0.5]);
      const [w3, h3] = [of(2), of(7)];
      kernels.adagradUpdate(w3, g, h3, doubles(kernels, [2, 4]));
      assert.deepEqual([w3[0], h3[0]], [2 - 6 / 8, 16]);
      const [w4, h4] = [of(2), of(10)];
      kernels.rmspropUpdate(w4, g, h4, doubles(kernels, [2, 0.25, 1.5]));
      assert.deepEqual([w4[0]! < 1 && w4[0]! > 0.6, h4[0]], [true, 2.5 + 6.75]);
      const [w5, m5, v5] = [of(2), of(1), of(1)];
      kernels.adamUpdate(w5, g, m5, v5, doubles(kernels, [2, 0.8, 0.5, 0.5, 1]));
      assert.deepEqual([m5[0], v5[0]], [2, 5]);
      near(w5, [2 - 4 / 3], isSingle, 2);
    });

    it('round only what is made of constants', () => {
      const [w, m, v, h] = [0, 0, 0, 0].map(x => array(kernels, [x]));
      const g = array(kernels, [1]);
      kernels.adamUpdate(w!, g, m!, v!, doubles(kernels, [0, 1, 0.9, 0.999, 1]));
      kernels.rmspropUpdate(w!, g, h!, doubles(kernels, [0, 0.99, 1]));
      assert.deepEqual([m, v, h].map(a => a![0]), [...array(kernels, [1 - 0.9, 1 - 0.999, 1 - 0.99])]); // prettier-ignore
    });

    it('let NaN and infinity through, to their own places only', () => {
      for (const [update, { constants, kept, run }] of Object.entries(UPDATES))
        for (const bad of [NaN, Infinity]) {
          const w = array(kernels, new Float64Array(7).fill(1));
          const g = array(kernels, [1, 1, bad, 1, 1, 1, bad]);
          run(kernels, doubles(kernels, constants), w, g, ...Array.from({ length: kept }, () => kernels.floats(7)));
          assert.deepEqual([...w].map(Number.isFinite), [true, true, false, true, true, true, false], update);
        }
    });

    it('change no more than the parameters', () => {
      for (const [update, { constants, kept, run }] of Object.entries(UPDATES))
        for (let length = 0; length < 9; length++) {
          const arrays = Array.from({ length: kept + 2 }, () => array(kernels, new Float64Array(11).fill(1)));
          const [w, g, ...others] = arrays.map(a => a.subarray(1, 1 + length));
          run(kernels, doubles(kernels, constants), w!, g!, ...others);
          for (const a of arrays) assert.ok([a[0], ...a.subarray(1 + length)].every(x => x === 1), `${update} ${length}`); // prettier-ignore
        }
    });
  });
}

describe('updates', () => {
  const { single: twin } = createEngine('typescript');

  for (const { name, build, kernels, isSingle } of allKernels()) {
    if (!isSingle || build === 'typescript') continue;

    it(`are those of plain loops, ${name}`, () => {
      for (const [update, { constants, kept, areSquares, run }] of Object.entries(UPDATES)) {
        const compare = (numbers: Float32Array, length: number) => {
          const parts = Array.from({ length: kept + 2 }, (_, i) => numbers.slice(i * length, (i + 1) * length));
          const given = parts.map((part, i) => (areSquares && i > 1 ? part.map(Math.abs) : part));
          const after = (k: Kernels<Floats>) => {
            const [w, g, ...others] = given.map(part => array(k, part));
            run(k, doubles(k, constants), w!, g!, ...others);
            return [w!, g!, ...others];
          };
          const expected = after(twin);
          for (const [i, a] of after(kernels).entries()) near(a, expected[i]!, true, 0, update);
        };
        const any = fc.float();
        const some = fc.float({ min: -2, max: 2, noNaN: true });
        const numbers = fc.nat({ max: 13 }).chain(length => {
          const size = { minLength: length * (kept + 2), maxLength: length * (kept + 2) };
          return fc.record({ length: fc.constant(length), all: fc.oneof(fc.array(any, size), fc.array(some, size)) });
        });
        const property = fc.property(numbers, ({ length, all }) => compare(Float32Array.from(all), length));
        fc.assert(property, { seed: 20261121, numRuns: 60 });
      }
    });
  }
});
