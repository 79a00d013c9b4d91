import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { ShownGradient, ShownPath } from '../../../src/editor/gradient/messages';
import { arrowLengths, contourLines, levelsOf } from '../../../webview/gradient/contours';
import { mapChart } from '../../../webview/gradient/map';
import { stepped } from '../../../webview/gradient/niceSteps';
import { pathPoints, resultText, signedPaths, valuesChart } from '../../../webview/gradient/paths';
import { rangeInSight, sliceChart, sliceLines } from '../../../webview/gradient/slice';
import { bookError, stepErrorsChart } from '../../../webview/gradient/stepErrors';
import { nearestStop, RATES, STEP_COUNTS } from '../../../webview/gradient/stops';

const SEED = 20261121;

/** Even numbers from one end to the other. */
function even(from: number, to: number, count: number) {
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

function gridOf(f: (x: number, y: number) => number, [left, right]: [number, number], [low, high]: [number, number]) {
  const [xs, ys] = [even(left, right, 41), even(low, high, 31)];
  const values = Float64Array.from({ length: xs.length * ys.length }, (_, i) =>
    f(xs[i % xs.length]!, ys[Math.floor(i / xs.length)]!),
  );
  return { xs, ys, values };
}

const variable = (label: string, value: number, change: Partial<ShownGradient['variables'][number]> = {}) => ({
  label,
  value,
  derivative: 2 * value,
  error: 1e-14,
  exact: 2 * value,
  book: 2 * value,
  status: 'ok' as const,
  left: null,
  right: null,
  nearby: null,
  ...change,
});

function gradientOf(change: Partial<ShownGradient>): ShownGradient {
  return {
    kind: 'gradient',
    name: 'f',
    file: 'a.ts',
    line: 1,
    point: '3',
    value: 9,
    method: 'adaptive',
    evaluations: 47,
    milliseconds: 1,
    status: 'ok',
    hasPlace: false,
    variables: [variable('x', 3)],
    total: 1,
    chosen: 0,
    pins: [],
    live: { on: true, stale: false, problem: null },
    ...change,
  };
}

/** A path of `steps` points, `width` numbers each. */
function pathOf(points: readonly number[][], values: readonly number[], change: Partial<ShownPath> = {}): ShownPath {
  return {
    optimizer: 'sgd',
    form: 'book',
    learningRate: 0.1,
    end: String(points.at(-1)),
    value: values.at(-1)!,
    steps: points.length - 1,
    trajectory: {
      steps: Float64Array.from(points, (_, step) => step),
      values: Float64Array.from(values),
      points: Float64Array.from(points.flat()),
    },
    ...change,
  };
}

const SGD = { optimizer: 'sgd', form: 'book', learningRate: 0.1 } as const;
const ADAM = { optimizer: 'adam', form: 'book', learningRate: 0.3 } as const;

const ignore = () => undefined;

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

describe('contour lines', () => {
  const bowl = gridOf((x, y) => x * x + y * y, [-9, 3], [-2, 10]);

  it('lie where the function has their value', () => {
    const lines = contourLines(bowl);
    assert.ok(lines.length >= 10);
    for (const { level, pieces } of lines) {
      assert.ok(pieces.length > 0);
      for (const piece of pieces) {
        for (let i = 0; i < piece.length; i += 2) {
          const value = piece[i]! ** 2 + piece[i + 1]! ** 2;
          // Between the points of the grid, 0.3 and 0.4 apart, the function is taken to be straight.
          assert.ok(Math.abs(value - level) < 0.05, `${value} on the line of ${level}`);
        }
      }
    }
  });

  it('of a bowl are evenly spaced rings, and stay within the map', () => {
    const radii = levelsOf(gridOf((x, y) => x * x + y * y, [-5, 5], [-5, 5])).map(Math.sqrt);
    const inner = radii.filter(radius => radius < 5);
    const gaps = inner.slice(1).map((radius, i) => radius - inner[i]!);
    assert.ok(Math.max(...gaps) < 2 * Math.min(...gaps), gaps.join());
    for (const { pieces } of contourLines(bowl))
      for (const piece of pieces)
        piece.forEach((each, i) => assert.ok(i % 2 === 0 ? each >= -9 && each <= 3 : each >= -2 && each <= 10));
  });

  it('show a narrow valley between steep walls', () => {
    const rosenbrock = gridOf((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-2, 2], [-1, 3]);
    const levels = levelsOf(rosenbrock);
    assert.ok(levels.filter(level => level < 10).length >= 3, levels.join());
    assert.ok(levels.at(-1)! > 300, levels.join());
  });

  it('do not go around what has no value', () => {
    const half = gridOf((x, y) => (x < 0 ? NaN : x + y), [-2, 2], [-2, 2]);
    const lines = contourLines(half);
    assert.ok(lines.length > 5);
    for (const { level, pieces } of lines) {
      for (const piece of pieces) {
        for (let i = 0; i < piece.length; i += 2) {
          assert.ok(piece[i]! >= 0);
          assert.ok(Math.abs(piece[i]! + piece[i + 1]! - level) < 1e-9);
        }
      }
    }
  });

  it('are none where there is one value, or none', () => {
    assert.deepEqual(contourLines(gridOf(() => 3, [0, 1], [0, 1])), []);
    assert.deepEqual(contourLines(gridOf(() => NaN, [0, 1], [0, 1])), []);
  });

  it('have arrows between them whose lengths can all be seen', () => {
    const arrows = Float64Array.of(0, 0, 3, 4, 1, 0, 0, 0, 2, 0, 5e-6, 0, 3, 0, 0.3, 0.4);
    assert.deepEqual(
      Array.from(arrowLengths(arrows), length => Number(length.toFixed(6))),
      [1, 0, 0.25, Number(Math.cbrt(0.1).toFixed(6))],
    );
  });
});

describe('paths', () => {
  const down = pathOf([[3], [2], [1], [0]], [9, 4, 1, 0]);

  it('are shown as far as they have been gone', () => {
    assert.deepEqual(pathPoints(down).coordinates, [Float64Array.of(3, 2, 1, 0)]);
    const half = pathPoints(down, 0.5);
    assert.deepEqual([half.steps, half.values], [Float64Array.of(0, 1), Float64Array.of(9, 4)]);
    assert.deepEqual(pathPoints(down, 0).coordinates, [Float64Array.of(3)]);
  });

  it('keep the sign of their optimizer while another has no path', () => {
    const adam = pathOf([[3]], [9], ADAM);
    const signed = signedPaths({ on: true, steps: 3, paths: [SGD, ADAM], results: [adam] });
    assert.equal(signed[0]!.index, 1);
    const both = signedPaths({ on: true, steps: 3, paths: [SGD, ADAM], results: [down, adam] });
    assert.deepEqual(
      both.map(({ index }) => index),
      [0, 1],
    );
    assert.notDeepEqual(both[0]!.sign.dash, both[1]!.sign.dash);
    assert.notEqual(both[0]!.sign.marker, both[1]!.sign.marker);
  });

  it('say where they end, or why not', () => {
    assert.equal(resultText(gradientOf({}), down), 'after 3 steps f(0) = 0');
    const many = pathOf([[], []], [9, 1.5]);
    assert.equal(resultText(gradientOf({ name: 'loss' }), many), 'after 1 steps loss = 1.5');
    const problem = { code: 'descent-point-grows', args: { step: 14, size: 1e6 } };
    assert.match(
      resultText(gradientOf({}), { ...down, diverged: { at: 14, problem } }),
      /^It diverges: at step 14, \|x\| is 1e6/,
    );
  });

  it('say that they have hardly moved, where there was a slope', () => {
    const still = pathOf([[3], [2.9999999]], [9, 8.9999994]);
    assert.match(resultText(gradientOf({}), still), /^after 1 steps f\(3\) = 9 · It has hardly moved\. Try a larger/);
    const flat = [variable('x', 3, { derivative: 0 })];
    assert.equal(resultText(gradientOf({ variables: flat }), still), 'after 1 steps f(3) = 9');
  });

  it('have a logarithmic axis only where all values are positive and far apart', () => {
    const logarithmic = (...values: number[]) => {
      const results = [
        pathOf(
          values.map(value => [value]),
          values,
        ),
      ];
      return valuesChart(gradientOf({ descent: { on: true, steps: 3, paths: [SGD], results } }), 1).y.logarithmic;
    };
    assert.equal(logarithmic(9, 1, 1e-3), true);
    assert.equal(logarithmic(9, 1, 0.1), false);
    assert.equal(logarithmic(9, 1, 0), false);
    assert.equal(logarithmic(9, Infinity), false);
  });
});

describe('the slice', () => {
  const xs = even(-6, 6, 25);
  const square = { slice: { variable: 0, at: 3, xs, ys: xs.map(x => x * x) } };

  it('has its tangent through the point', () => {
    const lines = sliceLines(gradientOf({ plots: square }), new Map())!;
    assert.deepEqual([lines.at, lines.value], [3, 9]);
    xs.forEach((x, i) => assert.ok(Math.abs(lines.tangents[0]!.ys[i]! - (9 + 6 * (x - 3))) < 1e-12));
  });

  it('has a tangent to each side of a kink', () => {
    const kink = variable('x', 0, { derivative: null, left: -1, right: 1, status: 'kink' });
    const ys = xs.map(Math.abs);
    const lines = sliceLines(
      gradientOf({ value: 0, variables: [kink], plots: { slice: { variable: 0, at: 0, xs, ys } } }),
      new Map(),
    )!;
    const [left, right] = lines.tangents.map(({ ys }) => ys) as [Float64Array, Float64Array];
    xs.forEach((x, i) => {
      assert.equal(left[i], x <= 0 ? Math.abs(x) : NaN);
      assert.equal(right[i], x >= 0 ? x : NaN);
    });
  });

  it('has no tangent at a jump', () => {
    const jump = variable('x', 0, { derivative: null, left: 0, right: 0, status: 'discontinuous' });
    const lines = sliceLines(gradientOf({ value: 0, variables: [jump], plots: square }), new Map())!;
    assert.deepEqual(lines.tangents, []);
  });

  it('shows a moved point on the curve before anything is known there', () => {
    const lines = sliceLines(gradientOf({ plots: square }), new Map([[0, 4.25]]))!;
    assert.equal(lines.at, 4.25);
    assert.ok(Math.abs(lines.value - 4.25 ** 2) < 0.1);
    assert.deepEqual(lines.tangents, []);
  });

  it('passes on where the point is moved to', () => {
    const gradient = gradientOf({ plots: square });
    const moves: unknown[] = [];
    const { draggable } = sliceChart(gradient, sliceLines(gradient, new Map())!, 1, values => moves.push(...values));
    draggable!.move(1.25, 100);
    draggable!.nudge(-1, 0);
    draggable!.nudge(0, 1);
    assert.deepEqual(moves, [
      { variable: 0, value: 1.25 },
      { variable: 0, value: 2.8 }, // a fortieth of 12 is about 0.2
      { variable: 0, value: 3.2 },
    ]);
  });

  it('lets a point without a value be taken hold of', () => {
    const gradient = gradientOf({ value: NaN, status: 'undefined', plots: square });
    const { series, draggable, y } = sliceChart(gradient, sliceLines(gradient, new Map())!, 1, ignore);
    const point = series.find(({ filled }) => filled)!;
    assert.deepEqual([point.xs, point.ys, point.marker], [[3], [y.min], 'crossRot']);
    assert.equal(draggable!.at.y, y.min);
  });

  it('carries pins and paths only where they lie on it', () => {
    const pins = [{ point: '1', at: [1], value: 1, text: '' }];
    const descent = { on: true, steps: 2, paths: [{ ...SGD }], results: [pathOf([[3], [-2], [1]], [9, 4, 1])] };
    const names = (gradient: ShownGradient) =>
      sliceChart(gradient, sliceLines(gradient, new Map())!, 1, ignore).series.map(({ name }) => name);
    assert.deepEqual(names(gradientOf({ plots: square, pins, descent })), [
      'f',
      'tangent',
      'point',
      'pinned point',
      'SGD 0.1',
    ]);
    const two = [variable('x', 3), variable('y', 0)];
    assert.deepEqual(names(gradientOf({ plots: square, pins, descent, variables: two, total: 2 })), [
      'f',
      'tangent',
      'point',
    ]);
  });

  it('tells how much of a variable is in sight', () => {
    assert.equal(rangeInSight(gradientOf({ plots: square }), 0), 12);
    assert.equal(rangeInSight(gradientOf({}), 0), 12);
  });
});

describe('the contour map', () => {
  const map = {
    variables: [0, 1] as [number, number],
    at: [3, 1] as [number, number],
    ...gridOf((x, y) => x * x + y * y, [-5, 5], [-5, 5]),
    arrows: Float64Array.of(-2.5, -2.5, -5, -5, 2.5, -2.5, 5, -5, -2.5, 2.5, -5, 5, 2.5, 2.5, 5, 5),
  };
  const two = {
    point: '3, 1',
    value: 10,
    variables: [variable('x[0]', 3), variable('x[1]', 1)],
    total: 2,
    plots: { map },
  };

  it('has arrows down the slope, as far apart as their grid', () => {
    const { arrows, spacing } = mapChart(gradientOf(two), new Map(), 1, ignore)!;
    assert.deepEqual(spacing, [5, 5]);
    for (const { x, y, dx, dy, length } of arrows) assert.deepEqual([dx, dy, length], [-2 * x, -2 * y, 1]);
  });

  it('ends a path that has left for good', () => {
    const points = [
      [3, 1],
      [-57, -19],
      [1083, 361],
      [-20577, -6859],
    ];
    const results = [
      pathOf(
        points,
        points.map(([x, y]) => x! ** 2 + y! ** 2),
      ),
    ];
    const gradient = gradientOf({ ...two, descent: { on: true, steps: 3, paths: [SGD], results } });
    const path = mapChart(gradient, new Map(), 1, ignore)!.series.find(({ joined }) => joined)!;
    assert.deepEqual(path.xs, Float64Array.of(3, -57, 1083)); // the map is 10 wide
    assert.equal(path.detail(1), 'Step 1: f(−57, −19) = 3610');
  });

  it('moves both variables at once', () => {
    const moves: unknown[] = [];
    const { draggable } = mapChart(gradientOf(two), new Map([[0, 4]]), 1, values => moves.push(values))!;
    assert.deepEqual(draggable!.at, { x: 4, y: 1 });
    draggable!.move(1, -2);
    draggable!.nudge(0, -1);
    assert.deepEqual(moves, [
      [
        { variable: 0, value: 1 },
        { variable: 1, value: -2 },
      ],
      [
        { variable: 0, value: 4 },
        { variable: 1, value: 0.8 },
      ],
    ]);
  });

  it('marks pinned points', () => {
    const pins = [{ point: '1, 2', at: [1, 2], value: 5, text: '' }];
    const { series } = mapChart(gradientOf({ ...two, pins }), new Map(), 1, ignore)!;
    const marked = series.find(({ name }) => name === 'pinned point')!;
    assert.deepEqual([marked.xs, marked.ys, marked.detail(0)], [[1], [2], 'f(1, 2) = 5']);
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
