import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheRoot } from './cache';
import { isInstalled } from './processes';

/** Either the executable of desktop VS Code or, in one sentence, why there is none. */
export type Desktop = { readonly executable: string } | { readonly reason: string };

const downloads = 'https://update.code.visualstudio.com/api/releases/stable';
const reachTimeout = 5_000;

const tried = new Map<string, Promise<Desktop>>();

/**
 * Desktop VS Code of a version: the one in the cache, else downloaded where that is reachable within 5 s. Each version
 * is tried once in the life of this process.
 */
export function tryDesktop(version: string): Promise<Desktop> {
  const known = tried.get(version) ?? attempt(version);
  tried.set(version, known);
  return known;
}

async function attempt(version: string): Promise<Desktop> {
  if (process.env['NABLA_DESKTOP'] === '0') {
    return { reason: 'NABLA_DESKTOP=0 asks for the server instead of desktop VS Code.' };
  }
  const needsScreen = !hasDisplay();
  if (needsScreen && !isInstalled('xvfb-run')) {
    return { reason: 'Desktop VS Code needs a display or xvfb-run; there is neither.' };
  }
  if (!isCached(version) && !(await isReachable())) {
    return { reason: 'Desktop VS Code cannot be downloaded here (update.code.visualstudio.com did not answer).' };
  }
  try {
    const code = await downloadAndUnzipVSCode({ version, cachePath: cacheRoot });
    return { executable: needsScreen ? withVirtualScreen(code, version) : code };
  } catch (error) {
    return {
      reason: `Downloading desktop VS Code ${version} failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** True where a window could be shown. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || !!process.env['DISPLAY'] || !!process.env['WAYLAND_DISPLAY'];
}

function isCached(version: string): boolean {
  const names = fs.existsSync(cacheRoot) ? fs.readdirSync(cacheRoot) : [];
  return names.some(
    name =>
      name.startsWith('vscode-') &&
      name.endsWith(`-${version}`) &&
      fs.existsSync(path.join(cacheRoot, name, 'is-complete')),
  );
}

function isReachable(): Promise<boolean> {
  return new Promise(resolve => {
    const request = https.get(downloads, { timeout: reachTimeout }, response => {
      response.destroy();
      resolve(response.statusCode === 200);
    });
    // The option covers a silent connection; this covers looking up the name and connecting as well.
    const timer = setTimeout(() => request.destroy(new Error('too slow')), reachTimeout);
    request.on('timeout', () => request.destroy(new Error('too slow')));
    request.on('error', () => resolve(false));
    request.on('close', () => clearTimeout(timer));
  });
}

function withVirtualScreen(code: string, version: string): string {
  const file = path.join(cacheRoot, `code-with-screen-${version}`);
  fs.writeFileSync(file, `#!/bin/sh\nexec xvfb-run -a '${code}' "$@"\n`, { mode: 0o755 });
  return file;
}
