import * as assert from 'node:assert/strict';
import { isAloneId, MEASURE_IDS, type MeasureId } from '../../../src/numerics/lossIds';
import type { LossOptions } from '../../../src/numerics/lossOptions';
import type { Tensor } from '../../../src/numerics/tensor';
import { numpyLine } from '../../../src/words/numpyLine';
import { batch, vector } from '../numerics/tensors';

/** The lines below the import and the arrays. The expressions were run once beside Nabla, with the same numbers. */
function expression(id: MeasureId, y: Tensor, t: Tensor | undefined, options: Partial<LossOptions> = {}) {
  return numpyLine(id, { y, t, names: { y: 'y', t: 't' }, options })
    ?.split('\n')
    .slice(t ? 3 : 2)
    .join('\n');
}

const [p, t] = [vector(0.25, 0.75), vector(0, 1)];
const rows = batch([0.25, 0.75], [0.5, 0.5]);

describe('NumPy lines', () => {
  it('are complete: import, arrays as full doubles, expression', () => {
    const y1 = vector(0.1 + 0.2, 1, -0, 1e-7);
    assert.equal(
      numpyLine('halfSumSquares', {
        y: y1,
        t: vector(1, NaN, Infinity, -Infinity),
        names: { y: 'y1', t: 't' },
        options: {},
      }),
      [
        'import numpy as np',
        'y1 = np.array([0.30000000000000004, 1.0, -0.0, 1e-7])',
        't = np.array([1.0, np.nan, np.inf, -np.inf])',
        'print(0.5 * np.sum((y1 - t) ** 2))',
      ].join('\n'),
    );
    const labels = numpyLine('crossEntropy', { y: rows, t: vector(1, 0), names: { y: 'y', t: 't' }, options: {} })!;
    assert.match(labels, /^y = np\.array\(\[\[0\.25, 0\.75\], \[0\.5, 0\.5\]\]\)$/m);
    assert.match(labels, /^t = np\.array\(\[1, 0\]\)$/m); // whole numbers, to pick with
  });

  it('use names that Python takes', () => {
    const named = (y: string, target: string) =>
      numpyLine('huber', { y: p, t, names: { y, t: target }, options: {} })!.match(/^\S+(?= = np\.array)/gm);
    assert.deepEqual(named('예측', 'truth_1'), ['예측', 'truth_1']);
    assert.deepEqual(named('net.predict(x)', 'lambda'), ['y', 't']);
    assert.deepEqual(named('np', 'e'), ['y', 't']);
    assert.deepEqual(named('t', '$'), ['t', 't_target']);
  });

  it('follow δ, reduction, base and the form of the target', () => {
    const cases: [string | undefined, string][] = [
      [expression('halfSumSquares', rows, rows), 'print(0.5 * np.sum((y - t) ** 2) / len(y))'],
      [expression('halfSumSquares', rows, rows, { reduction: 'sum' }), 'print(0.5 * np.sum((y - t) ** 2))'],
      [expression('meanAbsoluteError', p, t), 'print(np.mean(np.abs(y - t)))'],
      [expression('crossEntropy', p, t), 'print(-np.sum(t * np.log(y + 1e-7)))'],
      [expression('crossEntropy', p, t, { delta: 0 }), 'print(-np.sum(t * np.log(np.where(t == 0, 1, y))))'],
      [
        expression('crossEntropy', rows, vector(1, 0)),
        'print(-np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y))',
      ],
      [expression('entropy', p, undefined, { base: 2 }), 'print(-np.sum(y * np.log2(np.where(y == 0, 1, y))))'],
      [
        expression('accuracy', rows, vector(1, 0)),
        'predicted = np.argmax(np.atleast_2d(y), axis=1)\ntruth = t\nprint(np.mean(predicted == truth))',
      ],
    ];
    for (const [found, expected] of cases) assert.equal(found, expected);
  });

  it('are there for every measure that fits, and for nothing else', () => {
    for (const id of MEASURE_IDS) {
      if (id === 'r2') continue;
      const target = id === 'hinge' ? vector(-1, 1) : t;
      assert.match(expression(id, p, isAloneId(id) ? undefined : target) ?? '', /print\(.*\)$/, id);
    }
    assert.equal(expression('halfSumSquares', rows, vector(1, 0)), undefined);
    assert.equal(expression('huber', p, undefined), undefined);
    assert.equal(expression('r2', p, vector(1, 1)), undefined); // 0/0 is NaN there
    assert.match(expression('r2', p, vector(1, 2)) ?? '', /np\.mean\(1 - /);
    const long = vector(...Array.from({ length: 201 }, () => 1));
    assert.equal(expression('huber', long, long), undefined);
  });
});
