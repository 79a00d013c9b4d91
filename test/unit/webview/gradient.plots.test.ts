import * as assert from 'node:assert/strict';
import type { ShownGradient, ShownPlots } from '../../../src/editor/gradient/messages';
import { INITIAL_INTENT } from '../../../webview/gradient/intent';
import { plotLayout, plotsInSight } from '../../../webview/gradient/plots';
import { even, gradientOf, gridOf, SGD, variable } from './gradientStates';

describe('the plots in sight', () => {
  const xs = even(-1, 1, 5);
  const slice = { variable: 0, at: 0, xs, ys: xs };
  const steps = {
    variable: 0,
    differences: [],
    h: Float64Array.of(1e-4),
    errors: [{ method: 'central' as const, error: Float64Array.of(1e-9) }],
  };
  const map: ShownPlots['map'] = {
    variables: [0, 1],
    at: [0, 0],
    ...gridOf(x => x, [0, 1], [0, 1]),
    arrows: new Float64Array(),
  };
  const two = { variables: [variable('x', 0), variable('y', 0)], total: 2 };
  const layout = (change: Partial<ShownGradient>) => plotLayout(gradientOf(change), { ...INITIAL_INTENT, view: 'map' });

  it('have their places before they are known', () => {
    assert.deepEqual(layout({}), { front: 'slice', beside: ['steps'] });
    assert.deepEqual(layout(two), { front: 'map', beside: ['steps'] });
  });

  it('are the slice where there is no map, and none in front where there is neither', () => {
    assert.equal(layout({ ...two, plots: { map, slice } }).front, 'map');
    assert.equal(layout({ ...two, plots: { slice } }).front, 'slice');
    assert.equal(layout({ ...two, plots: {} }).front, 'none');
    assert.deepEqual(plotsInSight(layout({ plots: { steps } })), ['steps']);
  });

  it('leave the descent where they cannot be made', () => {
    const plots = { problem: { code: 'timeout', args: {} } };
    const descent = { on: true, steps: 3, paths: [SGD], results: [] };
    assert.deepEqual(layout({ plots, descent }), { front: 'none', beside: ['values'] });
  });

  it('have errors by the step only where some are known', () => {
    assert.deepEqual(layout({ plots: { slice, steps } }).beside, ['steps']);
    assert.deepEqual(layout({ plots: { slice } }).beside, []);
    assert.deepEqual(layout({ plots: { slice, steps: { ...steps, errors: [] } } }).beside, []);
  });

  it('are none of a function that gives several numbers', () => {
    assert.deepEqual(layout({ value: [1, 2], plots: { slice } }), { front: undefined, beside: [] });
  });
});
