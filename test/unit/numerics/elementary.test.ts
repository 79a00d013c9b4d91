import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { cos, exp, log, sigmoid, sin, softplus, tanh } from '../../../src/numerics/elementary';
import { Random } from '../../../src/numerics/random';

/** Forty digits: what is left of them after rounding to a double is the true value's rounding. */
const Exact = Decimal.clone({ precision: 40, toExpNeg: -400, toExpPos: 400 });

const one = new Exact(1);
const exactSigmoid = (x: Decimal) => one.div(one.plus(x.neg().exp()));
const exactSoftplus = (x: Decimal) => one.plus(x.exp()).ln();

/** The number that a double is; decimal.js takes the shortest text that is read as it instead. */
function exactly(double: number): Decimal {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(double) || 1)) - 1);
  return new Exact(String(BigInt(double * 2 ** -exponent * 2 ** 60))).times(new Exact(2).pow(exponent - 60));
}

/** Distance of a double to the true value, in units of the last place of that. */
function ulps(value: number, exact: Decimal): number {
  const near = Math.abs(exact.toNumber());
  if (near < 2 ** -1022) return exactly(value).minus(exact).abs().div(new Exact(2).pow(-1074)).toNumber();
  const ulp = 2 ** (Math.floor(Math.log2(near)) - 52);
  return exactly(value).minus(exact).abs().div(ulp).toNumber();
}

interface Case {
  readonly f: (x: number) => number;
  readonly exact: (x: Decimal) => Decimal;
  /** Where arguments are drawn from. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Units in the last place. */
  readonly within: number;
}

const CASES: Readonly<Record<string, Case>> = {
  exp: { f: exp, exact: x => x.exp(), ranges: [[-1, 1], [-40, 40], [-745, 709.7]], within: 1 }, // prettier-ignore
  log: { f: log, exact: x => x.ln(), ranges: [[0.5, 2], [0.999, 1.001], [1e-320, 1e-300], [1e-8, 1e8], [1e300, 1.7e308]], within: 1 }, // prettier-ignore
  sin: { f: sin, exact: x => x.sin(), ranges: [[-1, 1], [-7, 7], [-1000, 1000]], within: 1 }, // prettier-ignore
  cos: { f: cos, exact: x => x.cos(), ranges: [[-1, 1], [-7, 7], [-1000, 1000]], within: 1 }, // prettier-ignore
  tanh: { f: tanh, exact: x => x.tanh(), ranges: [[-0.7, 0.7], [-1e-5, 1e-5], [-20, 20]], within: 2 }, // prettier-ignore
  sigmoid: { f: sigmoid, exact: exactSigmoid, ranges: [[-1, 1], [-30, 30], [-700, 20]], within: 2 }, // prettier-ignore
  softplus: { f: softplus, exact: exactSoftplus, ranges: [[-1, 1], [-40, 20], [-30, 700]], within: 2 }, // prettier-ignore
};

describe('elementary functions', function () {
  this.timeout(20_000);

  for (const [name, { f, exact, ranges, within }] of Object.entries(CASES)) {
    it(`${name} is within ${within} ulp of the true value`, () => {
      const random = Random.seeded(20261121, 'points');
      for (const [low, high] of ranges) {
        for (let i = 0; i < 150; i++) {
          const x = low + (high - low) * random.uniform();
          const distance = ulps(f(x), exact(exactly(x)));
          assert.ok(distance <= within, `${name}(${x}) is ${distance} ulp off`);
        }
      }
    });
  }

  it('have the values at zero, at infinity and beyond their range', () => {
    assert.deepEqual([exp(0), exp(-Infinity), exp(Infinity), exp(710), exp(-746)], [1, 0, Infinity, Infinity, 0]);
    assert.equal(exp(709.782712893384), Infinity);
    assert.ok(exp(709.7827128933839) < Infinity);
    assert.equal(exp(-745.1332191019411), 5e-324);
    assert.deepEqual([log(0), log(1), log(Infinity)], [-Infinity, 0, Infinity]);
    assert.deepEqual([log(-1), exp(NaN), log(NaN), sin(NaN), cos(Infinity)], [NaN, NaN, NaN, NaN, NaN]);
    assert.deepEqual([tanh(0), tanh(40), tanh(-Infinity), tanh(NaN)], [0, 1, -1, NaN]);
    assert.deepEqual([sigmoid(0), sigmoid(1000), sigmoid(-1000), sigmoid(NaN)], [0.5, 1, 0, NaN]);
    assert.deepEqual([softplus(1000), softplus(-1000), softplus(Infinity)], [1000, 0, Infinity]);
    assert.deepEqual([sin(0), cos(0)], [0, 1]);
  });

  it('refuse angles that they cannot reduce', () => {
    assert.throws(() => sin(1e6), RangeError);
    assert.throws(() => cos(-1e6), RangeError);
  });

  it('have the same bits on every machine', () => {
    const random = Random.seeded(7, 'points');
    const values = Float64Array.from({ length: 700 }, (_, i) => {
      const { f, ranges } = Object.values(CASES)[i % 7]!;
      const [low, high] = ranges[0]!;
      return f(low + (high - low) * random.uniform());
    });
    // Whatever the machine and the version of Node.
    assert.equal(createHash('sha256').update(values).digest('hex').slice(0, 16), '97b59d798461a9cd');
  });
});
