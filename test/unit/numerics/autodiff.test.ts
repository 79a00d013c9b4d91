import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import * as operations from '../../../src/numerics/autodiff/operations';
import { RULES } from '../../../src/numerics/autodiff/rules';
import { CONSTANT, MAX_OPERATIONS, Tape } from '../../../src/numerics/autodiff/tape';
import { nodeOf, tape, type Traced, valueOf, type Operand } from '../../../src/numerics/autodiff/traced';
import { gradientAt } from '../../../src/numerics/gradient';

const { add, apply, atan2, divide, hypot, max, min, multiply, negate, power, remainder, subtract, variable } =
  operations;

/** Value and gradient of a function of traced numbers. */
function gradient(f: (...x: Traced[]) => Operand, ...point: number[]): { value: number; gradient: number[] } {
  tape.begin();
  const result = f(...point.map(variable));
  return {
    value: valueOf(result),
    gradient:
      typeof result === 'number' ? point.map(() => 0) : Array.from(tape.derivatives(nodeOf(result), point.length)),
  };
}

function assertClose(found: readonly number[], expected: readonly number[], message?: string): void {
  assert.equal(found.length, expected.length);
  for (const [i, each] of found.entries()) {
    const isSame = Object.is(each, expected[i]) || Math.abs(each - expected[i]!) <= 2e-15 * Math.abs(expected[i]!);
    assert.ok(isSame, `${message ?? ''} ${each} for ${expected[i]}`);
  }
}

describe('rules of differentiation', () => {
  /** Derivatives by mpmath 1.3 with 40 digits: `diff(f, x)`. */
  const DERIVATIVES: Readonly<Record<string, readonly (readonly [x: number, derivative: number])[]>> = {
    abs: [
      [-2, -1],
      [2, 1],
      [0, 0],
    ],
    acos: [[0.5, -1.1547005383792515]],
    acosh: [[2, 0.5773502691896258]],
    asin: [
      [0.5, 1.1547005383792515],
      [0.999999, 707.1069579531425],
    ],
    asinh: [
      [2, 0.4472135954999579],
      [1e200, 1e-200],
    ],
    atan: [[2, 0.2]],
    atanh: [[0.5, 1.3333333333333333]],
    cbrt: [
      [8, 0.08333333333333333],
      [-8, 0.08333333333333333],
    ],
    cos: [[2, -0.9092974268256817]],
    cosh: [[2, 3.6268604078470186]],
    exp: [[2, 7.38905609893065]],
    expm1: [
      [-40, 4.248354255291589e-18],
      [2, 7.38905609893065],
    ],
    fround: [[0.1, 1]],
    log: [
      [2, 0.5],
      [0, Infinity],
    ],
    log10: [[2, 0.2171472409516259]],
    log1p: [[-0.5, 2]],
    log2: [[2, 0.7213475204444817]],
    sin: [[2, -0.4161468365471424]],
    sinh: [[2, 3.7621956910836314]],
    sqrt: [
      [2, 0.35355339059327373],
      [0, Infinity],
    ],
    tan: [[2, 5.774399204041917]],
    tanh: [
      [2, 0.07065082485316447],
      [20, 1.6993417021166355e-17],
      [-400, 0],
    ],
  };

  it('are those of every function of Math of one variable', () => {
    assert.deepEqual(Object.keys(RULES).sort(), Object.keys(DERIVATIVES).sort());
    for (const [name, points] of Object.entries(DERIVATIVES)) {
      for (const [x, derivative] of points) {
        const found = gradient(v => apply(RULES[name]!, v), x);
        assert.ok(Object.is(found.value, Math[name as 'sin'](x)), name);
        assertClose(found.gradient, [derivative], name);
      }
    }
  });

  it('are those of the operators', () => {
    assert.deepEqual(
      gradient((a, b) => add(a, b), 3, 4),
      { value: 7, gradient: [1, 1] },
    );
    assert.deepEqual(
      gradient((a, b) => subtract(a, b), 3, 4),
      { value: -1, gradient: [1, -1] },
    );
    assert.deepEqual(
      gradient((a, b) => multiply(a, b), 3, 4),
      { value: 12, gradient: [4, 3] },
    );
    assert.deepEqual(
      gradient((a, b) => divide(a, b), 3, 4),
      { value: 0.75, gradient: [0.25, -0.1875] },
    );
    assert.deepEqual(
      gradient((a, b) => remainder(a, b), -7, 3),
      { value: -1, gradient: [1, 2] },
    );
    assert.deepEqual(
      gradient((a, b) => power(a, b), 2, 3),
      { value: 8, gradient: [12, 8 * Math.LN2] },
    );
    assert.deepEqual(
      gradient(a => negate(a), 3),
      { value: -3, gradient: [-1] },
    );
    assert.deepEqual(
      gradient(a => multiply(a, a), 3),
      { value: 9, gradient: [6] },
    );
    assert.deepEqual(
      gradient(a => subtract(7, divide(1, a)), 2),
      { value: 6.5, gradient: [0.25] },
    );
  });

  it('hold for powers at 0 and of negative numbers', () => {
    assert.deepEqual(gradient(a => power(a, 2), -3).gradient, [-6]);
    assert.deepEqual(gradient(a => power(a, 1), 0).gradient, [1]);
    assert.deepEqual(gradient(a => power(a, 0), 0).gradient, [0]);
    assert.deepEqual(gradient(a => power(a, 0.5), 0).gradient, [Infinity]);
    assert.deepEqual(gradient((a, b) => power(a, b), 0, 2).gradient, [0, 0]);
    assert.deepEqual(gradient((a, b) => power(a, b), -2, 3).gradient, [12, NaN]);
  });

  it('share the derivative among the largest and among the smallest', () => {
    assert.deepEqual(gradient((a, b, c) => max([a, b, c]), 1, 3, 2).gradient, [0, 1, 0]);
    assert.deepEqual(gradient((a, b, c) => max([a, b, c]), 3, 3, 2).gradient, [0.5, 0.5, 0]);
    assert.deepEqual(gradient(a => max([a, 0]), 0).gradient, [0.5]);
    assert.deepEqual(
      gradient((a, b) => min([a, b, 5]), 2, 1),
      { value: 1, gradient: [0, 1] },
    );
    assert.deepEqual(
      gradient(a => max([a, 7]), 1),
      { value: 7, gradient: [0] },
    );
    assert.deepEqual(
      gradient(a => max([a, NaN]), 1),
      { value: NaN, gradient: [0] },
    );
  });

  it('are those of hypot and atan2, near overflow too', () => {
    assertClose(gradient((a, b) => hypot([a, b]), 3, 4).gradient, [0.6, 0.8]);
    assertClose(gradient((a, b) => hypot([a, b]), 0, 0).gradient, [0, 0]);
    assertClose(gradient((a, b) => hypot([a, b]), 3e200, 4e200).gradient, [0.6, 0.8]);
    assertClose(gradient((a, b) => atan2(a, b), 3, 4).gradient, [4 / 25, -3 / 25]);
    assertClose(gradient((a, b) => atan2(a, b), 3e200, 4e200).gradient, [1.6e-201, -1.2e-201]);
    assertClose(gradient((a, b) => atan2(a, b), 1, -1).gradient, [-0.5, -0.5]);
  });
});

