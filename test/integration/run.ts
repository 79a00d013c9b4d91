/**
 * Runs the tests inside VS Code: on the oldest and the newest version, then those of Restricted Mode, then suites that
 * must fail. `--host newest` runs one version only, `--grep text` chosen tests only.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { cacheRoot, projectRoot } from '../host/cache';
import { onExit, type TemporaryFolder, temporaryFolder } from '../host/cleanup';
import { type ShimEnvironment, writeShim } from '../host/codeShim';
import { tryDesktop } from '../host/desktop';
import { installServer } from '../host/install';
import { endChildren, run } from '../host/processes';
import { settingsFile } from '../host/server';
import { quietSettings } from '../host/settings';
import type { SuiteResult } from '../host/suite';
import { type HostName, hostNames, hosts } from '../host/versions';
import type { SuiteEnvironment } from './index';

const { values: options } = parseArgs({ options: { grep: { type: 'string' }, host: { type: 'string' } } });

interface Pass {
  host: HostName;
  suite: SuiteEnvironment['NABLA_SUITE'];
  /** Module to run, below this folder. */
  tests: string;
}

/** Runs one suite in one host; rejects when it did not pass. */
async function runPass(pass: Pass, executable: string, folder: string): Promise<void> {
  const workspace = path.join(folder, 'workspace');
  const userData = path.join(folder, 'user');
  copySamples(workspace);
  fs.mkdirSync(path.dirname(settingsFile(userData)), { recursive: true });
  fs.writeFileSync(settingsFile(userData), JSON.stringify(quietSettings));
  writeNotebookType(path.join(folder, 'extensions'));
  const env: ShimEnvironment & SuiteEnvironment = {
    NABLA_HOST: pass.host,
    NABLA_HOST_PARENT: String(process.pid),
    NABLA_HOST_TRUST: pass.suite === 'restricted' ? 'restricted' : 'disabled',
    NABLA_HOST_LOCALE: 'en',
    NABLA_HOST_MAY_BE_EMPTY: options.grep === undefined ? '0' : '1',
    NABLA_SUITE: pass.suite,
    NABLA_GREP: options.grep ?? '',
    NABLA_RESULT: resultFile(folder),
  };
  // The host must be gone before its folders can be removed.
  const withdraw = onExit(endChildren);
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: path.join(__dirname, pass.tests),
    launchArgs: [workspace, `--user-data-dir=${userData}`, `--extensions-dir=${path.join(folder, 'extensions')}`],
    extensionTestsEnv: env,
  }).finally(withdraw);
}

/** An extension that declares a kind of notebook: the hosts have none of their own. A test reads and writes it. */
function writeNotebookType(extensions: string): void {
  const manifest = {
    ...{ name: 'cells', publisher: 'nabla-test', version: '1.0.0', engines: { vscode: '*' } },
    contributes: {
      notebooks: [{ type: 'nabla-cells', displayName: 'Cells', selector: [{ filenamePattern: '*.cells' }] }],
    },
  };
  const folder = path.join(extensions, 'nabla-test.cells-1.0.0');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
}

function resultFile(folder: string): string {
  return path.join(folder, 'result.json');
}

function copySamples(workspace: string): void {
  fs.mkdirSync(workspace, { recursive: true });
  const samples = path.join(projectRoot, 'samples');
  if (fs.existsSync(samples)) {
    fs.cpSync(samples, workspace, { recursive: true });
  }
}

/** Runs one suite and counts; a suite that did not come to its end is one failure more. */
async function count(pass: Pass): Promise<SuiteResult> {
  const folder = temporaryFolder('integration');
  try {
    await runPass(pass, await executableFor(pass), folder.path);
    const result = readResult(folder);
    if (result.passes === 0 && options.grep === undefined) {
      throw new Error('The suite has no tests.');
    }
    return result;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    const result = readResult(folder);
    return result.failures > 0 ? result : { ...result, failures: 1 };
  } finally {
    folder.remove();
  }
}

function readResult(folder: TemporaryFolder): SuiteResult {
  const file = resultFile(folder.path);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as SuiteResult) : { passes: 0, failures: 1 };
}

/** Desktop VS Code where it can be had, except for Restricted Mode, which test-electron always turns off. */
async function executableFor(pass: Pass): Promise<string> {
  const { vscode } = hosts[pass.host];
  const desktop = await tryDesktop(vscode);
  const mode = pass.suite === 'restricted' ? ', Restricted Mode' : '';
  if ('executable' in desktop && mode === '') {
    console.log(`integration: VS Code ${vscode} (desktop)`);
    return desktop.executable;
  }
  const { node } = await installServer(pass.host);
  const version = (await run(node, ['--version'])).trim();
  console.log(`integration: VS Code ${vscode} (server from the npm registry, Node ${version}${mode})`);
  return writeShim();
}

/** Checks the harness itself: a suite that kills its host, and one without tests, must not pass. */
async function countHostFailures(): Promise<SuiteResult> {
  console.log('integration: suites that must fail');
  const result: SuiteResult = { passes: 0, failures: 0 };
  for (const [name, title] of [
    ['killed', 'a killed extension host'],
    ['empty', 'a suite without tests'],
  ] as const) {
    const folder = temporaryFolder('integration');
    const pass: Pass = { host: 'newest', suite: 'normal', tests: path.join('hostFailures', name) };
    const passed = await runPass(pass, writeShim(), folder.path).then(
      () => true,
      () => false,
    );
    folder.remove();
    console.log(passed ? `  FAILED: ${title} was taken for a pass` : `  ✔ ${title} is a failure`);
    result[passed ? 'failures' : 'passes'] += 1;
  }
  return result;
}

async function main(): Promise<void> {
  const chosen = hostNames.filter(name => options.host === undefined || name === options.host);
  if (chosen.length === 0) {
    throw new Error(`--host must be one of ${hostNames.join(', ')}.`);
  }
  fs.mkdirSync(cacheRoot, { recursive: true });
  const results: SuiteResult[] = [];
  for (const host of chosen) {
    results.push(await count({ host, suite: 'normal', tests: 'index' }));
  }
  if (chosen.includes('newest')) {
    results.push(await count({ host: 'newest', suite: 'restricted', tests: 'index' }));
  }
  if (options.host === undefined && options.grep === undefined) {
    results.push(await countHostFailures());
  }
  const total = (key: keyof SuiteResult) => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`${total('passes')} passed, ${total('failures')} failed`);
  process.exit(total('failures') > 0 || total('passes') === 0 ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exit(1);
});
