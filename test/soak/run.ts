import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

/** `npm run test:soak`: the tests that have two sizes, in the large one. */
const mocha = path.join(path.dirname(require.resolve('mocha/package.json')), 'bin', 'mocha.js');
const tests = ['--no-config', '--enable-source-maps', '--reporter', 'spec', 'out/test/unit/**/*.{fuzz,soak}.test.js'];
const { status } = spawnSync(process.execPath, [mocha, ...tests, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NABLA_SOAK: '1' },
});
process.exitCode = status ?? 1;
