import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { adaptiveDerivative, fastDerivative } from '../../../src/numerics/adaptive';
import type { Derivative, DerivativeStatus } from '../../../src/numerics/derivative';
import type { Univariate } from '../../../src/numerics/differences';
import { Problem } from '../../../src/numerics/problem';

const SEED = 20261121;

type Method = typeof adaptiveDerivative;

function at(f: Univariate, x: number, method: Method = adaptiveDerivative): Derivative {
  return method(f, x, { value: f(x) });
}

/** Whether a derivative is `ok`, within a relative error of the true one, and its bar holds. */
function assertRight(found: Derivative, slope: number, tolerance: number, name: string): void {
  const distance = Math.abs(found.derivative! - slope);
  const told = `${name}: ${JSON.stringify(found)}, not ${slope}`;
  assert.equal(found.status, 'ok', told);
  assert.ok(distance <= tolerance * Math.abs(slope), told);
  assert.ok(distance <= found.error! + 1e-13 * Math.abs(slope), told);
}

/** Smooth functions with their derivatives by the rules, at points that are not easy; and how well they can be had. */
const SMOOTH: readonly { name: string; f: Univariate; x: number; slope: number; tolerance?: number }[] = [
  { name: 'sin', f: Math.sin, x: 1, slope: Math.cos(1) },
  { name: 'sin at 1e6', f: Math.sin, x: 1e6, slope: Math.cos(1e6) },
  { name: 'sin at 1e10', f: Math.sin, x: 1e10, slope: Math.cos(1e10) },
  { name: 'sin at 1e-300', f: Math.sin, x: 1e-300, slope: 1 },
  { name: '1e-200 sin', f: x => 1e-200 * Math.sin(x), x: 1, slope: 1e-200 * Math.cos(1) },
  { name: '1e200 x²', f: x => 1e200 * x * x, x: 3, slope: 6e200 },
  { name: 'x² at 1e15', f: x => x * x, x: 1e15, slope: 2e15 },
  { name: 'x at 1e308', f: x => x, x: 1e308, slope: 1 },
  { name: 'x + 1e10', f: x => x + 1e10, x: 0.3, slope: 1 },
  { name: 'cos 1e4 x', f: x => Math.cos(1e4 * x), x: 0.7, slope: -1e4 * Math.sin(7000) },
  { name: 'tan near its pole', f: Math.tan, x: 1.5707, slope: 1 / Math.cos(1.5707) ** 2 },
  { name: 'log at 1e-5', f: Math.log, x: 1e-5, slope: 1e5 },
  { name: 'log at 1e-10', f: Math.log, x: 1e-10, slope: 1e10 },
  { name: 'root at 1e-300', f: Math.sqrt, x: 1e-300, slope: 5e149, tolerance: 1e-9 },
  { name: '1/x at 1e-12', f: x => 1 / x, x: 1e-12, slope: -1e24 },
  { name: 'tanh 1e6 x', f: x => Math.tanh(1e6 * x), x: 1e-7, slope: 1e6 / Math.cosh(0.1) ** 2 },
  { name: 'steep sigmoid', f: x => 1 / (1 + Math.exp(-1e4 * x)), x: 0, slope: 2500 },
  { name: 'root of x² + 1e-10', f: x => Math.sqrt(x * x + 1e-10), x: 1e-5, slope: Math.SQRT1_2 },
  { name: '1 + sin 1e-6 x', f: x => 1 + Math.sin(1e-6 * x), x: 1, slope: 1e-6 },
  { name: 'x² at 1e-150', f: x => x * x, x: 1e-150, slope: 2e-150 },
  { name: 'sine reduced', f: x => Math.sin(x - 2 * Math.PI * Math.round(x / 2 / Math.PI)), x: Math.PI, slope: -1 },
  {
    name: 'wave that is back at every step',
    f: x => Math.sin(2 ** 13 * Math.PI * x),
    x: 2 ** -30,
    slope: 25735.92701081511,
  },
  { name: 'Gaussian far out', f: x => Math.exp(-x * x), x: 20, slope: -40 * Math.exp(-400), tolerance: 1e-9 },
];

