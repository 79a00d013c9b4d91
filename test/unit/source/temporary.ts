import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A folder of files that is removed after the tests. */
export class TemporaryFolder {
  readonly path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-source-')));

  file(name: string): string {
    return path.join(this.path, name);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(this.file(name)), { recursive: true });
      fs.writeFileSync(this.file(name), text);
    }
  }

  /** All that is in it, relative and sorted. */
  list(): string[] {
    return fs.readdirSync(this.path, { recursive: true, encoding: 'utf8' }).sort();
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true });
  }
}
