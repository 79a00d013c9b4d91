import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { stepped } from '../../../webview/gradient/niceSteps';
import { bookError, stepErrorsChart } from '../../../webview/gradient/stepErrors';
import { nearestStop, RATES, STEP_COUNTS } from '../../../webview/gradient/stops';

const SEED = 20261121;

describe('steps through a range', () => {
  it('are 1, 2 or 5 times a power of ten, about a fortieth of it', () => {
    assert.equal(stepped(5, 15, 1), 5.5);
    assert.equal(stepped(5, 40, 1), 6);
    assert.equal(stepped(5, 80, -1), 4);
    assert.equal(stepped(0, 4e-6, 1), 1e-7);
    assert.equal(stepped(0, 8e9, -1), -2e8);
  });

  it('lead to multiples, as they are written', () => {
    assert.equal(stepped(0.2, 4, 1), 0.3); // and not 0.30000000000000004
    assert.equal(stepped(4.83, 40, 1), 5);
    assert.equal(stepped(4.83, 40, -1), 4);
    assert.equal(stepped(-0.1, 4, 1), 0);
  });

  it('stay where there is no next number', () => {
    assert.equal(stepped(1e25, 4, 1), 1e25);
    assert.equal(stepped(NaN, 4, 1), NaN);
    assert.equal(stepped(Infinity, Infinity, -1), Infinity);
    assert.equal(stepped(5, NaN, 1), 5);
  });

  it('come back where they began, and always move', () => {
    const range = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const position = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(range, position, (width, count) => {
        let x = 0;
        for (let i = 0; i < Math.abs(count); i++) x = stepped(x, width, Math.sign(count));
        const next = stepped(x, width, 1);
        assert.ok(next > x && next - x < width / 20);
        assert.equal(stepped(next, width, -1), x);
      }),
      { seed: SEED },
    );
  });
});

describe('the sliders of the descent', () => {
  it('stop at rates from 1e-10 to 10 and at up to 1000 steps', () => {
    assert.deepEqual([RATES[0], RATES[1], RATES.at(-2), RATES.at(-1)], [1e-10, 1.5e-10, 7, 10]);
    assert.deepEqual(STEP_COUNTS.slice(0, 8), [1, 2, 3, 5, 7, 10, 15, 20]);
    assert.equal(STEP_COUNTS.at(-1), 1000);
    for (const stops of [RATES, STEP_COUNTS])
      assert.deepEqual(
        [...stops].sort((a, b) => a - b),
        stops,
      );
  });

  it('stand at the stop whose ratio to the value is the smallest', () => {
    assert.equal(RATES[nearestStop(RATES, 0.1)], 0.1);
    assert.equal(RATES[nearestStop(RATES, 0.95)], 1);
    assert.equal(RATES[nearestStop(RATES, 1e-300)], 1e-10);
    assert.equal(STEP_COUNTS[nearestStop(STEP_COUNTS, 999)], 1000);
  });
});

describe('the errors of differences', () => {
  const h = Float64Array.of(1, 1e-2, 1e-4, 1e-6);
  const steps = {
    variable: 0,
    differences: [],
    h,
    errors: [
      { method: 'central' as const, error: Float64Array.of(1, 1e-4, 1e-8, 0) },
      { method: 'forward' as const, error: Float64Array.of(2, 2e-2, NaN, 2e-6) },
    ],
  };

  it('stand over the steps from the smallest to the largest, those that are 0 at the lower edge', () => {
    const { series, y, x } = stepErrorsChart(steps, 'x');
    const central = series.find(({ name }) => name === 'central')!;
    assert.deepEqual(central.xs, Float64Array.of(1e-6, 1e-4, 1e-2, 1));
    assert.deepEqual(Array.from(central.ys).slice(1), [1e-8, 1e-4, 1]);
    assert.equal(central.ys[0], y.min);
    assert.ok(y.min! > 1e-9 && y.min! < 1e-8);
    assert.ok(x.logarithmic && y.logarithmic);
  });

  it("mark the book's step", () => {
    assert.equal(bookError(steps), 1e-8);
    const [book] = stepErrorsChart(steps, 'x').series;
    assert.deepEqual([book!.name, book!.xs, book!.ys], ['central, h = 1e−4 (the book)', [1e-4], [1e-8]]);
    assert.equal(bookError({ h, errors: [] }), undefined);
  });
});
