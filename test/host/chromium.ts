import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { cacheRoot, projectRoot } from './cache';
import { isInstalled, run } from './processes';

const asRoot = process.getuid?.() === 0;

let found: Promise<string> | undefined;

/**
 * Path of a Chromium, Chrome or Edge. Where there is none, Debian's is installed when we are root, else Playwright's is
 * downloaded into the cache; what is done is printed first.
 */
export function findChromium(): Promise<string> {
  return (found ??= search());
}

async function search(): Promise<string> {
  const wanted = process.env['NABLA_CHROMIUM'];
  if (wanted !== undefined && wanted !== '') {
    if (!fs.existsSync(wanted)) {
      throw new Error(`NABLA_CHROMIUM names ${wanted}, which does not exist; correct or unset it.`);
    }
    return wanted;
  }
  const present = installedBrowser() ?? (await playwrightBrowser());
  if (present !== undefined) {
    await ensureKoreanFont();
    return present;
  }
  return (await installWithApt()) ?? (await downloadWithPlaywright());
}

/** A browser on the search path or in its usual place. */
function installedBrowser(): string | undefined {
  return usualPlaces().find(file => fs.existsSync(file));
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap(root => (root === undefined ? [] : files.map(file => path.join(root, file))));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(':').filter(folder => folder !== '');
  return names.flatMap(name => folders.map(folder => path.join(folder, name)));
}

async function playwrightBrowser(): Promise<string | undefined> {
  const file = (await playwright()).chromium.executablePath();
  return fs.existsSync(file) ? file : undefined;
}

/** Playwright, told to keep downloads in our cache; it reads that only once, when loaded. */
async function playwright() {
  process.env['PLAYWRIGHT_BROWSERS_PATH'] ??= path.join(cacheRoot, 'browsers');
  return import('playwright-core');
}

async function installWithApt(): Promise<string | undefined> {
  if (!canUseApt()) {
    return undefined;
  }
  console.log('No Chromium found; installing the packages chromium and fonts-noto-cjk with apt-get.');
  try {
    await aptInstall(['chromium', 'fonts-noto-cjk', 'fontconfig']);
  } catch (error) {
    console.log(`apt-get could not install Chromium: ${error instanceof Error ? error.message : String(error)}`);
  }
  return installedBrowser();
}

function canUseApt(): boolean {
  return process.platform === 'linux' && asRoot && isInstalled('apt-get');
}

/** Installs Debian packages; the lists are fetched first only if without that it fails. */
async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const common = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300'];
  const install = () => run('apt-get', ['install', ...common, '--no-install-recommends', ...packages], { env });
  try {
    await install();
  } catch {
    await run('apt-get', ['update', ...common], { env });
    await install();
  }
}

/** Without a font that has Hangul, Korean text is drawn as boxes. */
async function ensureKoreanFont(): Promise<void> {
  if (!canUseApt() || (isInstalled('fc-list') && (await run('fc-list', [':lang=ko'])).trim() !== '')) {
    return;
  }
  console.log('No Korean font found; installing the package fonts-noto-cjk with apt-get.');
  await aptInstall(['fonts-noto-cjk', 'fontconfig']).catch((error: unknown) => {
    console.log(`Pictures will show boxes for Korean: ${error instanceof Error ? error.message : String(error)}`);
  });
}

async function downloadWithPlaywright(): Promise<string> {
  console.log("No Chromium found; downloading Playwright's build into .vscode-test (once, about 170 MB).");
  try {
    await playwright();
    const cli = path.join(projectRoot, 'node_modules', 'playwright-core', 'cli.js');
    await run(process.execPath, [cli, 'install', '--no-shell', 'chromium']);
  } catch (error) {
    throw new Error('No Chromium found or downloaded; install Chrome or Chromium, or set NABLA_CHROMIUM to its path.', {
      cause: error,
    });
  }
  return (await playwright()).chromium.executablePath();
}

/** Starts a browser without a window (NABLA_HEADED=1 shows it). It ends with this process at the latest. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  const { chromium } = await playwright();
  return chromium.launch({
    executablePath,
    headless: process.env['NABLA_HEADED'] !== '1',
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
    ],
    // Our own handlers end this process, which closes the browser as well.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
