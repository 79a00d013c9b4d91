import * as assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import * as path from 'node:path';
import { eventually } from './children';
import { isAlive } from '../../host/alive';

describe('a child process whose host is killed', function () {
  this.timeout(20_000);

  for (const [name, code] of Object.entries({
    'in an endless loop': 'for (;;);',
    'in a program it waits for': 'require("child_process").execSync("sleep 60")',
    'without its listeners': 'process.removeAllListeners(); return new Promise(resolve => setTimeout(resolve, 60_000))',
    'at rest': 'return 1',
  })) {
    it(`is gone soon, with all it started: ${name}`, async function () {
      if (process.platform === 'win32') this.skip();
      const host = fork(path.join(__dirname, 'hostScript.js'), [code], { execArgv: [] });
      const pids = await new Promise<number[]>(resolve => host.once('message', pids => resolve(pids as number[])));
      await new Promise(resolve => setTimeout(resolve, 100)); // The child does what it was told.
      assert.deepEqual(pids.map(isAlive), [true, true]);
      host.kill('SIGKILL');
      await eventually(() => !pids.some(isAlive));
    });
  }
});
