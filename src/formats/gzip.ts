import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync } from 'node:zlib';
import { Problem } from '../numerics/problem';

/** How much of a file is looked at to find out what it holds. */
const PEEK = 4096;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The beginning of what was compressed.
 *
 * @throws Problem `gzip-damaged`
 */
export function peekGzip(bytes: Uint8Array): Uint8Array {
  try {
    // What was cut off is no error here.
    return gunzipSync(bytes.subarray(0, PEEK), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    throw new Problem('gzip-damaged');
  }
}

const inflate = promisify(gunzip);

/**
 * What was compressed.
 *
 * @param expected its bytes; no more than that are made
 * @throws Problem `gzip-damaged`, `gzip-long`
 */
export async function ungzip(bytes: Uint8Array, expected: number): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: Math.max(1, expected) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? new Problem('gzip-long', { expected }) : new Problem('gzip-damaged');
  }
}
