import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { NumberType } from '../../../src/formats/ndarray';
import { elementCount } from '../../../src/numerics/tensor';
import { isNpy, readNpy } from '../../../src/formats/npy';
import { Problem } from '../../../src/numerics/problem';
import { bytesOfNumbers, npyFile, npyWithHeader } from './binary';

const WHOLE = [0, 1, 2, 3, 4, 100];
const SIGNED = [0, -1, 2, -3, 4, 100];
/** The largest and the smallest half among them. */
const REAL = [-1.5, 0, 2, 65504, -0.25, 2 ** -24];

const hex = (text: string) => Buffer.from(text, 'hex');
const base64 = (text: string) => Buffer.from(text, 'base64');

function problemOf(bytes: Uint8Array): Problem {
  try {
    readNpy(bytes);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  return assert.fail('no problem');
}

describe('arrays of NumPy', () => {
  /** `np.array(values).reshape(2, 3).astype(dtype).tobytes().hex()` */
  const bodies: [descr: string, body: string, values: number[]][] = [
    // prettier-ignore
    ['|u1', '000102030464', WHOLE],
    ['<u2', '000001000200030004006400', WHOLE],
    ['>u2', '000000010002000300040064', WHOLE],
    ['<u4', '000000000100000002000000030000000400000064000000', WHOLE],
    ['<u8', '000000000000000001000000000000000200000000000000030000000000000004000000000000006400000000000000', WHOLE],
    ['|i1', '00ff02fd0464', SIGNED],
    ['<i2', '0000ffff0200fdff04006400', SIGNED],
    ['<i4', '00000000ffffffff02000000fdffffff0400000064000000', SIGNED],
    ['>i4', '00000000ffffffff00000002fffffffd0000000400000064', SIGNED],
    ['<i8', '0000000000000000ffffffffffffffff0200000000000000fdffffffffffffff04000000000000006400000000000000', SIGNED],
    ['>i8', '0000000000000000ffffffffffffffff0000000000000002fffffffffffffffd00000000000000040000000000000064', SIGNED],
    ['<f2', '00be00000040ff7b00b40100', REAL],
    ['>f2', 'be00000040007bffb4000001', REAL],
    ['<f4', '0000c0bf000000000000004000e07f47000080be00008033', REAL],
    ['>f4', 'bfc000000000000040000000477fe000be80000033800000', REAL],
    ['<f8', '000000000000f8bf000000000000000000000000000000400000000000fcef40000000000000d0bf000000000000703e', REAL],
    ['>f8', 'bff80000000000000000000000000000400000000000000040effc0000000000bfd00000000000003e70000000000000', REAL],
    ['|b1', '000001000101', [0, 0, 1, 0, 1, 1]],
  ];

  for (const [descr, body, values] of bodies) {
    it(`of type ${descr} are read`, () => {
      const { shape, data } = readNpy(npyFile(descr, [2, 3], hex(body)));
      assert.deepEqual(shape, [2, 3]);
      assert.deepEqual([...data], values);
    });
  }

  it('in the order of Fortran are put into that of C', () => {
    // np.asfortranarray(np.arange(24, dtype='<i2').reshape(2, 3, 4)), saved by NumPy 2.4
    const file = base64(
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPGkyJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgNCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAwABAAQAAgAFAABAA0ABQARAAkAFQACAA4ABgASAAoAFgADAA8ABwATAAsAFwA=',
    );
    const { shape, data } = readNpy(file);
    assert.deepEqual([shape, [...data]], [[2, 3, 4], [...Array(24).keys()]]);
    assert.deepEqual(npyFile('<i2', [2, 3, 4], file.subarray(128), true), file); // the tests write as NumPy does
  });

  it('of versions 1, 2 and 3 are read, of any number of axes', () => {
    // np.lib.format.write_array(file, np.array([1.5, 2.5], '<f4'), version), of NumPy 2.4
    const rest =
      'dAAAAHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAADAPwAAIEA=';
    for (const version of [2, 3]) {
      const { shape, data } = readNpy(Buffer.concat([hex(`934e554d50590${version}00`), base64(rest)]));
      assert.deepEqual([shape, [...data]], [[2], [1.5, 2.5]]);
    }
    assert.deepEqual(readNpy(npyFile('|u1', [], hex('07'))), { shape: [], data: Uint8Array.of(7) });
    assert.deepEqual(readNpy(npyFile('<f8', [0, 3], hex(''))), { shape: [0, 3], data: new Float64Array() });
    assert.deepEqual(readNpy(npyWithHeader('{"shape":(2L,1L),"fortran_order":True,"descr":"|u1"}', hex('0102'))), {
      shape: [2, 1],
      data: Uint8Array.of(1, 2),
    });
  });

  it('stay where they lie in the file', () => {
    const file = npyFile('<f4', [1, 2], hex('0000c03f00002040'));
    const aligned = new Uint8Array(new ArrayBuffer(file.length + 1));
    aligned.set(file);
    assert.equal(readNpy(aligned.subarray(0, file.length)).data.buffer, aligned.buffer);
    aligned.set(file, 1);
    assert.deepEqual([...readNpy(aligned.subarray(1)).data], [1.5, 2.5]);
    assert.equal(readNpy(npyFile('|u1', [2], hex('0102'))).data.constructor, Uint8Array); // no Buffer
  });

  it('read what was written', () => {
    const types: Exclude<NumberType, 'f2'>[] = ['u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f4', 'f8'];
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
    const property = fc.property(
      fc.constantFrom(...types), shapes, fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 7 }), fc.nat(),
      (type, shape, bigEndian, fortran, shift, seed) => {
        const numbers = Array.from({ length: elementCount(shape) }, (_, i) => numberOf(type, seed + 7919 * i));
        const body = bytesOfNumbers(fortran ? transposed(numbers, shape) : numbers, type, bigEndian);
        const file = npyFile((bigEndian ? '>' : '<') + type, shape, body, fortran);
        const { shape: found, data } = readNpy(Buffer.concat([Buffer.alloc(shift), file]).subarray(shift));
        assert.deepEqual([found, [...data]], [shape, numbers]);
      },
    ); // prettier-ignore
    fc.assert(property, { seed: 20261121, numRuns: 500 });
  });

  it('with whole numbers that doubles cannot hold are refused', () => {
    const file = (numbers: readonly bigint[]) =>
      npyFile('<i8', [2, 2], Buffer.from(BigInt64Array.from(numbers).buffer));
    assert.deepEqual([...readNpy(file([1n, 2n ** 53n, -(2n ** 53n), 9n])).data], [1, 2 ** 53, -(2 ** 53), 9]);
    const { code, args } = problemOf(file([1n, 2n, 3n, -(2n ** 53n) - 1n]));
    assert.deepEqual([code, args], ['array-large-integer', { found: '-9007199254740993', position: [1, 1] }]);
  });

  it('of other types are named', () => {
    // What NumPy writes of strings, objects, complex numbers and dates.
    for (const descr of ['<U1', '|O', '<c16', '<M8[D]', '<f16', '|V8'])
      assert.deepEqual(problemOf(npyFile(descr, [1], Buffer.alloc(16))).toData(), {
        code: 'npy-type',
        args: { found: descr },
      });
    const structured = npyWithHeader(
      "{'descr': [('a', '<i4'), ('b', '<f8')], 'fortran_order': False, 'shape': (1,), }",
      Buffer.alloc(12),
    );
    assert.deepEqual(problemOf(structured).args, { found: "[('a', '<i4'), ('b', '<f8')]" });
  });

  it('that are cut off or too long say by how much', () => {
    const file = npyFile('<f8', [2, 3], Buffer.alloc(48));
    const place = { shape: [2, 3], width: 8, offset: 128, expected: 176 };
    assert.deepEqual(problemOf(file.subarray(0, 150)).args, { ...place, found: 150, missing: 26 });
    assert.deepEqual(problemOf(Buffer.concat([file, Buffer.of(1, 2)])).args, { ...place, found: 178, extra: 2 });
    assert.deepEqual(problemOf(file.subarray(0, 100)).toData(), {
      code: 'array-header-short',
      args: { found: 100, expected: 128 },
    });
    assert.ok(isNpy(file) && !isNpy(file.subarray(1)) && !isNpy(file.subarray(0, 5)));
  });

  it('with a header that says nothing are refused', () => {
    const codeOf = (dictionary: string) => problemOf(npyWithHeader(dictionary, Buffer.of(1))).code;
    assert.equal(codeOf("{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }"), 'npy-header');
    assert.equal(codeOf("{'descr': '|u1', 'fortran_order': 0, 'shape': (1,), }"), 'npy-header');
    assert.equal(codeOf("{'fortran_order': False, 'shape': (1,), }"), 'npy-type');
    assert.equal(codeOf(''), 'npy-header');
    const file = npyFile('|u1', [1], Buffer.of(1));
    file[6] = 4;
    assert.deepEqual(problemOf(file).toData(), { code: 'npy-version', args: { found: 4 } });
    file[6] = 2;
    file.writeUInt32LE(1e9, 8);
    assert.deepEqual(problemOf(file).toData(), { code: 'npy-header-length', args: { found: 1e9, maximum: 65535 } });
    const huge = npyFile('<f8', [99999999, 99999999, 99999999], Buffer.of());
    assert.equal(problemOf(huge).code, 'array-short');
  });
});

function numberOf(type: NumberType, seed: number): number {
  const bits = Math.imul(seed, 2654435761) >>> 0;
  if (type === 'f4') return Math.fround((bits - 2 ** 31) / 1000);
  if (type === 'f8') return (bits - 2 ** 31) / 1000;
  const bytes = Math.min(4, Number(type[1]));
  const whole = bits % 2 ** (8 * bytes);
  return type.startsWith('u') ? whole : whole - 2 ** (8 * bytes - 1);
}

/** The numbers with the first axis running fastest. */
function transposed(numbers: readonly number[], shape: readonly number[]): number[] {
  if (shape.length === 0) return [...numbers];
  const inner = numbers.length / shape[0]!;
  const rows = Array.from({ length: shape[0]! }, (_, i) =>
    transposed(numbers.slice(i * inner, (i + 1) * inner), shape.slice(1)),
  );
  return Array.from({ length: inner }, (_, i) => rows.map(row => row[i]!)).flat();
}
