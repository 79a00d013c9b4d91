import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { descend, type Descent, type Landscape } from '../../../src/numerics/descent';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { differencedLandscape, Variables } from '../../../src/numerics/landscape';
import { createOptimizer, defaultConstants, OPTIMIZERS, type OptimizerName } from '../../../src/numerics/optimizers';
import { Problem } from '../../../src/numerics/problem';

const SEED = { seed: 20261121 };

/** f = ½ Σ aᵢ xᵢ². */
const bowl = (...a: number[]): Landscape => ({
  value: x => x.reduce((sum, each, i) => sum + (a[i]! * each ** 2) / 2, 0),
  gradient: x => x.map((each, i) => a[i]! * each),
});

function down(
  landscape: Landscape,
  start: readonly number[],
  { name = 'sgd', rate, steps, every }: { name?: OptimizerName; rate?: number; steps: number; every?: number },
): Descent {
  const constants = defaultConstants(name, 'book');
  const optimizer = createOptimizer(
    name,
    'book',
    { ...constants, learningRate: rate ?? constants.learningRate },
    start.length,
  );
  return descend(landscape, start, { optimizer, steps, ...(every && { every }) });
}

/** x₀² + x₁² from (−3, 4), 100 steps, with the book's gradient. */
function chapterFour(rate: number): Descent {
  const f: Multivariate = ([x]) => (x as number[])[0]! ** 2 + (x as number[])[1]! ** 2;
  const variables = new Variables([[-3, 4]]);
  return down(differencedLandscape(f, variables, 'central'), [...variables.values], { rate, steps: 100 });
}

