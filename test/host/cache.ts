import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { onExit, sweep, temporaryFolder } from './cleanup';
import { run } from './processes';
import type { Tarball } from './versions';

/** Root of the project; the compiled file lies three folders below it. */
export const projectRoot = path.resolve(__dirname, '..', '..', '..');

/** What is downloaded for tests and demos; ignored by git and safe to delete. */
export const cacheRoot = path.join(projectRoot, '.vscode-test');

const halfMade = '.making-';

/**
 * Path of the folder `name` in the cache, made by `make` where it is missing. It is made beside its place and renamed
 * when whole, so that an interrupted `make` leaves nothing that could be taken for the real one, and of two processes
 * making it at once the later one takes what the earlier made.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const place = path.join(cacheRoot, name);
  if (fs.existsSync(place)) {
    return place;
  }
  fs.mkdirSync(cacheRoot, { recursive: true });
  sweep(cacheRoot, halfMade);
  const draft = path.join(cacheRoot, `${halfMade}${process.pid}-${randomBytes(4).toString('hex')}`);
  fs.mkdirSync(draft);
  const discard = () => fs.rmSync(draft, { recursive: true, force: true });
  const withdraw = onExit(discard);
  try {
    await make(draft);
    publish(draft, place);
  } finally {
    discard();
    withdraw();
  }
  return place;
}

function publish(draft: string, place: string): void {
  try {
    fs.renameSync(draft, place);
  } catch (error) {
    if (!fs.existsSync(place)) {
      throw error;
    }
  }
}

/** Downloads a pinned tarball and unpacks what lies below `inside`, its leading folders left out, into `target`. */
export async function unpack(tarball: Tarball, inside: string, target: string): Promise<void> {
  const spec = `${tarball.name}@${tarball.version}`;
  const download = temporaryFolder('download');
  try {
    await npm(['pack', spec, '--pack-destination', download.path], download.path);
    const file = path.join(download.path, fs.readdirSync(download.path)[0] ?? '');
    verify(file, tarball);
    fs.mkdirSync(target, { recursive: true });
    const depth = inside.split('/').length;
    await run('tar', ['-xzf', file, '-C', target, `--strip-components=${depth}`, inside]);
  } finally {
    download.remove();
  }
}

/** @throws an error where the file has another digest than the one pinned */
export function verify(file: string, tarball: Tarball): void {
  const found = `sha512-${createHash('sha512').update(fs.readFileSync(file)).digest('base64')}`;
  if (found !== tarball.integrity) {
    throw new Error(
      `${tarball.name}@${tarball.version} from the npm registry has digest ${found}, expected ${tarball.integrity}; ` +
        'check the configured registry.',
    );
  }
}

/** Runs npm, the one that runs us where there is one, never letting a package run a script. */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const own = process.env['npm_execpath'];
  const useOwn = own !== undefined && path.basename(own) === 'npm-cli.js' && fs.existsSync(own);
  const program = useOwn ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const all = [
    ...(useOwn ? [own] : []),
    ...args,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
  ];
  try {
    return await run(program, all, { cwd });
  } catch (error) {
    throw new Error(
      `"npm ${args.slice(0, 2).join(' ')}" failed; check that the npm registry can be reached (npm ping).\n` +
        (error instanceof Error ? error.message : String(error)),
      { cause: error },
    );
  }
}
