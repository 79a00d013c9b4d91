import * as zlib from 'node:zlib';
import { unzipSync } from 'fflate';
import { Problem } from '../numerics/problem';
import type { NdArray } from './ndarray';
import { readNpy } from './npy';

/** NPZ, NumPy's archive of named arrays: a ZIP of NPY files. */

const EXTENSION = '.npy';

/** Whether these are the first bytes of a ZIP archive. At least 4 are asked for. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6)); // with files, or empty
}

/** An array of an archive that is not unpacked yet. */
export interface NpzEntry {
  readonly name: string;
  /** Size of its NPY file, in bytes. */
  readonly bytes: number;
}

/**
 * The arrays of an archive, in its order.
 *
 * @throws Problem `npz-damaged`
 */
export function listNpz(bytes: Uint8Array): NpzEntry[] {
  const entries: NpzEntry[] = [];
  unzip(bytes, ({ name, originalSize }) => {
    if (name.endsWith(EXTENSION)) entries.push({ name: arrayName(name), bytes: originalSize });
    return false;
  });
  return entries;
}

/**
 * Unpacks the array of a name, to as many bytes as `listNpz` says.
 *
 * @throws Problem `npz-damaged`, also where there is no such array, and those of `readNpy`
 */
export function readNpz(bytes: Uint8Array, name: string): NdArray {
  const file = `${name}${EXTENSION}`;
  let found = false;
  const content = unzip(bytes, entry => {
    if (found || entry.name !== file) return false;
    found = true; // others of the same name stay packed
    return true;
  })[file];
  if (!content || isChanged(content, checksumIn(bytes, file))) throw new Problem('npz-damaged');
  return readNpy(content);
}

/** What an entry of an archive's directory begins with. */
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');
/** Its bytes before the name. */
const ENTRY_BYTES = 46;

/**
 * The CRC-32 that the directory at the end of an archive gives for a file, which fflate does not look at; undefined where
 * the name is not written as UTF-8.
 */
function checksumIn(bytes: Uint8Array, file: string): number | undefined {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const name = Buffer.from(file);
  const last = archive.length - ENTRY_BYTES;
  for (let at = archive.lastIndexOf(ENTRY, last); at > 0; at = archive.lastIndexOf(ENTRY, at - 1))
    if (
      archive.readUInt16LE(at + 28) === name.length &&
      name.equals(archive.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + name.length))
    )
      return archive.readUInt32LE(at + 16);
  return undefined;
}

/** Absent before Node 20.15. */
const crc32 = zlib.crc32 as typeof zlib.crc32 | undefined;

function isChanged(content: Uint8Array, checksum: number | undefined): boolean {
  return crc32 !== undefined && checksum !== undefined && crc32(content) !== checksum;
}

function arrayName(file: string): string {
  return file.slice(0, -EXTENSION.length);
}

function unzip(bytes: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch {
    throw new Problem('npz-damaged'); // fflate's own errors are of many kinds
  }
}
