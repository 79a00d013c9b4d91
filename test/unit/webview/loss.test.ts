import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { LossComparison, ShownResult } from '../../../src/editor/loss/messages';
import { accuracySweep } from '../../../src/numerics/accuracySweep';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/lossOptions';
import { pairwiseSum } from '../../../src/numerics/sum';
import { elementColumns, mainChart, smallCharts } from '../../../webview/loss/charts';
import { labelsInSample, rangeOfSample, sampleShares, shownElements } from '../../../webview/loss/elements';
import { INITIAL_INTENT, type LossIntent } from '../../../webview/loss/intent';
import { chartedLoss, chosenResult } from '../../../webview/loss/results';
import { sweepChart } from '../../../webview/loss/sweepChart';
import { valueAt } from '../../../webview/shared/valueAt';

const array = (name: string, shape: readonly number[], ...data: number[]) => ({
  name,
  line: 1,
  shape,
  data: Float64Array.from(data),
});
type Array1 = ReturnType<typeof array>;

/** What the host would send of the arrays. */
function comparison(prediction: Array1, target: Array1 | null): LossComparison {
  const { results } = evaluateLosses(prediction, target ?? undefined);
  return {
    kind: 'comparison',
    file: 'a.ts',
    prediction,
    target,
    labels: 'values',
    reason: 'names',
    candidates: [{ name: prediction.name, line: 1, problem: null }],
    shown: 0,
    options: DEFAULT_LOSS_OPTIONS,
    results: results.flatMap((result): ShownResult[] => {
      if (result.kind !== 'tensor') return [result];
      const { kind, id, value, warnings } = result;
      return id === 'confusionMatrix' ? [] : [{ kind, id, data: value.data, warnings }];
    }),
    ranking: [],
    classification: null,
    sweep: null,
    live: { on: false, problem: null },
  };
}

const intent = (change: Partial<LossIntent>): LossIntent => ({ ...INITIAL_INTENT, ...change });
const noStep = () => undefined;

const VECTOR = comparison(array('y', [3], 0.7, 0.2, 0.1), array('t', [3], 1, 0, 0));
const ROWS = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1];
const BATCH = comparison(array('y', [2, 3], ...ROWS), array('t', [2, 3], 1, 0, 0, 0, 0, 1));
const LABELS = comparison(array('y', [2, 3], ...ROWS), array('t', [2], 0, 2));

describe('the chosen measure of the Loss page', () => {
  it('is the first that is not doubtful where the chosen one does not fit', () => {
    assert.equal(chosenResult(LABELS, INITIAL_INTENT).id, 'crossEntropy');
    const logits = comparison(array('y', [2, 3], 2, 1, 0, -1, 3, 0.5), array('t', [2], 0, 1));
    assert.deepEqual(
      logits.results.slice(0, 2).map(({ id }) => id),
      ['crossEntropy', 'softmaxCrossEntropy'],
    );
    assert.equal(chosenResult(logits, INITIAL_INTENT).id, 'softmaxCrossEntropy');
    assert.equal(chartedLoss(logits, INITIAL_INTENT)!.id, 'softmaxCrossEntropy');
    assert.equal(chosenResult(logits, intent({ chosen: 'crossEntropy' })).id, 'crossEntropy');
  });
});

describe('the elements of the Loss page', () => {
  it('are one piece in a vector and in a column', () => {
    assert.equal(shownElements(VECTOR).samples, 1);
    assert.deepEqual(shownElements(VECTOR).labels, ['0', '1', '2']);
    const column = shownElements(comparison(array('y', [3, 1], 1, 2, 3), array('t', [3, 1], 1, 2, 4)));
    assert.equal(column.samples, 1);
    assert.deepEqual(column.labels, ['[0][0]', '[1][0]', '[2][0]']);
  });

  it('are cut into the samples of a batch', () => {
    const elements = shownElements(BATCH);
    assert.equal(elements.samples, 2);
    const range = rangeOfSample(elements, 1);
    assert.deepEqual(range, { start: 3, end: 6 });
    assert.deepEqual(labelsInSample(elements, range), ['0', '1', '2']);
    assert.deepEqual(rangeOfSample(elements, 7), range); // the last there is
  });

  it('show class labels as a 1 at the class', () => {
    assert.deepEqual(shownElements(LABELS).target, BATCH.target!.data);
    const one = shownElements(comparison(array('y', [1, 3], 0.7, 0.2, 0.1), array('t', [1], 1)));
    assert.deepEqual(one.target, Float64Array.of(0, 1, 0));
  });

  it('are the whole samples at hand of a batch of which only the beginning was sent', () => {
    const cut = {
      ...BATCH,
      prediction: { ...BATCH.prediction, shape: [9, 3], data: BATCH.prediction.data.subarray(0, 5) },
    };
    const elements = shownElements({ ...cut, target: { ...BATCH.target!, shape: [9, 3] } });
    assert.equal(elements.total, 27);
    assert.equal(elements.samples, 1);
    assert.deepEqual(rangeOfSample(elements, 4), { start: 0, end: 3 });
  });

  it('add up to the loss, sample by sample', () => {
    const rows = fc.array(
      fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true })),
      {
        minLength: 2,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(rows, pairs => {
        const y = array('y', [pairs.length, 2], ...pairs.flat());
        const t = array('t', [pairs.length, 2], ...pairs.flatMap((_, n) => (n % 2 ? [0, 1] : [1, 0])));
        const shown = comparison(y, t);
        for (const result of shown.results) {
          if (result.kind !== 'loss') continue;
          const sum = pairwiseSum(sampleShares(shownElements(shown), result.terms));
          assert.ok(Math.abs(sum - result.value) <= 1e-12 * (1 + Math.abs(result.value)), result.id);
        }
      }),
      { seed: 4 },
    );
  });
});

