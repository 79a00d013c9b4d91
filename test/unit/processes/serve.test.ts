import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as v from 'valibot';
import type { Problem } from '../../../src/numerics/problem';
import { Child } from '../../../src/processes/child';

const countedSchema = v.object({ kind: v.literal('counted'), n: v.instance(Float32Array) });

describe('child process of ours', function () {
  this.timeout(20_000);

  let child: Child<{ kind: string; x?: unknown; why?: string; to?: number }, v.InferOutput<typeof countedSchema>>;
  const counted: number[] = [];
  const ended: Problem[] = [];

  before(() => {
    child = new Child({
      entry: path.join(__dirname, 'servedEntry.js'),
      memory: 0,
      events: countedSchema,
      onEvent: ({ n }) => counted.push(n[0]!),
      onEnd: problem => ended.push(problem),
    });
  });
  after(() => child.end());

  const problem = (request: { kind: string; x?: unknown; why?: string }) =>
    child.request(request, v.unknown()).then(
      answer => assert.fail(`answered ${String(answer)}`),
      ({ code, args }: Problem) => ({ code, args }),
    );

  it('answers, and keeps the code of a problem', async () => {
    assert.equal(await child.request({ kind: 'double', x: 21 }, v.number()), 42);
    assert.deepEqual(await problem({ kind: 'refuse', why: 'shape-mismatch' }), {
      code: 'shape-mismatch',
      args: { shape: [2, 3] },
    });
  });

  it('calls a fault a fault, with the details for the log', async () => {
    const { code, args } = await problem({ kind: 'fail' });
    assert.equal(code, 'internal');
    assert.match(String(args['detail']), /^Error: a fault of ours\n +at /);
  });

  it('carries out nothing but the requests of its protocol', async () => {
    assert.equal((await problem({ kind: 'executeCommand' })).code, 'internal');
    assert.equal((await problem({ kind: 'double', x: 'twenty' })).code, 'internal');
  });

  it('tells what happens before it answers, in order', async () => {
    assert.equal(await child.request({ kind: 'count', to: 100 }, v.undefined()), undefined);
    assert.deepEqual(
      counted,
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
  });

  it('says what it died of', async () => {
    const died = await problem({ kind: 'crash' });
    assert.equal(died.code, 'internal');
    assert.match(String(died.args['detail']), /a fault of ours/);
    assert.deepEqual(
      ended.map(({ code, args }) => ({ code, args })),
      [died],
    );
  });
});
