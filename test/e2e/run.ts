/**
 * Runs the end-to-end tests: packs the extension, installs it in VS Code and drives that with a browser. `--grep text`
 * runs chosen tests only.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { npm, projectRoot } from '../host/cache';
import { findChromium } from '../host/chromium';
import { installServer } from '../host/install';
import { pictureFailure, Workbench } from '../host/workbench';

const { values: options } = parseArgs({ options: { grep: { type: 'string' } } });

function testFiles(): string[] {
  const names = fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  return names
    .filter(name => name.endsWith('.test.js'))
    .sort()
    .map(name => path.join(__dirname, name));
}

/** Keeps a picture of what a failing test saw. */
async function afterEach(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state === 'failed') {
    await pictureFailure(this.currentTest.fullTitle());
  }
}

async function afterAll(): Promise<void> {
  await Promise.all([...Workbench.all].map(workbench => workbench.dispose()));
}

async function main(): Promise<number> {
  await findChromium();
  await installServer('newest');
  await npm(['run', 'package', '--silent'], projectRoot);
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 60_000, grep: options.grep ?? '' });
  mocha.rootHooks({ afterEach, afterAll });
  testFiles().forEach(file => mocha.addFile(file));
  const { passes, failures } = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => (runner.stats ? resolve(runner.stats) : reject(new Error('Mocha has no result.'))));
  });
  console.log(`${passes} passed, ${failures} failed`);
  return failures === 0 && passes > 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