describe('the charts of the Loss page', () => {
  it('say of a bar what it adds to the loss, and how the loss changes with it', () => {
    const { series, labels, detail } = mainChart(VECTOR, shownElements(VECTOR), intent({ chosen: 'crossEntropy' }));
    assert.deepEqual(
      series.map(({ name }) => name),
      ['y', 't'],
    );
    assert.deepEqual(labels, ['0', '1', '2']);
    assert.equal(detail!(0), 'Term of Cross-entropy: 0.356675. ∂L/∂y: −1.42857'); // −log 0.7, −1 / 0.7
  });

  it('show one sample of a batch, and lead to another by its share', () => {
    const elements = shownElements(BATCH);
    assert.deepEqual(
      mainChart(BATCH, elements, intent({ sample: 1 })).series[0]!.values,
      Float64Array.of(0.1, 0.8, 0.1),
    );
    let asked = -1;
    const [shares, gradient] = smallCharts(BATCH, elements, intent({ sample: 1 }), sample => (asked = sample));
    assert.equal(shares!.heading, 'Share of the loss per sample');
    assert.equal(shares!.data.marked, 1);
    shares!.data.activate!(0);
    assert.equal(asked, 0);
    // ∂L/∂y = (y − t) / N for the half sum of squares.
    const expected = [0.1, 0.8, -0.9].map(difference => difference / 2);
    expected.forEach((value, k) => assert.ok(Math.abs(gradient!.data.series[0]!.values[k]! - value) < 1e-15));
  });

  it('stay with the loss chosen last when a metric is chosen', () => {
    const chosen = intent({ chosen: 'accuracy', loss: 'crossEntropy' });
    assert.equal(chosenResult(BATCH, chosen).id, 'accuracy');
    assert.equal(chartedLoss(BATCH, chosen)?.id, 'crossEntropy');
    assert.equal(elementColumns(BATCH, shownElements(BATCH), chosen).terms?.name, 'Term of Cross-entropy');
  });

  it('show the first result where the chosen one does not fit the arrays', () => {
    assert.equal(chosenResult(LABELS, intent({ chosen: 'hinge' })).id, LABELS.results[0]!.id);
  });

  it('do without terms where no loss fits', () => {
    const classes = comparison(array('y', [4], 0, 1, 2, 2), array('t', [4], 0, 1, 1, 2));
    const metrics = { ...classes, results: classes.results.filter(({ kind }) => kind === 'metric') };
    assert.deepEqual(smallCharts(metrics, shownElements(metrics), INITIAL_INTENT, noStep), []);
    assert.equal(mainChart(metrics, shownElements(metrics), INITIAL_INTENT).detail!(0), '');
  });

  it('show information content and entropy of an array alone', () => {
    const alone = comparison(array('p', [3], 0.5, 0.25, 0.25), null);
    const [information, share] = smallCharts(alone, shownElements(alone), INITIAL_INTENT, noStep);
    assert.equal(information!.heading, 'Information content');
    const expected = [Math.LN2, 2 * Math.LN2, 2 * Math.LN2];
    expected.forEach((value, k) => assert.ok(Math.abs(information!.data.series[0]!.values[k]! - value) < 1e-15));
    assert.equal(share!.heading, 'Share of the entropy');
  });

  it('put the present prediction on the curves of "Why not accuracy?"', () => {
    const y = array('y', [3], 0.2, 0.7, 0.4);
    const t = array('t', [3], 0, 1, 1);
    const sweep = accuracySweep(y, t, 2)!;
    const { series, right } = sweepChart(sweep);
    const [loss, accuracy, lossNow, accuracyNow] = series;
    assert.deepEqual([loss!.right, accuracy!.right], [undefined, true]);
    assert.equal(right!.max, 1);
    const now = evaluateLosses(y, t).results.find(({ id }) => id === 'binaryCrossEntropy')!;
    assert.ok(Math.abs(lossNow!.ys[0]! - (now.value as number)) < 1e-3); // drawn between the points of the curve
    assert.ok(Math.abs(accuracyNow!.ys[0]! - 2 / 3) < 1e-12);
  });

  it('find the value of a curve between its points', () => {
    const [xs, ys] = [Float64Array.of(0, 1, 1, 2), Float64Array.of(0, 10, 20, 40)];
    assert.deepEqual(
      [-1, 0, 0.5, 1, 1.5, 2, 3].map(x => valueAt(xs, ys, x)),
      [0, 0, 5, 10, 30, 40, 40],
    );
  });
});