describe('the tape', () => {
  it('does not let what a variable does not touch make NaN', () => {
    // 0 · ∞: √ is vertical at 0, but nothing of it depends on a.
    assert.deepEqual(gradient(a => add(a, multiply(0, apply(RULES['sqrt']!, multiply(0, a)))), 3).gradient, [1]);
    assert.deepEqual(gradient((a, b) => add(a, multiply(0, apply(RULES['log']!, b))), 3, 0).gradient, [1, 0]);
  });

  it('sums up how large the terms are', () => {
    tape.begin();
    const a = variable(3);
    const zero = subtract(multiply(a, 5), multiply(a, 5));
    assert.deepEqual([...tape.derivatives(nodeOf(zero), 1)], [0]);
    assert.deepEqual([...tape.derivatives(nodeOf(zero), 1, true)], [10]);
  });

  it('recognizes a number of an earlier recording', () => {
    tape.begin();
    const old = variable(3);
    assert.equal(tape.stale, false);
    tape.begin();
    assert.equal(valueOf(old), NaN);
    assert.equal(tape.stale, true);
    tape.begin();
    assert.equal(tape.stale, false);
  });

  it('has an end', () => {
    const long = new Tape();
    const node = long.variable(1);
    const fill = () => {
      for (let i = 0; i <= MAX_OPERATIONS; i++) long.record(1, node, 1, CONSTANT, 0);
    };
    assert.throws(fill, { code: 'exact-too-long' });
    assert.ok(long.full);
    long.begin();
    assert.ok(!long.full);
    assert.equal(long.valueOf(long.variable(2)), 2);
  });

  it('keeps the place where a number leaves it', () => {
    tape.begin();
    const x = variable(0.5);
    for (const leave of [
      () => Number(x),
      () => `${x as unknown as string}`,
      () => JSON.stringify(x),
      () => x.toFixed(1),
      () => x.toString(2),
      () => x.toPrecision(2),
      () => x.toExponential(),
      () => x.toLocaleString(),
      () => (x as unknown as number) < 1,
    ]) {
      tape.escape = undefined;
      assert.equal(String(leave()), String((eval(`const x = 0.5; (${String(leave)})`) as () => unknown)()));
      assert.ok((tape.escape as Error | undefined)?.stack, String(leave));
    }
    tape.escape = undefined;
    assert.equal(x.valueOf(), x);
    assert.deepEqual(Object.keys(x), []);
    assert.deepEqual(Reflect.ownKeys(x), []);
    assert.equal(tape.escape, undefined);
  });
});

