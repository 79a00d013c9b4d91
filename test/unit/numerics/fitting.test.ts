import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import type { MeasureId } from '../../../src/numerics/lossIds';
import type { LossOptions } from '../../../src/numerics/lossOptions';
import type { Tensor } from '../../../src/numerics/tensor';
import { batch, problemOf, vector } from './tensors';

const SQUARES = ['halfSumSquares', 'meanSquaredError', 'rootMeanSquaredError', 'meanAbsoluteError', 'huber', 'logCosh'];
const METRICS = ['accuracy', 'precision', 'recall', 'f1'];
const CLASSES = [...METRICS, 'confusionMatrix'];

/** What is evaluated where nothing is asked for. */
function fitting(y: Tensor, t: Tensor | undefined, options: Partial<LossOptions> = {}): MeasureId[] {
  return evaluateLosses(y, t, options).results.map(({ id }) => id);
}

describe('fitting measures', () => {
  const cases: [string, Tensor, Tensor | undefined, string[]][] = [
    ['one sample of the book', vector(0.1, 0.6, 0.3), vector(0, 1, 0), [...SQUARES, 'crossEntropy', 'klDivergence']],
    [
      'a sample that sums to 1.05',
      vector(0.1, 0.65, 0.3),
      vector(0, 1, 0),
      [...SQUARES, 'crossEntropy', 'klDivergence'],
    ],
    ['soft targets', vector(0.4, 0.6), vector(0.3, 0.7), [...SQUARES, 'crossEntropy', 'klDivergence']],
    ['logits of one sample', vector(4, -2, 1), vector(0, 1, 0), [...SQUARES, 'crossEntropy', 'softmaxCrossEntropy']],
    [
      'one-hot rows',
      batch([0.1, 0.9], [0.8, 0.2]),
      batch([0, 1], [1, 0]),
      [...SQUARES, 'crossEntropy', 'klDivergence', ...CLASSES],
    ],
    [
      'logits against one-hot rows',
      batch([1, 9], [8, 2]),
      batch([0, 1], [1, 0]),
      [...SQUARES, 'crossEntropy', 'softmaxCrossEntropy', ...CLASSES],
    ],
    ['labels of rows', batch([0.1, 0.9], [0.8, 0.2]), vector(1, 0), ['crossEntropy', ...CLASSES]],
    ['labels of logits', batch([1, 9], [8, 2]), vector(1, 0), ['crossEntropy', 'softmaxCrossEntropy', ...CLASSES]],
    ['binary samples', vector(0.9, 0.2, 0.7), vector(1, 0, 1), [...SQUARES, 'binaryCrossEntropy', ...CLASSES]],
    ['a column of them', batch([0.9], [0.2]), batch([1], [0]), [...SQUARES, 'binaryCrossEntropy', ...CLASSES]],
    ['a column of ones', batch([0.95], [0.98]), batch([1], [1]), [...SQUARES, 'binaryCrossEntropy', ...CLASSES]],
    [
      'binary samples of which one is 1',
      vector(0.9, 0.6, 0.7),
      vector(1, 0, 0),
      [...SQUARES, 'crossEntropy', 'binaryCrossEntropy', 'klDivergence', ...CLASSES],
    ],
    ['several labels a row', batch([0.9, 0.8], [0.1, 0.3]), batch([1, 1], [0, 1]), [...SQUARES, 'binaryCrossEntropy']],
    [
      'labels against labels',
      vector(0, 2, 1, 1),
      vector(0, 2, 2, 1),
      [...SQUARES, ...METRICS, 'r2', 'confusionMatrix'],
    ],
    ['scores against signs', vector(0.5, -2, 3), vector(1, -1, 1), [...SQUARES, 'hinge']],
    ['measured values', vector(90, 70, 50), vector(70, 55, 40), [...SQUARES, 'r2']],
    ['one measured value', vector(2.5), vector(3.5), SQUARES],
    ['one sample of measured values', batch([2.5, 3]), batch([3.5, 2]), SQUARES],
    ['a NaN', vector(0.5, NaN), vector(0, 1), [...SQUARES, 'crossEntropy']],
    ['a NaN in the target', vector(0.5, 0.5), vector(NaN, 1), SQUARES],
    ['probabilities alone', vector(0.5, 0.5), undefined, ['entropy', 'information']],
    ['chances alone', vector(0.5, 0.7), undefined, ['entropy', 'information', 'softmax']],
    ['logits alone', vector(5, -7), undefined, ['softmax']],
  ];
  for (const [what, y, t, expected] of cases) {
    it(`of ${what}`, () => {
      assert.deepEqual(fitting(y, t), expected);
    });
  }

  it('leave out what the options rule out', () => {
    const [y, t] = [batch([0.1, 0.7, 0.2], [0.8, 0.1, 0.1]), vector(1, 0)];
    assert.deepEqual(fitting(y, t, { classes: 2 }), ['crossEntropy']);
    const wide = { data: new Float64Array(400_000).fill(5e-6), shape: [2, 200_000] };
    assert.deepEqual(fitting(wide, t), ['crossEntropy']);
    const large = vector(5000, 5000);
    assert.ok(!fitting(large, large).includes('confusionMatrix'));
  });

  it('can all be evaluated, whatever the numbers', () => {
    const value = fc.oneof(fc.double(), fc.integer({ min: -2, max: 5 }), fc.constantFrom(0, 1, 0.5, -1, NaN, Infinity));
    const arrays = fc.integer({ min: 1, max: 5 }).chain(length => {
      const some = fc.array(value, { minLength: length, maxLength: length });
      return fc.tuple(some, some);
    });
    fc.assert(
      fc.property(arrays, ([a, b]) => {
        for (const [y, t] of [
          [vector(...a), vector(...b)],
          [batch(a, b), batch(b, a)],
        ] as const) {
          assert.ok(evaluateLosses(y, t).results.length > 0);
          const problem = problemOf(() => evaluateLosses(y, undefined));
          assert.ok(problem === undefined || problem.code === 'non-finite');
        }
      }),
      { numRuns: 500 },
    );
  });
});
