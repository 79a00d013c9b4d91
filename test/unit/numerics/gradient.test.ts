import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { flatten } from '../../../src/numerics/argument';
import { DIFFERENCE_METHODS } from '../../../src/numerics/differences';
import { Problem } from '../../../src/numerics/problem';
import { derivatives, gradientOf } from './gradients';

const SEED = 20261121;

const bowl = (x: ArrayLike<number>): number => x[0]! ** 2 + x[1]! ** 2;

describe('gradient', () => {
  it("gives the book's numbers, digit for digit", () => {
    const cases: [number[], number[]][] = [
      [
        [3, 4],
        [6.00000000000378, 7.999999999999119],
      ],
      [
        [1, 2],
        [1.9999999999997797, 4.000000000004],
      ],
      [
        [1, 1],
        [1.9999999999997797, 1.9999999999997797],
      ],
      [
        [0.3, 0.3],
        [0.6000000000000449, 0.6000000000000449],
      ],
      [
        [0.01, 0.01],
        [0.019999999999999806, 0.019999999999999806],
      ],
    ];
    for (const [point, expected] of cases) {
      assert.deepEqual(derivatives(gradientOf(bowl, [point])), expected);
      assert.deepEqual(derivatives(gradientOf(bowl, [Float64Array.from(point)])), expected);
    }
  });

  it('mirrors numbers, vectors and matrices among the arguments', () => {
    const f = (a: number, v: number[], w: number[][]) => a * v[0]! * w[1]![0]! + v[1]! + 2 * w[0]![1]!;
    const { parameters, status, value, evaluations } = gradientOf(f, [
      2,
      [3, 5],
      [
        [0, 1],
        [7, 0],
      ],
    ]);
    assert.equal(value, 49);
    assert.equal(status, 'ok');
    assert.ok(evaluations > 2);
    const rounded = (item: unknown): unknown =>
      Array.isArray(item) ? item.map(rounded) : Math.round((item as number) * 1e6) / 1e6;
    assert.deepEqual(
      parameters.map(({ name, gradient, status: statuses }) => [name, rounded(gradient), statuses]),
      [
        ['x', 21, 'ok'],
        ['y', [14, 1], ['ok', 'ok']],
        [
          'z',
          [
            [0, 2],
            [6, 0],
          ],
          [
            ['ok', 'ok'],
            ['ok', 'ok'],
          ],
        ],
      ],
    );
    for (const { error, gradient } of parameters) {
      assert.deepEqual(
        flatten(error).map(each => typeof each),
        flatten(gradient).map(each => typeof each),
      );
    }
  });

  it('is taken with respect to the parameters asked for, in that order', () => {
    const f = (x: number, y: number, z: number) => x + 2 * y + 4 * z;
    const { parameters } = gradientOf(f, [1, 1, 1], { wrt: [2, 0] });
    assert.deepEqual(
      parameters.map(({ name, gradient }) => [name, Math.round(gradient as number)]),
      [
        ['z', 4],
        ['x', 1],
      ],
    );
    assert.deepEqual(gradientOf(f, [1, 1, 1], { wrt: [] }).parameters, []);
  });

  it('is that of a linear function everywhere, within its bar', () => {
    const vector = fc.array(
      fc.integer({ min: -1e6, max: 1e6 }).map(n => n / 1e4),
      { minLength: 3, maxLength: 3 },
    );
    fc.assert(
      fc.property(vector, vector, fc.constantFrom(...DIFFERENCE_METHODS), (weights, x, method) => {
        const f = (v: number[]) => weights.reduce((sum, weight, i) => sum + weight * v[i]!, 0);
        const [parameter] = gradientOf(f, [x], { method }).parameters;
        const errors = flatten(parameter!.error);
        flatten(parameter!.gradient).forEach((derivative, i) => {
          // The sum of three products has a larger rounding error than its value where they cancel.
          const cancelling = (4 * Number.EPSILON * Math.max(...weights.map((w, k) => Math.abs(w * x[k]!)))) / 1e-4;
          assert.ok(Math.abs(derivative! - weights[i]!) <= errors[i]! + cancelling);
        });
      }),
      { seed: SEED },
    );
  });

  it('is the sum of the gradients of the summands', () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(number, number, (x, y) => {
        const f = (a: number, b: number) => Math.sin(a) * b;
        const g = (a: number, b: number) => Math.exp(a - b);
        const [of, og, sum] = [f, g, (a: number, b: number) => f(a, b) + g(a, b)].map(each =>
          derivatives(gradientOf(each, [x, y])),
        );
        sum!.forEach((derivative, i) => assert.ok(Math.abs(derivative! - of![i]! - og![i]!) < 1e-9));
      }),
      { seed: SEED },
    );
  });

  it('leaves the arguments as they are, whatever the function does to them', () => {
    const args = [[3, 1, 2], Float64Array.of(5, 4), [[1], [2]]];
    const hostile = (v: number[], typed: Float64Array, m: number[][]) => {
      v.sort();
      typed.fill(0);
      const result = v[0]! + 10 * v[2]!;
      m.length = 0;
      v.length = 0;
      return result;
    };
    const { parameters } = gradientOf(hostile, args);
    assert.deepEqual(args, [[3, 1, 2], Float64Array.of(5, 4), [[1], [2]]]);
    assert.deepEqual(
      flatten(parameters[0]!.gradient).map(each => Math.round(each!)),
      [10, 1, 0], // 3 is the largest, 1 the smallest
    );
  });

  it('is given by the method and step asked for', () => {
    const f = (x: number) => x ** 3;
    for (const [method, expected] of [
      ['forward', 7],
      ['backward', 1],
      ['central', 4],
      ['five-point', 3],
    ] as const) {
      const gradient = gradientOf(f, [1], { method, step: 1 });
      assert.deepEqual([gradient.method, gradient.step, derivatives(gradient)], [method, 1, [expected]]);
    }
  });
});

