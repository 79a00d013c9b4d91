import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { problemOf as problemOfEnding } from '../../../src/processes/ending';
import { eventually, problemOf, SCRIPTED, startChild } from './children';
import { isAlive } from '../../host/alive';

const run = (code: string) => ({ kind: 'run', code }) as const;

describe('child process', function () {
  this.timeout(20_000);

  it('has limits of its own and nothing of the host in its environment', async () => {
    const folder = fs.realpathSync(os.tmpdir());
    process.env['NODE_OPTIONS'] = '--no-deprecation';
    process.env['VSCODE_NABLA_TEST'] = process.env['NABLA_TEST'] = 'x';
    const { child } = startChild({ memory: 512, cwd: folder, execArgv: ['--stack-trace-limit=20'] });
    for (const name of ['NODE_OPTIONS', 'VSCODE_NABLA_TEST', 'NABLA_TEST']) delete process.env[name];
    const code = `const { env } = process;
      return [process.execArgv, env.NODE_OPTIONS, env.VSCODE_NABLA_TEST, env.NABLA_TEST, env.ELECTRON_RUN_AS_NODE, process.cwd()]`;
    assert.deepEqual(await child.request(run(code), v.unknown()), [
      ['--max-old-space-size=412', '--stack-trace-limit=20'],
      undefined,
      undefined,
      'x',
      '1',
      folder,
    ]);
    child.end();
  });

  it('carries out requests side by side and keeps their answers apart', async () => {
    const { child } = startChild();
    const answers = [30, 10, 20].map(ms =>
      child.request(run(`return new Promise(resolve => setTimeout(resolve, ${ms}, ${ms}))`), v.number()),
    );
    assert.deepEqual(await Promise.all(answers), [30, 10, 20]);
    child.end();
  });

  it('is ended by an abort signal, and what it runs is canceled', async () => {
    const { child, ended } = startChild();
    const pid = await child.request(run('return process.pid'), v.number());
    const controller = new AbortController();
    const endless = child.request(run('for (;;);'), v.unknown(), { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    assert.equal((await problemOf(endless)).code, 'cancelled');
    await eventually(() => !isAlive(pid));
    assert.equal(child.usable, false);
    assert.equal((await problemOf(child.request(run('return 1'), v.unknown()))).code, 'cancelled');
    assert.deepEqual(ended, []); // It was asked to.
    child.end(); // again
  });

  it('lives on when the signal came before the request', async () => {
    const { child } = startChild();
    const refused = child.request(run('return 1'), v.unknown(), { signal: AbortSignal.abort() });
    assert.equal((await problemOf(refused)).code, 'cancelled');
    assert.equal(await child.request(run('return 2'), v.unknown()), 2);
    child.end();
  });

  it('tells that it has ended by itself, once, also when nothing was asked', async () => {
    const { child, ended } = startChild();
    assert.equal(await child.request(run('setTimeout(() => process.exit(3), 20); return 1'), v.unknown()), 1);
    assert.equal(child.usable, false); // a timer is left
    await eventually(() => ended.length > 0);
    assert.deepEqual([ended[0]!.code, ended[0]!.args], ['process-exited', { exitCode: 3 }]);
    assert.equal(await problemOf(child.request(run('return 1'), v.unknown())), ended[0]);
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.equal(ended.length, 1);
  });

  it('says when it cannot be started', async () => {
    const missing = path.join(__dirname, 'missing.js');
    const { child, ended } = startChild({ entry: missing });
    const { code, args } = await problemOf(child.request(run('return 1'), v.unknown(), { timeout: 1 }));
    assert.deepEqual([code, args], ['process-not-started', { reason: '1' }]);
    assert.equal(ended.length, 1);
  });

  it('counts the time from when it takes requests', async () => {
    const begun = performance.now();
    const { child: first } = startChild();
    await first.request(run('return 1'), v.unknown());
    const timeout = (performance.now() - begun) / 2; // starting alone takes longer
    const { child } = startChild();
    assert.equal(await child.request(run('return 1'), v.unknown(), { timeout }), 1);
    first.end();
    child.end();
  });

  it('ends with everything it has started', async function () {
    if (process.platform === 'win32') this.skip();
    const { child } = startChild();
    const code = 'return require("child_process").spawn("sleep", ["60"]).pid';
    const pid = await child.request(run(code), v.number());
    assert.ok(isAlive(pid));
    child.end();
    await eventually(() => !isAlive(pid));
  });

  describe('that breaks the protocol', () => {
    for (const [name, code] of Object.entries({
      'an answer of another kind': 'send({ id, ok: "text" })',
      'an answer to no request': 'send({ id: id + 1, ok: 1 })',
      'a problem that is none': 'send({ id, error: { code: 1 } })',
      'an event of no kind': 'send({ kind: "nonsense" })',
      'an event of the wrong shape': 'send({ kind: "console", level: "loud", text: "" })',
      'no object': 'send("text")',
      nothing: 'send(null)',
      'no message at all': 'require("fs").writeSync(3, Buffer.from([0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, 7]))',
      'last words without end': 'for (;;) require("fs").writeSync(4, "x".repeat(1000))',
    })) {
      it(`is ended: ${name}`, async () => {
        const { child, printed, ended } = startChild({ entry: SCRIPTED });
        const problem = await problemOf(child.request(run(code), v.number()));
        assert.equal(problem.code, 'internal');
        assert.ok(String(problem.args['detail']).startsWith(SCRIPTED));
        assert.deepEqual([child.usable, printed, ended], [false, [], [problem]]);
      });
    }
  });
});

describe('the end of a process', () => {
  const ending = { exitCode: null, signal: null, lastWords: '', started: true, memory: 100 };

  it('is what the process said, else what it looks like', () => {
    const cases = [
      [{ exitCode: 3 }, 'process-exited', { exitCode: 3 }],
      [{ signal: 'SIGKILL' }, 'process-killed', { call: '', signal: 'SIGKILL' }],
      [{ signal: 'SIGKILL', lastWords: '{"code":"a","args":{"b":1}}' }, 'a', { b: 1 }],
      [{ signal: 'SIGABRT' }, 'process-memory', { megabytes: 100 }],
      [{ signal: 'SIGTRAP' }, 'process-memory', { megabytes: 100 }],
      [{ exitCode: 134 }, 'process-memory', { megabytes: 100 }],
      [{ signal: 'SIGSEGV' }, 'process-crashed', { signal: 'SIGSEGV' }],
      [{ exitCode: 0xc00000fd }, 'process-crashed', { signal: String(0xc00000fd) }],
      [{ exitCode: 1, started: false }, 'process-not-started', { reason: '1' }],
    ] as const;
    for (const [how, code, args] of cases) {
      const problem = problemOfEnding({ ...ending, ...how });
      assert.deepEqual([problem.code, problem.args], [code, args], JSON.stringify(how));
    }
  });

  it('is told whatever the last words are', () => {
    const words = fc.oneof(
      fc.string(),
      fc.json(),
      fc.object().map(value => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(words, lastWords => {
        assert.equal(problemOfEnding({ ...ending, signal: 'SIGKILL', lastWords }).code, 'process-killed');
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
