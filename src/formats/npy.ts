import { Problem } from '../numerics/problem';
import { readBody, requireHeader, type ArrayHeader, type NdArray, type NumberType } from './ndarray';

/**
 * NPY, NumPy's format of one array. npyjs, the package for it that is kept, takes no big-endian numbers, leaves
 * Fortran's order to its caller, and reads a file that was cut off as far as it goes; so it is read here.
 *
 * Source: "A simple file format for NumPy arrays", numpy.lib.format, versions 1.0, 2.0 and 3.0.
 */

const MAGIC = '\x93NUMPY';
/** No header of numbers is as long. */
const MAX_HEADER = 65_535;

/** Whether these are the first bytes of an NPY file. At least 6 are asked for. */
export function isNpy(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/**
 * What an NPY file begins with: magic, version, length of the header, and a dictionary as Python writes it, of `descr`,
 * `fortran_order` and `shape`.
 *
 * @param bytes the first bytes of a file that `isNpy`, the header among them
 * @throws Problem `npy-version`, `npy-header`, `npy-header-length`, `npy-type`, `array-header-short`
 */
export function readNpyHeader(bytes: Uint8Array): ArrayHeader {
  const { start, offset } = headerPlace(bytes);
  const text = latin1(bytes.subarray(start, offset));
  const shape = shapeIn(text);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)\b/.exec(text)?.[1];
  if (!shape || !order) throw new Problem('npy-header', { found: text.trim().slice(0, 80), offset: start });
  return { ...typeIn(text), shape, fortranOrder: order === 'True', offset };
}

/** @throws Problem as `readNpyHeader` and `readBody` */
export function readNpy(bytes: Uint8Array): NdArray {
  return readBody(bytes, readNpyHeader(bytes));
}

/** Where the dictionary begins and where it ends. */
function headerPlace(bytes: Uint8Array): { start: number; offset: number } {
  requireHeader(bytes, 8);
  const version = bytes[6]!;
  if (version < 1 || version > 3) throw new Problem('npy-version', { found: version });
  const start = version === 1 ? 10 : 12;
  requireHeader(bytes, start);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER) throw new Problem('npy-header-length', { found: length, maximum: MAX_HEADER });
  requireHeader(bytes, start + length);
  return { start, offset: start + length };
}

/** (3,), (3, 2), (); numbers may end in L, as Python 2 wrote them. */
function shapeIn(text: string): number[] | undefined {
  const lengths = /['"]shape['"]\s*:\s*\(\s*((?:\d+L?\s*,\s*)*(?:\d+L?\s*)?)\)/.exec(text)?.[1];
  return lengths?.match(/\d+/g)?.map(Number) ?? (lengths === undefined ? undefined : []);
}

/** Truth values are bytes. */
const TYPES = ['b1', 'u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f2', 'f4', 'f8'];

function typeIn(text: string): { type: NumberType; bigEndian: boolean } {
  const found = /['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)"|(\[.*?\])\s*[,}])/s.exec(text);
  const written = found?.[1] ?? found?.[2];
  const [, order, type] = /^([<>|=]?)(\w+)$/.exec(written ?? '') ?? [];
  if (type === undefined || !TYPES.includes(type))
    throw new Problem('npy-type', { found: (written ?? found?.[3] ?? '').slice(0, 80) });
  return { type: (type === 'b1' ? 'u1' : type) as NumberType, bigEndian: order === '>' };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
