/**
 * Shows the extension in VS Code with a copy of the samples: in desktop VS Code where that can be had, else in VS Code's
 * server with a link for a browser. `--lang ko` shows it in Korean, `--no-open` opens no browser, `--server` asks for
 * the server, `--port` for another port.
 */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { npm, projectRoot } from './cache';
import { temporaryFolder } from './cleanup';
import { hasDisplay, tryDesktop } from './desktop';
import { isInstalled, run } from './processes';
import { remoteFile, settingsFile, startServer, workbenchAddress } from './server';
import { quietSettings } from './settings';
import { hosts } from './versions';

const { values: options } = parseArgs({
  options: {
    lang: { type: 'string', default: 'en' },
    'no-open': { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
    port: { type: 'string', default: '8080' },
  },
});

async function main(): Promise<void> {
  // Registered before any other: an orderly end, not an error.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.exit(0));
  }
  const workspace = copySamples();
  const reason = options.server || !hasDisplay() ? undefined : await startDesktop(workspace);
  if (options.server || !hasDisplay() || reason !== undefined) {
    if (reason !== undefined) {
      console.log(reason);
    }
    await startInBrowser(workspace);
  }
}

/** The samples in a folder of their own, so that whatever is done to them is gone at the end. */
function copySamples(): string {
  const workspace = path.join(temporaryFolder('demo').path, 'nabla-samples');
  const samples = path.join(projectRoot, 'samples');
  fs.mkdirSync(workspace);
  if (fs.existsSync(samples)) {
    fs.cpSync(samples, workspace, { recursive: true });
  }
  return workspace;
}

/** What is open at first, so that there is something to try. */
function firstFile(workspace: string): string {
  return path.join(workspace, 'losses.ts');
}

/** Runs desktop VS Code until its window is closed; returns why not where there is none. */
async function startDesktop(workspace: string): Promise<string | undefined> {
  const desktop = await tryDesktop(hosts.newest.vscode);
  if ('reason' in desktop) {
    return desktop.reason;
  }
  const data = temporaryFolder('desktop').path;
  const userDataDir = path.join(data, 'user');
  fs.mkdirSync(path.dirname(settingsFile(userDataDir)), { recursive: true });
  fs.writeFileSync(settingsFile(userDataDir), JSON.stringify(quietSettings));
  console.log(`Nabla runs in VS Code ${hosts.newest.vscode}; close its window to end.`);
  await run(desktop.executable, [
    workspace,
    firstFile(workspace),
    `--extensionDevelopmentPath=${projectRoot}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${path.join(data, 'extensions')}`,
    ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--locale', options.lang],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]);
  return undefined;
}

/** Runs the server until it is stopped, and shows the link. */
async function startInBrowser(workspace: string): Promise<void> {
  await npm(['run', 'package', '--silent'], projectRoot);
  const server = await startServer({
    version: 'newest',
    vsix: path.join(projectRoot, 'nabla.vsix'),
    locale: options.lang === 'ko' ? 'ko' : 'en',
    trust: 'disabled',
    port: await freePort(Number(options.port)),
  });
  const link = workbenchAddress(server, workspace, [['openFile', remoteFile(server, firstFile(workspace))]]);
  console.log(`Nabla runs in VS Code ${hosts.newest.vscode} (Ctrl+C stops it):\n${link}`);
  if (!options['no-open'] && hasDisplay()) {
    openLink(link);
  }
  await server.ended;
  throw new Error('The server of VS Code ended; run npm start again.');
}

/** The first free port from `wanted` on. */
async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port++) {
    if (await isFree(port)) {
      return port;
    }
  }
  return 0; // Any.
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function openLink(url: string): void {
  const [program, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', url]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', url];
  if (program !== undefined && isInstalled(program)) {
    spawn(program, args, { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
