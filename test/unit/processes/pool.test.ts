import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import type { RequestOptions } from '../../../src/processes/child';
import { ProcessPool } from '../../../src/processes/pool';
import { eventually, problemOf, startChild } from './children';
import { isAlive } from '../../host/alive';

/** A pool that counts its children. */
function startPool() {
  let started = 0;
  const pool = new ProcessPool(() => (started++, startChild().child));
  const run = (code: string, options: RequestOptions = {}) =>
    pool.request({ kind: 'run', code }, v.unknown(), options) as Promise<number>;
  return { pool, run, started: () => started };
}

describe('pool of child processes', function () {
  this.timeout(20_000);

  it('starts nothing before it is asked, then one child and a spare', async () => {
    const { pool, run, started } = startPool();
    assert.equal(started(), 0);
    const first = await run('return process.pid');
    assert.equal(started(), 2);
    assert.equal(await run('return process.pid'), first); // left clean: asked again
    assert.equal(started(), 2);
    pool.dispose();
  });

  it('has children that are started ahead do something first', async () => {
    const warmed: unknown[] = [];
    const pool = new ProcessPool(
      () => startChild().child,
      async child => {
        warmed.push(await child.request({ kind: 'run', code: 'return process.pid' }, v.unknown()));
        throw new Error('which is told to nobody');
      },
    );
    const run = () => pool.request({ kind: 'run', code: 'return process.pid' }, v.unknown());
    pool.prepare();
    const first = await run();
    assert.deepEqual(warmed, [first]);
    await eventually(() => warmed.length === 2).finally(() => pool.dispose()); // the spare
    await assert.rejects(run());
  });

  it('starts a child ahead when it is told that a request may come', async () => {
    const { pool, run, started } = startPool();
    pool.prepare();
    pool.prepare();
    assert.equal(started(), 1);
    await run('return 1');
    assert.equal(started(), 2); // and the spare
    pool.dispose();
    pool.prepare();
    assert.equal(started(), 2);
  });

  it('gives way to the spare when a request leaves something behind', async () => {
    const { pool, run } = startPool();
    for (const code of [
      'setInterval(() => {}, 1000); return process.pid',
      'process.on("message", () => {}); return process.pid',
      'globalThis.kept = new Float64Array(15e6).fill(1); return process.pid', // 120 MB of 192
      'setTimeout(() => { for (;;); }); return process.pid',
    ]) {
      const left = await run(code);
      assert.notEqual(await run('return process.pid', { timeout: 5000 }), left, code);
      await eventually(() => !isAlive(left));
    }
    pool.dispose();
  });

  it('lets new children take over when asked to, and what runs finish', async () => {
    const { pool, run } = startPool();
    const first = await run('return process.pid');
    const running = run('return new Promise(resolve => setTimeout(resolve, 100, process.pid))');
    const next = run('return process.pid');
    await new Promise(resolve => setTimeout(resolve, 20));
    pool.renew();
    assert.equal(await running, first);
    assert.notEqual(await next, first);
    await eventually(() => !isAlive(first));
    pool.dispose();
  });

  it('carries out one request after the other', async () => {
    const { pool, run } = startPool();
    const code = 'return globalThis.running ? "two at a time" : (globalThis.running = true, later())';
    const later =
      'const later = () => new Promise(resolve => setTimeout(() => resolve(globalThis.running = false), 20));';
    const answers = await Promise.all([1, 2, 3].map(() => run(later + code)));
    assert.deepEqual(answers, [false, false, false]);
    pool.dispose();
  });

  it('answers the requests that wait behind a hostile one', async () => {
    const { pool, run } = startPool();
    const hostile = problemOf(run('for (;;);', { timeout: 200 }));
    const patient = run('return 2');
    assert.equal((await hostile).code, 'process-timeout');
    assert.equal(await patient, 2);
    pool.dispose();
  });

  it('cancels a request that waits at once, without ending the one that runs', async () => {
    const { pool, run } = startPool();
    await run('return 1');
    const controller = new AbortController();
    const order: string[] = [];
    const running = run('return new Promise(resolve => setTimeout(resolve, 300, 3))').finally(() => order.push('done'));
    const waiting = problemOf(run('return 2', { signal: controller.signal })).finally(() => order.push('cancelled'));
    controller.abort();
    assert.equal((await waiting).code, 'cancelled');
    assert.equal(await running, 3);
    assert.deepEqual(order, ['cancelled', 'done']);
    pool.dispose();
  });

  it('asks a child again whose code left everything as it was', async () => {
    const { pool, run } = startPool();
    const pid = await run('return process.pid');
    for (const code of ['class A extends Map {} return new A().size', 'fetch; crypto; return Math.sin(0)']) {
      assert.equal(await run(code), 0);
    }
    assert.equal(await run('return process.pid'), pid);
    pool.dispose();
  });

  for (const code of [
    'Math.sin = x => x',
    'Array.prototype.sum = () => 0',
    'globalThis.calls = 1',
    'parseInt = Number',
  ]) {
    it(`gives the next code a process in which nothing is changed: ${code}`, async () => {
      const { pool, run } = startPool();
      await run(code).catch(() => {}); // a change to what numbers rely on is a problem of its own
      const intact = 'return [Math.sin(1) === 1, "sum" in [], "calls" in globalThis, parseInt("3px")]';
      assert.deepEqual(await run(intact), [false, false, false, 3]);
      pool.dispose();
    });
  }

  it('ends all its processes', async () => {
    const { pool, run, started } = startPool();
    const pid = await run('return process.pid');
    const running = problemOf(run('for (;;);'));
    const waiting = problemOf(run('return 1'));
    await new Promise(resolve => setTimeout(resolve, 20));
    pool.dispose();
    assert.deepEqual([(await running).code, (await waiting).code], ['cancelled', 'cancelled']);
    assert.equal((await problemOf(run('return 1'))).code, 'cancelled');
    await eventually(() => !isAlive(pid));
    assert.equal(started(), 2);
  });
});
