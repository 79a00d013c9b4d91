import * as assert from 'node:assert/strict';
import { MEASURE_IDS, type MeasureId } from '../../../src/numerics/lossIds';
import { DEFAULT_LOSS_OPTIONS, type LossOptions } from '../../../src/numerics/lossOptions';
import { formulaOptions, lossFormula, lossName, lossNote } from '../../../src/words/losses';

describe('words of losses', () => {
  it('write formulas with the numbers in use', () => {
    const cases: [MeasureId, Partial<LossOptions>, string][] = [
      ['halfSumSquares', {}, '½ Σ (y − t)²'],
      ['meanSquaredError', { reduction: 'sum' }, 'Σ (y − t)²'],
      ['huber', {}, '(1/N) Σ (½ e² if |e| ≤ 1, else |e| − ½), e = y − t'],
      ['huber', { huberDelta: 3 }, '(1/N) Σ (½ e² if |e| ≤ 3, else 3 (|e| − 1.5)), e = y − t'],
      ['crossEntropy', {}, '−Σ t log(y + 1e-7)'],
      ['crossEntropy', { delta: 0 }, '−Σ t log y'],
      ['softmaxCrossEntropy', {}, '−Σ t log softmax(y)'],
      ['softmaxCrossEntropy', { softmaxDelta: 1e-7 }, '−Σ t log(softmax(y) + 1e-7)'],
      ['binaryCrossEntropy', { delta: 0 }, '−(1/N) Σ (t log y + (1 − t) log(1 − y))'],
      ['entropy', {}, '−Σ y log y'],
      ['entropy', { base: 2 }, '−Σ y log₂ y'],
      ['information', { base: 10 }, '−log₁₀ y'],
      ['information', { base: 2.5 }, '−log[2.5] y'],
    ];
    for (const [id, options, expected] of cases) {
      assert.equal(lossFormula(id, { ...DEFAULT_LOSS_OPTIONS, ...options }), expected);
    }
  });

  it('average the losses of whole samples over a batch', () => {
    const ofBatch = (id: MeasureId, options: Partial<LossOptions> = {}) =>
      lossFormula(id, formulaOptions({ ...DEFAULT_LOSS_OPTIONS, ...options }, [2, 3]));
    assert.equal(ofBatch('halfSumSquares'), '½ (1/N) ΣΣ (y − t)²');
    assert.equal(ofBatch('crossEntropy'), '−(1/N) ΣΣ t log(y + 1e-7)');
    assert.equal(ofBatch('crossEntropy', { reduction: 'sum', delta: 0 }), '−ΣΣ t log y');
    assert.equal(ofBatch('klDivergence'), '(1/N) ΣΣ t log(t / y)');
    assert.equal(ofBatch('meanSquaredError'), '(1/N) Σ (y − t)²');
  });

  it('name every measure, and explain the names that are confused', () => {
    for (const id of MEASURE_IDS) assert.notEqual(lossName(id), '');
    assert.match(lossNote('halfSumSquares')!, /SSE.*MSE/);
    assert.match(lossNote('meanSquaredError')!, /MSE/);
    assert.equal(lossNote('accuracy'), undefined);
  });
});
