import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { accuracySweep } from '../../../src/numerics/accuracySweep';
import type { Tensor } from '../../../src/numerics/tensor';
import { batch, batchShapes, close, distributions, labels, valueOf, vector } from './tensors';

/** Loss and accuracy of the sweep where it is nearest to `p`. */
function near(sweep: NonNullable<ReturnType<typeof accuracySweep>>, p: number) {
  const index = sweep.probability.reduce(
    (best, value, k) => (Math.abs(value - p) < Math.abs(sweep.probability[best]! - p) ? k : best),
    0,
  );
  return { p: sweep.probability[index]!, loss: sweep.loss[index]!, accuracy: sweep.accuracy[index]! };
}

describe('why not accuracy?', () => {
  it('moves the probability of one sample: the loss is a curve, the accuracy a step', () => {
    const [y, t] = [vector(0.2, 0.7, 0.6), vector(1, 1, 0)];
    const sweep = accuracySweep(y, t, 0)!;
    assert.deepEqual([sweep.id, sweep.sample, sweep.samples, sweep.at], ['binaryCrossEntropy', 0, 3, 0.2]);
    assert.deepEqual([sweep.probability[0], sweep.probability.at(-1)], [0, 1]);
    for (const p of [0, 0.25, 0.5, 1]) {
      const moved = vector(p, 0.7, 0.6);
      assert.ok(close(near(sweep, p).loss, valueOf('binaryCrossEntropy', moved, t)));
      assert.equal(near(sweep, p).accuracy, valueOf('accuracy', moved, t));
    }
    assert.deepEqual([...new Set(sweep.accuracy)], [1 / 3, 2 / 3]);
    const step = sweep.accuracy.findIndex(value => value > 1 / 2);
    assert.ok(sweep.probability[step]! - sweep.probability[step - 1]! < 1e-8); // upright
    assert.ok(sweep.loss.every((value, k) => k === 0 || value < sweep.loss[k - 1]!));
    const ofZero = accuracySweep(y, t, 2)!;
    assert.deepEqual([ofZero.accuracy[0], ofZero.accuracy.at(-1)], [2 / 3, 1 / 3]);
  });

  it('gives the true class what it takes from the others in proportion', () => {
    fc.assert(
      fc.property(
        batchShapes().chain(shape => fc.tuple(distributions(shape), labels(shape), fc.nat(), fc.nat(200))),
        ([y, target, pick, point]) => {
          const sample = pick % y.shape[0]!;
          const truth = target.labels.data[sample]!;
          const sweep = accuracySweep(y, target.oneHot, sample)!;
          const { p, loss, accuracy } = near(sweep, point / 200);
          const moved = withTruth(y, sample, truth, p);
          assert.ok(close(loss, valueOf('crossEntropy', moved, target.labels)));
          // At a tie rounding decides.
          const row = moved.data.subarray(sample * y.shape[1]!, (sample + 1) * y.shape[1]!);
          const tie = row.some((value, k) => k !== truth && Math.abs(value - p) < 1e-12);
          if (!tie) assert.equal(accuracy, valueOf('accuracy', moved, target.labels));
          assert.ok(close(sweep.at, y.data[sample * y.shape[1]! + truth]!));
        },
      ),
    );
  });

  it('draws every step upright, for the first and the last of equal classes', () => {
    const y = batch([0.5, 0.3, 0.2], [0.2, 0.3, 0.5]);
    for (const label of [0, 1, 2]) {
      const { accuracy, probability } = accuracySweep(y, vector(label, 2), 0)!;
      const step = accuracy.findIndex(value => value === 1);
      assert.ok(step > 0 && probability[step]! - probability[step - 1]! <= 2.1e-9, `${label}`);
    }
  });

  it('takes logits through softmax, and stays with the last sample', () => {
    const logits = batch([2, 0], [0, 1]);
    const sweep = accuracySweep(logits, vector(0, 1), 9)!;
    assert.deepEqual([sweep.id, sweep.sample], ['crossEntropy', 1]);
    assert.ok(close(sweep.at, 1 / (1 + Math.exp(-1))));
    const reduced = accuracySweep(logits, vector(0, 1), 1, { reduction: 'sum' })!;
    assert.ok(close(reduced.loss[50]!, 2 * sweep.loss[50]!));
  });

  it('is not there where nothing is classified by probabilities', () => {
    assert.equal(accuracySweep(vector(90, 70), vector(70, 55), 0), undefined);
    assert.equal(accuracySweep(vector(0.1, 0.9), vector(0, 1), 0), undefined); // one sample of two classes
    assert.equal(accuracySweep(vector(2, -1), vector(1, 0), 0), undefined);
    assert.equal(accuracySweep(batch([0.9, 0.8], [0.1, 0.3]), batch([1, 1], [0, 1]), 0), undefined);
    assert.equal(accuracySweep(batch([NaN, 0.8], [0.1, 0.3]), vector(1, 0), 0), undefined);
  });

  it('is quick for a large batch', () => {
    const y = { data: Float64Array.from({ length: 200_000 }, (_, k) => Math.sin(k) ** 2), shape: [20_000, 10] };
    const t = { data: Float64Array.from({ length: 20_000 }, (_, n) => n % 10), shape: [20_000] };
    const start = performance.now();
    accuracySweep(y, t, 17);
    assert.ok(performance.now() - start < 2000);
  });
});

function withTruth(y: Tensor, sample: number, truth: number, p: number): Tensor {
  const classes = y.shape[1]!;
  const data = y.data.slice();
  const rest = 1 - data[sample * classes + truth]!;
  for (let k = 0; k < classes; k++) {
    const at = sample * classes + k;
    data[at] = k === truth ? p : (data[at]! / rest) * (1 - p);
  }
  return { data, shape: y.shape };
}
