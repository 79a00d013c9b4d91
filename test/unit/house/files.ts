import * as fs from 'node:fs';
import * as path from 'node:path';

/** The project's folder; compiled tests lie in out/test/unit/house. */
export const ROOT = path.resolve(__dirname, '..', '..', '..', '..');

/** Files below a folder of the project, relative to the project, with `/`. */
export function filesBelow(folder: string, ending: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map(file => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter(file => file.endsWith(ending))
    .sort();
}

export function readText(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

export function readJson<T>(file: string): T {
  return JSON.parse(readText(file)) as T;
}
