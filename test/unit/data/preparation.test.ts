import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { sampleCountOf, takeSamples, type Dataset } from '../../../src/data/dataset';
import { scaleFeatures, scalingOf } from '../../../src/data/normalize';
import { splitDataset } from '../../../src/data/split';

/** Samples whose only feature is their number. */
function numbered(labels: readonly number[]): Dataset {
  const classes = ['a', 'b', 'c'];
  return { features: Float32Array.from(labels.keys()), labels: Uint8Array.from(labels), classes, featureNames: ['n'] };
}

function table(rows: readonly (readonly number[])[]): Dataset {
  const featureNames = rows[0]!.map((_, i) => `f${i}`);
  return {
    features: Float32Array.from(rows.flat()),
    labels: new Uint8Array(rows.length),
    classes: ['a'],
    featureNames,
  };
}

describe('samples', () => {
  it('can be taken from a dataset in any order', () => {
    const dataset = { ...table([[1, 2], [3, 4], [5, 6]]), labels: Uint8Array.of(7, 8, 9) }; // prettier-ignore
    const taken = takeSamples(dataset, Uint32Array.of(2, 0));
    assert.deepEqual([...taken.features], [5, 6, 1, 2]);
    assert.deepEqual([...taken.labels], [9, 7]);
  });
});

describe('a split', () => {
  const labelsOf = fc.array(fc.nat(2), { minLength: 2, maxLength: 80 });
  const partOf = fc.double({ min: 0.01, max: 0.9, noNaN: true });

  it('puts every sample into one of two parts, none empty', () => {
    fc.assert(
      fc.property(labelsOf, partOf, fc.nat(1000), (labels, part, seed) => {
        const { train, test } = splitDataset(numbered(labels), part, seed);
        const both = [...train.features, ...test.features].sort((a, b) => a - b);
        assert.deepEqual(both, [...labels.keys()]);
        const expected = Math.min(labels.length - 1, Math.max(1, Math.round(labels.length * part)));
        assert.equal(sampleCountOf(test), expected);
        for (const { features, labels: own } of [train, test])
          for (const [i, sample] of features.entries()) assert.equal(own[i], labels[sample]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('takes of each class the same share, to within one sample', () => {
    fc.assert(
      fc.property(labelsOf, partOf, fc.nat(1000), (labels, part, seed) => {
        const { test } = splitDataset(numbered(labels), part, seed);
        const share = sampleCountOf(test) / labels.length;
        for (const label of [0, 1, 2]) {
          const count = (all: Iterable<number>) => [...all].filter(each => each === label).length;
          assert.ok(Math.abs(count(test.labels) - share * count(labels)) < 1 + 1e-9);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is random: with other seeds every sample is tested on some time', () => {
    const labels = Array.from({ length: 20 }, (_, i) => i % 2);
    const tested = new Set(
      Array.from({ length: 60 }, (_, seed) => [...splitDataset(numbered(labels), 0.2, seed).test.features]).flat(),
    );
    assert.equal(tested.size, 20);
    assert.deepEqual(splitDataset(numbered(labels), 0.2, 3), splitDataset(numbered(labels), 0.2, 3));
  });
});

describe('scaling', () => {
  const rows = [[1, 5, 0], [3, 5, -1], [8, 5, 7]]; // prettier-ignore

  it('takes the range of each feature to [0, 1]', () => {
    const dataset = table(rows);
    scaleFeatures(dataset, scalingOf(dataset, 'minmax'));
    assert.deepEqual([...dataset.features], [0, 0, 1 / 8, 2 / 7, 0, 0, 1, 0, 1].map(Math.fround));
  });

  it('takes the mean to 0 and the standard deviation to 1', () => {
    const dataset = table(rows);
    scaleFeatures(dataset, scalingOf(dataset, 'standardize'));
    const deviation = Math.sqrt((9 + 1 + 16) / 3); // of 1, 3, 8 around 4
    for (const [sample, value] of [1, 3, 8].entries())
      assert.ok(Math.abs(dataset.features[3 * sample]! - (value - 4) / deviation) < 1e-6);
    assert.equal(dataset.features[1], 0);
  });

  it('uses the figures of the samples it was made from', () => {
    const other = table([[15, 9, 3]]);
    scaleFeatures(other, scalingOf(table(rows), 'minmax'));
    assert.deepEqual([...other.features], [2, 0, 0.5]);
  });

  it('leaves the features as they are where none is asked for', () => {
    const dataset = table(rows);
    scaleFeatures(dataset, scalingOf(dataset, 'none'));
    assert.deepEqual([...dataset.features], rows.flat());
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
        const dataset = table(samples);
        scaleFeatures(dataset, scalingOf(dataset, normalization));
        assert.ok(
          dataset.features.every(x => Math.abs(x) <= Math.sqrt(samples.length) * 1.001),
          dataset.features.join(' '),
        );
      }),
      { seed: 1, numRuns: 1000 },
    );
    const constant = table([[0.1], [0.1], [0.1]]);
    scaleFeatures(constant, scalingOf(constant, 'standardize'));
    assert.deepEqual([...constant.features], [0, 0, 0]);
  });
});