describe('descent', () => {
  it('ends where the book does, in every digit it prints', () => {
    const ends = [0.1, 1e-10, 10].map(rate => Array.from(chapterFour(rate).end, x => x.toPrecision(9)));
    assert.deepEqual(ends, [
      ['-6.11110793e-10', '8.14814391e-10'],
      ['-2.99999994', '3.99999992'],
      ['-2.58983747e+13', '-1.29524862e+12'],
    ]);
  });

  it('multiplies by (1 − α a) a step on a quadratic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 60 }),
        (a, rate, steps) => {
          const { end, value, diverged } = down(bowl(a, 1), [3, -4], { rate, steps });
          const law = [3 * (1 - rate * a) ** steps, -4 * (1 - rate) ** steps];
          for (const [i, x] of law.entries()) assert.ok(Math.abs(end[i]! - x) <= 1e-13 * Math.abs(x), `${end[i]} ${x}`);
          assert.equal(value, bowl(a, 1).value(end));
          assert.equal(diverged, undefined);
        },
      ),
      SEED,
    );
  });

  it('comes to the minimum with every optimizer', () => {
    for (const name of OPTIMIZERS) {
      const { end, diverged } = down(bowl(1, 4), [-3, 2], { name, rate: 0.05, steps: 3000 });
      assert.ok(Math.hypot(...end) < 0.2, `${name}: ${end.join(', ')}`);
      assert.equal(diverged, undefined, name);
    }
  });

  it('names a point that moves away, and goes on', () => {
    const { end, steps, diverged } = down(bowl(2, 2), [-3, 4], { rate: 10, steps: 100 });
    // start · 19¹⁰⁰
    assert.ok(Math.abs(end[0]! / (-3 * 19 ** 100) - 1) < 1e-12 && Math.abs(end[1]! / (4 * 19 ** 100) - 1) < 1e-12);
    assert.equal(steps, 100);
    assert.deepEqual([diverged?.problem.code, diverged?.at], ['descent-point-grows', 14]);
  });

  it('names slow growth, too, once it is far away', () => {
    const { diverged } = down(bowl(1), [1], { rate: 2.05, steps: 1000 }); // × −1.05 a step
    assert.equal(diverged?.problem.code, 'descent-value-grows'); // as the square of the distance
    assert.ok(diverged.at > 70 && diverged.at < 400, String(diverged.at)); // 1.05⁷¹ = √1000
  });

  it('names a value that rises while the point stays near', () => {
    const wall: Landscape = { value: x => Math.exp(Math.exp(x[0]!)), gradient: () => [-1] };
    const { diverged } = down(wall, [0], { rate: 0.1, steps: 30 });
    assert.equal(diverged?.problem.code, 'descent-value-grows');
  });

  it('ends where numbers are no longer finite', () => {
    const cubic: Landscape = { value: x => x[0]! ** 3, gradient: x => [3 * x[0]! ** 2] };
    const { end, value, steps, diverged } = down(cubic, [-1], { rate: 1, steps: 1000 });
    assert.equal(diverged?.problem.code, 'descent-not-finite');
    assert.ok(steps < 20 && steps === diverged.at, String(steps));
    assert.equal(value, -Infinity);
    assert.ok(end[0]! < 0);
  });

  it('ends where there is no gradient, or the function throws', () => {
    const root: Landscape = {
      value: x => Math.sqrt(x[0]!),
      gradient: x => [x[0] === 0 ? NaN : 0.5 / Math.sqrt(x[0]!)],
    };
    const atEdge = down(root, [0], { steps: 5 });
    assert.deepEqual(
      [atEdge.steps, atEdge.value, atEdge.diverged],
      [0, 0, { at: 0, problem: { code: 'descent-no-gradient', args: { step: 0 } } }],
    );
    const outside = down(root, [0.25], { rate: 1, steps: 5 });
    assert.deepEqual([outside.steps, outside.value, outside.diverged?.problem.code], [1, NaN, 'descent-not-finite']);
    const throwing: Landscape = {
      value: x => {
        if (x[0]! < 0) throw new Problem('function-threw', { message: 'negative' });
        return x[0]!;
      },
      gradient: () => [1],
    };
    const thrown = down(throwing, [0.5], { rate: 1, steps: 5 });
    assert.deepEqual([thrown.steps, thrown.diverged?.problem.code, thrown.value], [1, 'function-threw', NaN]);
    assert.throws(() => down(throwing, [-1], { steps: 5 }), { code: 'function-threw' });
  });

  it('is not taken in by a minimum that is far away', () => {
    for (const name of OPTIMIZERS) {
      for (const rate of [0.001, 0.01, 0.1]) {
        const far: Landscape = { value: x => (x[0]! - 1e6) ** 2, gradient: x => [2 * (x[0]! - 1e6)] };
        const { diverged } = down(far, [0], { name, rate, steps: 3000 });
        assert.equal(diverged, undefined, `${name} ${rate} ${JSON.stringify(diverged)}`);
      }
    }
  });

  it('keeps the path at every so many steps, with its first and last point', () => {
    const { trajectory, end } = down(bowl(1, 2), [8, 4], { rate: 0.5, steps: 10, every: 4 });
    assert.deepEqual([...trajectory!.steps], [0, 4, 8, 10]);
    assert.deepEqual([...trajectory!.points], [8, 4, 0.5, 0, 0.03125, 0, ...end]);
    assert.deepEqual([...trajectory!.values], [48, 0.125, 0.03125 ** 2 / 2, end[0]! ** 2 / 2]);
    const still = down(bowl(1, 1), [1, 1], { steps: 0, every: 1 });
    assert.deepEqual([[...still.trajectory!.steps], still.steps], [[0], 0]);
    assert.equal(down(bowl(1), [1], { steps: 3 }).trajectory, undefined);
  });
});

