import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { integerPower } from '../../../src/numerics/integerPower';

describe('an integer power', () => {
  it('is exact where a double can be', () => {
    assert.equal(integerPower(0.9, 0), 1);
    assert.equal(integerPower(0, 0), 1);
    assert.equal(integerPower(0, 3), 0);
    assert.equal(integerPower(0.9, 1), 0.9);
    assert.equal(integerPower(3, 33), Number(3n ** 33n));
    assert.equal(integerPower(0.5, 1074), 2 ** -1074);
    assert.equal(integerPower(0.999, 2 ** 40), 0);
  });

  it('is off by no more than a rounding a factor', () => {
    const bases = fc.double({ min: 0.5, max: 1, noNaN: true });
    fc.assert(
      fc.property(bases, fc.integer({ min: 0, max: 500 }), (x, n) => {
        const expected = x ** n;
        assert.ok(Math.abs(integerPower(x, n) - expected) <= (n + 2) * 2 ** -53 * expected);
      }),
      { seed: 20261121 },
    );
  });
});
