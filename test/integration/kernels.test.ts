import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { supportedBuilds } from '../../src/kernels/createEngine';
import { projectRoot } from '../host/cache';

/** The kernels' unit tests run under the Node of the machine, which may be older than that of VS Code. */
describe('the kernels of the relaxed build', () => {
  it('pass their tests under the Node of VS Code', function () {
    if (!supportedBuilds().includes('relaxed')) this.skip();
    const mocha = path.join(projectRoot, 'node_modules', 'mocha', 'bin', '_mocha');
    const tests = path.join(projectRoot, 'out', 'test', 'unit', 'kernels', '*.test.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [mocha, '--no-config', '--grep', 'relaxed', tests], {
      cwd: projectRoot,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
    assert.ok(Number(/(\d+) passing/.exec(stdout)?.[1]) >= 50, stdout);
  });
});
