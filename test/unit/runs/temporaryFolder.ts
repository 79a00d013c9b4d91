import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A fresh folder for each test of a suite, gone after it. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => (folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-run-')))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  return () => folder;
}
