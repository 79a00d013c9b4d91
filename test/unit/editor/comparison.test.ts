import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import {
  compareSteps,
  shownComparison,
  swapRoles,
  type ComparedArrays,
  type LossView,
  type SourceArray,
} from '../../../src/editor/loss/comparison';
import { fromKept, toKept, type Kept } from '../../../src/editor/loss/kept';
import { lossStateSchema } from '../../../src/editor/loss/messages';
import { swapOrigin } from '../../../src/editor/loss/origin';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/lossOptions';
import { Problem } from '../../../src/numerics/problem';
import { atOnce } from '../../../src/source/slices';

const VIEW: LossView = { shown: 0, sample: 0, live: { on: true, problem: null } };

function array(name: string, shape: readonly number[], ...values: number[]): SourceArray {
  return { name, line: 3, shape, data: Float64Array.from(values) };
}

function arrays(target: SourceArray | null, ...predictions: SourceArray[]): ComparedArrays {
  return { uri: 'file:///a%20b/y%20t.ts', predictions, target, reason: 'names' };
}

const two = arrays(array('t', [2], 0, 1), array('y', [2], 0.25, 0.75));

function compare(compared: ComparedArrays) {
  return atOnce(compareSteps(compared, DEFAULT_LOSS_OPTIONS));
}

/** The state as the page receives it. */
function shown(compared: ComparedArrays, view: Partial<LossView> = {}) {
  const state = shownComparison(compare(compared), { ...VIEW, ...view });
  assert.ok(v.is(lossStateSchema, state));
  return state;
}

describe('comparison of arrays', () => {
  it('is a message the page accepts', () => {
    const comparison = shown(two);
    assert.equal(comparison.file, 'y t.ts');
    assert.equal(comparison.labels, 'one-hot');
    assert.deepEqual([comparison.ranking, comparison.classification, comparison.sweep], [[], null, null]);
    const half = comparison.results.find(({ id }) => id === 'halfSumSquares');
    assert.ok(half?.kind === 'loss' && half.value === 0.0625); // ½ (¼² + ¼²)
  });

  it('sends the first elements of large arrays only', () => {
    const ones = new Array<number>(1500).fill(1);
    const { prediction, results } = shown(arrays(array('t', [1500], ...ones), array('y', [1500], ...ones)));
    assert.deepEqual(prediction.shape, [1500]);
    const [first] = results;
    assert.ok(first?.kind === 'loss');
    assert.deepEqual([prediction.data.length, first.terms.length, first.gradient.length], [1000, 1000, 1000]);
    assert.equal(prediction.data.buffer.byteLength, 8000); // a view would take the whole buffer along
    assert.equal(first.terms.buffer.byteLength, 8000);
  });

  it('ranks several predictions, and tells of each that cannot be compared', () => {
    const compared = arrays(two.target, array('a', [3], 1, 2, 3), array('b', [2], 0.5, 0.5), two.predictions[0]!);
    const state = shown(compared);
    assert.equal(state.shown, 1);
    assert.deepEqual(
      state.candidates.map(({ name, problem }) => [name, problem?.code]),
      [
        ['a', 'shape-mismatch'],
        ['b', undefined],
        ['y', undefined],
      ],
    );
    const half = state.ranking.find(({ id }) => id === 'halfSumSquares')!;
    assert.deepEqual(
      [half.values, half.order],
      [
        [NaN, 0.25, 0.0625],
        [2, 1, 0],
      ],
    );
    assert.equal(shown(compared, { shown: 2 }).prediction.name, 'y');
  });

  it('is a problem where nothing can be compared', () => {
    const wrong = arrays(two.target, array('a', [3], 1, 2, 3), array('b', [1], 1));
    assert.throws(
      () => compare(wrong),
      (error: unknown) => error instanceof Problem && error.code === 'shape-mismatch',
    );
  });

  it('classifies batches, and moves a sample to show why accuracy is no loss', () => {
    const y = array('y', [3, 2], 0.9, 0.1, 0.4, 0.6, 0.7, 0.3);
    const state = shown(arrays(array('t', [3], 0, 1, 1), y), { sample: 2 });
    assert.equal(state.labels, 'index');
    assert.deepEqual([...state.classification!.counts!], [1, 0, 1, 1]);
    assert.deepEqual(
      state.classification!.scores.map(({ precision, recall, support }) => [precision, recall, support]),
      [
        [0.5, 1, 1],
        [1, 0.5, 2],
      ],
    );
    assert.deepEqual([state.sweep!.sample, state.sweep!.samples, state.sweep!.at], [2, 3, 0.3]);
    assert.deepEqual([...new Set(state.sweep!.accuracy)], [2 / 3, 1]);
  });

  it('leaves out a confusion matrix that fits no page', () => {
    const labels = Array.from({ length: 50 }, (_, i) => i).flatMap(i => [i, i]);
    const { classification } = shown(arrays(array('t', [100], ...labels), array('y', [100], ...labels)));
    assert.deepEqual(classification, { classes: 50, counts: null, scores: [] });
  });

  it('is of one array alone, too', () => {
    const { target, results } = shown(arrays(null, array('p', [2], 0.5, 0.5)));
    assert.equal(target, null);
    const entropy = results.find(({ id }) => id === 'entropy');
    assert.ok(entropy?.kind === 'loss' && Math.abs(entropy.value - Math.LN2) < 1e-15);
    const information = results.find(({ id }) => id === 'information');
    assert.ok(information?.kind === 'tensor');
    assert.deepEqual([...information.data], [Math.LN2, Math.LN2]);
  });

  it('swaps the shown prediction and the target', () => {
    const compared = arrays(array('t', [1], 1), array('a', [1], 2), array('b', [1], 3));
    const { predictions, target, reason } = swapRoles(compared, 1);
    assert.deepEqual([predictions.map(({ name }) => name), target!.name, reason], [['a', 't'], 'b', 'chosen']);
    const origin = { uri: 'a', ranges: [], picked: null, predictions: [0, 2], target: 1, runsCode: false };
    const swapped = swapOrigin(origin, 1);
    assert.deepEqual([swapped.predictions, swapped.target], [[0, 1], 2]);
    assert.deepEqual(swapOrigin(swapped, 1), origin);
  });
});