describe('a landscape of differences', () => {
  it('has the numbers of all parameters as one vector, and leaves other arguments as they are', () => {
    const f: Multivariate = ([a, mode, w]) => (a as number) * 2 + (mode === 'on' ? 3 : 0) * (w as Float64Array)[1]!;
    const variables = new Variables([5, 'on', Float64Array.of(1, 7)]);
    assert.deepEqual(
      [variables.parameters, [...variables.values]],
      [
        [0, 2],
        [5, 1, 7],
      ],
    );
    const landscape = differencedLandscape(f, variables, 'central');
    const x = Float64Array.of(1, 0, 2);
    assert.equal(landscape.value(x), 8);
    assert.deepEqual(Array.from(landscape.gradient(x), Math.round), [2, 0, 3]);
    assert.deepEqual(variables.withValues(x), [1, 'on', Float64Array.of(0, 2)]);
  });

  it('costs little near a minimum, too, and leads as near to it', () => {
    for (const [rest, calls, distance] of [
      [0, 55, 1e-60],
      [1, 55, 1e-14],
    ] as const) {
      let count = 0;
      const f: Multivariate = ([x]) => {
        count++;
        return (x as number[])[0]! ** 2 / 20 + (x as number[])[1]! ** 2 + rest;
      };
      const variables = new Variables([[-7, 2]]);
      const steps = 1500;
      const { end } = down(differencedLandscape(f, variables, 'adaptive'), [-7, 2], { rate: 0.95, steps });
      assert.ok(count / steps <= calls, `${count / steps} calls a step`);
      assert.ok(Math.max(...end.map(Math.abs)) < distance, end.join(', ')); // −7 · 0.905ⁿ, 2 · (−0.9)ⁿ
    }
  });

  it('leads where the exact gradient leads', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const bent = fc.tuple(number(0.1, 2), number(0, 0.01), number(-3, 3), fc.constantFrom(0, 1, -1000, 1e6));
    fc.assert(
      fc.property(bent, number(-3, 3), fc.integer({ min: 1, max: 300 }), ([a, b, center, offset], start, steps) => {
        const f = (x: number) => a * (x - center) ** 2 + b * (x - center) ** 4 + offset;
        const exact: Landscape = {
          value: ([x]) => f(x!),
          gradient: ([x]) => [2 * a * (x! - center) + 4 * b * (x! - center) ** 3],
        };
        const differenced = differencedLandscape(([x]) => f(x as number), new Variables([start]), 'adaptive');
        const [expected, found] = [exact, differenced].map(each => down(each, [start], { rate: 0.1, steps }).end[0]!);
        assert.ok(Math.abs(found! - expected!) <= 1e-6, `${found} instead of ${expected}`);
      }),
      SEED,
    );
  });

  it('is not asked again where the path has come to rest', () => {
    let count = 0;
    const variables = new Variables([1]);
    const step: Multivariate = ([x]) => (count++, (x as number) > 0 ? 1 : 0);
    const { end, steps } = down(differencedLandscape(step, variables, 'adaptive'), [1], { rate: 1, steps: 10_000 });
    assert.deepEqual([[...end], steps], [[1], 10_000]);
    assert.ok(count < 10_100, String(count)); // one value a step
  });

  it('follows the book with every optimizer, however the gradient is taken', () => {
    const f: Multivariate = ([x]) => (x as number[])[0]! ** 2 / 20 + (x as number[])[1]! ** 2;
    // "Deep Learning from Scratch", 6.1, with its code in NumPy.
    for (const [name, rate, x, y] of [
      ['sgd', 0.95, -0.350393, 0.084782],
      ['momentum', 0.1, 0.896414, 0.088086],
      ['adagrad', 1.5, -0.120162, 2.5e-17],
      ['adam', 0.3, 0.136007, 0.318245],
    ] as const) {
      for (const method of ['adaptive', 'central'] as const) {
        const landscape = differencedLandscape(f, new Variables([[-7, 2]]), method);
        const { end } = down(landscape, [-7, 2], { name, rate, steps: 30 });
        assert.ok(Math.abs(end[0]! - x) < 5e-7 && Math.abs(end[1]! - y) < 5e-7, `${name}: ${end.join(', ')}`);
      }
    }
  });

  it('wants one number', () => {
    const variables = new Variables([[1, 2]]);
    const landscape = differencedLandscape(([x]) => Float64Array.from(x as number[]), variables, 'adaptive');
    assert.throws(() => landscape.value(variables.values), { code: 'several-returned', args: { length: 2 } });
  });

  it('gives copies to a function that changes its arguments', () => {
    const f: Multivariate = ([x]) => (x as number[]).sort((a, b) => a - b)[0]!;
    const variables = new Variables([[2, 1]]);
    const landscape = differencedLandscape(f, variables, 'central');
    assert.equal(landscape.value(variables.values), 1);
    assert.deepEqual([...variables.values], [2, 1]);
    assert.deepEqual(Array.from(landscape.gradient(Float64Array.of(2, 1)), Math.round), [0, 1]);
  });
});
