import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Normalization } from '../../../src/data/config';
import type { Dataset, NumberTargets, Part, Targets } from '../../../src/data/dataset';
import { gatherFeatures, gatherTargets } from '../../../src/data/gather';
import { scalingOf, targetScalingOf, type Scaling } from '../../../src/data/normalize';
import { allRows, splitDataset } from '../../../src/data/split';

const SEED = 20261121;

/** Samples whose only feature is their number. */
function numbered(labels: readonly number[]): Dataset {
  const targets: Targets = { task: 'classification', classes: ['a', 'b', 'c'], labels: Uint8Array.from(labels) };
  return { samples: labels.length, features: Float32Array.from(labels.keys()), featureNames: ['n'], targets };
}

function table(rows: readonly (readonly number[])[]): Dataset {
  return {
    samples: rows.length,
    features: Float32Array.from(rows.flat()),
    featureNames: rows[0]!.map((_, i) => `f${i}`),
    targets: { task: 'regression', names: ['y'], values: new Float32Array(rows.length) },
  };
}

/** Images of 1 × 2 pixels. */
function images(pixels: readonly number[]): Dataset {
  return {
    samples: pixels.length / 2,
    features: Uint8Array.from(pixels),
    featureNames: ['p0', 'p1'],
    targets: { task: 'regression', names: ['y'], values: new Float32Array(pixels.length / 2) },
    image: { height: 1, width: 2 },
  };
}

/** All samples of a dataset, scaled. */
function scaled(dataset: Dataset, scaling: Scaling): number[] {
  const rows = allRows(dataset);
  const into = new Float32Array(dataset.features.length);
  gatherFeatures({ dataset, rows, scaling }, 0, rows.length, into);
  return [...into];
}

function scaledAlone(dataset: Dataset, normalization: Normalization): number[] {
  return scaled(dataset, scalingOf(dataset, allRows(dataset), normalization));
}

describe('samples', () => {
  const dataset: Dataset = {
    ...table([[1, 2], [3, 4], [5, 6], [7, 8]]), // prettier-ignore
    targets: { task: 'regression', names: ['u', 'v'], values: Float32Array.of(10, 11, 20, 21, 30, 31, 40, 41) },
  };
  const scaling = { offset: Float64Array.of(1, 0), factor: Float64Array.of(1, 0.5) };
  const part: Part = { dataset, rows: Uint32Array.of(3, 1, 0), scaling };

  it('are gathered in their order or any other, scaled', () => {
    const into = new Float32Array(6).fill(-1);
    gatherFeatures(part, 1, 2, into);
    assert.deepEqual([...into], [2, 2, 0, 1, -1, -1]);
    gatherFeatures(part, 1, 3, into, Uint32Array.of(0, 2, 0, 1));
    assert.deepEqual([...into], [0, 1, 6, 4, 2, 2]);
  });

  it('are gathered with what is to be learned about them', () => {
    const values = new Float32Array(4);
    gatherTargets(part, 0, 2, values);
    assert.deepEqual([...values], [40, 41, 20, 21]);
    const labels = new Uint8Array(2);
    const classes = { ...part, dataset: numbered([2, 0, 1, 0]) };
    gatherTargets(classes, 1, 2, labels, Uint32Array.of(1, 2, 2));
    assert.deepEqual([...labels], [2, 2]);
  });
});

