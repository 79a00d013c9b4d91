import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const FOLDER = path.resolve('test', 'bench');

/** TensorFlow Playground is no package of the registry. */
const PLAYGROUND = 'https://github.com/tensorflow/playground/archive/02469bd3751764b20486015d4202b792af5362a6.tar.gz';

/** The packages compared with are no part of Nabla: they are installed here, and do without where that fails. */
export function installPeers(): void {
  const { dependencies } = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  if (Object.keys(dependencies).every(name => existsSync(path.join(FOLDER, 'node_modules', name)))) return;
  if (!npm('ci')) console.error('The packages to compare with could not be installed.');
  npm('install', '--no-save', '--no-package-lock', '--ignore-scripts', '--fetch-retries=0', PLAYGROUND);
}

/** @returns whether that went well */
function npm(...args: readonly string[]): boolean {
  try {
    execFileSync('npm', [...args, '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
