import { Problem } from '../numerics/problem';
import { hexadecimal, readBody, requireHeader, type ArrayHeader, type NdArray, type NumberType } from './ndarray';

/**
 * IDX, the format of MNIST: two zeros, the type of the numbers, the number of axes, the length of each axis in 4 bytes,
 * the numbers; all big-endian. It is that little, and no kept package for it was found; so it is read here.
 *
 * Source: Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits", "The IDX file format".
 */

const TYPES: Readonly<Record<number, NumberType>> = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

/** Whether these are the first bytes of an IDX file. At least 4 are asked for. */
export function isIdx(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && TYPES[bytes[2]!] !== undefined;
}

/**
 * What an IDX file begins with.
 *
 * @param bytes the first bytes of a file that begins with two zeros, at least 4 + 4 · (number of axes)
 * @throws Problem `idx-type`, `array-header-short`
 */
export function readIdxHeader(bytes: Uint8Array): ArrayHeader {
  requireHeader(bytes, 4);
  const type = TYPES[bytes[2]!];
  if (!type) throw new Problem('idx-type', { found: hexadecimal(bytes.subarray(2, 3)) });
  const axes = bytes[3]!;
  const offset = 4 + 4 * axes;
  requireHeader(bytes, offset);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { type, bigEndian: true, shape, fortranOrder: false, offset };
}

/** @throws Problem as `readIdxHeader` and `readBody` */
export function readIdx(bytes: Uint8Array): NdArray {
  return readBody(bytes, readIdxHeader(bytes));
}
