import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryFolder } from './cleanup';
import { installVsix } from './server';
import type { HostName } from './versions';

/** The extension of driverExtension.ts. */
const driver = { name: 'driver', publisher: 'nabla-test', version: '0.0.1' };

const folders = new Map<string, Promise<string>>();

/** A folder with the driver and the packed extension installed, shared by all windows of this process. */
export async function extensionsWith(version: HostName, vsix: string | undefined): Promise<string> {
  const key = vsix === undefined ? version : `${version} ${path.resolve(vsix)} ${fs.statSync(vsix).mtimeMs}`;
  const install = async () => {
    const folder = temporaryFolder('extensions').path;
    if (vsix !== undefined) {
      await installVsix(version, vsix, folder);
    }
    addDriver(folder);
    return folder;
  };
  const folder = folders.get(key) ?? install();
  folders.set(key, folder);
  return folder;
}

/** Puts the driver extension into a folder of installed extensions. */
function addDriver(extensionsDir: string): void {
  const relativeLocation = `${driver.publisher}.${driver.name}-${driver.version}`;
  const folder = path.join(extensionsDir, relativeLocation);
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(__dirname, 'driverExtension.js'), path.join(folder, 'extension.js'));
  const manifest = {
    ...driver,
    engines: { vscode: '^1.90.0' },
    main: './extension.js',
    activationEvents: ['*'],
    capabilities: { untrustedWorkspaces: { supported: true } },
  };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const list = path.join(extensionsDir, 'extensions.json');
  const others = fs.existsSync(list) ? (JSON.parse(fs.readFileSync(list, 'utf8')) as object[]) : [];
  const entry = {
    identifier: { id: `${driver.publisher}.${driver.name}` },
    version: driver.version,
    location: { $mid: 1, path: folder, scheme: 'file' },
    relativeLocation,
  };
  fs.writeFileSync(list, JSON.stringify([...others, entry]));
}