/** Functions that are flat at 0 and smooth all the same, and ones whose second derivative jumps. */
const EASILY_MISTAKEN: readonly { name: string; f: Univariate; x: number; slope: number }[] = [
  { name: 'x²⁰', f: x => x ** 20, x: 0, slope: 0 },
  { name: '1 + x²⁰', f: x => 1 + x ** 20, x: 0, slope: 0 },
  { name: 'exp −1/x²', f: x => Math.exp(-1 / (x * x)), x: 0, slope: 0 },
  { name: '(x − 1)² multiplied out', f: x => x * x - 2 * x + 1, x: 1, slope: 0 },
  { name: '|x|³', f: x => Math.abs(x) ** 3, x: 0, slope: 0 },
  { name: 'x |x|', f: x => x * Math.abs(x), x: 0, slope: 0 },
  { name: 'max(0, x)²', f: x => Math.max(0, x) ** 2, x: 0, slope: 0 },
  { name: 'Huber at δ', f: x => (Math.abs(x) <= 1 ? x ** 2 / 2 : Math.abs(x) - 0.5), x: 1, slope: 1 },
  { name: 'ELU', f: x => (x > 0 ? x : Math.expm1(x)), x: 0, slope: 1 },
  { name: 'x + |x|^1.5', f: x => x + Math.abs(x) ** 1.5, x: 0, slope: 1 },
  { name: 'sin x / x', f: x => (x === 0 ? 1 : Math.sin(x) / x), x: 0, slope: 0 },
];

/** What is not smooth, and what is said of it. */
const VERDICTS: readonly { name: string; f: Univariate; x: number; expected: Partial<Derivative> }[] = [
  { name: 'a constant', f: () => 5, x: 1, expected: { status: 'plateau', derivative: 0 } },
  { name: 'nothing but 0', f: () => 0, x: 0, expected: { status: 'plateau', derivative: 0, error: 0 } },
  { name: 'floor between', f: Math.floor, x: 100.5, expected: { status: 'plateau', derivative: 0 } },
  { name: 'two decimals', f: x => Math.round(100 * x) / 100, x: 0.3, expected: { status: 'plateau', derivative: 0 } },
  { name: 'max(0.01, |x|)', f: x => Math.max(0.01, Math.abs(x)), x: 0, expected: { status: 'plateau', derivative: 0 } },
  { name: '|x|', f: Math.abs, x: 0, expected: { status: 'kink', derivative: null, error: null, left: -1, right: 1 } },
  { name: 'ReLU', f: x => Math.max(0, x), x: 0, expected: { status: 'kink', left: 0, right: 1 } },
  {
    name: 'sign',
    f: Math.sign,
    x: 0,
    expected: { status: 'discontinuous', jump: { from: -1, to: 1 }, left: 0, right: 0 },
  },
  { name: 'floor', f: Math.floor, x: 3, expected: { status: 'discontinuous', jump: { from: 2, to: 3 } } },
  { name: 'a hole', f: x => (x === 1 ? 0 : x), x: 1, expected: { status: 'discontinuous', jump: { from: 1, to: 1 } } },
  { name: 'root', f: Math.sqrt, x: 0, expected: { status: 'infinite', derivative: null } },
  { name: '1 + root', f: x => 1 + Math.sqrt(x), x: 0, expected: { status: 'infinite' } },
  { name: 'cube root', f: Math.cbrt, x: 0, expected: { status: 'infinite' } },
  { name: 'root beside a line', f: x => (x > 0 ? Math.sqrt(x) : x), x: 0, expected: { status: 'infinite', left: 1 } },
  { name: 'x log x', f: x => (x === 0 ? 0 : x * Math.log(x)), x: 0, expected: { status: 'infinite' } },
  { name: '1/x with 0 at 0', f: x => (x === 0 ? 0 : 1 / x), x: 0, expected: { status: 'infinite' } },
  { name: 'NaN beside', f: x => (x === 2 ? 1 : NaN), x: 2, expected: { status: 'undefined', derivative: null } },
  {
    name: 'infinite beside',
    f: x => (x === 2 ? 1 : Infinity),
    x: 2,
    expected: { status: 'undefined', derivative: null },
  },
  { name: 'six decimals', f: x => Math.round(1e6 * x) / 1e6, x: 0.3, expected: { status: 'noisy' } },
  { name: 'x sin 1/x', f: x => (x === 0 ? 0 : x * Math.sin(1 / x)), x: 0, expected: { status: 'noisy' } },
];

