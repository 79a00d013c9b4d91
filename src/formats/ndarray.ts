import { endianness } from 'node:os';
import { elementCount, positionOf } from '../numerics/tensor';
import { Problem } from '../numerics/problem';

/** Numbers as a file holds them. */
export type Numbers =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** An array of any number of axes, row-major. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly data: Numbers;
}

/** u: whole numbers from 0 on, i: whole numbers, f: floating point; with their bytes. */
export type NumberType = 'u1' | 'i1' | 'u2' | 'i2' | 'u4' | 'i4' | 'u8' | 'i8' | 'f2' | 'f4' | 'f8';

/** What the beginning of a file says about the numbers in the rest of it. */
export interface ArrayHeader {
  readonly type: NumberType;
  readonly bigEndian: boolean;
  readonly shape: readonly number[];
  /** Whether the first axis runs fastest. */
  readonly fortranOrder: boolean;
  /** Where the numbers begin, in bytes. */
  readonly offset: number;
}

/** The bytes that a file with this header has. */
export function fileBytes({ type, shape, offset }: ArrayHeader): number {
  return offset + elementCount(shape) * bytesOf(type);
}

/** @throws Problem `array-header-short` where a file has fewer bytes than its header needs */
export function requireHeader(bytes: Uint8Array, expected: number): void {
  if (bytes.length < expected) throw new Problem('array-header-short', { found: bytes.length, expected });
}

/**
 * The array behind a header. Its numbers are a view of the file where they lie there as the machine has them, else a
 * copy. Halves become singles; whole numbers of 8 bytes become doubles.
 *
 * @throws Problem `array-short`, `array-long`, and `array-large-integer` beyond ±2⁵³
 */
export function readBody(bytes: Uint8Array, header: ArrayHeader): NdArray {
  const { type, shape, offset } = header;
  const expected = fileBytes(header);
  const args = { shape, width: bytesOf(type), offset, expected, found: bytes.length };
  if (bytes.length < expected) throw new Problem('array-short', { ...args, missing: expected - bytes.length });
  if (bytes.length > expected) throw new Problem('array-long', { ...args, extra: bytes.length - expected });
  const data = decode(bytes.subarray(offset), type, header.bigEndian, shape);
  return { shape, data: header.fortranOrder ? toRowMajor(data, shape) : data };
}

function bytesOf(type: NumberType): number {
  return Number(type[1]);
}

const MACHINE_IS_BIG_ENDIAN = endianness() === 'BE';

function decode(bytes: Uint8Array, type: NumberType, bigEndian: boolean, shape: readonly number[]): Numbers {
  const width = bytesOf(type);
  const swapped = width > 1 && bigEndian !== MACHINE_IS_BIG_ENDIAN;
  const own = swapped || bytes.byteOffset % width !== 0 ? aligned(bytes, swapped ? width : 1) : bytes;
  const [buffer, start, length] = [own.buffer, own.byteOffset, own.length / width];
  switch (type) {
    case 'u1':
      return new Uint8Array(buffer, start, length); // no Buffer, whose methods differ
    case 'i1':
      return new Int8Array(buffer, start, length);
    case 'u2':
      return new Uint16Array(buffer, start, length);
    case 'i2':
      return new Int16Array(buffer, start, length);
    case 'u4':
      return new Uint32Array(buffer, start, length);
    case 'i4':
      return new Int32Array(buffer, start, length);
    case 'u8':
      return fromBigIntegers(new BigUint64Array(buffer, start, length), shape);
    case 'i8':
      return fromBigIntegers(new BigInt64Array(buffer, start, length), shape);
    case 'f2':
      return Float32Array.from(new Uint16Array(buffer, start, length), fromHalf);
    case 'f4':
      return new Float32Array(buffer, start, length);
    case 'f8':
      return new Float64Array(buffer, start, length);
  }
}

/** A copy at the beginning of a buffer of its own, with the bytes of each `width` in reverse order. */
function aligned(bytes: Uint8Array, width: number): Uint8Array {
  const copy = Buffer.from(new Uint8Array(bytes).buffer);
  if (width === 2) copy.swap16();
  else if (width === 4) copy.swap32();
  else if (width === 8) copy.swap64();
  return copy;
}

/** Up to here doubles hold every whole number. */
const LARGEST = 2n ** 53n;

function fromBigIntegers(integers: BigUint64Array | BigInt64Array, shape: readonly number[]): Float64Array {
  const numbers = new Float64Array(integers.length);
  for (let i = 0; i < integers.length; i++) {
    const integer = integers[i]!;
    numbers[i] = Number(integer);
    if (integer > LARGEST || integer < -LARGEST)
      throw new Problem('array-large-integer', { found: String(integer), position: positionOf(i, shape) });
  }
  return numbers;
}

/**
 * The number whose half-precision form these 16 bits are: sign, 5 bits of exponent, 10 of fraction.
 *
 * Source: IEEE 754, binary16.
 */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Reorders numbers whose first axis runs fastest. */
function toRowMajor<A extends Numbers>(data: A, shape: readonly number[]): A {
  if (shape.length < 2) return data;
  const strides = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
  const position = shape.map(() => 0);
  const ordered = data.slice() as A;
  let from = 0;
  for (let to = 0; to < ordered.length; to++) {
    ordered[to] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++position[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      position[axis] = 0;
    }
  }
  return ordered;
}

/** 93 4e 55 */
export function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');
}
