import * as fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../numerics/problem';

/**
 * Writes a file so that whoever reads it finds the old content or the new one, whole, whatever happens meanwhile: to a
 * temporary file beside it, to the disk, then in its place.
 *
 * @throws Problem `run-write`
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  writing(file, () => {
    const temporary = `${file}.tmp`;
    const descriptor = fs.openSync(temporary, 'w');
    try {
      fs.writeFileSync(descriptor, content);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, file);
  });
}

/**
 * Runs what writes a file or makes a folder.
 *
 * @throws Problem `run-write` with its name and the reason
 */
export function writing<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Problem('run-write', { file: path.normalize(file), reason: code });
  }
}
