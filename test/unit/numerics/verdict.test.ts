import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { corpusCases, ours } from '../../corpus/judgment';
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

describe('the verdict over the corpus', () => {
  const derivative = ours('adaptive');
  const cases = () =>
    corpusCases().map(({ entry, x, slope, sides }) => ({
      kind: entry.kind,
      id: `${entry.id} at ${x}`,
      slope,
      sides,
      numeric: derivative(entry.f, x),
    }));
  let all: ReturnType<typeof cases>;
  before(() => {
    all = cases();
  });

  it('finds no fault with a right derivative', () => {
    const right = all.filter(({ kind }) => ['smooth', 'bent', 'one-sided', 'plateau'].includes(kind));
    assert.ok(right.length > 1000);
    const faulted = right.filter(({ slope, numeric }) => judge(slope!, numeric) !== 'correct');
    assert.deepEqual(
      faulted.map(({ id }) => id),
      [],
    );
    const noisy = all.filter(({ kind, slope, numeric }) => kind === 'noisy' && judge(slope!, numeric) === 'wrong');
    assert.deepEqual(
      noisy.map(({ id }) => id),
      [],
    );
  });

  it('finds wrong ones: twice as large, of the other sign, a part in 50,000 off, 0', () => {
    const smooth = all.filter(({ kind, slope }) => (kind === 'smooth' || kind === 'bent') && slope !== 0);
    for (const spoil of [(a: number) => 2 * a, (a: number) => -a, (a: number) => a * (1 + 2e-5), () => 0]) {
      const missed = smooth.filter(({ slope, numeric }) => judge(spoil(slope!), numeric) !== 'wrong');
      assert.deepEqual(
        missed.map(({ id }) => id),
        [],
      );
    }
  });

  it('accepts no slope beyond those of a kink, and rejects none between', () => {
    const kinks = all.filter(({ kind }) => kind === 'kink');
    assert.ok(kinks.length > 10);
    for (const { id, sides, numeric } of kinks) {
      const [low, high] = [Math.min(...sides!), Math.max(...sides!)];
      const verdicts = [low, (low + high) / 2, high].map(slope => judge(slope, numeric));
      assert.deepEqual(verdicts, ['inconclusive', 'inconclusive', 'inconclusive'], id);
      for (const slope of [low - (high - low), high + (high - low)]) assert.equal(judge(slope, numeric), 'wrong', id);
    }
  });
});
