import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../numerics/problem';
import { writing } from './writing';

/**
 * A run on disk: a folder with `run.json`, TensorBoard event files and `checkpoint.safetensors`, by default in
 * `.nabla/runs`, which version control is told to leave out.
 */

const NABLA = '.nabla';

export function runJsonOf(run: string): string {
  return path.join(run, 'run.json');
}

export function checkpointOf(run: string): string {
  return path.join(run, 'checkpoint.safetensors');
}

/** A folder for a new run of what is in `root`, not yet made. */
export function newRunFolder(root: string, now = new Date()): string {
  return path.join(root, NABLA, 'runs', newRunId(now));
}

/**
 * `YYYYMMDD-HHmmss-xxxx`: when the run began by the clock of its user, who looks for it by that, and four random digits
 * of base 16, so that two that begin together differ.
 */
export function newRunId(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('');
  return `${date}-${time}-${randomBytes(2).toString('hex')}`;
}

/**
 * Whether a new run may be written to a folder, before anything is made there.
 *
 * @throws Problem `run-folder-used` where it holds something or is a file, `run-write` where it cannot be looked into
 */
export function checkUnused(run: string): void {
  try {
    if (fs.readdirSync(run).length > 0) throw new Problem('run-folder-used', { folder: run });
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw code === 'ENOTDIR'
      ? new Problem('run-folder-used', { folder: run })
      : new Problem('run-write', { file: run, reason: code });
  }
}

/**
 * Makes the folder of a new run; one below `.nabla` is not to be committed.
 *
 * @throws Problem as `checkUnused`: another run may have begun there while data were read
 */
export function makeRunFolder(run: string): void {
  checkUnused(run);
  writing(run, () => makeFolder(path.resolve(run)));
  const nabla = path.resolve(run, '..', '..');
  const ignoring = path.join(nabla, '.gitignore');
  if (path.basename(nabla) === NABLA && !fs.existsSync(ignoring))
    writing(ignoring, () => fs.writeFileSync(ignoring, '*\n'));
}

/** With those it is in. `recursive` of Node never ends where a folder that is there takes no others, as `/proc`. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder);
}
