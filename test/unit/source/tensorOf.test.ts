import * as assert from 'node:assert/strict';
import { Problem } from '../../../src/numerics/problem';
import { tensorOf } from '../../../src/source/tensorOf';

function read(value: unknown): unknown {
  try {
    const { shape, data } = tensorOf(value);
    return [[...shape], ...data];
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return [error.code, error.args];
  }
}

describe('the numbers of a value', () => {
  it('are those of arrays, typed arrays and arrays of them', () => {
    assert.deepEqual(read([1, -0, NaN]), [[3], 1, -0, NaN]);
    assert.deepEqual(read(Float32Array.of(0.5, 2)), [[2], 0.5, 2]);
    assert.deepEqual(read(Uint8Array.of(1, 2)), [[2], 1, 2]);
    assert.deepEqual(
      read([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      [[2, 3], 1, 2, 3, 4, 5, 6],
    );
    assert.deepEqual(read([Float64Array.of(1, 2), Float64Array.of(3, 4)]), [[2, 2], 1, 2, 3, 4]);
    assert.deepEqual(read([[[1], [2]]]), [[1, 2, 1], 1, 2]);
    assert.deepEqual(read([]), [[0]]);
    assert.deepEqual(read([[], []]), [[2, 0]]);
  });

  it('are those of tensors of libraries', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    assert.deepEqual(read({ data, shape: [2, 3] }), [[2, 3], 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(read({ data, dims: [3, 2] }), [[3, 2], 1, 2, 3, 4, 5, 6]);
    // The transpose of a 2 × 3 ndarray is a view with exchanged strides; row 1 of it begins at 1.
    assert.deepEqual(read({ data, shape: [3, 2], stride: [1, 3], offset: 0 }), [[3, 2], 1, 4, 2, 5, 3, 6]);
    assert.deepEqual(read({ data, shape: [2], stride: [3], offset: 1 }), [[2], 2, 5]);
    assert.deepEqual(read({ shape: [1, 2], data: () => null, arraySync: () => [[7, 8]] }), [[1, 2], 7, 8]);
    assert.deepEqual(read({ toArray: () => [7, 8] }), [[2], 7, 8]);
    class Matrix {
      constructor(private readonly rows: number[][]) {}
      to2DArray() {
        return this.rows;
      }
    }
    assert.deepEqual(read(new Matrix([[1], [2]])), [[2, 1], 1, 2]);
  });

  it('are missing with a reason', () => {
    for (const [value, code, args] of [
      [5, 'value-scalar', { found: '5' }],
      [undefined, 'value-other', { found: 'undefined' }],
      ['1, 2', 'value-other', { found: "'1, 2'" }],
      [{ a: 1 }, 'value-other', { found: '{ a: 1 }' }],
      [new Map(), 'value-other', { found: 'Map(0) {}' }],
      [() => 1, 'value-function', {}],
      [[1, '2'], 'value-element', { found: "'2'", position: [1] }],
      [[[1], [null]], 'value-element', { found: 'null', position: [1, 0] }],
      [[true], 'value-element', { found: 'true', position: [0] }],
      [BigInt64Array.of(1n), 'value-element', { found: '1n', position: [0] }],
      [new Array(2), 'value-element', { found: 'undefined', position: [0] }],
      [[[1, 2], [3]], 'value-ragged', { position: [1], expected: [2], found: [1] }],
      [[[1, 2], 3], 'value-ragged', { position: [1], expected: [2], found: [] }],
      [[1, [2]], 'value-ragged', { position: [1], expected: [], found: [1] }],
      [[[[[[[[[[1]]]]]]]]], 'value-deep', { depth: 8 }],
      [{ data: [1, 2], shape: [3] }, 'value-element', { found: 'undefined', position: [2] }],
      [{ length: 1e9, ...{ data: [1], shape: [1e9] } }, 'value-large', { count: 1e9, most: 10_000_000 }],
      [new Array(4e9), 'value-large', { count: 4e9, most: 10_000_000 }],
      [{ arraySync: () => 5 }, 'value-other', { found: '{ arraySync: [Function: arraySync] }' }],
    ] as const) {
      assert.deepEqual(read(value), [code, args]);
    }
    const cycle: unknown[] = [];
    cycle.push(cycle);
    assert.deepEqual(read(cycle), ['value-deep', { depth: 8 }]);
  });
});
