import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { missing, type Derivative } from '../../../src/numerics/derivative';
import { judge, relativeDifference } from '../../../src/numerics/verdict';

const smooth = (derivative: number, error = 0): Derivative => ({ status: 'ok', derivative, error });
const kink = (left: number, right: number): Derivative => ({ ...missing('kink'), left, right });

describe('the verdict on a derivative', () => {
  it('is relative: wrong beyond 1e-5 and ten bars, suspicious beyond 1e-6', () => {
    assert.equal(judge(1, smooth(1)), 'correct');
    assert.equal(judge(1 + 9e-7, smooth(1)), 'correct');
    assert.equal(judge(1 + 2e-6, smooth(1)), 'suspicious');
    assert.equal(judge(1 + 2e-5, smooth(1)), 'wrong');
    assert.equal(judge(1 + 2e-5, smooth(1, 2e-6)), 'correct'); // within ten bars
    assert.equal(judge(1 + 2e-5, smooth(1, 1.5e-6)), 'suspicious');
    assert.equal(judge(1 + 2e-5, smooth(1), 1e-3), 'correct');
  });

  it('does not depend on the scale of the function: no absolute tolerance hides a factor', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), exponent => {
        const slope = 10 ** exponent;
        assert.equal(judge(2 * slope, smooth(slope, 1e-13 * slope)), 'wrong');
        assert.equal(judge(-slope, smooth(slope, 1e-13 * slope)), 'wrong');
        assert.equal(judge(slope, smooth(slope, 1e-13 * slope)), 'correct');
      }),
      { seed: 20261121 },
    );
    assert.equal(judge(0, smooth(0)), 'correct');
    assert.equal(judge(1e-300, smooth(0)), 'wrong');
  });

  it('allows every slope between those of a kink', () => {
    assert.equal(judge(0.5, kink(0, 1)), 'inconclusive');
    assert.equal(judge(0, kink(0, 1)), 'inconclusive');
    assert.equal(judge(1.0005, kink(1, 0)), 'inconclusive'); // as well as the slopes are known
    assert.equal(judge(1.1, kink(0, 1)), 'wrong');
    assert.equal(judge(-0.1, kink(0, 1)), 'wrong');
    assert.equal(judge(-1.5, kink(1, -1)), 'wrong');
  });

  it('fails what is no number, where the function has a value', () => {
    for (const none of [NaN, Infinity, -Infinity]) assert.equal(judge(none, smooth(1)), 'wrong');
    assert.equal(judge(NaN, kink(0, 1)), 'wrong');
    assert.equal(judge(NaN, missing('undefined')), 'inconclusive');
  });

  it('says nothing where the numerical derivative says nothing', () => {
    for (const status of ['discontinuous', 'infinite', 'undefined', 'error'] as const)
      assert.equal(judge(1, missing(status)), 'inconclusive');
    assert.equal(judge(1, { status: 'noisy', derivative: 1, error: 0.5 }), 'inconclusive');
    assert.equal(judge(20, { status: 'noisy', derivative: 1, error: 0.5 }), 'wrong');
    assert.equal(judge(1, { status: 'noisy', derivative: 1, error: 1e-7 }), 'correct');
    assert.equal(judge(1, smooth(1, Infinity)), 'inconclusive');
  });

  it('measures differences relative to the larger number', () => {
    assert.equal(relativeDifference(0, 0), 0);
    assert.equal(relativeDifference(1, 2), 0.5);
    assert.equal(relativeDifference(-1, 1), 2);
    assert.equal(relativeDifference(NaN, 1), Infinity);
    assert.equal(relativeDifference(1, null), Infinity);
  });
});
