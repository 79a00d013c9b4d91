import { isGzip, peekGzip, ungzip } from '../../formats/gzip';
import { isIdx, readIdxHeader } from '../../formats/idx';
import { fileBytes, hexadecimal, readBody, requireHeader, type ArrayHeader, type NdArray } from '../../formats/ndarray';
import { isNpy, readNpyHeader } from '../../formats/npy';
import { isZip, listNpz, readNpz } from '../../formats/npz';
import { Problem } from '../../numerics/problem';
import { inSource } from '../inSource';

/** A file of arrays: IDX, NPY, either of them gzipped, or NPZ. */
export interface ArrayFile {
  /** The file as it was given, for sentences; without `#name`. */
  readonly source: string;
  /** The array that is meant, of a file with several (`mnist.npz#x_train`). */
  readonly name?: string | undefined;
  readonly bytes: Uint8Array;
}

/** An array with what it is called in sentences: its file, or file#name. */
export interface NamedArray extends NdArray {
  readonly source: string;
}

/** An array that was found, but not read yet. */
export interface ArrayPlace {
  /** Bytes that reading it takes besides those of its file. */
  readonly bytes: number;
  /** @throws Problem where it is damaged */
  read(): Promise<NamedArray>;
}

/** Whether these are the first bytes of a file of arrays. Some hundred are asked for, where the file has them. */
export function isArrayFile(bytes: Uint8Array): boolean {
  try {
    return isZip(bytes) || hasHeader(isGzip(bytes) ? peekGzip(bytes) : bytes);
  } catch {
    return false; // something else that begins like gzip
  }
}

/**
 * Finds the array in a file, or the one of its name in an archive.
 *
 * @throws Problem about the file, with its source: `array-file`, `gzip-content`, `array-name`,
 * `npz-array`, `npz-unnamed`; those of the formats
 */
export async function findArray(file: ArrayFile): Promise<ArrayPlace> {
  return inSource(file.source, () => (isZip(file.bytes) ? inArchive(file) : alone(file)));
}

function inArchive({ source, name, bytes }: ArrayFile): ArrayPlace {
  const entries = listNpz(bytes);
  const arrays = entries.map(entry => entry.name).join(', ');
  if (name === undefined) throw new Problem('npz-unnamed', { arrays });
  const found = entries.find(entry => entry.name === name);
  if (!found) throw new Problem('npz-array', { name, arrays });
  return placeOf(`${source}#${name}`, found.bytes, () => readNpz(bytes, name));
}

function alone({ source, name, bytes }: ArrayFile): ArrayPlace {
  if (name !== undefined) throw new Problem('array-name', { name });
  if (!isGzip(bytes)) {
    const header = readHeader(bytes);
    return placeOf(source, 0, () => readBody(bytes, header));
  }
  const header = readHeader(peekGzip(bytes), 'gzip-content');
  const size = fileBytes(header);
  return placeOf(source, size, async () => readBody(await ungzip(bytes, size), header));
}

function placeOf(source: string, bytes: number, read: () => NdArray | Promise<NdArray>): ArrayPlace {
  return { bytes, read: () => inSource(source, async () => ({ source, ...(await read()) })) };
}

function hasHeader(bytes: Uint8Array): boolean {
  return isIdx(bytes) || isNpy(bytes);
}

/** @param code of the problem that the bytes are something else */
function readHeader(bytes: Uint8Array, code = 'array-file'): ArrayHeader {
  requireHeader(bytes, 4);
  if (isNpy(bytes)) return readNpyHeader(bytes);
  if (bytes[0] === 0 && bytes[1] === 0) return readIdxHeader(bytes);
  throw new Problem(code, { found: hexadecimal(bytes.subarray(0, 6)) });
}
