import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OptimizerName } from '../../../src/numerics/optimizers';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import type {
  DescentReport,
  GradientReport,
  PlotsReport,
  PlotsRequest,
} from '../../../src/processes/evaluate/protocol';
import { parsePoint } from '../../../src/source/point';
import { proposalSteps } from '../../../src/source/proposals';
import { parseScript } from '../../../src/source/script';
import { atOnce } from '../../../src/source/slices';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';
import { siteNamed, sitesOf } from '../source/sites';

/** What the comments of the samples promise. */
describe('the sample functions', function () {
  this.timeout(20_000);

  const client = new EvaluateClient({
    limits: () => ({ timeout: 5000, memory: 256 }),
    print: () => undefined,
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });
  after(() => client.dispose());

  /** A function of a sample, at the point that is proposed first or another one. */
  function at(sample: string, name: string, point?: string) {
    const file = path.join(ROOT, 'samples', sample);
    const text = fs.readFileSync(file, 'utf8');
    const site = siteNamed(text, name);
    const [proposal] = atOnce(proposalSteps(parseScript(text, 'typescript'), text, site, undefined));
    if (point === undefined) assert.equal(proposal!.origin.kind, 'tag', `${name} has no @at`);
    const args = parsePoint(point ?? proposal!.point, site.parameters);
    const { start, end, inModule, parameters } = site;
    return { source: { file, text, site: { name, start, end, inModule, parameters } }, args };
  }

  function gradient(file: string, name: string, point?: string): Promise<GradientReport> {
    return client.gradient({ kind: 'gradient', ...at(file, name, point), method: 'adaptive', exact: true });
  }

  function plots(file: string, name: string, wanted: Pick<PlotsRequest, 'slice' | 'map'>): Promise<PlotsReport> {
    return client.plots({ kind: 'plots', ...at(file, name), ...wanted });
  }

  function descend(
    file: string,
    name: string,
    optimizer: OptimizerName,
    learningRate: number,
    { steps = 30, point }: { steps?: number; point?: string } = {},
  ): Promise<DescentReport> {
    return client.descend({
      kind: 'descend',
      ...at(file, name, point),
      optimizer: { name: optimizer, form: 'book', constants: { learningRate } },
      steps,
      gradient: 'exact',
    });
  }

  it('can all be differentiated at the point of their comment, exactly where they are smooth', async () => {
    for (const file of ['plateaus.ts', 'descent.ts']) {
      const sites = sitesOf(fs.readFileSync(path.join(ROOT, 'samples', file), 'utf8'));
      assert.ok(sites.length >= 5);
      for (const { name } of sites) {
        const { status, parameters, exactNote } = await gradient(file, name);
        assert.ok(status === 'ok' || status === 'plateau', `${name}: ${status}`);
        assert.equal(exactNote, undefined, name);
        for (const { gradient, exact } of parameters) assert.ok(Math.abs(Number(gradient) - Number(exact)) < 1e-10);
      }
    }
  });

  it('show that a step and the accuracy are flat, and say what follows', async () => {
    for (const [name, values] of [
      ['step', [0, 1]],
      ['accuracyOfWeight', [0.5, 0.625, 0.75, 0.875]],
    ] as const) {
      const { status, problem, parameters } = await gradient('plateaus.ts', name);
      assert.deepEqual([status, parameters[0]!.gradient], ['plateau', 0]);
      assert.match(
        sentence(problem!),
        /does not move at all about \w = 0\.\d: its derivative is 0 there, and gradient/,
      );
      const { slice } = await plots('plateaus.ts', name, { slice: { variable: 0, range: [-2, 3] } });
      const found = [...new Set(slice!.ys)].sort();
      assert.ok(found.length > 1 && found.every(y => (values as readonly number[]).includes(y)), found.join(', '));
    }
    const jump = await gradient('plateaus.ts', 'step', '0');
    assert.equal(sentence(jump.problem!), 'The function jumps from 0 to 1 at x = 0; there is no derivative here.');
  });

  it('show that a sigmoid and the cross-entropy slope everywhere', async () => {
    const { slice } = await plots('plateaus.ts', 'sigmoid', { slice: { variable: 0, range: [-10, 10] } });
    slice!.ys.forEach((y, i) => assert.ok(i === 0 || y > slice!.ys[i - 1]!));
    const map = {
      variables: [0, 1] as [number, number],
      x: [-1.1, 1.9] as [number, number],
      y: [-1.8, 1.2] as [number, number],
    };
    const [flat, sloping] = await Promise.all([
      plots('plateaus.ts', 'accuracy', { map }),
      plots('plateaus.ts', 'crossEntropy', { map }),
    ]);
    const lengths = ({ map }: PlotsReport) =>
      Array.from({ length: map!.arrows.length / 4 }, (_, i) =>
        Math.hypot(map!.arrows[4 * i + 2]!, map!.arrows[4 * i + 3]!),
      );
    assert.ok(lengths(flat).every(length => length === 0));
    assert.ok(lengths(sloping).every(length => length > 1e-3));
    assert.equal(flat.map!.values.filter(value => !Number.isInteger(8 * value)).length, 0);
  });

  it('show that the loss leads to a better accuracy, which itself leads nowhere', async () => {
    const { end } = await descend('plateaus.ts', 'crossEntropy', 'sgd', 1, { steps: 100 });
    assert.equal((await gradient('plateaus.ts', 'accuracy')).value, 0.5);
    assert.equal((await gradient('plateaus.ts', 'accuracy', (end as number[]).join(', '))).value, 0.75);
    assert.deepEqual((await descend('plateaus.ts', 'accuracy', 'sgd', 1, { steps: 100 })).end, [0.4, -0.3]);
  });

  it('go down as their comments say', async () => {
    // −(1 − 2α)³⁰
    for (const rate of [0.1, 0.9]) {
      const { end } = await descend('descent.ts', 'parabola', 'sgd', rate);
      assert.ok(Math.abs(Math.abs(end[0] as number) - 0.8 ** 30) < 1e-12);
    }
    assert.deepEqual((await descend('descent.ts', 'parabola', 'sgd', 1)).end, [-1]);
    assert.ok((await descend('descent.ts', 'parabola', 'sgd', 1.1)).diverged);
    // The outer roots of x³ − 2x + 0.2, by the formula of Viète.
    const angle = Math.acos(-0.15 * Math.sqrt(1.5)) / 3;
    const [right, left] = [0, (2 * Math.PI) / 3].map(turn => 2 * Math.sqrt(2 / 3) * Math.cos(angle + turn));
    const shallow = await descend('descent.ts', 'twoValleys', 'sgd', 0.1, { steps: 100 });
    const deep = await descend('descent.ts', 'twoValleys', 'sgd', 0.1, { steps: 100, point: '-0.2' });
    assert.ok(Math.abs((shallow.end[0] as number) - right!) < 1e-9 && Math.abs((deep.end[0] as number) - left!) < 1e-9);
    assert.ok(deep.value < shallow.value);
    // "Deep Learning from Scratch", 6.1
    for (const [optimizer, rate, x, y] of [
      ['sgd', 0.95, -0.350393, 0.084782],
      ['momentum', 0.1, 0.896414, 0.088086],
      ['adagrad', 1.5, -0.120162, 0],
      ['adam', 0.3, 0.136007, 0.318245],
    ] as const) {
      const { end } = await descend('descent.ts', 'valley', optimizer, rate);
      assert.ok(Math.hypot((end[0] as number) - x, (end[1] as number) - y) < 1e-6, optimizer);
    }
    assert.ok((await descend('descent.ts', 'rosenbrock', 'sgd', 0.005, { steps: 300 })).diverged);
    assert.ok((await descend('descent.ts', 'rosenbrock', 'sgd', 0.001, { steps: 300 })).value > 3);
    assert.ok((await descend('descent.ts', 'rosenbrock', 'adam', 0.2, { steps: 300 })).value < 0.05);
    const [first, last] = [
      await descend('descent.ts', 'saddle', 'sgd', 0.1, { steps: 15 }),
      await descend('descent.ts', 'saddle', 'sgd', 0.1, { steps: 100 }),
    ];
    assert.ok(Math.hypot(...(first.end as number[])) < 0.05);
    assert.ok(Math.abs((last.end[1] as number) - Math.SQRT2) < 1e-6 && Math.abs(last.value + 1) < 1e-9);
  });
});
