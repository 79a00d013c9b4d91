import * as assert from 'node:assert/strict';
import type { Value } from '../../../src/numerics/argument';
import { differencePattern, type DifferencePattern } from '../../../src/numerics/differencePattern';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { checkGradient, type AnalyticPart, type GradientCheck } from '../../../src/numerics/gradientCheck';
import { Problem } from '../../../src/numerics/problem';

const OPTIONS = { points: 5, seed: 1, chosen: true };

/** A function of one parameter, whose gradient is given as a list. */
function check(
  f: (x: number[]) => number | Float64Array,
  gradient: (x: number[]) => readonly number[],
  center: readonly number[],
  options: Partial<typeof OPTIONS & { rtol: number }> = {},
  part: Partial<AnalyticPart> = {},
): GradientCheck {
  const ofList: Multivariate = ([x]) => f(x as number[]);
  const parts = ([x]: Value[]) => [{ parameter: 0, values: gradient(x as number[]), ...part }];
  return checkGradient(ofList, parts, [center as Value], { ...OPTIONS, ...options });
}

function patternOf({ points, worst }: GradientCheck, columns?: number): DifferencePattern | undefined {
  return differencePattern(points, worst!.compared, columns);
}

const bowl = (x: number[]) => x.reduce((sum, each) => sum + each ** 2, 0);

describe('the check of a gradient', () => {
  it('agrees with right ones at the center and at five points about it', () => {
    const { verdict, points } = check(bowl, x => x.map(each => 2 * each), [3, 4]);
    assert.equal(verdict, 'correct');
    assert.equal(points.length, 6);
    assert.deepEqual(points[0]!.args, [[3, 4]]);
    const all = points.map(({ args }) => JSON.stringify(args));
    assert.equal(new Set(all).size, 6);
  });

  it('draws the same points for the same seed, others for another', () => {
    const pointsOf = (seed: number) => check(bowl, x => x, [3, 4], { seed }).points.map(({ args }) => args);
    assert.deepEqual(pointsOf(7), pointsOf(7));
    assert.notDeepEqual(pointsOf(7).slice(1), pointsOf(8).slice(1));
  });

  it('names the number that is wrong, with both values', () => {
    const { verdict, worst } = check(bowl, ([a, b]) => [2 * a!, 3 * b!], [3, 4]);
    assert.equal(verdict, 'wrong');
    assert.deepEqual([worst!.compared.index, worst!.compared.analytic], [1, 12]);
    assert.ok(Math.abs(worst!.compared.numeric.derivative! - 8) < 1e-9);
    assert.deepEqual(worst!.point.args, [[3, 4]]);
  });

  it('finds a gradient that is right at the center only', () => {
    const { verdict, worst } = check(bowl, () => [6, 8], [3, 4]);
    assert.equal(verdict, 'wrong');
    assert.notDeepEqual(worst!.point.args, [[3, 4]]);
  });

  it('finds a factor of 2 in a function whose values are tiny', () => {
    const { verdict } = check(
      ([x]) => 1e-200 * Math.sin(x!),
      ([x]) => [2e-200 * Math.cos(x!)],
      [1],
    );
    assert.equal(verdict, 'wrong');
  });

  it('cannot tell at a kink a person chose, but can at one that was drawn', () => {
    const relu = ([x]: number[]) => Math.max(0, x!);
    const slope = ([x]: number[]) => [x! > 0 ? 1 : 0];
    const chosen = check(relu, slope, [0]);
    assert.deepEqual([chosen.verdict, chosen.worst?.compared.numeric.status], ['inconclusive', 'kink']);
    assert.equal(check(relu, slope, [0], { chosen: false }).verdict, 'correct');
    assert.equal(check(relu, () => [1.5], [0]).verdict, 'wrong');
    assert.equal(check(relu, slope, [1]).verdict, 'correct');
  });

  it('draws again where the function has no value, and gives up where it has none at all', () => {
    const edge = check(
      ([x]) => Math.log(x!),
      ([x]) => [1 / x!],
      [0.05],
    );
    assert.deepEqual([edge.verdict, edge.points.length], ['correct', 6]);
    const nowhere = check(
      () => NaN,
      () => [1],
      [1],
    );
    assert.deepEqual([nowhere.verdict, nowhere.problem?.code, nowhere.points], ['inconclusive', 'check-no-point', []]);
    const throwing = check(
      () => {
        throw new Problem('function-threw');
      },
      () => [1],
      [1],
    );
    assert.deepEqual([throwing.verdict, throwing.problem?.code], ['error', 'function-threw']);
  });

  it('is an error where the derivative throws or has another form', () => {
    const { verdict, problem } = check(bowl, () => {
      throw new Problem('derivative-form', { found: '1' });
    }, [1]);
    assert.deepEqual([verdict, problem?.code], ['error', 'derivative-form']);
  });

  it('is inconclusive where the function gives several values at one point', () => {
    let calls = 0;
    const { verdict, problem } = check(
      ([x]) => x! + calls++,
      () => [1],
      [1],
    );
    assert.deepEqual([verdict, problem?.code], ['inconclusive', 'nondeterministic']);
  });

  it('leaves parameters as they are that the derivative is not taken with respect to', () => {
    const f: Multivariate = ([x, t]) => (x as number) * (t as number);
    // right for t = 2 only, as y − t is for labels that sum to 1 only
    const { verdict, points } = checkGradient(f, () => [{ parameter: 0, values: [2] }], [1, 2], OPTIONS);
    assert.equal(verdict, 'correct');
    assert.ok(points.every(({ args }) => args[1] === 2) && points.slice(1).every(({ args }) => args[0] !== 1));
  });

  it('fails NaN', () => {
    assert.equal(check(bowl, ([a]) => [2 * a!, NaN], [3, 4]).verdict, 'wrong');
  });

  it('leaves the point as it is, whatever derivative and function do to it', () => {
    const center = [3, 4];
    const spoiling = (x: number[]) => {
      const result = bowl(x);
      x.fill(0);
      return result;
    };
    assert.equal(check(spoiling, x => x.splice(0).map(each => 2 * each), center).verdict, 'correct');
    assert.deepEqual(center, [3, 4]);
  });
});

