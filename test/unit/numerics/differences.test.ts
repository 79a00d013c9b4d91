import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  DEFAULT_STEP,
  DIFFERENCE_METHODS,
  difference,
  differenceWithError,
  type Univariate,
} from '../../../src/numerics/differences';

const SEED = 20261121;

/** Smooth functions with their derivatives by rules, and where they are defined. */
const SMOOTH: readonly { name: string; f: Univariate; slope: Univariate; positive?: true }[] = [
  { name: 'sin', f: Math.sin, slope: Math.cos },
  { name: 'exp', f: Math.exp, slope: Math.exp },
  { name: 'tanh', f: Math.tanh, slope: x => 1 - Math.tanh(x) ** 2 },
  { name: 'log', f: Math.log, slope: x => 1 / x, positive: true },
  { name: 'sqrt', f: Math.sqrt, slope: x => 0.5 / Math.sqrt(x), positive: true },
  { name: '1/(1+x²)', f: x => 1 / (1 + x * x), slope: x => (-2 * x) / (1 + x * x) ** 2 },
  { name: 'x³', f: x => x ** 3, slope: x => 3 * x * x },
  { name: 'x⁵ − 2x', f: x => x ** 5 - 2 * x, slope: x => 5 * x ** 4 - 2 },
  { name: 'x^1.5', f: x => x ** 1.5, slope: x => 1.5 * Math.sqrt(x), positive: true },
];

function covers({ derivative, error }: { derivative: number; error: number }, slope: number): boolean {
  return Math.abs(derivative - slope) <= error;
}

describe('finite differences', () => {
  const f: Univariate = x => 0.01 * x ** 2 + 0.1 * x;

  it("give the book's numbers, digit for digit", () => {
    assert.equal(difference(f, 5, DEFAULT_STEP, 'central'), 0.1999999999990898);
    assert.equal(difference(f, 10, DEFAULT_STEP, 'central'), 0.2999999999986347);
    assert.equal(differenceWithError(f, 5, DEFAULT_STEP, 'central').derivative, 0.1999999999990898);
  });

  it('are what their formulas say', () => {
    // x⁵ at 1 with h = 1, by hand: values −243 … at −1, 0, 1, 2, 3 are −1, 0, 1, 32, 243.
    const values: Univariate = x => x ** 5;
    assert.equal(difference(values, 1, 1, 'forward'), 31);
    assert.equal(difference(values, 1, 1, 'backward'), 1);
    assert.equal(difference(values, 1, 1, 'central'), 16);
    assert.equal(difference(values, 1, 1, 'five-point'), (-1 - 0 + 8 * 32 - 243) / 12);
  });

  it('are exact up to their error for polynomials of their order', () => {
    const coefficient = fc.integer({ min: -640, max: 640 }).map(n => n / 64);
    const five = fc.tuple(coefficient, coefficient, coefficient, coefficient, coefficient, coefficient);
    fc.assert(
      fc.property(five, fc.integer({ min: -8, max: 8 }), ([a, b, c, d, e], x) => {
        const h = 0.125; // x ± 2h is exact, so that only the values are rounded
        for (const [method, [p, q, r]] of [
          ['forward', [0, 0, 0]],
          ['backward', [0, 0, 0]],
          ['central', [c, 0, 0]],
          ['five-point', [c, d, e]],
        ] as const) {
          const terms = (u: number) => [a, b * u, p * u ** 2, q * u ** 3, r * u ** 4];
          const polynomial: Univariate = u => terms(u).reduce((sum, term) => sum + term);
          const slope = b + 2 * p * x + 3 * q * x ** 2 + 4 * r * x ** 3;
          const scale = Math.max(...terms(Math.abs(x) + 1).map(Math.abs));
          const rounding = (20 * Number.EPSILON * scale) / h;
          assert.ok(Math.abs(difference(polynomial, x, h, method) - slope) <= rounding, method);
        }
      }),
      { seed: SEED },
    );
  });

  it('are linear in the function', () => {
    const number = fc.integer({ min: -256, max: 256 }).map(n => n / 64);
    fc.assert(
      fc.property(number, number, number, fc.constantFrom(...DIFFERENCE_METHODS), (a, b, x, method) => {
        const of = (g: Univariate) => difference(g, x, 2 ** -10, method);
        const both = of(u => a * Math.sin(u) + b * Math.exp(u));
        const rounding = 2 ** 10 * 64 * Number.EPSILON * (Math.abs(a) + Math.abs(b) * Math.exp(x + 1));
        assert.ok(Math.abs(both - (a * of(Math.sin) + b * of(Math.exp))) <= rounding);
      }),
      { seed: SEED },
    );
  });

  it('are odd under reflection: forward becomes backward', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), x => {
        const mirrored: Univariate = u => Math.exp(-u);
        assert.equal(difference(mirrored, -x, 1e-3, 'backward'), -difference(Math.exp, x, 1e-3, 'forward'));
      }),
      { seed: SEED },
    );
  });
});