describe('what is kept of a comparison over a reload', () => {
  const kept: Kept = {
    arrays: arrays(array('t', [5], 0, 0, 1, 0, 0), array('y', [5], 0.1, NaN, -0, Infinity, 1e-320), array('z', [1], 1)),
    origin: {
      uri: two.uri,
      ranges: [{ start: 3, end: 9 }],
      picked: { name: 't', start: 20 },
      predictions: [0, 2],
      target: 1,
      runsCode: false,
    },
    shown: 1,
    live: true,
  };
  const written: unknown = JSON.parse(JSON.stringify(toKept(kept)));

  it('is the same, number for number', () => {
    assert.deepEqual(fromKept(written), kept);
    const alone = { ...kept, arrays: arrays(null, kept.arrays.predictions[0]!) };
    assert.deepEqual(fromKept(toKept(alone)), alone);
  });

  it('is nothing where the arrays are large', () => {
    const large = array('y', [50_000], ...new Array<number>(50_000).fill(0.5));
    assert.equal(toKept({ ...kept, arrays: arrays(null, large) }), undefined);
  });

  it('is not read from anything else', () => {
    const good = toKept(kept)!;
    const [first] = good.predictions;
    const wrong = [
      undefined,
      null,
      {},
      { ...good, version: 1 },
      { ...good, predictions: [] },
      { ...good, predictions: [{ ...first, shape: [3] }] },
      { ...good, predictions: [{ ...first, bytes: 'AAA' }] },
      { ...good, target: { ...first, bytes: '!' } },
      { ...good, origin: { ...good.origin, ranges: [{ start: -1, end: 2 }] } },
    ];
    for (const each of wrong) assert.equal(fromKept(each), undefined);
  });
});