describe('what is known of a gradient', () => {
  it('is undefined where the function has no value', () => {
    for (const [f, value] of [
      [() => NaN, NaN],
      [(x: number) => 1 / x, Infinity],
      [(x: number) => Math.log(x), -Infinity],
    ] as const) {
      const gradient = gradientOf(f, [0]);
      assert.equal(gradient.status, 'undefined');
      assert.equal(gradient.value, value);
      assert.deepEqual(derivatives(gradient), [null]);
      assert.deepEqual(gradient.parameters[0]!.error, null);
      assert.deepEqual(gradient.problem, { code: 'value-undefined', args: { value } });
    }
  });

  it('is undefined where the function has no value beside the point, for that component only', () => {
    const gradient = gradientOf((x: number[]) => Math.sqrt(x[0]!) + x[1]!, [[0, 1]]);
    assert.deepEqual([gradient.status, gradient.value], ['undefined', 1]);
    assert.deepEqual(gradient.parameters[0]!.status, ['undefined', 'ok']);
    assert.equal(derivatives(gradient)[0], null);
    assert.deepEqual(gradient.problem, { code: 'undefined-nearby', args: { name: 'x', position: [0], x: 0 } });
  });

  it('is an error where the function throws a Problem', () => {
    const problem = new Problem('function-threw', { message: 'Error: no' });
    const always = gradientOf(() => {
      throw problem;
    }, [[1, 2]]);
    assert.deepEqual([always.status, always.value, always.problem], ['error', null, problem.toData()]);
    assert.deepEqual(always.parameters[0]!.status, ['error', 'error']);
    const beside = gradientOf(
      (x: number, y: number) => {
        if (y > 1) throw problem;
        return x * y;
      },
      [3, 1],
    );
    assert.deepEqual([beside.status, beside.value, beside.problem], ['error', 3, problem.toData()]);
    assert.deepEqual(
      beside.parameters.map(({ status }) => status),
      ['ok', 'error'],
    );
    assert.equal(derivatives(beside)[1], null);
  });

  it('does not hide what is no Problem', () => {
    assert.throws(
      () =>
        gradientOf(() => {
          throw new TypeError('a fault of ours');
        }, [1]),
      TypeError,
    );
  });

  it('is nondeterministic where two calls differ', () => {
    let calls = 0;
    const gradient = gradientOf((x: number) => x + calls++, [1]);
    assert.equal(gradient.status, 'nondeterministic');
    assert.deepEqual(derivatives(gradient), [null]);
    assert.deepEqual(gradient.problem, { code: 'nondeterministic', args: { value: 1, again: 2 } });
    assert.equal(gradient.evaluations, 2);
  });

  it('never is a finite number where the function has none', () => {
    fc.assert(
      fc.property(fc.constantFrom(NaN, Infinity, -Infinity), fc.double(), (value, x) => {
        const gradient = gradientOf(() => value, [x]);
        assert.deepEqual([gradient.status, derivatives(gradient)], ['undefined', [null]]);
      }),
      { seed: SEED },
    );
  });

  it('has an error that is a number wherever there is a derivative', () => {
    fc.assert(
      fc.property(fc.double(), fc.constantFrom(...DIFFERENCE_METHODS), (x, method) => {
        for (const f of [Math.sqrt, Math.atan, Math.abs, Math.log, (u: number) => u * u, () => 1]) {
          const { gradient, error } = gradientOf(f, [x], { method }).parameters[0]!;
          if (gradient === null) assert.equal(error, null);
          else assert.ok((error as number) >= 0, `${f.name} at ${x}: ${String(error)}`);
        }
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
