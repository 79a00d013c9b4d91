import type { NumberType } from '../../../src/formats/ndarray';

/** Writers of binary files for tests. */

/** An NPY file as NumPy writes it: header padded to a multiple of 64 bytes. */
export function npyFile(descr: string, shape: readonly number[], body: Uint8Array, fortran = false): Buffer {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  return npyWithHeader(
    `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${axes}), }`,
    body,
  );
}

export function npyWithHeader(dictionary: string, body: Uint8Array): Buffer {
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const header = Buffer.alloc(10 + length, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(dictionary, 10, 'latin1');
  header.write('\n', 10 + length - 1);
  return Buffer.concat([header, body]);
}

/** An IDX file by its specification. */
export function idxFile(type: number, shape: readonly number[], body: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = type;
  header[3] = shape.length;
  for (const [axis, length] of shape.entries()) header.writeUInt32BE(length, 4 + 4 * axis);
  return Buffer.concat([header, body]);
}

/** The bytes of some numbers. */
export function bytesOfNumbers(
  numbers: readonly number[],
  type: Exclude<NumberType, 'f2'>,
  bigEndian: boolean,
): Buffer {
  const width = Number(type[1]);
  const bytes = Buffer.alloc(numbers.length * width);
  for (const [i, number] of numbers.entries()) {
    const at = i * width;
    if (type === 'f4') bytes[bigEndian ? 'writeFloatBE' : 'writeFloatLE'](number, at);
    else if (type === 'f8') bytes[bigEndian ? 'writeDoubleBE' : 'writeDoubleLE'](number, at);
    else if (type === 'i8') bytes[bigEndian ? 'writeBigInt64BE' : 'writeBigInt64LE'](BigInt(number), at);
    else if (type === 'u8') bytes[bigEndian ? 'writeBigUInt64BE' : 'writeBigUInt64LE'](BigInt(number), at);
    else if (type.startsWith('i')) bytes[bigEndian ? 'writeIntBE' : 'writeIntLE'](number, at, width);
    else bytes[bigEndian ? 'writeUIntBE' : 'writeUIntLE'](number, at, width);
  }
  return bytes;
}

/** `np.savez(b, x=np.arange(6, dtype='u1').reshape(3, 2), y=np.array([0, 1, 1], 'i8'))` of NumPy 2.4. */
export const NPZ = Buffer.from(
  'UEsDBC0AAAAAAAAAIQAb+n1h//////////8FABQAeC5ucHkBABAAhgAAAAAAAACGAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJ3x1MScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCAyKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAECAwQFUEsDBC0AAAAAAAAAIQAUR51k//////////8FABQAeS5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAUEsBAi0DLQAAAAAAAAAhABv6fWGGAAAAhgAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi0DLQAAAAAAAAAhABRHnWSYAAAAmAAAAAUAAAAAAAAAAAAAAIABvQAAAHkubnB5UEsFBgAAAAACAAIAZgAAAIwBAAAAAA==',
  'base64',
);

/** The same with `np.savez_compressed`. */
export const COMPRESSED_NPZ = Buffer.from(
  'UEsDBC0AAAAIAAAAIQAb+n1h//////////8FABQAeC5ucHkBABAAhgAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1CmQDLgZGJmYWVgBQSwMELQAAAAgAAAAhABRHnWT//////////wUAFAB5Lm5weQEAEACYAAAAAAAAAEkAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjqaOgq1ChQALgYoYESjAVBLAQItAy0AAAAIAAAAIQAb+n1hTAAAAIYAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLAQItAy0AAAAIAAAAIQAUR51kSQAAAJgAAAAFAAAAAAAAAAAAAACAAYMAAAB5Lm5weVBLBQYAAAAAAgACAGYAAAADAQAAAAA=',
  'base64',
);
