import * as assert from 'node:assert/strict';
import { arrowLengths, contourLines, levelsOf } from '../../../webview/gradient/contours';
import { mapChart } from '../../../webview/gradient/map';
import { gradientOf, gridOf, pathOf, SGD, variable } from './gradientStates';

const ignore = () => undefined;

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
    const steep = Float64Array.of(0, 0, 1e308, 1.7e308, 1, 0, -Infinity, 0, 2, 0, 1e300, 0);
    for (const length of arrowLengths(steep)) assert.ok(length >= 0.25 && length <= 1, `${length}`);
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
    // The map is 10 wide and high: the last point is drawn 20 times as far away, on the way there.
    assert.deepEqual(path.xs, Float64Array.of(3, -57, 143));
    assert.ok(Math.abs(path.ys[2]! - (-19 + 200 / 3)) < 1e-9);
    assert.equal(path.detail(2), 'Step 2: f(1083, 361) = 1303210');
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
