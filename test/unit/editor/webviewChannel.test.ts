import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { WebviewChannel } from '../../../src/editor/webviewChannel';
import { Problem } from '../../../src/numerics/problem';

const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('double'), x: v.number() }),
  v.object({ kind: v.literal('fail') }),
  v.object({ kind: v.literal('crash') }),
]);
type Request = v.InferOutput<typeof requestSchema>;

/** A page that only keeps what it is sent. */
function setUp() {
  const sent: unknown[] = [];
  const logged: unknown[] = [];
  let send: (message: unknown) => Promise<void> = () => Promise.resolve();
  let disposed = false;
  const webview = {
    onDidReceiveMessage(listener: (message: unknown) => Promise<void>) {
      send = listener;
      return { dispose: () => (disposed = true) };
    },
    postMessage: (message: unknown) => Promise.resolve(sent.push(message) > 0),
  } as unknown as vscode.Webview;
  const log = {
    warn: (...args: unknown[]) => logged.push(args),
    error: (...args: unknown[]) => logged.push(args),
  } as unknown as vscode.LogOutputChannel;
  const channel = new WebviewChannel<Request, { n: number }>(webview, requestSchema, handle, log);
  return { channel, sent, logged, send: (message: unknown) => send(message), isDisposed: () => disposed };
}

function handle(request: Request): unknown {
  if (request.kind === 'double') return Promise.resolve(2 * request.x);
  if (request.kind === 'fail') throw new Problem('no-numbers');
  throw new Error('a fault of ours');
}

const ready = (generation: string) => ({ kind: 'ready', generation });

describe('channel to a page', () => {
  it('sends nothing before the page is ready, then the state as it is by then', async () => {
    const { channel, sent, send } = setUp();
    channel.setState({ n: 1 });
    channel.setState({ n: 2 });
    assert.deepEqual(sent, []);
    await send(ready('a'));
    assert.deepEqual(sent, [{ kind: 'state', generation: 'a', seq: 0, state: { n: 2 } }]);
  });

  it('numbers what it sends and names the load it is meant for', async () => {
    const { channel, sent, send } = setUp();
    await send(ready('a'));
    assert.deepEqual(sent, []); // no state yet
    channel.setState({ n: 1 });
    channel.setState({ n: 2 });
    await send(ready('b'));
    assert.deepEqual(
      sent
        .map(message => message as { seq: number; generation: string })
        .map(({ seq, generation }) => [seq, generation]),
      [
        [0, 'a'],
        [1, 'a'],
        [2, 'b'],
      ],
    );
  });

  it('sends nothing to a hidden page and everything when it is shown again', async () => {
    const { channel, sent, send } = setUp();
    await send(ready('a'));
    channel.pageGone();
    channel.setState({ n: 1 });
    assert.deepEqual(sent, []);
    await send(ready('b'));
    assert.equal(sent.length, 1);
  });

  it('answers requests, and says what is wrong', async () => {
    const { sent, logged, send } = setUp();
    await send({ id: 1, kind: 'double', x: 21 });
    await send({ id: 2, kind: 'fail' });
    assert.deepEqual(logged, []);
    await send({ id: 3, kind: 'crash' });
    assert.equal(logged.length, 1);
    assert.deepEqual(sent, [
      { id: 1, ok: 42 },
      { id: 2, error: { code: 'no-numbers', args: {} } },
      { id: 3, error: { code: 'internal', args: {} } },
    ]);
  });

  it('carries out nothing but the requests of its protocol', async () => {
    const { sent, logged, send } = setUp();
    await send({ id: 1, kind: 'executeCommand', command: 'x' });
    await send({ id: 2, kind: 'double', x: 'twenty' });
    assert.deepEqual(sent, [
      { id: 1, error: { code: 'unknown-request', args: { kind: 'executeCommand' } } },
      { id: 2, error: { code: 'unknown-request', args: { kind: 'double' } } },
    ]);
    for (const message of [undefined, null, 1, 'ready', {}, { kind: 'ready' }, { id: 'x', kind: 'double' }]) {
      await send(message);
    }
    assert.equal(sent.length, 2);
    assert.equal(logged.length, 7);
  });

  it('lets go of the page', () => {
    const { channel, isDisposed } = setUp();
    channel.dispose();
    assert.ok(isDisposed());
  });
});