/** Noise that is the same every time: ±1 by the bits of x. */
function noise(x: number): number {
  const [low, high] = new Uint32Array(Float64Array.of(x).buffer);
  let hash = Math.imul(low! ^ Math.imul(high!, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1;
}

describe('adaptive derivative', () => {
  for (const [name, method, tolerance] of [
    ['whole', adaptiveDerivative, 1e-10],
    ['fast', fastDerivative, 1e-8],
  ] as const) {
    it(`is that of smooth functions to ${tolerance} (${name})`, () => {
      for (const each of SMOOTH)
        assertRight(at(each.f, each.x, method), each.slope, Math.max(tolerance, each.tolerance ?? 0), each.name);
    });

    it(`raises no alarm where a function is flat or bent but has a derivative (${name})`, () => {
      for (const { name, f, x, slope } of EASILY_MISTAKEN) {
        const found = at(f, x, method);
        assert.equal(found.status, 'ok', name);
        assert.ok(Math.abs(found.derivative! - slope) <= 1e-12, `${name}: ${found.derivative}`);
      }
    });

    it(`names what is not smooth, with the slopes and limits to both sides (${name})`, () => {
      for (const { name, f, x, expected } of VERDICTS) {
        const found = at(f, x, method);
        for (const [key, value] of Object.entries(expected))
          assert.deepEqual(found[key as keyof Derivative], value, `${name}: ${key} of ${JSON.stringify(found)}`);
      }
    });

    it(`takes at most 60 evaluations (${name})`, () => {
      for (const { name, f, x } of [...SMOOTH, ...EASILY_MISTAKEN, ...VERDICTS]) {
        const value = f(x);
        let count = 0;
        const counted: Univariate = u => {
          count++;
          return f(u);
        };
        method(counted, x, { value });
        assert.ok(count <= 60, `${name}: ${count}`);
      }
    });
  }

  it('is fast where a function is smooth', () => {
    let count = 0;
    const counted: Univariate = x => {
      count++;
      return Math.sin(x) + x * x;
    };
    fastDerivative(counted, 1, { value: Math.sin(1) + 1 });
    assert.ok(count <= 10, String(count));
  });

  it('gives the slope to the only side that there is', () => {
    const right = at(x => (x < 1 ? NaN : Math.exp(x)), 1);
    assert.deepEqual([right.status, right.right], ['one-sided', right.derivative]);
    assert.ok(Math.abs(right.derivative! - Math.E) <= Math.min(right.error!, 1e-9));
    const left = at(x => x * Math.sqrt(4 - x), 4 - 2 ** -60, fastDerivative);
    assert.equal(left.status, 'infinite'); // 4, after rounding
    const root = at(x => Math.sqrt(x) ** 3 + 2 * x, 0);
    assert.deepEqual([root.status, root.left], ['one-sided', undefined]);
    assert.ok(Math.abs(root.right! - 2) < 1e-12);
  });

  it('takes a Problem beside x for no value, and names the first where there is no derivative', () => {
    const throwing = (throws: (x: number) => boolean) => (x: number) => {
      if (throws(x)) throw new Problem('thrown', { x });
      return 3 * x;
    };
    const edge = at(throwing(x => x < 2), 2); // prettier-ignore
    assert.deepEqual([edge.status, edge.right], ['one-sided', 3]);
    const isolated = at(throwing(x => x !== 2), 2); // prettier-ignore
    assert.deepEqual([isolated.status, isolated.derivative], ['error', null]);
    assert.equal(isolated.problem?.code, 'thrown');
    assert.equal(at(throwing(x => x === 2.25), 2).derivative, 3); // prettier-ignore
    const broken = () => {
      throw new RangeError('no Problem');
    };
    assert.throws(() => adaptiveDerivative(broken, 2, { value: 1 }), RangeError);
  });

  it('says how far the nearest kink or jump is where the derivative is fine', () => {
    const cases: [Univariate, number, number, DerivativeStatus][] = [
      [Math.abs, 1e-9, 1e-9, 'ok'],
      [x => 1 + Math.abs(x), 1e-9, 1e-9, 'ok'],
      [x => Math.abs(x - 1), 1.001, 1e-3, 'ok'],
      [x => Math.max(0, x), -1e-9, 1e-9, 'plateau'],
      [x => Math.max(0, x), 0.1, 0.1, 'ok'],
      [x => Math.max(0, x), -0.1, 0.1, 'plateau'],
      [x => Math.sin(x) + Number(x > 1), 1 + 1e-6, 1e-6, 'ok'],
      [Math.floor, 3.3, 0.3, 'plateau'],
    ];
    for (const [f, x, distance, status] of cases) {
      const found = at(f, x);
      assert.equal(found.status, status);
      assert.ok(Math.abs(found.nearby! - distance) <= 0.04 * distance, `${found.nearby}, not ${distance}`);
    }
    for (const { name, f, x } of [...SMOOTH, ...EASILY_MISTAKEN]) assert.equal(at(f, x).nearby, undefined, name);
  });

  it('finds the slope under noise, with a bar that covers it', () => {
    for (const amplitude of [1e-3, 1e-6, 1e-9]) {
      for (let x = -2; x <= 2; x += 0.25) {
        const found = at(u => Math.sin(u) + amplitude * noise(u), x);
        assert.ok(found.status === 'noisy' || (found.status === 'ok' && amplitude < 1e-3), JSON.stringify(found));
        assert.ok(Math.abs(found.derivative! - Math.cos(x)) <= found.error!, `${amplitude} at ${x}`);
        assert.ok(found.error! < 1000 * amplitude, `${amplitude} at ${x}: ${found.error}`);
      }
    }
    const seventh = at(
      x => x ** 7 - 7 * x ** 6 + 21 * x ** 5 - 35 * x ** 4 + 35 * x ** 3 - 21 * x ** 2 + 7 * x - 1,
      1.01,
    );
    assert.equal(seventh.status, 'noisy');
    assert.ok(Math.abs(seventh.derivative! - 7e-12) <= seventh.error!); // (x − 1)⁷
  });

  it('sees the slope from afar where noise is smooth close by', () => {
    const waves =
      (amplitude: number): Univariate =>
      x =>
        x * x + amplitude * ((Math.sin(12345.678 * x) * 43758.5) % 1);
    for (const amplitude of [1e-6, 1e-9, 1e-12]) {
      for (let x = 0.5; x < 3; x += 0.1) {
        const { status, derivative, error } = at(waves(amplitude), x);
        assert.ok(status === 'ok' || status === 'noisy', status);
        assert.ok(
          Math.abs(derivative! - 2 * x) <= error! && error! < 300 * amplitude,
          `${amplitude} at ${x}: ${derivative} ± ${error}`,
        );
      }
    }
    // What is small but no noise is part of the slope.
    const ripple = at(x => Math.sin(x) + 1e-7 * Math.sin(1e6 * x), 1);
    assertRight(ripple, Math.cos(1) + 0.1 * Math.cos(1e6), 1e-7, 'ripple');
  });

  it('is fast and right for sums of many terms, which are rounded often', () => {
    const weights = Array.from({ length: 1000 }, (_, i) => Math.sin(i));
    const loss: Univariate = w => weights.reduce((sum, each, i) => sum + (each + (i === 500 ? w : 0) - 2) ** 2, 0);
    const value = loss(0.3);
    let count = 0;
    const found = fastDerivative(
      w => {
        count++;
        return loss(w);
      },
      0.3,
      { value },
    );
    assert.ok(count <= 16, String(count));
    assertRight(found, 2 * (weights[500]! + 0.3 - 2), 1e-8, 'sum of 1000');
  });

  it('takes values in single precision for noise', () => {
    for (let x = 0.1; x < 2; x += 0.1) {
      for (const f of [(u: number) => Math.fround(Math.sin(u)), (u: number) => Math.sin(Math.fround(u))]) {
        const found = at(f, x, fastDerivative);
        assert.equal(found.status, 'noisy');
        assert.ok(Math.abs(found.derivative! - Math.cos(x)) <= Math.min(found.error!, 1e-4));
      }
    }
  });

  it('keeps to steps that a variable in single precision can take', () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true }).map(Math.fround);
    for (const method of [adaptiveDerivative, fastDerivative]) {
      fc.assert(
        fc.property(value, x => {
          const f: Univariate = u => Math.sin(Math.fround(u)) + Math.fround(u);
          const found = method(f, x, { value: f(x), single: true });
          const slope = Math.cos(x) + 1;
          assert.equal(found.status, 'ok');
          assert.ok(Math.abs(found.derivative! - slope) <= Math.min(found.error! + 1e-13, 1e-8), `${x}`);
        }),
        { seed: SEED, numRuns: 200 },
      );
    }
  });

  describe('for every function of its kind', () => {
    const number = fc.double({ min: -4, max: 4, noNaN: true });
    const size = fc.double({ min: 0.1, max: 10, noNaN: true });

    /** A polynomial and its derivative by Horner's rule. */
    function polynomial(c: readonly number[]): { f: Univariate; slope: Univariate; scale: Univariate } {
      const horner = (coefficients: readonly number[], x: number) =>
        coefficients.reduceRight((sum, a) => sum * x + a, 0);
      const derived = c.slice(1).map((a, i) => (i + 1) * a);
      return {
        f: x => horner(c, x),
        slope: x => horner(derived, x),
        scale: x => horner(c.map(Math.abs), Math.abs(x) + 1),
      };
    }

    it('is that of polynomials', () => {
      fc.assert(
        fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), number, (coefficients, x) => {
          const { f, slope, scale } = polynomial(coefficients);
          for (const [method, accuracy] of [
            [adaptiveDerivative, 1e-12],
            [fastDerivative, 1e-9],
          ] as const) {
            const { derivative, error, status } = at(f, x, method);
            assert.ok(['ok', 'noisy', 'plateau'].includes(status), status);
            const distance = Math.abs(derivative! - slope(x));
            assert.ok(distance <= accuracy * scale(x), `${distance} of ${scale(x)}`);
            assert.ok(distance <= error! + 1e-13 * Math.abs(slope(x)) + 1e-15 * scale(x), `${distance}, bar ${error}`);
          }
        }),
        { seed: SEED },
      );
    });

    it('is multiplied with the function by powers of two, digit for digit', () => {
      fc.assert(
        fc.property(number, fc.integer({ min: -300, max: 300 }), (x, exponent) => {
          const f: Univariate = u => Math.exp(u) + u * u;
          const [one, many] = [at(f, x), at(u => 2 ** exponent * f(u), x)];
          assert.equal(many.derivative, 2 ** exponent * one.derivative!);
          assert.equal(many.error, 2 ** exponent * one.error!);
          assert.equal(many.status, one.status);
        }),
        { seed: SEED },
      );
    });

    it('changes its sign when the function is mirrored', () => {
      fc.assert(
        fc.property(number, x => {
          const f: Univariate = u => Math.sin(u) + Math.abs(u - 1);
          const [one, mirrored] = [at(f, x), at(u => f(-u), -x)];
          assert.equal(mirrored.status, one.status);
          assert.ok(Math.abs(mirrored.derivative! + one.derivative!) <= one.error!);
        }),
        { seed: SEED },
      );
    });

    it('is a kink where slopes differ, with both of them', () => {
      fc.assert(
        fc.property(
          number,
          number,
          size,
          fc.constantFrom(adaptiveDerivative, fastDerivative),
          (x, left, gap, method) => {
            const right = left + gap;
            const found = at(u => Math.sin(u) + (u < x ? left : right) * (u - x), x, method);
            assert.equal(found.status, 'kink');
            assert.equal(found.derivative, null);
            const slope = Math.cos(x);
            assert.ok(Math.abs(found.left! - left - slope) < 1e-8 && Math.abs(found.right! - right - slope) < 1e-8);
          },
        ),
        { seed: SEED },
      );
    });

    it('is a jump where limits differ, with both of them and the slopes', () => {
      const value = fc.constantFrom(0, 0.5, 1);
      const method = fc.constantFrom(adaptiveDerivative, fastDerivative);
      fc.assert(
        fc.property(number, number, size, value, method, (x, base, height, own, method) => {
          const f: Univariate = u => base + Math.sin(u) + 3 * u + height * (u < x ? 0 : u > x ? 1 : own);
          const found = at(f, x, method);
          const from = base + Math.sin(x) + 3 * x;
          assert.equal(found.status, 'discontinuous');
          assert.ok(Math.abs(found.jump!.from - from) < 1e-9 && Math.abs(found.jump!.to - from - height) < 1e-9);
          for (const slope of [found.left, found.right]) assert.ok(Math.abs(slope! - Math.cos(x) - 3) < 1e-6);
        }),
        { seed: SEED },
      );
    });

    it('is infinite where a power below 1 begins', () => {
      const power = fc.double({ min: 0.1, max: 0.9, noNaN: true });
      const place = fc.integer({ min: -2048, max: 2048 }).map(n => n / 512);
      fc.assert(
        fc.property(place, power, number, (x, p, slope) => {
          const f: Univariate = u => 1 + slope * (u - x) + Math.sign(u - x) * Math.abs(u - x) ** p;
          assert.equal(at(f, x).status, 'infinite');
        }),
        { seed: SEED },
      );
    });
  });
});
