/**
 * Stands in for the `code` executable of desktop VS Code: takes the arguments @vscode/test-electron gives, runs the
 * suite in VS Code's server with a browser without window, and exits with 0 only when the suite said that it passed.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheRoot } from './cache';
import { type Server, startServer } from './server';
import { runSuite } from './suite';
import { type HostName, hosts } from './versions';

/** Environment variables that say what the arguments cannot. */
export interface ShimEnvironment extends Record<string, string> {
  NABLA_HOST: HostName;
  /** Id of the process that runs the tests; without it the stand-in ends as well. */
  NABLA_HOST_PARENT: string;
  /** Test-electron always turns workspace trust off; this keeps it. */
  NABLA_HOST_TRUST: 'disabled' | 'restricted';
  NABLA_HOST_LOCALE: 'en' | 'ko';
  /** Whether it is all right that no test ran, because only chosen ones were to. */
  NABLA_HOST_MAY_BE_EMPTY: '0' | '1';
}

const suiteTimeout = 4 * 60_000;

/** Writes the executable that starts the stand-in, since a build cannot make one, and returns its path. */
export function writeShim(): string {
  if (process.platform === 'win32') {
    throw new Error('The server host cannot run on Windows; tests there need desktop VS Code.');
  }
  const file = path.join(cacheRoot, 'code-shim');
  const draft = `${file}.${process.pid}`;
  fs.mkdirSync(cacheRoot, { recursive: true });
  fs.writeFileSync(draft, `#!/bin/sh\nexec '${process.execPath}' '${__filename}' "$@"\n`, { mode: 0o755 });
  fs.renameSync(draft, file);
  return file;
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const option = (name: string) => args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const workspace = args.find(arg => !arg.startsWith('-'));
  const testsPath = option('extensionTestsPath');
  const developmentPath = option('extensionDevelopmentPath');
  if (workspace === undefined || testsPath === undefined || developmentPath === undefined) {
    throw new Error('Needed: a folder, --extensionTestsPath=… and --extensionDevelopmentPath=….');
  }
  const server = await start(option('user-data-dir'), option('extensions-dir'));
  try {
    const mayBeEmpty = process.env['NABLA_HOST_MAY_BE_EMPTY'] === '1';
    await runSuite(server, { developmentPath, testsPath, workspace, timeout: suiteTimeout, mayBeEmpty });
  } finally {
    await server.stop();
  }
}

function start(userDataDir?: string, extensionsDir?: string): Promise<Server> {
  const { NABLA_HOST: host, NABLA_HOST_TRUST: trust, NABLA_HOST_LOCALE: locale } = process.env;
  return startServer({
    version: host !== undefined && host in hosts ? (host as HostName) : 'newest',
    trust: trust === 'restricted' ? 'restricted' : 'disabled',
    locale: locale === 'ko' ? 'ko' : 'en',
    smoke: true,
    ...(userDataDir !== undefined && { userDataDir }),
    ...(extensionsDir !== undefined && { extensionsDir }),
  });
}

/** Ends this process when the one that started it is gone, which may be so from the beginning. */
function followParent(): void {
  const parent = Number(process.env['NABLA_HOST_PARENT'] ?? process.ppid);
  const look = () => process.ppid === parent || process.exit(1);
  look();
  setInterval(look, 200).unref();
}

if (require.main === module) {
  followParent();
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
