import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { classify as classifyPair } from '../../../src/numerics/classification';
import { compared } from '../../../src/numerics/compared';
import type { MeasureId } from '../../../src/numerics/lossIds';
import type { LossOptions } from '../../../src/numerics/lossOptions';
import { averageScore, classScores, confusionMatrix } from '../../../src/numerics/metrics';
import { toNested, type Tensor } from '../../../src/numerics/tensor';
import { batch, close, measure, problemOf, valueOf, vector } from './tensors';

const AVERAGED = ['precision', 'recall', 'f1'] as const;

function classify(y: Tensor, t: Tensor, options: { classes?: number } = {}) {
  return classifyPair(compared(y, t, 'auto'), { labels: 'auto', ...options });
}

describe('metrics', () => {
  it('take the largest score of a row, the first of several, against one-hot rows or labels', () => {
    const y = batch([0.2, 0.5, 0.3], [0.4, 0.4, 0.2], [3, -1, 8]);
    const expected = { classes: 3, truth: [1, 1, 2], predicted: [1, 0, 2], binary: false };
    for (const t of [vector(1, 1, 2), batch([0, 1, 0], [0, 1, 0], [0, 0, 1])]) {
      const { truth, predicted, ...rest } = classify(y, t);
      assert.deepEqual({ ...rest, truth: [...truth], predicted: [...predicted] }, expected);
      assert.equal(valueOf('accuracy', y, t), 2 / 3);
    }
  });

  it('take a probability above 0.5 for class 1', () => {
    const { predicted, classes, binary } = classify(vector(0.1, 0.5, 0.51, 1), vector(0, 0, 1, 0));
    assert.deepEqual([[...predicted], classes, binary], [[0, 0, 1, 1], 2, true]);
    assert.deepEqual([...classify(batch([0.1], [0.9]), batch([0], [1])).predicted], [0, 1]);
  });

  it('give the values of the documentation of scikit-learn', () => {
    const confused = measure('confusionMatrix', vector(0, 0, 2, 2, 0, 2), vector(2, 0, 2, 2, 0, 1)).value as Tensor;
    assert.deepEqual(toNested(confused), [
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
    const [y, t] = [vector(0, 2, 1, 0, 0, 1), vector(0, 1, 2, 0, 1, 2)];
    const expected: [MeasureId, LossOptions['average'], number][] = [
      ['precision', 'macro', 2 / 9],
      ['precision', 'micro', 1 / 3],
      ['precision', 'weighted', 2 / 9],
      ['recall', 'macro', 1 / 3],
      ['recall', 'weighted', 1 / 3],
      ['f1', 'macro', 4 / 15],
      ['f1', 'micro', 1 / 3],
      ['f1', 'weighted', 4 / 15],
    ];
    for (const [id, average, value] of expected) {
      assert.ok(close(valueOf(id, y, t, { ...(average && { average }) }), value), `${id} ${average}`);
    }
    const r2 = valueOf('r2', vector(2.5, 0, 2, 8), vector(3, -0.5, 2, 7));
    assert.ok(close(r2, 1 - 1.5 / 29.1875)); // 0.948…
    const columns = valueOf('r2', batch([0, 2], [-1, 2], [8, -5]), batch([0.5, 1], [-1, 1], [7, -6]));
    assert.ok(close(columns, (0.965438 + 0.908163) / 2, 1e-6));
  });

  it('look at the positive class of two, and at all of more', () => {
    const [y, t] = [vector(0.9, 0.8, 0.3, 0.6, 0.2), vector(1, 0, 1, 1, 0)]; // TP 2, FP 1, FN 1, TN 1
    assert.equal(valueOf('precision', y, t), 2 / 3);
    assert.equal(valueOf('recall', y, t), 2 / 3);
    assert.equal(valueOf('precision', y, t, { positive: 0 }), 1 / 2);
    assert.ok(close(valueOf('f1', y, t, { average: 'macro' }), (2 / 3 + 1 / 2) / 2));
    const rows = batch([0.1, 0.9], [0.2, 0.8], [0.7, 0.3], [0.4, 0.6], [0.8, 0.2]);
    assert.ok(close(valueOf('f1', rows, t), (2 / 3 + 1 / 2) / 2)); // rows of scores: macro
    assert.equal(valueOf('f1', rows, t, { average: 'binary' }), 2 / 3);
    assert.deepEqual(
      problemOf(() => valueOf('f1', y, t, { positive: 2 })),
      {
        code: 'positive-range',
        args: { found: 2, last: 1 },
      },
    );
  });

  it('count 0/0 as 0 and say for which classes', () => {
    const [y, t] = [vector(0, 0, 0), vector(0, 1, 0)];
    const precision = measure('precision', y, t);
    assert.deepEqual(
      [precision.value, precision.warnings],
      [0, [{ code: 'score-undefined', args: { id: 'precision', classes: [1] } }]],
    );
    assert.deepEqual(measure('recall', y, t).warnings, []);
    assert.deepEqual(measure('f1', y, t).warnings, []);
    const never = measure('f1', vector(0, 0), vector(0, 0));
    assert.deepEqual([never.value, never.warnings[0]?.args['classes']], [0, [1]]);
  });

  it('leave classes that do not occur out of the mean', () => {
    const y = batch([0.9, 0.1, 0, 0], [0.1, 0.9, 0, 0]);
    for (const id of AVERAGED) {
      const { value, warnings } = measure(id, y, vector(0, 1));
      assert.deepEqual([value, warnings], [1, []]);
    }
  });

  it('count as many classes as they are told', () => {
    const { shape } = measure('confusionMatrix', vector(0, 1), vector(1, 1), { classes: 4 }).value as Tensor;
    assert.deepEqual(shape, [4, 4]);
    assert.equal(problemOf(() => valueOf('accuracy', vector(0, 3), vector(1, 1), { classes: 3 }))?.code, 'label-range');
    const rows = batch([0.5, 0.3, 0.2], [0.5, 0.3, 0.2]);
    assert.equal(problemOf(() => valueOf('accuracy', rows, vector(1, 1), { classes: 2 }))?.code, 'classes-columns');
    assert.equal(problemOf(() => valueOf('accuracy', vector(0, 1e9), vector(1, 1)))?.code, 'too-many-classes');
    const large = vector(0, 5000);
    assert.equal(problemOf(() => measure('confusionMatrix', large, large))?.code, 'too-many-classes');
    assert.equal(valueOf('accuracy', large, large), 1);
  });

  it('warn where a single one-hot sample is counted as many', () => {
    const { value, warnings } = measure('accuracy', vector(0.1, 0.7, 0.2), vector(0, 1, 0));
    assert.deepEqual([value, warnings], [1, [{ code: 'one-sample', args: { count: 3 } }]]);
  });

  it('call R² of a constant target 1 or 0, and say so', () => {
    const exact = measure('r2', vector(2, 2), vector(2, 2));
    assert.deepEqual(
      [exact.value, exact.warnings],
      [1, [{ code: 'constant-target', args: { column: 0, columns: 1 } }]],
    );
    assert.equal(valueOf('r2', vector(1, 2), vector(2, 2)), 0);
    assert.equal(measure('r2', batch([1, 2], [2, 2]), batch([1, 2], [2, 2])).warnings[0]?.args['column'], 1);
    assert.equal(valueOf('r2', vector(2, 2, 2), vector(1, 2, 3)), 0); // the mean explains nothing
    assert.equal(valueOf('r2', vector(90, 70, 50), vector(70, 55, 40)), 1 - 725 / 450);
  });

  it('hold the identities of the textbooks', () => {
    const samples = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(samples, pairs => {
        const y = vector(...pairs.map(([predicted]) => predicted));
        const t = vector(...pairs.map(([, truth]) => truth));
        const classification = classify(y, t, { classes: 4 });
        const accuracy = valueOf('accuracy', y, t, { classes: 4 });
        const score = (id: (typeof AVERAGED)[number], average: LossOptions['average']) =>
          averageScore(id, classification, { average, positive: 1 }).value;
        for (const id of AVERAGED) assert.equal(score(id, 'micro'), accuracy);
        assert.ok(close(score('recall', 'weighted'), accuracy));
        const counts = confusionMatrix(classification).data;
        assert.equal(
          counts.reduce((sum, count) => sum + count),
          pairs.length,
        );
        assert.equal([0, 5, 10, 15].reduce((sum, k) => sum + counts[k]!, 0) / pairs.length, accuracy);
        for (const [k, { precision, recall, f1, support }] of classScores(classification).entries()) {
          assert.equal(
            support,
            counts.subarray(4 * k, 4 * k + 4).reduce((sum, count) => sum + count),
          );
          const harmonic = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
          assert.ok(close(f1, harmonic));
        }
      }),
    );
  });
});
