import * as assert from 'node:assert/strict';
import { MAX_PATHS, type PathSettings } from '../../../src/editor/gradient/messages';
import { pathPoints, pathSign, resultText, signedPaths, valuesChart } from '../../../webview/gradient/paths';
import { ADAM, gradientOf, pathOf, SGD, variable } from './gradientStates';

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

  it('go with their optimizers, whichever is taken away or changed', () => {
    const fast = { ...SGD, learningRate: 0.5 };
    const results = [pathOf([[3]], [9], SGD), pathOf([[3]], [9], fast), pathOf([[3]], [9], ADAM)];
    const placed = (...paths: PathSettings[]) =>
      signedPaths({ on: true, steps: 3, paths, results }).map(({ path, index }) => [results.indexOf(path), index]);
    const three = [
      [0, 0],
      [1, 1],
      [2, 2],
    ];
    assert.deepEqual(placed(SGD, fast, ADAM), three);
    assert.deepEqual(placed(fast, ADAM), [
      [1, 0],
      [2, 1],
    ]);
    assert.deepEqual(placed(ADAM), [[2, 0]]);
    assert.deepEqual(placed({ ...SGD, learningRate: 0.2 }, fast, ADAM), three);
    assert.deepEqual(placed({ ...ADAM, optimizer: 'rmsprop' }, fast), [[1, 1]]);
  });

  it('have signs of their own, and not those of the points', () => {
    const markers = Array.from({ length: MAX_PATHS }, (_, index) => pathSign(index).marker);
    assert.equal(new Set([...markers, 'rectRot', 'crossRot']).size, MAX_PATHS + 2);
  });

  it('say where they end, or why not', () => {
    assert.equal(resultText(gradientOf({}), down), 'after 3 steps f(0) = 0');
    const many = pathOf([[], []], [9, 1.5]);
    assert.equal(resultText(gradientOf({ name: 'loss' }), many), 'after 1 step loss = 1.5');
    const problem = { code: 'descent-point-grows', args: { step: 14, size: 1e6 } };
    assert.match(
      resultText(gradientOf({}), { ...down, diverged: { at: 14, problem } }),
      /^It diverges: at step 14, \|x\| is 1e6/,
    );
  });

  it('say that they have hardly moved, where there was a slope', () => {
    const still = pathOf([[3], [2.9999999]], [9, 8.9999994]);
    assert.match(resultText(gradientOf({}), still), /^after 1 step f\(3\) = 9 · It has hardly moved\. Try a larger/);
    const flat = [variable('x', 3, { derivative: 0 })];
    assert.equal(resultText(gradientOf({ variables: flat }), still), 'after 1 step f(3) = 9');
  });

  it('have moved where they only come back to the same value', () => {
    const x = [5, -5, 5, -5, 5]; // x² at a rate of 1
    const there = pathOf(
      x.map(each => [each]),
      x.map(each => each ** 2),
    );
    assert.equal(resultText(gradientOf({}), there), 'after 4 steps f(5) = 25');
    const high = pathOf([[5], [0]], [1e9 + 25, 1e9]);
    assert.equal(resultText(gradientOf({}), high), 'after 1 step f(0) = 1000000000');
  });

  it('of many variables have hardly moved where the value stays the same but for rounding', () => {
    const gradient = gradientOf({ name: 'loss' });
    const still = pathOf([[], [], []], [0.3, 0.3, 0.1 + 0.2]);
    assert.match(resultText(gradient, still), /It has hardly moved/);
    assert.doesNotMatch(resultText(gradient, pathOf([[], [], []], [1e9 + 25, 1e9, 1e9])), /moved/);
    assert.doesNotMatch(resultText(gradient, pathOf([[], [], []], [2, 1, 2])), /moved/);
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
