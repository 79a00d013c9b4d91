import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine, supportedBuilds } from '../../../src/kernels/createEngine';
import type { Floats, Kernels } from '../../../src/kernels/kernels';
import { array, doubles } from './arrays';

const SEED = { seed: 20261121, numRuns: 60 };

/** A matrix of so many rows, and rows of it that are picked, from some position on. */
const picks = fc
  .record({ rows: fc.integer({ min: 1, max: 9 }), width: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(700)) })
  .chain(({ rows, width }) =>
    fc.record({
      rows: fc.constant(rows),
      width: fc.constant(width),
      order: fc.array(fc.integer({ min: 0, max: rows - 1 }), { minLength: 1, maxLength: 12 }),
      position: fc.nat({ max: 3 }),
    }),
  );

for (const build of supportedBuilds()) {
  const engine = createEngine(build);

  describe(`numbers to and fro, ${build}`, () => {
    for (const [name, kernels] of [
      ['floats', engine.single as Kernels<Floats>],
      ['doubles', engine.double as Kernels<Floats>],
    ] as const) {
      it(`are copied, ${name}`, () => {
        for (const length of [1, 3, 4, 7, 127, 128, 1000]) {
          const [from, to] = [kernels.floats(length), kernels.floats(length + 1)];
          from.forEach((_, i) => (from[i] = 1 / (i + 1)));
          kernels.copy(from, to);
          assert.deepEqual([...to], [...from, 0]);
        }
      });

      it(`are gathered row by row, ${name}`, () => {
        fc.assert(
          fc.property(picks, ({ rows, width, order, position }) => {
            const source = kernels.floats(rows * width);
            source.forEach((_, i) => (source[i] = i + 0.5));
            const into = kernels.floats(order.length * width + 1);
            const picked = pickedBy(kernels, order, position);
            kernels.gatherRows(source, picked.order, picked.position, order.length, width, into);
            const expected = order.flatMap(row => Array.from({ length: width }, (_, i) => row * width + i + 0.5));
            assert.deepEqual([...into], [...expected, 0]);
          }),
          SEED,
        );
      });

      it(`are bytes, scaled in double precision, ${name}`, () => {
        const scales = fc.constantFrom([0, 1 / 255], [33.318421449829934, 1 / 78.56748998339798], [255, -3], [0, 0]);
        fc.assert(
          fc.property(picks, scales, ({ rows, width, order, position }, [offset, factor]) => {
            const source = kernels.bytes(rows * width);
            source.forEach((_, i) => (source[i] = 7 * i));
            const into = kernels.floats(order.length * width + 1);
            const scale = kernels.doubles(2);
            scale.set([offset, factor]);
            const picked = pickedBy(kernels, order, position);
            kernels.gatherRows(source, picked.order, picked.position, order.length, width, into, scale);
            const expected = order.flatMap(row =>
              Array.from({ length: width }, (_, i) => (((7 * (row * width + i)) & 255) - offset) * factor),
            );
            assert.deepEqual([...into], [...rounded([...expected, 0], into)]);
          }),
          SEED,
        );
      });

      it(`are all finite or not, wherever the one is that is not, ${name}`, () => {
        const most = (into: Floats) => (into instanceof Float32Array ? 3.4028234663852886e38 : Number.MAX_VALUE);
        for (const length of [1, 3, 4, 7, 16, 33, 100]) {
          const numbers = kernels.floats(length + 1);
          numbers.fill(most(numbers));
          numbers[length] = NaN; // not looked at
          assert.equal(kernels.allFinite(numbers, length), true);
          for (const bad of [Infinity, -Infinity, NaN])
            for (let i = 0; i < length; i++) {
              numbers[i] = bad;
              assert.equal(kernels.allFinite(numbers, length), false, `${bad} at ${i} of ${length}`);
              numbers[i] = [5e-324, 0, -0, 1.5, -1e-40][i % 5]!;
            }
        }
      });
    }

    it('keep the signs of zeros, which a compiler may take for the same', () => {
      const kernels = engine.single;
      const w = [0, -0, -0, 0, -0].map(x => array(kernels, [x, x, x, x, x]));
      const g = [-0, -0, 0, 0, 0].map(x => array(kernels, [x, x, x, x, x]));
      const signs = [1, -1].map(factor =>
        w.map((to, i) => {
          const sum = array(kernels, to);
          kernels.addScaled(sum, g[i]!, doubles(kernels, [factor]));
          return [...sum].map(x => Object.is(x, -0));
        }),
      );
      const all = (isNegative: boolean) => Array.from({ length: 5 }, () => isNegative);
      assert.deepEqual(signs, [
        [false, true, false, false, false].map(all),
        [false, false, true, false, true].map(all),
      ]);
    });

    it('are bytes and indices, one a row', () => {
      const kernels = engine.single;
      const { order, position } = pickedBy(kernels, [2, 0, 2, 1, 1], 1);
      const [bytes, indices] = [kernels.bytes(3), kernels.indices(3)];
      bytes.set([7, 200, 255]);
      indices.set([7, 4e9, 70_000]);
      const [gatheredBytes, gatheredIndices] = [kernels.bytes(6), kernels.indices(6)];
      kernels.gatherBytes(bytes, order, position, 5, gatheredBytes);
      kernels.gatherIndices(indices, order, position, 5, gatheredIndices);
      assert.deepEqual([...gatheredBytes], [255, 7, 255, 200, 200, 0]);
      assert.deepEqual([...gatheredIndices], [70_000, 7, 70_000, 4e9, 4e9, 0]);
    });
  });
}

/** Numbers as an array holds them. */
function rounded(numbers: readonly number[], like: Floats): Floats {
  return like instanceof Float32Array ? Float32Array.from(numbers) : Float64Array.from(numbers);
}

/** The order from a position on; what stands before it is never to be picked. */
function pickedBy(kernels: Kernels<Floats>, picked: readonly number[], at: number) {
  const [order, position] = [kernels.indices(at + picked.length), kernels.indices(1)];
  order.fill(2 ** 31, 0, at);
  order.set(picked, at);
  position[0] = at;
  return { order, position };
}
