import * as assert from 'node:assert/strict';
import { DIFFERENCE_METHODS, type DifferenceMethod } from '../../../src/numerics/differences';
import { Problem } from '../../../src/numerics/problem';
import { callsOfSweep, stepSweep, type StepSweep } from '../../../src/numerics/stepSweep';

function errorsOf({ methods }: StepSweep, method: DifferenceMethod): Float64Array {
  return methods.find(each => each.method === method)!.error;
}

/** How fast the error falls with h: the slope of the line in the logarithms, between h = 1e-1 and 1e-2. */
function order(sweep: StepSweep, method: DifferenceMethod): number {
  const [from, to] = [0.1, 0.01].map(h => sweep.h.findIndex(each => Math.abs(each / h - 1) < 1e-9)) as [number, number];
  return Math.log10(errorsOf(sweep, method)[from]! / errorsOf(sweep, method)[to]!);
}

describe('step sweep', () => {
  it('goes from 1 down to 1e-15, evenly in the logarithm', () => {
    const { h, methods } = stepSweep(Math.exp, 0, 1);
    assert.equal(h[0], 1);
    assert.ok(Math.abs(h.at(-1)! / 1e-15 - 1) < 1e-12);
    for (let i = 1; i < h.length; i++) assert.ok(Math.abs(h[i - 1]! / h[i]! - 10 ** 0.25) < 1e-12);
    assert.deepEqual(
      methods.map(({ method }) => method),
      DIFFERENCE_METHODS,
    );
    for (const { error } of methods) assert.equal(error.length, h.length);
  });

  it('shows truncation as the order of each method', () => {
    const sweep = stepSweep(Math.exp, 0.5, Math.exp(0.5));
    for (const [method, expected] of [
      ['forward', 1],
      ['backward', 1],
      ['central', 2],
      ['five-point', 4],
    ] as const)
      assert.ok(Math.abs(order(sweep, method) - expected) < 0.05, `${method}: ${order(sweep, method)}`);
  });

  it('gives the errors of the formulas', () => {
    const { h, methods } = stepSweep(x => x ** 3, 2, 12);
    // By hand for h = 1: forward (27 − 8) − 12, backward (8 − 1) − 12, central 13 − 12, five points without error.
    assert.equal(h[0], 1);
    const expected = { forward: 7, backward: 5, central: 1, 'five-point': 0 };
    for (const { method, error } of methods) assert.ok(Math.abs(error[0]! - expected[method]) < 1e-11, method);
  });

  it('finds the best step near where truncation and rounding are the same', () => {
    const { h, methods } = stepSweep(Math.sin, 1, Math.cos(1));
    const best = Object.fromEntries(
      methods.map(({ method, error }) => [method, h[error.indexOf(Math.min(...error))]!]),
    );
    // ε^(1/2), ε^(1/3) and ε^(1/5) within a factor of 30.
    for (const [method, step] of [
      ['forward', 1.5e-8],
      ['central', 6e-6],
      ['five-point', 7e-4],
    ] as const)
      assert.ok(best[method]! > step / 30 && best[method]! < step * 30, `${method}: ${best[method]}`);
  });

  it('has no error where the function has no value, and none at all without a reference', () => {
    const f = (x: number) => {
      if (x < 0.9) throw new Problem('thrown');
      return Math.log(x);
    };
    const { h, methods } = stepSweep(f, 1, 1);
    const backward = methods.find(({ method }) => method === 'backward')!;
    h.forEach((step, i) => assert.equal(Number.isNaN(backward.error[i]), 1 - step < 0.9));
    for (const { error } of stepSweep(f, 1, NaN).methods) assert.ok(error.every(Number.isNaN));
  });

  it('asks for each value once, and no more often than it says', () => {
    for (const perDecade of [4, 2, 1]) {
      const asked = new Map<number, number>();
      const f = (x: number) => {
        asked.set(x, (asked.get(x) ?? 0) + 1);
        return x * x;
      };
      assert.equal(stepSweep(f, 3, 6, perDecade).h.length, 15 * perDecade + 1);
      assert.ok([...asked.values()].every(times => times === 1));
      assert.ok(asked.size <= callsOfSweep(perDecade), String(asked.size));
      assert.ok(asked.size > callsOfSweep(perDecade) / 2);
    }
  });
});
