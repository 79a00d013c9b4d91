import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import { startChild } from './children';

describe('what contained code prints', function () {
  this.timeout(20_000);
  let started: ReturnType<typeof startChild>;
  before(() => {
    started = startChild();
  });
  after(() => started.child.end());

  const run = async (code: string) => {
    const { child, printed } = started;
    printed.length = 0;
    await child.request({ kind: 'run', code }, v.unknown());
    return printed;
  };

  it('comes with its level, formatted as ever', async () => {
    const code = `
      console.log('%d apples', 3, { a: [1] }); console.info('i'); console.warn('w'); console.error('e'); console.debug('d');
      console.dir({ b: 1 }); console.group('g'); console.log('inside'); console.groupEnd(); console.log();
      process.stdout.write('out'); process.stderr.write(Buffer.from('err\\n'));`;
    assert.deepEqual(await run(code), [
      { kind: 'console', level: 'log', text: '3 apples { a: [ 1 ] }' },
      { kind: 'console', level: 'info', text: 'i' },
      { kind: 'console', level: 'warn', text: 'w' },
      { kind: 'console', level: 'error', text: 'e' },
      { kind: 'console', level: 'debug', text: 'd' },
      { kind: 'console', level: 'log', text: '{ b: 1 }' },
      { kind: 'console', level: 'log', text: 'g' },
      { kind: 'console', level: 'log', text: '  inside' },
      { kind: 'console', level: 'log', text: '' },
      { kind: 'console', level: 'log', text: 'out' },
      { kind: 'console', level: 'error', text: 'err' },
    ]);
  });

  it('comes as a table, and with a trace', async () => {
    const [table, trace] = await run('console.table([[1, 2]]); console.trace("here")');
    assert.match(table!.text, /│ 0 +│ 1 │ 2 │/);
    assert.equal(trace!.level, 'error');
    assert.match(trace!.text, /^Trace: here\n +at /);
  });

  it('ends at 200 prints a request; the rest is counted', async () => {
    for (let again = 0; again < 2; again++) {
      const events = await run('for (let i = 0; i < 1000; i++) console.log(i)');
      assert.equal(events.length, 202);
      assert.deepEqual(events[199], { kind: 'console', level: 'log', text: '199' });
      assert.deepEqual(events[200], { kind: 'console', level: 'log', text: '', omitted: 1 }); // as soon as it is known
      assert.deepEqual(events[201], { kind: 'console', level: 'log', text: '', omitted: 800 });
    }
  });

  it('ends at 20,000 characters a request', async () => {
    const events = await run('for (let i = 0; i < 10; i++) console.log("x".repeat(1.5e4))');
    assert.deepEqual(
      events.map(({ text, omitted }) => [text.length, omitted]),
      [
        [15_000, undefined],
        [5000, undefined],
        [0, 1],
        [0, 8],
      ],
    );
  });
});