describe('the error of a difference', () => {
  for (const { name, f, slope, positive } of SMOOTH) {
    it(`covers the derivative of ${name}`, () => {
      const x = fc.double({ min: positive ? 0.05 : -8, max: 8, noNaN: true });
      const h = fc.constantFrom(1e-3, DEFAULT_STEP, 1e-5, 1e-6);
      fc.assert(
        fc.property(x, h, fc.constantFrom(...DIFFERENCE_METHODS), (at, step, method) => {
          const found = differenceWithError(f, at, step, method);
          assert.ok(covers(found, slope(at)), `${found.derivative} ± ${found.error} is not ${slope(at)}`);
        }),
        { seed: SEED, numRuns: 500 },
      );
    });
  }

  it('is no larger than it must be: central differences of smooth functions have eight digits', () => {
    for (const { name, f } of SMOOTH) {
      for (const x of [0.7, 1.3, 2.9]) {
        const { error } = differenceWithError(f, x, DEFAULT_STEP, 'central');
        assert.ok(error > 0 && error < 1e-6 * Math.max(1, Math.abs(f(x))), `${name} at ${x}: ${error}`);
      }
    }
  });

  it('reaches over both sides of a kink, wherever it lies within the step', () => {
    const kinks: [Univariate, number, number][] = [
      [Math.abs, -1, 1],
      [x => Math.max(0, x), 0, 1],
      [x => (x > 0 ? x : 0.01 * x), 0.01, 1],
    ];
    for (const [f, left, right] of kinks) {
      for (const method of DIFFERENCE_METHODS) {
        const at0 = differenceWithError(f, 0, DEFAULT_STEP, method);
        assert.ok(covers(at0, left) && covers(at0, right), `${method}: ${at0.derivative} ± ${at0.error}`);
        for (let part = 0.05; part < 3; part += 0.05) {
          assert.ok(covers(differenceWithError(f, part * DEFAULT_STEP, DEFAULT_STEP, method), right), method);
          assert.ok(covers(differenceWithError(f, -part * DEFAULT_STEP, DEFAULT_STEP, method), left), method);
        }
      }
    }
  });

  it('reaches over both sides of a kink in a curve', () => {
    const f: Univariate = x => Math.abs(x) + Math.sin(3 * x);
    const found = differenceWithError(f, 0, DEFAULT_STEP, 'central');
    assert.ok(covers(found, 2) && covers(found, 4));
  });

  it('reaches over the slopes beside a jump', () => {
    const steps: Univariate[] = [x => (x > 0 ? 1 : 0), x => (x >= 0 ? 1 : 0), x => Math.sign(x), Math.floor];
    for (const f of steps) {
      for (const method of DIFFERENCE_METHODS) {
        for (const x of [0, 0.3e-4, 0.9e-4, -0.3e-4, -0.9e-4]) {
          const found = differenceWithError(f, x, DEFAULT_STEP, method);
          assert.ok(covers(found, 0), `${method} at ${x}: ${found.derivative} ± ${found.error}`);
        }
      }
    }
  });

  it('makes do with one side of the edge of a domain', () => {
    const throwing: Univariate = x => {
      if (x < 0) throw new RangeError('negative');
      return x * x + x;
    };
    for (const f of [(x: number) => (x < 0 ? NaN : x * x + x), throwing]) {
      const found = differenceWithError(f, 0, DEFAULT_STEP, 'forward');
      assert.ok(covers(found, 1) && found.error < 1e-3, `${found.derivative} ± ${found.error}`);
    }
  });

  it('makes do with smaller steps where larger ones leave the domain', () => {
    const x = 1.5 * DEFAULT_STEP;
    const found = differenceWithError(Math.sqrt, x, DEFAULT_STEP, 'central');
    assert.ok(covers(found, 0.5 / Math.sqrt(x)) && Number.isFinite(found.error));
  });

  it('is infinite where the step is rounded away', () => {
    for (const x of [1e13, -1e13, Infinity]) {
      const { error } = differenceWithError(Math.atan, x, DEFAULT_STEP, 'central');
      assert.equal(error, Infinity);
    }
  });

  it('is thrown what the function throws where its value is needed', () => {
    const f: Univariate = x => {
      if (x > 1) throw new RangeError('too large');
      return x;
    };
    assert.throws(() => differenceWithError(f, 1, DEFAULT_STEP, 'central'), /too large/);
  });

  it('asks for each value once', () => {
    const asked: number[] = [];
    differenceWithError(x => (asked.push(x), x * x), 1, DEFAULT_STEP, 'five-point');
    assert.equal(new Set(asked).size, asked.length);
    assert.ok(asked.length <= 15, `${asked.length} calls`);
  });
});
