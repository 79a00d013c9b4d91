import * as assert from 'node:assert/strict';
import type { NumberArray } from '../../../src/source/arrays';
import { assignRoles } from '../../../src/source/roles';

function array(name: string | undefined, ...values: number[]): NumberArray {
  const place = { data: Float64Array.from(values), shape: [values.length], start: 0, end: 1 };
  return name === undefined ? place : { ...place, name };
}

function rolesOf(first: NumberArray, second: NumberArray): string {
  const { prediction, target, reason } = assignRoles(first, second);
  return `${prediction.name} against ${target.name} by ${reason}`;
}

describe('which array is the prediction', () => {
  it('goes by names first', () => {
    assert.equal(rolesOf(array('t', 1), array('y1', 1)), 'y1 against t by names');
    assert.equal(rolesOf(array('yTrue', 1), array('yPred', 1)), 'yPred against yTrue by names');
    assert.equal(rolesOf(array('y_true', 0, 1), array('y_pred', 0, 1)), 'y_pred against y_true by names');
    assert.equal(rolesOf(array('a', 1), array('logits', 1)), 'logits against a by names');
    assert.equal(rolesOf(array('labels', 1), array('b', 1)), 'b against labels by names');
  });

  it('then by which one is one-hot', () => {
    assert.equal(rolesOf(array('a', 0, 1, 0), array('b', 0.2, 0.7, 0.1)), 'b against a by one-hot');
  });

  it('then by their order', () => {
    assert.equal(rolesOf(array('a', 2, 3), array('b', 4, 5)), 'a against b by order');
    assert.equal(rolesOf(array('y1', 2, 3), array('y2', 4, 5)), 'y1 against y2 by order');
  });
});
