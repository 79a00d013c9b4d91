import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Value } from '../../../src/numerics/argument';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import type { CheckReport, CheckRequest } from '../../../src/processes/evaluate/protocol';
import { siteNamed } from '../source/sites';
import { ROOT } from '../house/files';

const TEXT = `
const weights = Array.from({ length: 3 }, () => Math.random()); // another at each run of the module
const dot = (x: number[]): number => x.reduce((sum, each, i) => sum + weights[i]! * each, 0);
const dotGradient = (x: number[]): number[] => [...weights];
const bowl = (x: number[]): number => x[0]! ** 2 + x[1]! ** 2;
const right = (x: number[]): number[] => x.map(each => 2 * each);
const long = (x: number[]): number[] => [...right(x), 0];
const nan = (x: number[]): number[] => [2 * x[0]!, NaN];
const spoils = (x: number[]): number[] => x.splice(0).map(each => 2 * each);
const slip = (x: number[]): number[] => x.map((_, i) => {
  const h = 1e-3;
  const moved = (by: number) => x.map((each, j) => (i === j ? each + by : each));
  return (bowl(moved(h)) - bowl(moved(-h))) / 2 * h;
});
const numericalDiff = (g: (x: number[]) => number, x: number[]): number[] => x.map((_, i) => {
  const h = 1e-4;
  const moved = (by: number) => x.map((each, j) => (i === j ? each + by : each));
  return (g(moved(h)) - g(moved(-h))) / 2*h;
});
const byHelper = (x: number[]): number[] => numericalDiff(bowl, x);
const fails = (x: number[]): number[] => { throw new Error('no'); };
const loops = (x: number[]): number[] => { for (;;); };
const vee = (x: number): number => Math.abs(x);
const sign = (x: number): number => Math.sign(x);
const loss = (w: number[], x: number[][], t: Float64Array): number =>
  t.reduce((sum, each, i) => sum + (w[0]! * x[i]![0]! + w[1]! * x[i]![1]! - each) ** 2, 0) / t.length;
const lossGradient = (w: number[], x: number[][], t: Float64Array): number[] =>
  w.map((_, k) => t.reduce((sum, each, i) => sum + 2 * x[i]![k]! * (w[0]! * x[i]![0]! + w[1]! * x[i]![1]! - each), 0));
const matrix = (w: number[][]): number => w[0]![1]! ** 2 * w[1]![0]!;
const matrixGradient = (w: number[][]): number[][] => [[0, w[0]![1]! ** 2], [2 * w[0]![1]! * w[1]![0]!, 0]];
const softmax = (a: number[]): number[] => {
  const powers = a.map(each => Math.exp(each));
  return powers.map(power => power / powers.reduce((sum, each) => sum + each, 0));
};
const softmaxElements = (a: number[]): number[] => softmax(a).map(y => y * (1 - y));
const sigmoids = (a: number[]): number[] => a.map(each => 1 / (1 + Math.exp(-each)));
const sigmoidsElements = (a: number[]): number[] => sigmoids(a).map(y => y * (1 - y));
const crossEntropy = (y: number[]): number => -Math.log(y[0]! + 1e-7);
const crossEntropyGradient = (y: number[]): number[] => [-1 / y[0]!];
const softmaxLoss = (a: number[], t: number[]): number =>
  -softmax(a).reduce((sum, y, i) => sum + t[i]! * Math.log(y + 1e-7), 0);
const back = (a: number[], t: number[]): number[] => softmax(a).map((y, i) => y - t[i]!);
class Loss {
  static factor = 3;
  static of(x: number): number { return this.factor * x ** 2; }
  static back(x: number): { x: number } { return { x: 2 * this.factor * x }; }
}
`;

