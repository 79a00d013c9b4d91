import * as assert from 'node:assert/strict';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import type { LossId, MeasureId } from '../../../src/numerics/lossIds';
import type { LossOptions } from '../../../src/numerics/lossOptions';
import type { Tensor } from '../../../src/numerics/tensor';
import { sentence } from '../../../src/words/sentences';
import { batch, loss, measure, problemOf, valueOf, vector } from './tensors';

const p = batch([0.1, 0.9], [0.8, 0.2], [0.3, 0.7]);

function problem(y: Tensor, t: Tensor | undefined, ids?: readonly MeasureId[], options: Partial<LossOptions> = {}) {
  return problemOf(() => evaluateLosses(y, t, options, ids));
}

describe('losses: checks', () => {
  it('never broadcast and never take empty arrays', () => {
    const mismatched: [Tensor, Tensor][] = [
      [vector(1, 2, 3), vector(1, 2)],
      [vector(1, 2, 3), vector(1)],
      [vector(1), vector(1, 2, 3)],
      [batch([1, 2, 3], [4, 5, 6]), vector(1, 2, 3)],
      [vector(1, 2, 3), batch([1, 2, 3])],
      [batch([1], [2]), vector(1, 2)],
      [batch([1, 2], [3, 4]), batch([1], [2])],
      [batch([1, 2], [3, 4]), batch([1, 2])],
    ];
    for (const [y, t] of mismatched) {
      assert.deepEqual(problem(y, t), { code: 'shape-mismatch', args: { prediction: y.shape, target: t.shape } });
    }
    assert.deepEqual(problem(vector(), vector()), { code: 'empty', args: { role: 'prediction', shape: [0] } });
    assert.deepEqual(problem(vector(1), vector()), { code: 'empty', args: { role: 'target', shape: [0] } });
    assert.equal(problem(vector(), undefined)?.code, 'empty');
    assert.deepEqual(problem({ data: Float64Array.of(1), shape: [2] }, vector(1, 2)), {
      code: 'array-length',
      args: { role: 'prediction', shape: [2], length: 1 },
    });
  });

  it('name the label that is none, and its place', () => {
    const range = (value: number, position: number[]) => ({
      code: 'label-range',
      args: { role: 'target', shape: [3], value, position, classes: 2 },
    });
    assert.deepEqual(problem(p, vector(0, 2, 1)), range(2, [1]));
    assert.deepEqual(problem(p, vector(0, 1, -1)), range(-1, [2]));
    assert.deepEqual(problem(p, vector(0.5, 1, 0)), range(0.5, [0]));
    assert.deepEqual(problem(p, vector(0, NaN, 0)), range(NaN, [1]));
    assert.equal(
      sentence(problem(p, vector(0, 2, 1))!),
      'The target (3 elements) holds 2 at [1]; labels are whole numbers from 0 to 1.',
    );
  });

  it('tell labels from one-hot rows, whichever was said to be there', () => {
    const oneHot = batch([0, 1], [1, 0], [0, 1]);
    assert.equal(problem(p, oneHot, ['crossEntropy'], { labels: 'index' })?.code, 'one-hot-as-labels');
    assert.equal(problem(p, p, ['crossEntropy'], { labels: 'index' })?.code, 'labels-shape');
    assert.equal(problem(p, vector(1, 0), ['crossEntropy'], { labels: 'index' })?.code, 'labels-shape');
    assert.equal(problem(p, vector(1, 0, 1), ['crossEntropy'], { labels: 'one-hot' })?.code, 'labels-as-one-hot');
    assert.deepEqual(problem(p, batch([0, 1], [1, 1], [0, 1]), ['crossEntropy'], { labels: 'one-hot' }), {
      code: 'not-one-hot',
      args: { position: [1] },
    });
    // Said to be labels, a column or the label of a single sample will do.
    const asked = { labels: 'index', delta: 0 } as const;
    assert.equal(valueOf('crossEntropy', vector(0.25, 0.75), vector(1), asked), -Math.log(0.75));
    const column = batch([1], [0], [1]);
    assert.equal(valueOf('crossEntropy', p, column, asked), valueOf('crossEntropy', p, vector(1, 0, 1), { delta: 0 }));
  });

  it('doubt labels of N classes that look like one one-hot row', () => {
    const square = batch([0.2, 0.3, 0.5], [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]);
    assert.deepEqual(loss('crossEntropy', square, vector(0, 1, 0)).warnings, [
      { code: 'labels-look-one-hot', args: { count: 3 } },
    ]);
    assert.deepEqual(loss('crossEntropy', square, vector(0, 1, 2)).warnings, []);
  });

  it('ask for numbers, not labels, where numbers are compared', () => {
    for (const id of ['halfSumSquares', 'klDivergence', 'binaryCrossEntropy', 'hinge', 'r2'] as const) {
      const target = vector(1, 0, 1);
      assert.deepEqual(problem(p, target, [id]), {
        code: 'labels-not-values',
        args: { id, prediction: [3, 2], target: [3] },
      });
    }
  });

  it('refuse what has no meaning, at its first place', () => {
    const cases: [MeasureId, Tensor, Tensor | undefined, string, number[]][] = [
      ['crossEntropy', vector(0.5, 0.5), vector(0, 2), 'not-probability', [1]],
      ['softmaxCrossEntropy', vector(5, 1), vector(-1, 2), 'not-probability', [0]],
      ['binaryCrossEntropy', vector(0.5, 0.5), vector(0, 1.5), 'not-probability', [1]],
      ['klDivergence', vector(0.5, 0.5), vector(-0.5, 1.5), 'not-probability', [0]],
      ['hinge', vector(0.5, 0.5), vector(1, 0), 'not-sign', [1]],
      ['entropy', vector(0.5, -0.5), undefined, 'not-probability', [1]],
      ['information', vector(1.5), undefined, 'not-probability', [0]],
      ['softmaxCrossEntropy', batch([1, 2], [NaN, 2]), vector(1, 1), 'non-finite', [1, 0]],
      ['softmax', vector(1, Infinity), undefined, 'non-finite', [1]],
      ['accuracy', vector(0.5, NaN), vector(1, 1), 'non-finite', [1]],
      ['f1', vector(0.5, 0.5), vector(1, NaN), 'non-finite', [1]],
      ['r2', vector(1, 2), vector(-Infinity, 3), 'non-finite', [0]],
      ['accuracy', vector(1.5, 0.5), vector(1, 0), 'not-probability', [0]],
      ['accuracy', vector(1.5, 2), vector(1, 2), 'label-range', [0]],
      ['accuracy', vector(1, 2), vector(1, -2), 'label-range', [1]],
      ['accuracy', batch([0.5, 0.5], [0.5, 0.5]), batch([1, 0], [1, 1]), 'not-one-hot', [1]],
    ];
    for (const [id, y, t, code, position] of cases) {
      const found = problem(y, t, [id]);
      assert.equal(found?.code, code, `${id} ${found?.code}`);
      assert.deepEqual(found?.args['position'], position, id);
      assert.doesNotMatch(sentence(found), /undefined|\{/);
    }
    assert.deepEqual(problem(vector(1), undefined, ['huber']), { code: 'target-needed', args: { id: 'huber' } });
  });

  it('refuse options out of range', () => {
    const wrong: Partial<LossOptions>[] = [
      { delta: -1 },
      { delta: NaN },
      { huberDelta: 0 },
      { base: 1 },
      { positive: -1 },
      { classes: 2.5 },
      { classes: 1 },
    ];
    for (const options of wrong) assert.equal(problem(vector(1), vector(1), undefined, options)?.code, 'loss-option');
    // Another extension may send anything.
    const words = [{ reduction: 'average' }, { average: 'none' }, { labels: 'sparse' }] as unknown[];
    for (const options of words as Partial<LossOptions>[]) {
      assert.equal(problem(vector(1), vector(1), undefined, options)?.code, 'option-choice');
    }
    assert.equal(problem(vector(1), vector(1), ['mse' as MeasureId])?.code, 'option-choice');
  });

  it('say what makes a number doubtful', () => {
    const warning = (y: Tensor, t: Tensor, id: LossId = 'crossEntropy') => loss(id, y, t).warnings[0];
    assert.equal(warning(vector(0.25, 0.75), vector(0, 1)), undefined);
    assert.deepEqual(warning(vector(0.5, 0.55), vector(0, 1)), {
      code: 'sum-not-one',
      args: { sum: 1.05, position: [] },
    });
    assert.deepEqual(warning(batch([0.5, 0.5], [0.5, 0.7]), vector(0, 1))?.args['position'], [1]);
    assert.deepEqual(warning(vector(1.5, -0.5), vector(0, 1)), {
      code: 'outside-unit-interval',
      args: { value: 1.5, position: [0] },
    });
    assert.equal(warning(vector(1.5, -0.5), vector(0, 1), 'halfSumSquares'), undefined);
    assert.equal(warning(vector(1.5, -0.5), vector(0, 1), 'softmaxCrossEntropy'), undefined);
    assert.deepEqual(warning(vector(1, NaN), vector(0, 1), 'halfSumSquares'), {
      code: 'non-finite-prediction',
      args: { value: NaN, position: [1] },
    });
    assert.equal(warning(vector(0, 1), vector(Infinity, 1))?.code, 'non-finite-target');
    // Samples of their own need not add up to 1, but stay probabilities.
    assert.equal(warning(vector(0.9, 0.8), vector(1, 1), 'binaryCrossEntropy'), undefined);
    assert.equal(warning(vector(1.2, 0.8), vector(1, 1), 'binaryCrossEntropy')?.code, 'outside-unit-interval');
    assert.deepEqual(warning(batch([0.5, 0.5], [0.5, 0.5]), batch([0, 1], [0.5, 0.25]), 'klDivergence'), {
      code: 'target-sum-not-one',
      args: { sum: 0.75, position: [1] },
    });
    assert.equal(measure('entropy', vector(0.5, 0.1), undefined).warnings[0]?.code, 'sum-not-one');
  });
});
