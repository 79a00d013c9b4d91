import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
// eslint-disable-next-line @typescript-eslint/no-require-imports
import tinyglobby = require('tinyglobby'); // esbuild takes the CommonJS entry for it: the other one breaks in a CommonJS bundle
import { Problem } from '../numerics/problem';
import { languageOfFile } from '../source/script';

/**
 * The scripts that files, folders and patterns name, in order, as paths from the working folder. Packages and
 * declarations of types are left out.
 *
 * @throws Problem `check-no-files`
 */
export async function scriptFiles(patterns: readonly string[]): Promise<string[]> {
  const isFile = (each: string) => existsSync(each) && statSync(each).isFile();
  const globs = patterns.filter(each => !isFile(each)).map(each => each.replaceAll(path.sep, '/'));
  const found =
    globs.length === 0 ? [] : await tinyglobby.glob(globs, { ignore: ['**/node_modules/**'], expandDirectories: true });
  const files = [...patterns.filter(isFile), ...found].map(each => path.relative('', each) || each);
  const scripts = files.filter(each => languageOfFile(each) !== undefined && !/\.d\.[cm]?ts$/.test(each));
  if (scripts.length === 0) throw new Problem('check-no-files', { patterns: patterns.join(', ') });
  return [...new Set(scripts)].sort();
}
