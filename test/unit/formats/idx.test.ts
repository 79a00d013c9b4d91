import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isIdx, readIdx } from '../../../src/formats/idx';
import { elementCount } from '../../../src/numerics/tensor';
import { Problem } from '../../../src/numerics/problem';
import { bytesOfNumbers, idxFile } from './binary';

function problemOf(bytes: Uint8Array): Problem {
  try {
    readIdx(bytes);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  return assert.fail('no problem');
}

describe('IDX files', () => {
  it('are read as MNIST publishes them', () => {
    // The first bytes of t10k-labels-idx1-ubyte, magic number 2049: 7, 2, 1, 0, 4; here with 5 of its 10,000 labels.
    const labels = Buffer.from('00000801000000050702010004', 'hex');
    assert.deepEqual(readIdx(labels), { shape: [5], data: Uint8Array.of(7, 2, 1, 0, 4) });
    // Magic number 2051 of the images: their number, rows, columns, pixels row by row.
    const images = Buffer.from('00000803000000020000000100000003ff0001020304', 'hex');
    assert.deepEqual(readIdx(images), { shape: [2, 1, 3], data: Uint8Array.of(255, 0, 1, 2, 3, 4) });
    assert.ok(isIdx(labels) && isIdx(images.subarray(0, 4)));
    assert.ok(!isIdx(images.subarray(1)) && !isIdx(images.subarray(0, 3)));
  });

  it('of every type are read, most significant byte first', () => {
    const read = (type: number, body: string, shape: number[]) => [
      ...readIdx(idxFile(type, shape, Buffer.from(body, 'hex'))).data,
    ];
    assert.deepEqual(read(0x09, 'ff7f', [2]), [-1, 127]);
    assert.deepEqual(read(0x0b, 'fffe0102', [2]), [-2, 258]);
    assert.deepEqual(read(0x0c, 'fffffffe00010000', [2, 1]), [-2, 65536]);
    assert.deepEqual(read(0x0d, '3fc00000c0000000', [1, 2]), [1.5, -2]);
    assert.deepEqual(read(0x0e, 'bff8000000000000', []), [-1.5]);
  });

  it('read what was written', () => {
    const types = [[0x08, 'u1'], [0x09, 'i1'], [0x0b, 'i2'], [0x0c, 'i4'], [0x0d, 'f4'], [0x0e, 'f8']] as const; // prettier-ignore
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });
    const property = fc.property(fc.constantFrom(...types), shapes, fc.nat(99), ([type, name], shape, first) => {
      const numbers = Array.from({ length: elementCount(shape) }, (_, i) => (first + i) % 128);
      const { shape: found, data } = readIdx(idxFile(type, shape, bytesOfNumbers(numbers, name, true)));
      assert.deepEqual([found, [...data]], [shape, numbers]);
    });
    fc.assert(property, { seed: 20261121, numRuns: 200 });
  });

  it('that are cut off, too long or of no type say where', () => {
    const file = idxFile(0x0b, [2, 3], Buffer.alloc(12));
    const place = { shape: [2, 3], width: 2, offset: 12, expected: 24 };
    assert.deepEqual(problemOf(file.subarray(0, 20)).toData(), {
      code: 'array-short',
      args: { ...place, found: 20, missing: 4 },
    });
    assert.deepEqual(problemOf(Buffer.concat([file, file])).toData(), {
      code: 'array-long',
      args: { ...place, found: 48, extra: 24 },
    });
    assert.deepEqual(problemOf(file.subarray(0, 7)).args, { found: 7, expected: 12 });
    assert.deepEqual(problemOf(idxFile(0x0a, [1], Buffer.of(1))).toData(), { code: 'idx-type', args: { found: '0a' } });
    assert.equal(problemOf(idxFile(0x0e, Array<number>(255).fill(2 ** 32 - 1), Buffer.of())).code, 'array-short');
  });
});
