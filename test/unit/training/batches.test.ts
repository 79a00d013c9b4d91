import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Dataset } from '../../../src/data/dataset';
import { Random } from '../../../src/numerics/random';
import { Batches, type Sampling } from '../../../src/training/batches';

/** n samples of two features that tell the number of the sample; the label is its parity. */
function numbered(n: number): Dataset {
  return {
    features: Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i / 2 : (i - 1) / 2 + 0.5)),
    labels: Uint8Array.from({ length: n }, (_, i) => i % 2),
    classes: ['even', 'odd'],
    featureNames: ['n', 'n + ½'],
  };
}

/** The numbers of the samples of each batch of an epoch. */
function epoch(batches: Batches): number[][] {
  return Array.from({ length: batches.perEpoch }, (_, index) => {
    const { features, labels, samples } = batches.next(index);
    return Array.from({ length: samples }, (__, row) => {
      const number = features[2 * row]!;
      assert.equal(features[2 * row + 1], number + 0.5);
      assert.equal(labels[row], number % 2);
      return number;
    });
  });
}

function batchesOf(n: number, size: number | 'full', sampling: Sampling, seed = 1): Batches {
  return new Batches(numbered(n), size, sampling, Random.seeded(seed, 'batches'));
}

describe('mini-batches', () => {
  it('shuffled, see every sample once an epoch; the last may be short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), (n, size) => {
        const batches = batchesOf(n, size, 'shuffle');
        for (let i = 0; i < 2; i++) {
          const each = epoch(batches);
          assert.deepEqual(
            each.flat().sort((a, b) => a - b),
            [...Array(n).keys()],
          );
          const lengths = each.map(({ length }) => length);
          const last = lengths.pop()!;
          assert.ok(lengths.every(length => length === size));
          assert.ok(last > 0 && last <= size);
        }
      }),
      { seed: 1 },
    );
  });

  it('of 10,000 samples by 100 are 100 an epoch', () => {
    assert.equal(batchesOf(10_000, 100, 'shuffle').perEpoch, 100);
    assert.equal(batchesOf(10_001, 100, 'withReplacement').perEpoch, 101);
  });

  it('come in another order every epoch, the same for the same seed', () => {
    const batches = batchesOf(50, 10, 'shuffle');
    const first = epoch(batches);
    assert.notDeepEqual(epoch(batches), first);
    assert.deepEqual(epoch(batchesOf(50, 10, 'shuffle')), first);
    assert.notDeepEqual(epoch(batchesOf(50, 10, 'shuffle', 2)), first);
  });

  it('with replacement, are all of the size and see about 63 % of the samples', () => {
    const each = epoch(batchesOf(10_050, 100, 'withReplacement'));
    assert.ok(each.every(({ length }) => length === 100));
    const seen = new Set(each.flat()).size / 10_050;
    assert.ok(Math.abs(seen - (1 - Math.exp(-1))) < 0.02, String(seen));
  });

  it('full, are all samples without a copy', () => {
    const data = numbered(5);
    const batches = new Batches(data, 'full', 'shuffle', Random.seeded(1, 'batches'));
    assert.equal(batches.perEpoch, 1);
    assert.equal(batches.next(0).features, data.features);
    assert.equal(batches.next(0).samples, 5);
  });
});
