import * as assert from 'node:assert/strict';
import type { NumberArray } from '../../../src/source/arrays';
import { assignRoles, withoutInputs } from '../../../src/source/roles';

function array(name: string | undefined, ...values: number[]): NumberArray {
  const place = { data: Float64Array.from(values), shape: [values.length], start: 0, end: 1 };
  return name === undefined ? place : { ...place, name };
}

function matrix(name: string | undefined, columns: number, ...values: number[]): NumberArray {
  return { ...array(name, ...values), shape: [values.length / columns, columns] };
}

function rolesOf(...arrays: NumberArray[]): string {
  const { predictions, target, reason } = assignRoles(arrays);
  return `${predictions.map(({ name }) => name).join(', ')} against ${target.name} by ${reason}`;
}

/** The target among arrays of these names that say nothing by their form. */
function targetOf(...names: string[]): string | undefined {
  const { target, reason } = assignRoles(names.map((name, index) => array(name, index + 2.5, 3.5)));
  return reason === 'names' ? target.name : undefined;
}

describe('which array is the prediction', () => {
  it('goes by names first', () => {
    assert.equal(rolesOf(array('t', 1), array('y1', 1)), 'y1 against t by names');
    assert.equal(rolesOf(array('yTrue', 1), array('yPred', 1)), 'yPred against yTrue by names');
    assert.equal(rolesOf(array('y_true', 0, 1), array('y_pred', 0, 1)), 'y_pred against y_true by names');
    assert.equal(rolesOf(array('a', 1), array('logits', 1)), 'logits against a by names');
    assert.equal(rolesOf(array('labels', 1), array('b', 1)), 'b against labels by names');
  });

  it('knows the words of the field, in English and Korean', () => {
    for (const name of [
      'target',
      'T',
      'trainLabels',
      'ground_truth',
      'gt',
      'actual',
      'expected',
      'answer',
      'y_true',
      't_onehot',
    ])
      assert.equal(targetOf(name, 'other'), name);
    for (const name of ['정답', '정답레이블', '실제값', '목표']) assert.equal(targetOf(name, '예측'), name);
    for (const name of [
      'pred',
      'preds',
      'output',
      'logits',
      'probabilities',
      'yhat',
      'y_hat',
      'ŷ',
      'y\u0302',
      '예측값',
      '확률',
    ])
      assert.equal(targetOf('other', name), 'other', name);
    assert.equal(targetOf('predicted_labels', 'labels'), 'labels');
    assert.equal(targetOf('expected_output', 'output'), 'expected_output');
    assert.equal(targetOf('target_logits', 'a'), 'a');
  });

  it('takes y for the prediction as the book does, for the truth beside a named prediction as statistics does', () => {
    assert.equal(targetOf('y', 't'), 't');
    assert.equal(targetOf('y', 'a'), 'a');
    for (const name of ['yhat', 'y_hat', 'ŷ', 'y_pred', 'pred', 'output', 'logits']) {
      assert.equal(targetOf('y', name), 'y', name);
      assert.equal(targetOf(name, 'y'), 'y', name);
    }
    assert.equal(targetOf('y_test', 'y_pred'), 'y_test');
    assert.equal(targetOf('y_true', 'y', 'y_pred'), 'y_true');
  });

  it('never takes an input for the target', () => {
    assert.equal(targetOf('y', 'x'), 'y');
    assert.equal(targetOf('b', 'input'), 'b');
  });

  it('leaves out inputs and what counts the samples, where two others are left', () => {
    const names = (...given: string[]) => withoutInputs(given.map(name => array(name, 1))).map(({ name }) => name!);
    assert.deepEqual(names('epoch', 'predicted', 'actual'), ['predicted', 'actual']);
    assert.deepEqual(names('x', 'y', 't'), ['y', 't']);
    assert.deepEqual(names('x', 'y'), ['x', 'y']);
    assert.deepEqual(names('y1', 'y2', 't'), ['y1', 'y2', 't']);
  });

  it('compares several predictions with the one target', () => {
    assert.equal(rolesOf(array('t', 1), array('y1', 1), array('y2', 1)), 'y1, y2 against t by names');
    assert.equal(rolesOf(array('a', 0.5, 0.5), array('b', 1, 0), array('c', 0.1, 0.9)), 'a, c against b by one-hot');
    assert.equal(rolesOf(array('a', 3), array('b', 4), array('c', 5)), 'a, b against c by order');
  });

  it('then by class numbers beside probabilities', () => {
    assert.equal(rolesOf(array('a', 2, 0), matrix('b', 3, 0.1, 0.2, 0.7, 1, 0, 0)), 'b against a by labels');
    assert.equal(rolesOf(array('a', 1, 0), matrix('b', 2, 0, 1, 1, 0)), 'b against a by labels'); // both are one-hot
    assert.equal(rolesOf(array('a', 0, 1, 1), array('b', 0.2, 0.9, 1)), 'b against a by labels');
    assert.equal(rolesOf(array('a', 2, 3), matrix('b', 3, 1, 2, 3, 4, 5, 6)), 'a against b by order'); // class 3 of 3
  });

  it('then by which one is one-hot', () => {
    assert.equal(rolesOf(array('a', 0, 1, 0), array('b', 0.2, 0.7, 3)), 'b against a by one-hot');
    assert.equal(rolesOf(matrix('a', 2, 0, 1, 1, 0), matrix('b', 2, 0.2, 0.7, 1, 1)), 'b against a by one-hot');
    assert.equal(rolesOf(matrix('a', 2, 0, 1, 1, 1), matrix('b', 2, 2, 7, 1, 1)), 'a against b by order');
  });

  it('then by their order', () => {
    assert.equal(rolesOf(array('a', 2, 3), array('b', 4, 5)), 'a against b by order');
    assert.equal(rolesOf(array('y1', 2, 3), array('y2', 4, 5)), 'y1 against y2 by order');
  });
});
