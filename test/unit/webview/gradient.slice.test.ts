import * as assert from 'node:assert/strict';
import type { ShownGradient } from '../../../src/editor/gradient/messages';
import { rangeInSight, sliceChart, sliceLines } from '../../../webview/gradient/slice';
import { even, gradientOf, pathOf, SGD, variable } from './gradientStates';

const ignore = () => undefined;

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
    assert.equal(point.text, 'no value');
    assert.equal(draggable!.at.y, y.min);
  });

  it('has an axis that is finite, however large the values are', () => {
    const ys = xs.map(x => Math.sign(x) * Number.MAX_VALUE);
    const gradient = gradientOf({ plots: { slice: { variable: 0, at: 3, xs, ys } } });
    const { y } = sliceChart(gradient, sliceLines(gradient, new Map())!, 1, ignore);
    assert.ok(y.min! < 0 && y.max! > 0 && Number.isFinite(y.max! - y.min!));
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