describe('checks in the evaluate process', function () {
  this.timeout(30_000);

  const client = new EvaluateClient({
    limits: () => ({ timeout: 1500, memory: 512 }),
    print: () => {},
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });
  after(() => client.dispose());

  function check(
    name: string,
    derivative: string,
    args: Value[],
    options: Partial<CheckRequest> = {},
  ): Promise<CheckReport> {
    const siteOf = (of: string) => {
      const { start, end, inModule, parameters } = siteNamed(TEXT, of);
      return { name: of, start, end, inModule, parameters };
    };
    return client.check({
      kind: 'check',
      source: { file: path.join(ROOT, 'checks.ts'), text: TEXT },
      function: siteOf(name),
      derivative: siteOf(derivative),
      called: [],
      args,
      chosen: true,
      points: 5,
      seed: 1,
      ...options,
    });
  }

  it('agree with right derivatives, as they see the same run of their module', async () => {
    const { milliseconds, component, ...report } = await check('bowl', 'right', [[3, 4]]);
    assert.deepEqual(report, { verdict: 'correct', points: 6, wrt: ['x'] });
    assert.ok(milliseconds > 0 && component!.numeric !== null);
    assert.equal((await check('dot', 'dotGradient', [[1, 2, 3]])).verdict, 'correct');
    assert.equal((await check('Loss.of', 'Loss.back', [2])).verdict, 'correct');
    assert.equal((await check('bowl', 'spoils', [[3, 4]])).verdict, 'correct');
  });

  it('name the number, both values, the point and the likely cause', async () => {
    const { verdict, component, cause } = await check('bowl', 'slip', [[3, 4]]);
    assert.equal(verdict, 'wrong');
    const { numeric, error, analytic, ...rest } = component!;
    assert.deepEqual(rest, { parameter: 'x', index: 0, position: [0], at: [[3, 4]] });
    assert.ok(Math.abs(numeric! - 6) < 1e-9 && error! < 1e-9 && Math.abs(analytic - 6e-6) < 1e-12);
    assert.equal(cause!.code, 'cause-step');
    assert.deepEqual([cause!.args['written'], cause!.args['meant']], ['/ 2 * h', '/ (2 * h)']);
  });

  it('find the slip in what the derivative calls', async () => {
    const { start, end } = siteNamed(TEXT, 'numericalDiff');
    const { cause } = await check('bowl', 'byHelper', [[3, 4]], { called: [{ start, end }] });
    assert.equal(cause!.code, 'cause-step');
    assert.deepEqual(cause!.args['offset'], TEXT.indexOf('/ 2*h'));
    assert.equal((await check('bowl', 'byHelper', [[3, 4]])).cause!.code, 'cause-factor');
  });

  it('find a sum for a mean, rows for columns, a diagonal for a Jacobian, an ε left out', async () => {
    const data = [
      [1, 2],
      [
        [1, 2],
        [3, 4],
        [5, 7],
      ],
      [1, 2, 3],
    ];
    const sum = await check('loss', 'lossGradient', data);
    assert.deepEqual(
      [sum.verdict, sum.wrt, sum.cause?.code, sum.cause?.args['count']],
      ['wrong', ['w'], 'cause-count', 3],
    );
    const exchanged = await check('matrix', 'matrixGradient', [
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    assert.deepEqual([exchanged.verdict, exchanged.cause?.code], ['wrong', 'cause-transposed']);
    const diagonal = await check('softmax', 'softmaxElements', [[1, 2, 3]]);
    assert.deepEqual([diagonal.verdict, diagonal.cause?.code], ['wrong', 'cause-diagonal']);
    assert.deepEqual([diagonal.component!.row, diagonal.component!.index], [0, 1]);
    assert.equal((await check('sigmoids', 'sigmoidsElements', [[1, 2, 3]])).verdict, 'correct');
    const offset = await check('crossEntropy', 'crossEntropyGradient', [[4.5e-5]], { points: 0 });
    assert.deepEqual([offset.verdict, offset.cause], ['wrong', { code: 'cause-offset', args: { offset: '1e-7' } }]);
    const slight = await check('crossEntropy', 'crossEntropyGradient', [[0.05]], { points: 0 });
    assert.deepEqual([slight.verdict, slight.cause?.code], ['suspicious', 'cause-offset']);
  });

  it("pass the book's softmax with loss, whose labels stay, until its ε shows", async () => {
    const likely = await check('softmaxLoss', 'back', [
      [0.3, 2.9, 4],
      [0, 0, 1],
    ]);
    assert.deepEqual([likely.verdict, likely.wrt], ['correct', ['a']]);
    const unlikely = await check('softmaxLoss', 'back', [
      [10, 0, 0],
      [0, 1, 0],
    ]); // p = 4.5e-5
    assert.deepEqual([unlikely.verdict, unlikely.cause?.code], ['wrong', 'cause-offset']);
  });

  it('cannot tell at a kink, and say so', async () => {
    const { verdict, component } = await check('vee', 'sign', [0]);
    assert.equal(verdict, 'inconclusive');
    const { left, right, numeric, analytic, reason } = component!;
    assert.deepEqual([numeric, analytic, reason!.code], [null, 0, 'kink']);
    assert.ok(Math.abs(left! + 1) < 1e-3 && Math.abs(right! - 1) < 1e-3);
    assert.equal((await check('vee', 'sign', [3])).verdict, 'correct');
  });

  it('are errors where the derivative cannot be compared, and the next one succeeds', async () => {
    const form = await check('bowl', 'long', [[3, 4]]);
    assert.deepEqual([form.verdict, form.problem?.code], ['error', 'derivative-form']);
    const thrown = await check('bowl', 'fails', [[3, 4]]);
    assert.deepEqual([thrown.verdict, thrown.problem?.code], ['error', 'function-threw']);
    assert.equal((await check('bowl', 'nan', [[3, 4]])).verdict, 'wrong');
    await assert.rejects(check('bowl', 'loops', [[3, 4]]), { code: 'process-timeout' });
    assert.equal((await check('bowl', 'right', [[3, 4]])).verdict, 'correct');
  });

  it('take a tolerance', async () => {
    const args: Value[] = [[4.5e-5]];
    assert.equal(
      (await check('crossEntropy', 'crossEntropyGradient', args, { points: 0, rtol: 0.1 })).verdict,
      'correct',
    );
  });
});
