import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine, supportedBuilds } from '../../../src/kernels/createEngine';
import type { AffineSize, Floats, Kernels, SparseBatch } from '../../../src/kernels/kernels';
import { Random } from '../../../src/numerics/random';

/** A matrix of which about `density` of the numbers are not 0, row-major. */
function sparseMatrix(rows: number, columns: number, density: number, random: Random): Float32Array {
  return new Float32Array(rows * columns).map(() => (random.uniform() < density ? random.normal() : 0));
}

function normal(kernels: Kernels, random: Random, length: number): Float32Array {
  return kernels.floats(length).map(() => random.normal());
}

/** The rows of a matrix that are picked, twice: as they are, and what of them is not 0. */
function pick(kernels: Kernels, matrix: Float32Array, width: number, rows: readonly number[]) {
  const dense = kernels.floats(rows.length * width);
  rows.forEach((row, n) => dense.set(matrix.subarray(row * width, (row + 1) * width), n * width));
  const height = matrix.length / width;
  const nonzero = [...matrix.keys()].filter(at => matrix[at] !== 0);
  const starts = kernels.indices(height + 1);
  for (let row = 0; row <= height; row++) starts[row] = nonzero.filter(at => at < row * width).length;
  const columns = kernels.shorts(nonzero.length);
  columns.set(nonzero.map(at => at % width));
  const values = kernels.floats(nonzero.length);
  values.set(nonzero.map(at => matrix[at]!));
  const picked = kernels.indices(rows.length);
  picked.set(rows);
  const sparse: SparseBatch = { rows: { starts, columns, values }, picked };
  return { dense, sparse };
}

function assertSame(actual: Floats, expected: Floats, name: string) {
  const at = actual.findIndex((value, i) => !Object.is(value, expected[i]));
  assert.ok(at === -1, `${name}[${at}] ${actual[at]} ${expected[at]}`);
}

const HEIGHT = 20;

/** Computes a layer with inputs of both kinds. */
function compareWithDense(kernels: Kernels, size: AffineSize, density: number, random: Random) {
  const { samples, inputs, outputs } = size;
  const matrix = sparseMatrix(HEIGHT, inputs, density, random);
  const rows = Array.from({ length: samples }, () => random.below(HEIGHT));
  const { dense, sparse } = pick(kernels, matrix, inputs, rows);
  const [w, b] = [kernels.floats(inputs * outputs), kernels.floats(outputs)];
  w.set(normal(kernels, random, w.length));
  b.set(normal(kernels, random, b.length));
  const dy = kernels.floats(samples * outputs);
  dy.set(normal(kernels, random, dy.length));
  const results = [sparse, dense].map(x => {
    const y = kernels.floats(samples * outputs + 1).fill(9);
    const dw = kernels.floats(inputs * outputs + 1).fill(9);
    const db = kernels.floats(outputs + 1).fill(9);
    kernels.affineForward(x, w, b, y, size);
    kernels.affineBackwardParameters(x, dy, dw, db, size);
    return { y, dw, db };
  });
  for (const name of ['y', 'dw', 'db'] as const) assertSame(results[0]![name], results[1]![name], name);
}

for (const build of supportedBuilds()) {
  describe(`an affine layer of sparse inputs, ${build}`, () => {
    const kernels = createEngine(build).single;

    it('computes by hand', () => {
      const { sparse } = pick(kernels, Float32Array.of(0, 2, 0, 3, 0, 0, 0, 0, 0), 3, [1, 0, 1]);
      const size = { samples: 3, inputs: 3, outputs: 2 };
      const [w, b, dy] = [kernels.floats(6), kernels.floats(2), kernels.floats(6)];
      w.set([1, 2, 3, 4, 5, 6]);
      b.set([10, 20]);
      dy.set([1, 0, 2, -1, 5, 7]);
      const [y, dw, db] = [kernels.floats(6), kernels.floats(6).fill(9), kernels.floats(2).fill(9)];
      kernels.affineForward(sparse, w, b, y, size);
      kernels.affineBackwardParameters(sparse, dy, dw, db, size);
      assert.deepEqual([...y], [13, 26, 16, 28, 13, 26]);
      assert.deepEqual([...dw], [3 + 15, 21, 4, -2, 0, 0]);
      assert.deepEqual([...db], [8, 6]);
    });

    it('computes what it does of dense inputs, to the bit', () => {
      const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 }));
      const sizes = fc.record({ samples: side, inputs: side, outputs: side });
      fc.assert(
        fc.property(sizes, fc.constantFrom(0, 0.05, 0.3, 1), fc.nat(), (size, density, seed) => {
          compareWithDense(kernels, size, density, Random.seeded(seed, 'data'));
        }),
        { seed: 20261121, numRuns: 150 },
      );
    });

    for (const size of [
      { samples: 1100, inputs: 40, outputs: 17 },
      { samples: 100, inputs: 784, outputs: 50 },
      { samples: 600, inputs: 65, outputs: 3 },
    ]) {
      const { samples, inputs, outputs } = size;
      it(`and of ${samples} × ${inputs} × ${outputs}`, () => {
        compareWithDense(kernels, size, 0.2, Random.seeded(1, 'data'));
      });
    }

    it('lets NaN and infinity through where inputs are not 0', () => {
      const { sparse } = pick(kernels, Float32Array.of(0, 2, 0, 3, 0, 0), 3, [0, 1]);
      const size = { samples: 2, inputs: 3, outputs: 1 };
      const [w, b, y] = [kernels.floats(3), kernels.floats(1), kernels.floats(2)];
      w.set([1, Infinity, NaN]);
      kernels.affineForward(sparse, w, b, y, size);
      assert.deepEqual([...y], [Infinity, 3]);
      const [dw, db, dy] = [kernels.floats(3), kernels.floats(1), kernels.floats(2)];
      dy.set([1, NaN]);
      kernels.affineBackwardParameters(sparse, dy, dw, db, size);
      assert.deepEqual([...dw], [NaN, 2, 0]);
      assert.deepEqual([...db], [NaN]);
    });
  });
}
