import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import { Host } from '../../../webview/shared/host';

type Request = { kind: 'double'; x: number };
type Sent = { id: number; kind: string; generation: string };

/** A page without a browser: what it posts is kept, timers run when told. */
function openPage() {
  const posted: Sent[] = [];
  const states: number[] = [];
  const timers: (() => void)[] = [];
  let kept: unknown;
  let listener: (event: { data: unknown }) => void = () => undefined;
  Object.assign(globalThis, {
    window: {
      addEventListener: (_: string, added: typeof listener) => (listener = added),
      setTimeout: (callback: () => void) => timers.push(callback),
      clearTimeout: (id: number) => (timers[id - 1] = () => undefined),
    },
    acquireVsCodeApi: () => ({
      postMessage: (message: Sent) => posted.push(message),
      getState: () => kept,
      setState: (state: unknown) => (kept = state),
    }),
  });
  const host = new Host<Request, { n: number }>(v.object({ n: v.number() }), ({ n }) => states.push(n));
  const receive = (data: unknown) => listener({ data });
  return { host, posted, states, receive, expire: () => timers.forEach(callback => callback()) };
}

describe("the page's end of the channel", () => {
  after(() => {
    Reflect.deleteProperty(globalThis, 'window');
    Reflect.deleteProperty(globalThis, 'acquireVsCodeApi');
  });

  it('announces itself and takes states in order, of its own load only', () => {
    const { host, posted, states, receive } = openPage();
    host.start();
    const { kind, generation } = posted[0]!;
    assert.equal(kind, 'ready');
    receive({ kind: 'state', generation, seq: 0, state: { n: 1 } });
    receive({ kind: 'state', generation, seq: 2, state: { n: 2 } });
    receive({ kind: 'state', generation, seq: 1, state: { n: 3 } }); // older
    receive({ kind: 'state', generation: 'another', seq: 3, state: { n: 4 } });
    receive({ kind: 'state', generation, seq: 3, state: { n: 'five' } });
    for (const noise of [undefined, null, 1, 'x', {}, []]) receive(noise);
    assert.deepEqual(states, [1, 2]);
  });

  it('settles each request by its answer', async () => {
    const { host, posted, receive } = openPage();
    const first = host.request({ kind: 'double', x: 1 });
    const second = host.request({ kind: 'double', x: 2 });
    receive({ id: posted[1]!.id, ok: 4 });
    receive({ id: posted[0]!.id, error: { code: 'no-numbers', args: {} } });
    receive({ id: 99, ok: 0 });
    assert.equal(await second, 4);
    await assert.rejects(first, { code: 'no-numbers' });
  });

  it('gives up on a request without an answer', async () => {
    const { host, expire } = openPage();
    const request = host.request({ kind: 'double', x: 1 });
    expire();
    await assert.rejects(request, { code: 'no-answer' });
  });

  it('takes back what a person set only where it still has that form', () => {
    const { host } = openPage();
    const schema = v.object({ version: v.literal(1), table: v.boolean() });
    const initial = { version: 1 as const, table: false };
    assert.deepEqual(host.loadIntent(schema, initial), initial);
    host.saveIntent({ version: 1, table: true });
    assert.deepEqual(host.loadIntent(schema, initial), { version: 1, table: true });
    host.saveIntent({ version: 2, table: 'both' });
    assert.deepEqual(host.loadIntent(schema, initial), initial);
  });
});