/** An expression of x and y, with its value and both derivatives by the rules of the textbook: forward, as duals. */
interface Expression {
  readonly plain: (x: number, y: number) => number;
  readonly traced: (x: Operand, y: Operand) => Operand;
  readonly dual: (x: number, y: number) => readonly [number, number, number];
}

/** Operations as needed by an operand that may be constant. */
const lift = (f: (a: Traced) => Traced, plain: (a: number) => number) => (a: Operand) =>
  typeof a === 'number' ? plain(a) : f(a);

const expressions = fc.letrec<{ any: Expression }>(tie => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<Expression>(
      { plain: x => x, traced: x => x, dual: x => [x, 1, 0] },
      { plain: (_, y) => y, traced: (_, y) => y, dual: (_, y) => [y, 0, 1] },
      { plain: () => 1.5, traced: () => 1.5, dual: () => [1.5, 0, 0] },
    ),
    fc.tuple(fc.constantFrom('+', '-', '*', '/'), tie('any'), tie('any')).map(([operator, a, b]): Expression => {
      const traced = { '+': add, '-': subtract, '*': multiply, '/': divide }[operator];
      const values = (u: number, v: number) => ({ '+': u + v, '-': u - v, '*': u * v, '/': u / v })[operator];
      return {
        plain: (x, y) => values(a.plain(x, y), b.plain(x, y)),
        traced: (x, y) => {
          const [u, v] = [a.traced(x, y), b.traced(x, y)];
          return typeof u === 'number' && typeof v === 'number' ? values(u, v) : traced(u, v);
        },
        dual(x, y) {
          const [u, ux, uy] = a.dual(x, y);
          const [v, vx, vy] = b.dual(x, y);
          const d = (du: number, dv: number) =>
            ({ '+': du + dv, '-': du - dv, '*': du * v + u * dv, '/': (du * v - u * dv) / (v * v) })[operator];
          return [values(u, v), d(ux, vx), d(uy, vy)];
        },
      };
    }),
    fc.tuple(fc.constantFrom('sin', 'cos', 'exp', 'tanh', 'atan'), tie('any')).map(([name, a]): Expression => {
      const f = (u: number) => Math[name as 'sin'](u);
      const slope = {
        sin: (u: number) => Math.cos(u),
        cos: (u: number) => -Math.sin(u),
        exp: (u: number) => Math.exp(u),
        tanh: (u: number) => 1 / Math.cosh(u) ** 2,
        atan: (u: number) => 1 / (1 + u * u),
      }[name];
      return {
        plain: (x, y) => f(a.plain(x, y)),
        traced: (x, y) => lift(u => apply(RULES[name]!, u), f)(a.traced(x, y)),
        dual(x, y) {
          const [u, ux, uy] = a.dual(x, y);
          return [f(u), slope(u) * ux, slope(u) * uy];
        },
      };
    }),
  ),
})).any;

describe('derivatives of random expressions', () => {
  const point = fc.double({ min: 0.5, max: 2, noNaN: true });
  const parameters = { seed: 20261121, numRuns: 500 };

  it('are those of dual numbers, and their values those of the expression, bit for bit', () => {
    fc.assert(
      fc.property(expressions, point, point, (expression, x, y) => {
        const found = gradient((a, b) => expression.traced(a, b), x, y);
        const [value, ...expected] = expression.dual(x, y);
        if (![value, ...expected, ...found.gradient].every(Number.isFinite)) return;
        assert.ok(Object.is(found.value, expression.plain(x, y)));
        const size = Math.max(...expected.map(Math.abs), Math.abs(value), 1);
        for (const [i, each] of expected.entries())
          assert.ok(Math.abs(each - found.gradient[i]!) <= 1e-10 * size ** 2, `${found.gradient[i]} for ${each}`);
      }),
      parameters,
    );
  });

  it('lie within the bars of the numerical ones', () => {
    let within = 0;
    let all = 0;
    fc.assert(
      fc.property(expressions, point, point, (expression, x, y) => {
        const found = gradient((a, b) => expression.traced(a, b), x, y).gradient;
        const numeric = gradientAt(args => expression.plain(args[0] as number, args[1] as number), [x, y], {
          names: ['x', 'y'],
        });
        for (const [i, parameter] of numeric.parameters.entries()) {
          if (parameter.status !== 'ok') continue;
          all++;
          const off = Math.abs((parameter.gradient as number) - found[i]!);
          if (off <= (parameter.error as number) + 1e-9 * Math.abs(found[i]!)) within++;
        }
      }),
      { ...parameters, numRuns: 200 },
    );
    assert.ok(all > 150 && within / all > 0.99, `${within} of ${all}`);
  });
});
