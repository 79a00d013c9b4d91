import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Problem } from '../../../src/numerics/problem';
import { ProcessPool } from '../../../src/processes/pool';
import { sentence } from '../../../src/words/sentences';
import { problemOf, startChild } from './children';

const MEMORY = 192;
const TIMEOUT = 400;

/** For what ends by itself, however busy the machine is. */
const PATIENCE = 15_000;

describe('code in the evaluate process', function () {
  this.timeout(20_000);

  const pool = new ProcessPool(() => startChild({ memory: MEMORY }).child);
  const run = (code: string, timeout = PATIENCE) => pool.request({ kind: 'run', code }, v.unknown(), { timeout });

  /** The longest that this process, the host, did not get its turn. */
  let longestDelay = 0;
  let last = performance.now();
  let ticking: NodeJS.Timeout;

  before(() => {
    last = performance.now();
    ticking = setInterval(() => {
      const now = performance.now();
      longestDelay = Math.max(longestDelay, now - last - 10);
      last = now;
    }, 10);
  });
  // Whatever happened: the next request is answered.
  afterEach(async () => {
    assert.equal(await run('return 6 * 7'), 42);
  });
  after(() => {
    clearInterval(ticking);
    pool.dispose();
    assert.ok(longestDelay < 1000, `the host was blocked for ${longestDelay} ms`);
  });

  /** Runs the code and expects one problem, one that can be told in a sentence. */
  async function expectProblem(code: string, expected: string, args?: object, timeout = PATIENCE): Promise<Problem> {
    const outcome = await problemOf(run(code, timeout));
    assert.equal(outcome.code, expected, JSON.stringify(outcome.args));
    if (args) assert.deepEqual(outcome.args, args);
    return outcome;
  }

  it('answers', async () => {
    assert.deepEqual(await run('return { a: [1, 2], b: new Float64Array([3]) }'), {
      a: [1, 2],
      b: new Float64Array([3]),
    });
    assert.equal(await run('return Promise.resolve(7)'), 7);
  });

  for (const [name, code] of Object.entries({
    'an endless loop': 'for (;;);',
    'a loop in a microtask': 'return (async () => { for (;;) await null; })()',
    'a promise that never resolves': 'return new Promise(() => {})',
    'a regular expression that backtracks without end': 'return /^(a+)+$/.test("a".repeat(50) + "b")',
    'waiting for shared memory': 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    'a flood of console.log': 'for (;;) console.log("x".repeat(100))',
    'a flood of process.stdout.write': 'for (;;) process.stdout.write("y")',
  })) {
    it(`is stopped after its time: ${name}`, () =>
      expectProblem(code, 'process-timeout', { seconds: TIMEOUT / 1000 }, TIMEOUT));
  }

  it('is stopped in a program it waits for', async function () {
    if (process.platform === 'win32') this.skip();
    await expectProblem('require("child_process").execSync("sleep 100")', 'process-timeout', undefined, TIMEOUT);
  });

  it('is stopped while it reads what nobody writes', async function () {
    if (process.platform === 'win32') this.skip();
    const code = `
      const file = require('path').join(require('fs').mkdtempSync(require('os').tmpdir() + '/nabla-'), 'fifo');
      require('child_process').execSync('mkfifo ' + file);
      setTimeout(() => {}, 0);
      require('fs').readFileSync(file);`;
    await expectProblem(code, 'process-timeout', undefined, TIMEOUT);
  });

  for (const [name, code] of Object.entries({
    'an array': 'const a = []; for (;;) a.push(Math.random());',
    'a map': 'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });',
    'a string': 'let s = ""; for (let i = 0; ; i++) s += i;',
    'many strings': 'const a = []; for (let i = 0; ; i++) a.push(Array.from({ length: 1000 }, () => i).join());',
    'typed arrays': 'const a = []; for (;;) a.push(new Float64Array(1e5).fill(1));',
    'one filled array': 'return new Array(2 ** 32 - 1).fill(0).length',
    buffers: 'const a = []; for (;;) a.push(Buffer.alloc(1 << 20, 1));',
    'objects behind promises':
      'return (async () => { const a = []; for (;;) a.push(await { a: new Array(100).fill(1.5) }); })()',
  })) {
    it(`is stopped when it needs too much memory: ${name}`, () =>
      expectProblem(code, 'process-memory', { megabytes: MEMORY }));
  }

  for (const [name, code, exitCode] of [
    ['process.exit', 'process.exit(3)', 3],
    ['process.exit without a code', 'process.exitCode = 4; process.exit()', 4],
    ['process.exit in a timer', 'setTimeout(() => process.exit(5), 20); return new Promise(() => {})', 5],
    ['process.reallyExit', 'process.reallyExit(6)', 6],
    ['an import of exit', 'return import("node:process").then(({ exit }) => exit(7))', 7],
  ] as const) {
    it(`may end its own process only: ${name}`, () => expectProblem(code, 'process-exited', { exitCode }));
  }

  for (const [code, call, signal] of [
    ['process.kill(process.pid)', 'process.kill', 'SIGTERM'],
    ['process.kill(process.pid, "SIGKILL")', 'process.kill', 'SIGKILL'],
    ['process.kill(0)', 'process.kill', 'SIGTERM'],
    ['process.kill(-process.pid)', 'process.kill', 'SIGTERM'],
    ['process.kill(process.ppid, "SIGSTOP")', 'process.kill', 'SIGSTOP'],
    ['process.abort()', 'process.abort', 'SIGABRT'],
  ] as const) {
    it(`may end its own process only: ${code}`, () => expectProblem(code, 'process-killed', { call, signal }));
  }

  it('is told when something outside ends it', async function () {
    if (process.platform === 'win32') this.skip();
    const code = 'require("child_process").execSync("kill -9 " + process.pid)';
    await expectProblem(code, 'process-killed', { call: '', signal: 'SIGKILL' });
  });

  it('is told when it crashes', async function () {
    if (process.platform === 'win32') this.skip();
    const code = 'require("child_process").execSync("kill -SEGV " + process.pid); for (;;);';
    await expectProblem(code, 'process-crashed', { signal: 'SIGSEGV' });
  });

  it('may call itself until the stack is full', async () => {
    const { args } = await expectProblem('function f() { return f() + 1; } return f()', 'internal');
    assert.match(String(args['detail']), /RangeError: Maximum call stack size exceeded/);
  });

  it('may throw anything', async () => {
    for (const thrown of [
      'null',
      'undefined',
      '3',
      '{ toString() { throw 1; } }',
      'Object.create(null)',
      'Symbol("s")',
    ])
      await expectProblem(`throw ${thrown}`, 'internal');
    await expectProblem('throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })', 'internal');
  });

  for (const [name, code] of Object.entries({
    'a rejection': 'Promise.reject(new Error("lost")); return 1',
    'a rejection while it runs': 'Promise.reject(new Error("lost")); return new Promise(() => {})',
    'an error in a timer': 'setTimeout(() => { throw new Error("lost"); }, 10); return new Promise(() => {})',
  })) {
    it(`is told of what nothing catches: ${name}`, async () => {
      const problem = await expectProblem(code, 'process-uncaught');
      assert.match(sentence(problem), /: Error: lost\. /);
    });
  }

  for (const [value, found] of [
    ['() => 1', '() => 1'],
    ['{ p: Promise.resolve() }', '#<Promise>'],
    ['Symbol("s")', 'Symbol(s)'],
    ['[new WeakMap()]', '#<WeakMap>'],
  ] as const) {
    it(`may return ${value}, which cannot be sent`, () => expectProblem(`return ${value}`, 'not-cloneable', { found }));
  }

  it('cannot forge an answer or cut the connection by name', async () => {
    assert.equal(await run('return typeof process.send'), 'undefined');
    await expectProblem('process.send({ id: 0, ok: "forged" })', 'internal');
    await expectProblem('process.disconnect()', 'internal');
    assert.equal(await run('process.channel.unref(); return 1'), 1);
  });

  it('does no harm by taking listeners away', async () => {
    for (const event of ['', '"message"', '"uncaughtException"'])
      assert.equal(await run(`process.removeAllListeners(${event}); return 1`), 1);
    await expectProblem(
      'process.removeAllListeners(); setTimeout(() => { throw 1; }); return new Promise(() => {})',
      'process-uncaught',
    );
    assert.equal(await run('process.on("message", () => {}); return 2'), 2);
  });

  it('does no harm by closing the connection', async () => {
    const { code } = await problemOf(run('require("fs").closeSync(3); return 1', TIMEOUT));
    assert.match(code, /^process-(timeout|killed)$/);
  });
});
