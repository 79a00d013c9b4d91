import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Part } from '../../../src/data/dataset';
import { createEngine } from '../../../src/kernels/createEngine';
import { Random } from '../../../src/numerics/random';
import { Batches, samplesPerBatch, type Sampling } from '../../../src/training/batches';
import { prepareSamples } from '../../../src/training/preparedSamples';
import { partOf } from './trainings';

/** n samples of two features that tell the number of the sample; the label is its parity. Every second row is of the part. */
function numbered(n: number): Part {
  const dataset = {
    samples: 2 * n,
    features: Float32Array.from({ length: 4 * n }, (_, i) => (i % 2 === 0 ? i / 4 : (i - 1) / 4 + 0.25)),
    featureNames: ['n', 'n + ¼'],
    targets: {
      task: 'classification',
      classes: ['even', 'odd'],
      labels: Uint8Array.from({ length: 2 * n }, (_, i) => (i >> 1) % 2),
    },
  } as const;
  return partOf(
    dataset,
    Array.from({ length: n }, (_, i) => 2 * i),
  );
}

/** The numbers of the samples of the mini-batch of a step. */
function numbersAt(batches: Batches, step: number): number[] {
  const { features, targets, samples } = batches.at(step).gather();
  return Array.from({ length: samples }, (_, row) => {
    const number = features[2 * row]!;
    assert.equal(features[2 * row + 1], number + 0.25);
    assert.equal(targets[row], number % 2);
    return number;
  });
}

/** The same of every mini-batch of an epoch. */
function epoch(batches: Batches, number = 0): number[][] {
  return Array.from({ length: batches.perEpoch }, (_, i) => numbersAt(batches, number * batches.perEpoch + i));
}

function batchesOf(n: number, size: number | 'full', sampling: Sampling, seed = 1): Batches {
  return new Batches(
    prepareSamples(numbered(n), createEngine('typescript').single, Infinity),
    size,
    sampling,
    Random.seeded(seed, 'batches'),
  );
}

const samplings = fc.constantFrom<Sampling>('shuffle', 'withReplacement');

describe('mini-batches', () => {
  it('shuffled, see every sample once an epoch; the last may be short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), (n, size) => {
        const batches = batchesOf(n, size, 'shuffle');
        assert.equal(batches.perEpoch, Math.ceil(n / size));
        for (const number of [0, 1]) {
          const each = epoch(batches, number);
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
      { seed: 20261121 },
    );
  });

  it('of 10,000 samples by 100 are 100 an epoch', () => {
    assert.equal(batchesOf(10_000, 100, 'shuffle').perEpoch, 100);
    assert.equal(batchesOf(10_001, 100, 'withReplacement').perEpoch, 101);
  });

  it('of one sample are as many as there are samples', () => {
    const each = epoch(batchesOf(7, 1, 'shuffle'));
    assert.deepEqual(
      each.map(({ length }) => length),
      Array(7).fill(1),
    );
  });

  it('come in another order every epoch, the same for the same seed', () => {
    const batches = batchesOf(50, 10, 'shuffle');
    const first = epoch(batches);
    assert.notDeepEqual(epoch(batches, 1), first);
    assert.deepEqual(epoch(batchesOf(50, 10, 'shuffle')), first);
    assert.notDeepEqual(epoch(batchesOf(50, 10, 'shuffle', 2)), first);
  });

  it('shuffled, hold each sample as often as any other at each place', () => {
    const batches = batchesOf(4, 4, 'shuffle');
    const first = [0, 0, 0, 0];
    for (let number = 0; number < 4000; number++) first[numbersAt(batches, number)[0]!]!++;
    // Standard deviation √(4000 · ¼ · ¾) ≈ 27.
    for (const count of first) assert.ok(Math.abs(count - 1000) < 5 * 27, String(first));
  });

  it('with replacement, are all of the size and see about 63 % of the samples', () => {
    const each = epoch(batchesOf(10_050, 100, 'withReplacement'));
    assert.ok(each.every(({ length }) => length === 100));
    const seen = new Set(each.flat()).size / 10_050;
    assert.ok(Math.abs(seen - (1 - Math.exp(-1))) < 0.02, String(seen));
  });

  it('with replacement, may be larger than the part', () => {
    assert.equal(samplesPerBatch(30, 'withReplacement', 4), 30);
    assert.equal(samplesPerBatch(30, 'shuffle', 4), 4);
    assert.equal(epoch(batchesOf(4, 30, 'withReplacement'))[0]!.length, 30);
  });

  it('full, are all samples in their order, gathered once', () => {
    const batches = batchesOf(5, 'full', 'shuffle');
    assert.equal(batches.perEpoch, 1);
    assert.deepEqual(numbersAt(batches, 0), [0, 1, 2, 3, 4]);
    assert.equal(batches.at(1), batches.at(0));
  });

  it('are the same when a step is asked for again', () => {
    for (const sampling of ['shuffle', 'withReplacement'] as const) {
      const [batches, other] = [batchesOf(10, 3, sampling), batchesOf(10, 3, sampling)];
      for (let step = 0; step < 12; step++) {
        const numbers = numbersAt(batches, step);
        assert.deepEqual(numbersAt(batches, step), numbers);
        assert.deepEqual(numbersAt(other, step), numbers);
      }
    }
  });

  it('go on from four words at any step as if nothing had been', () => {
    fc.assert(
      fc.property(
        fc.record({
          n: fc.integer({ min: 1, max: 30 }),
          size: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant('full' as const)),
          sampling: samplings,
          done: fc.integer({ min: 0, max: 20 }),
        }),
        ({ n, size, sampling, done }) => {
          const batches = batchesOf(n, size, sampling);
          for (let step = 0; step < done; step++) batches.at(step);
          const state = batches.state(done);
          assert.equal(state.length, 4);
          const other = batchesOf(n, size, sampling, 99);
          other.restore(state);
          assert.deepEqual(other.state(done), state);
          for (let step = done; step < done + 10; step++)
            assert.deepEqual(numbersAt(other, step), numbersAt(batches, step));
        },
      ),
      { seed: 20261121 },
    );
  });
});
