import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Value } from '../../../src/numerics/argument';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import { thinned } from '../../../src/processes/evaluate/descend';
import type { DescentReport, DescentRequest } from '../../../src/processes/evaluate/protocol';
import { siteNamed } from '../source/sites';
import { ROOT } from '../house/files';

const TEXT = `
const bowl = (x: number[]): number => x[0]! ** 2 + x[1]! ** 2;
const two = (a: number, mode: string, b: Float32Array): number => a ** 2 + (mode === 'on' ? b[0]! ** 2 : 0);
const hidden = (x: number): number => parseFloat(String(x)) ** 2;
const vee = (x: number): number => Math.abs(x);
const vector = (x: number[]): number[] => x;
const throws = (x: number): number => { throw new Error('no'); };
const below = (x: number): number => { if (x < 0) throw new Error('below'); return x; };
const loops = (x: number): number => { for (;;); };
const spoils = (x: number[]): number => { const sum = bowl(x); x.fill(9); return sum; };
`;

describe('descents in the evaluate process', function () {
  this.timeout(30_000);

  const client = new EvaluateClient({
    limits: () => ({ timeout: 5000, memory: 512 }),
    print: () => {},
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });
  after(() => client.dispose());

  function down(name: string, args: Value[], options: Partial<DescentRequest> = {}): Promise<DescentReport> {
    const { start, end, inModule, parameters } = siteNamed(TEXT, name);
    return client.descend({
      kind: 'descend',
      source: { file: path.join(ROOT, 'descents.ts'), text: TEXT, site: { name, start, end, inModule, parameters } },
      args,
      optimizer: { name: 'sgd', form: 'book', constants: { learningRate: 0.1 } },
      steps: 100,
      gradient: 'exact',
      ...options,
    });
  }

  it('end where they should, whatever the gradient', async () => {
    for (const gradient of ['exact', 'adaptive', 'central'] as const) {
      const report = await down('bowl', [[-3, 4]], { gradient });
      const [[x, y]] = report.end as [[number, number]];
      assert.ok(Math.abs(x / (-3 * 0.8 ** 100) - 1) < 1e-6 && Math.abs(y / (4 * 0.8 ** 100) - 1) < 1e-6, `${x}, ${y}`);
      assert.deepEqual([report.gradient, report.steps, report.gradientNote], [gradient, 100, undefined]);
      assert.equal(report.value, x ** 2 + y ** 2);
    }
  });

  it('move the numbers of all parameters, and leave other values as they are', async () => {
    const { end } = await down('two', [1, 'on', [2]], { steps: 1 });
    assert.deepEqual(end, [0.8, 'on', Float32Array.of(1.6)]);
  });

  it('say why a gradient is not exact', async () => {
    const report = await down('hidden', [3], { steps: 10 });
    assert.equal(report.gradient, 'adaptive');
    assert.match(report.gradientNote!.code, /^exact-/);
    assert.ok(Math.abs((report.end[0] as number) - 3 * 0.8 ** 10) < 1e-9);
  });

  it('stay exact where they end at a kink', async () => {
    const report = await down('vee', [0.5], {
      steps: 5,
      optimizer: { name: 'sgd', form: 'book', constants: { learningRate: 0.1 } },
    });
    assert.equal(report.gradient, 'exact');
    assert.ok(Math.abs(report.end[0] as number) < 1e-15);
  });

  it('give copies to a function that changes its arguments', async () => {
    const { end } = await down('spoils', [[1, 2]], { steps: 1 });
    assert.deepEqual(end, [[0.8, 1.6]]);
  });

  it('keep their path, thinned out', async () => {
    const { trajectory } = await down('bowl', [[-3, 4]], { steps: 100_000, every: 1, gradient: 'central' });
    assert.ok(trajectory!.steps.length <= 10_000 && trajectory!.steps.length > 5000, String(trajectory!.steps.length));
    assert.deepEqual([trajectory!.every, trajectory!.steps[0], trajectory!.steps.at(-1)], [11, 0, 100_000]);
    assert.equal(trajectory!.points.length, 2 * trajectory!.steps.length);
    assert.equal(thinned(7, 100, 2), 7);
    assert.ok((1e6 / thinned(1, 1e6, 1000)) * 1000 <= 1e6);
  });

  it('name what goes wrong, and the next one succeeds', async () => {
    await assert.rejects(down('throws', [1]), { code: 'function-threw' });
    await assert.rejects(down('vector', [[1, 2]]), { code: 'several-returned' });
    const away = await down('below', [0.25], { steps: 9 });
    assert.deepEqual([away.steps, away.diverged?.problem.code], [3, 'function-threw']);
    const loops = new EvaluateClient({
      limits: () => ({ timeout: 300, memory: 512 }),
      print: () => {},
      entry: path.join(ROOT, 'dist', 'evaluate.js'),
    });
    const { start, end, inModule, parameters } = siteNamed(TEXT, 'loops');
    const source = {
      file: path.join(ROOT, 'a.ts'),
      text: TEXT,
      site: { name: 'loops', start, end, inModule, parameters },
    };
    const request: DescentRequest = {
      kind: 'descend',
      source,
      args: [1],
      optimizer: { name: 'adam', form: 'paper', constants: {} },
      steps: 1,
      gradient: 'central',
    };
    await assert.rejects(loops.descend(request), { code: 'process-timeout' });
    loops.dispose();
    assert.equal((await down('bowl', [[1, 1]], { steps: 0 })).value, 2);
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const long = client.descend(
      {
        kind: 'descend',
        source: { file: path.join(ROOT, 'a.ts'), text: TEXT, site: siteNamed(TEXT, 'bowl') },
        args: [[1, 1]],
        optimizer: { name: 'sgd', form: 'book', constants: { learningRate: 1e-9 } },
        steps: 1e9,
        gradient: 'central',
      },
      controller.signal,
    );
    setTimeout(() => controller.abort(), 200);
    await assert.rejects(long, { code: 'cancelled' });
    assert.equal((await down('bowl', [[1, 1]], { steps: 0 })).value, 2);
  });
});
