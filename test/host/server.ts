import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryFolder } from './cleanup';
import { installServer } from './install';
import { childrenOf, lastLines, run, spawnGroup } from './processes';
import { quietSettings, type Settings } from './settings';
import { type HostName, hosts } from './versions';

export interface ServerOptions {
  version: HostName;
  /** Packed extension to install before the start. */
  vsix?: string;
  /** Where extensions are installed; by default a folder of this server alone. */
  extensionsDir?: string;
  /** Where the user's settings lie; by default a folder of this server alone. */
  userDataDir?: string;
  /** User settings over the quiet ones. */
  settings?: Settings;
  locale?: 'en' | 'ko';
  /** `restricted` starts in Restricted Mode without asking. */
  trust?: 'disabled' | 'restricted';
  /** Lets the page name an extension under development and its tests; hides toasts in newer versions. */
  smoke?: boolean;
  port?: number;
  env?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly port: number;
  readonly version: HostName;
  readonly dataDir: string;
  readonly userDataDir: string;
  /** Node version of the server and thereby of the extension host. */
  readonly node: string;
  /** Processes that run extensions now: one for each window connected. */
  extensionHostPids(): number[];
  /** What the server printed so far. */
  output(): string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** How the workbench names a file that lies on the server. */
export function remoteFile(server: Server, file: string): string {
  return `vscode-remote://127.0.0.1:${server.port}${file}`;
}

/**
 * Address of the workbench with a folder open; `payload` is what it is told besides. The folder is not left to the
 * server's own default: files would then not count as lying in it.
 */
export function workbenchAddress(server: Server, folder: string, payload: readonly [string, string][] = []): string {
  const query = new URLSearchParams({ folder, ...(payload.length > 0 && { payload: JSON.stringify(payload) }) });
  return `http://127.0.0.1:${server.port}/?${query.toString()}`;
}

const startTimeout = 30_000;

/** Starts VS Code's server on this machine only, installing it first where needed. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { main, node } = await installServer(options.version);
  const data = temporaryFolder('data');
  try {
    const places = placesOf(options, data.path);
    if (options.vsix !== undefined) {
      await installVsix(options.version, options.vsix, places.extensionsDir);
    }
    writeSettings(places.userDataDir, options.settings ?? {});
    writeLanguagePack(places.userDataDir);
    const guard = path.join(__dirname, 'serverGuard.js');
    const args = ['--require', guard, main, ...serverArguments(options), ...folderArguments(places)];
    const group = spawnGroup(node, args, serverEnvironment(data.path, options.env));
    const ended = endOf(group.child);
    const { port, output } = await listening(group.child, options.version).catch((error: unknown) => {
      group.kill();
      throw error;
    });
    return {
      port,
      version: options.version,
      dataDir: data.path,
      userDataDir: places.userDataDir,
      node: (await run(node, ['--version'])).trim(),
      extensionHostPids: () => childrenOf(group.child.pid ?? -1, '--type=extensionHost'),
      output,
      ended,
      stop: async () => {
        group.kill();
        await ended;
        data.remove();
      },
    };
  } catch (error) {
    data.remove();
    throw error;
  }
}

/** Installs a packed extension into a folder that may then be given as `extensionsDir`. */
export async function installVsix(version: HostName, vsix: string, extensionsDir: string): Promise<void> {
  if (!fs.existsSync(vsix)) {
    throw new Error(`There is no ${vsix}; run "npm run package" first.`);
  }
  const { main, node } = await installServer(version);
  const data = temporaryFolder('install');
  try {
    const places = folderArguments({ ...placesOf({ version }, data.path), extensionsDir });
    await run(node, [main, '--install-extension', vsix, '--force', '--accept-server-license-terms', ...places], {
      env: serverEnvironment(data.path),
    });
  } finally {
    data.remove();
  }
}

interface Places {
  dataDir: string;
  userDataDir: string;
  extensionsDir: string;
}

function placesOf(options: ServerOptions, dataDir: string): Places {
  return {
    dataDir,
    userDataDir: options.userDataDir ?? path.join(dataDir, 'user'),
    extensionsDir: options.extensionsDir ?? path.join(dataDir, 'extensions'),
  };
}

function folderArguments({ dataDir, userDataDir, extensionsDir }: Places): string[] {
  return ['--server-data-dir', dataDir, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
}

function serverArguments(options: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--without-connection-token', '--accept-server-license-terms', '--disable-telemetry'],
    ...(options.trust === 'restricted' ? [] : ['--disable-workspace-trust']),
    ...(options.smoke ? ['--enable-smoke-test-driver'] : []),
    ...(options.locale === 'ko' ? ['--locale', 'ko'] : []),
  ];
}

/**
 * Our environment without what would make the server believe that another VS Code started it. Sockets and temporary
 * files go into the folder that is removed at the end, except where its path is too long for a socket.
 */
function serverEnvironment(dataDir: string, extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_.*|CODE_SERVER_PARENT_PID|ELECTRON_RUN_AS_NODE|NODE_OPTIONS|XDG_RUNTIME_DIR)$/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const temporary = path.join(dataDir, 'tmp');
  fs.mkdirSync(temporary, { recursive: true });
  const places = process.platform === 'linux' && temporary.length < 55 ? { TMPDIR: temporary } : {};
  // An empty gallery: nothing is looked up on the network.
  return { ...Object.fromEntries(own), ...places, EXTENSIONS_GALLERY: '{}', ...extra };
}

/** Path of the user's settings file of a server; VS Code notices when it is written. */
export function settingsFile(userDataDir: string): string {
  return path.join(userDataDir, 'User', 'settings.json');
}

function writeSettings(userDataDir: string, settings: Settings): void {
  const file = settingsFile(userDataDir);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
}

/**
 * Makes Korean a known display language. The pack is empty, VS Code itself stays English; extensions get their own
 * translations, which is what matters here.
 */
function writeLanguagePack(userDataDir: string): void {
  const translations = path.join(userDataDir, 'ko.i18n.json');
  fs.writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'nabla',
    label: 'ko',
    extensions: [{ extensionIdentifier: { id: 'nabla.korean' }, version: '0.0.1' }],
    translations: { vscode: translations },
  };
  fs.writeFileSync(path.join(userDataDir, 'languagepacks.json'), JSON.stringify({ ko: pack }));
}

function listening(child: ChildProcess, version: HostName): Promise<{ port: number; output: () => string }> {
  let text = '';
  const title = `The server of VS Code ${hosts[version].vscode}`;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${title} did not listen within ${startTimeout / 1000} s: ${lastLines(text)}`));
    }, startTimeout);
    const read = (data: Buffer) => {
      text = (text + String(data)).slice(-100_000);
      const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
      if (port !== undefined) {
        clearTimeout(timer);
        resolve({ port: Number(port), output: () => text });
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', reject);
    child.on('exit', code => {
      clearTimeout(timer);
      reject(new Error(`${title} ended with ${code}: ${lastLines(text)}`));
    });
  });
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}
