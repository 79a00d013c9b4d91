import * as assert from 'node:assert/strict';
import { pathPoints, resultText, signedPaths, valuesChart } from '../../../webview/gradient/paths';
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