describe('a split', () => {
  const labelsOf = fc.array(fc.nat(2), { minLength: 2, maxLength: 80 });
  const shareOf = fc.double({ min: 0.01, max: 0.9, noNaN: true });

  it('puts every sample into one of two parts, none empty, in the order of the whole', () => {
    fc.assert(
      fc.property(labelsOf, shareOf, fc.nat(1000), (labels, share, seed) => {
        const { train, test } = splitDataset(numbered(labels), share, seed);
        assert.deepEqual(
          [...train, ...test].sort((a, b) => a - b),
          [...labels.keys()],
        );
        assert.equal(test.length, Math.min(labels.length - 1, Math.max(1, Math.round(labels.length * share))));
        for (const rows of [train, test]) assert.deepEqual(rows, rows.toSorted());
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('takes of each class the same share, to within one sample', () => {
    fc.assert(
      fc.property(labelsOf, shareOf, fc.nat(1000), (labels, share, seed) => {
        const { test } = splitDataset(numbered(labels), share, seed);
        const reached = test.length / labels.length;
        for (const label of [0, 1, 2]) {
          const count = (all: readonly number[]) => all.filter(each => each === label).length;
          const tested = count(Array.from(test, row => labels[row]!));
          assert.ok(Math.abs(tested - reached * count(labels)) < 1 + 1e-9);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('is random: with other seeds every sample is tested on some time, of classes and of numbers', () => {
    const classes = numbered(Array.from({ length: 20 }, (_, i) => i % 2));
    const numbers = table(Array.from({ length: 20 }, (_, i) => [i]));
    for (const dataset of [classes, numbers]) {
      const tested = Array.from({ length: 60 }, (_, seed) => [...splitDataset(dataset, 0.2, seed).test]);
      assert.equal(new Set(tested.flat()).size, 20);
      assert.deepEqual(splitDataset(dataset, 0.2, 3), splitDataset(dataset, 0.2, 3));
    }
  });
});

describe('scaling', () => {
  const rows = [[1, 5, 0], [3, 5, -1], [8, 5, 7]]; // prettier-ignore

  it('takes the range of each feature to [0, 1]', () => {
    const expected = [0, 0, 1 / 8, 2 / 7, 0, 0, 1, 0, 1].map(Math.fround);
    assert.deepEqual(scaledAlone(table(rows), 'minmax'), expected);
  });

  it('takes the mean to 0 and the standard deviation to 1', () => {
    // ((x - x.mean(0)) / x.std(0)).astype('float32') of NumPy, x = [[1, 4, 0], [3, 5, -1], [8, 9, 7.5]].
    const expected = [
      -1.0190492868423462, -0.9258201122283936, -0.5711871981620789,
      -0.3396831154823303, -0.4629100561141968, -0.8348120450973511,
      1.3587324619293213, 1.3887301683425903, 1.4059993028640747,
    ]; // prettier-ignore
    const found = scaledAlone(table([[1, 4, 0], [3, 5, -1], [8, 9, 7.5]]), 'standardize'); // prettier-ignore
    for (const [i, value] of expected.entries()) assert.ok(Math.abs(found[i]! - value) < 1e-7, `${i}: ${found[i]}`);
  });

  it('uses the figures of the samples it was made from', () => {
    const dataset = table([...rows, [1000, 1000, 1000]]);
    const scaling = scalingOf(dataset, Uint32Array.of(0, 1, 2), 'minmax');
    assert.deepEqual(scaled(table([[15, 9, 3]]), scaling), [2, 0, 0.5]);
  });

  it('scales all pixels alike', () => {
    const dataset = images([0, 100, 50, 200, 255, 255]);
    const trained = Uint32Array.of(0, 1);
    const halves = [0, 0.5, 0.25, 1, 1.275, 1.275].map(Math.fround);
    const scaling = scalingOf(dataset, trained, 'minmax');
    assert.deepEqual(scaled(dataset, scaling), halves);
    // mean 87.5, deviation √((87.5² + 12.5² + 37.5² + 112.5²) / 4)
    const deviation = Math.sqrt((87.5 ** 2 + 12.5 ** 2 + 37.5 ** 2 + 112.5 ** 2) / 4);
    const standardized = scaled(dataset, scalingOf(dataset, trained, 'standardize'));
    for (const [i, pixel] of [0, 100, 50, 200, 255, 255].entries())
      assert.ok(Math.abs(standardized[i]! - (pixel - 87.5) / deviation) < 1e-6);
    assert.deepEqual(scaledAlone(dataset, 'none'), [0, 100, 50, 200, 255, 255]);
    const { pixels, ...columns } = scaling;
    assert.ok(pixels);
    assert.deepEqual(scaled(dataset, columns), scaled(dataset, scaling)); // the table is a short cut, nothing else
  });

  it('leaves the features as they are where none is asked for', () => {
    assert.deepEqual(scaledAlone(table(rows), 'none'), rows.flat());
  });

  it('stays finite whatever the values, constant ones too', () => {
    const value = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, 1e-45, 0.1, 3e38, -3e38),
    );
    const columns = fc
      .integer({ min: 1, max: 3 })
      .chain(width =>
        fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(columns, fc.constantFrom('minmax' as const, 'standardize' as const), (samples, normalization) => {
        const features = scaledAlone(table(samples), normalization);
        assert.ok(
          features.every(x => Math.abs(x) <= Math.sqrt(samples.length) * 1.001),
          features.join(' '),
        );
      }),
      { seed: SEED, numRuns: 1000 },
    );
    assert.deepEqual(scaledAlone(table([[0.1], [0.1], [0.1]]), 'standardize'), [0, 0, 0]);
  });
});

describe('the numbers of a regression', () => {
  const names = ['u', 'v'];
  const targets = (...values: number[]): NumberTargets => ({
    task: 'regression',
    names,
    values: Float32Array.from(values),
  });

  /** Those of some rows, scaled by the figures of the first three. */
  function scaledTargets(all: NumberTargets, normalization: Normalization, rows: readonly number[]): number[] {
    const samples = all.values.length / 2;
    const dataset = { ...table(Array.from({ length: samples }, () => [0])), targets: all };
    const part: Part = {
      dataset,
      rows: Uint32Array.from(rows),
      scaling: scalingOf(dataset, Uint32Array.of(0), 'none'),
      targetScaling: targetScalingOf(all, Uint32Array.of(0, 1, 2), normalization),
    };
    const into = new Float32Array(2 * rows.length);
    gatherTargets(part, 0, rows.length, into);
    return [...into];
  }

  it('are scaled each by its own figures over the samples to train on, those to test on too', () => {
    const all = targets(100000, -4, 300000, 0, 200000, 4, 500000, 1);
    assert.deepEqual(scaledTargets(all, 'minmax', [0, 1, 2]), [0, 0, 1, 0.5, 0.5, 1]);
    assert.deepEqual(scaledTargets(all, 'minmax', [3]), [2, 0.625]);
    // u: mean 200000, deviation √(2 · 100000² / 3); v: mean 0, deviation √(2 · 4² / 3).
    const root = Math.sqrt(3 / 2);
    const expected = [-root, -root, root, 0, 0, root, 3 * root, root / 4].map(Math.fround);
    assert.deepEqual(scaledTargets(all, 'standardize', [0, 1, 2, 3]), expected);
    assert.deepEqual(scaledTargets(all, 'none', [3, 0]), [500000, 1, 100000, -4]);
  });

  it('that are constant among those to train on keep their distances from them', () => {
    for (const normalization of ['minmax', 'standardize'] as const)
      assert.deepEqual(
        scaledTargets(targets(7, 0.1, 7, 0.1, 7, 0.1, 9, 0.1), normalization, [0, 1, 2, 3]),
        [0, 0, 0, 0, 0, 0, 2, 0],
      );
  });
});