describe('the rule of a difference', () => {
  const factor = (times: number) => patternOf(check(bowl, x => x.map(each => times * 2 * each), [3, 4]));

  it('is a factor, a sign', () => {
    for (const times of [2, 0.5, -1, 1e-8, 5]) {
      const pattern = factor(times);
      assert.ok(pattern?.kind === 'factor' && Math.abs(pattern.factor / times - 1) < 1e-6, JSON.stringify(pattern));
    }
  });

  it('is a factor of one number alone', () => {
    const pattern = patternOf(check(bowl, ([a, b]) => [2 * a!, b!], [3, 4]));
    assert.ok(pattern?.kind === 'factor' && Math.abs(pattern.factor - 0.5) < 1e-6);
  });

  it('is another order, or rows for columns', () => {
    const weighted = (x: number[]) => x.reduce((sum, each, i) => sum + (i + 1) * each ** 2, 0);
    const slopes = (x: number[]) => x.map((each, i) => 2 * (i + 1) * each);
    const center = [1, 2, 3, 4];
    assert.deepEqual(patternOf(check(weighted, x => slopes(x).reverse(), center)), { kind: 'permuted' });
    const exchanged = check(weighted, x => [0, 2, 1, 3].map(i => slopes(x)[i]!), center);
    assert.deepEqual(patternOf(exchanged, 2), { kind: 'transposed' });
    assert.deepEqual(patternOf(exchanged), { kind: 'permuted' });
  });

  it('is a diagonal of what has more than one', () => {
    const softmax = (x: number[]) => {
      const powers = x.map(Math.exp);
      return Float64Array.from(powers, power => power / powers.reduce((a, b) => a + b, 0));
    };
    const diagonal = (x: number[]) =>
      Array.from(softmax(x), (y, i) => [y * (1 - y), 0].slice(0, i === 0 ? 2 : 1)).flat();
    const jacobian = (x: number[]) => [diagonal(x)[0]!, 0, 0, diagonal(x)[0]!];
    const checked = check(softmax, jacobian, [1, 2], {}, { diagonal: true });
    assert.equal(checked.verdict, 'wrong');
    assert.deepEqual(patternOf(checked, 2), { kind: 'diagonal' });
  });

  it('is small for an ε that was left out', () => {
    const loss = ([y]: number[]) => -Math.log(y! + 1e-4);
    const checked = check(loss, ([y]) => [-1 / y!], [0.5]);
    assert.deepEqual([checked.verdict, patternOf(checked)], ['wrong', { kind: 'small' }]);
  });

  it('is none where there is none', () => {
    assert.equal(patternOf(check(bowl, ([a, b]) => [2 * a! + b!, 2 * b! - 1], [3, 4])), undefined);
    assert.equal(patternOf(check(bowl, () => [0, 0], [3, 4])), undefined);
  });
});
