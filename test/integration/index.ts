import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

/** Environment variables by which the runner tells the suite what to do. */
export interface SuiteEnvironment extends Record<string, string> {
  NABLA_SUITE: 'normal' | 'restricted';
  NABLA_GREP: string;
  /** File the result is written to. */
  NABLA_RESULT: string;
}

/** Runs the tests of this folder inside VS Code; rejects when one fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, grep: process.env['NABLA_GREP'] ?? '' });
  for (const file of testFiles(process.env['NABLA_SUITE'] === 'restricted')) {
    mocha.addFile(file);
  }
  const { passes, failures } = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => (runner.stats ? resolve(runner.stats) : reject(new Error('Mocha has no result.'))));
  });
  const result = JSON.stringify({ passes, failures });
  const file = process.env['NABLA_RESULT'];
  if (file !== undefined) {
    fs.writeFileSync(file, result);
  }
  console.log(`SUITE_DONE ${result}`);
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}

function testFiles(restricted: boolean): string[] {
  const names = fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  return names
    .filter(name => name.endsWith('.test.js') && name.endsWith('.restricted.test.js') === restricted)
    .sort()
    .map(name => path.join(__dirname, name));
}
