import * as assert from 'node:assert/strict';
import { methodRows } from '../../../webview/gradient/tables';
import { gradientOf, variable } from './gradientStates';

describe('the table of methods', () => {
  const x = variable('x', 3, { book: 6.000001 });
  const steps = {
    variable: 0,
    differences: [
      { method: 'central' as const, derivative: 4.000001, error: 1e-6 },
      { method: 'forward' as const, derivative: 4.0001, error: 1e-3 },
    ],
    h: new Float64Array(),
    errors: [],
  };
  const derivatives = (plots: { steps?: typeof steps; olderSteps?: true }) =>
    methodRows(gradientOf({ variables: [x], plots }), x).map(({ derivative }) => derivative);

  it('has numbers of the point only, and a row for each method before it has any', () => {
    assert.deepEqual(derivatives({}), [6, 6.000001, null, null, null]);
    assert.deepEqual(derivatives({ steps, olderSteps: true }), [6, 6.000001, null, null, null]);
    assert.deepEqual(derivatives({ steps }), [6, 6.000001, 4.0001, null, null]);
  });
});
