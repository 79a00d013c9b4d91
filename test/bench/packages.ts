import { createRequire } from 'node:module';
import * as path from 'node:path';

/** The folder whose `package.json` names the packages compared with. */
const FOLDER = path.resolve('test', 'bench');

const require = createRequire(path.join(FOLDER, 'package.json'));

/** @throws Error where it is not installed */
export function load(name: string): unknown {
  return require(name);
}

/** The path of a file of a package. @throws Error where it is not installed */
export function fileOf(name: string): string {
  return require.resolve(name);
}
