import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { evaluateLosses, evaluateLossSteps } from '../../../src/numerics/lossEvaluation';
import { LOSS_IDS, type LossId } from '../../../src/numerics/lossIds';
import { pairwiseSum } from '../../../src/numerics/sum';
import type { Tensor } from '../../../src/numerics/tensor';
import {
  batch,
  batchShapes,
  close,
  distributions,
  labels,
  loss,
  measure,
  numbers,
  probabilities,
  shapes,
  tensor,
  valueOf,
  vector,
} from './tensors';

const t = vector(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
const y1 = vector(0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0);
const y2 = vector(0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0);

describe('losses: values', () => {
  it("are the book's, digit for digit", () => {
    assert.equal(valueOf('halfSumSquares', y1, t), 0.09750000000000003);
    assert.equal(valueOf('halfSumSquares', y2, t), 0.5975);
    assert.equal(valueOf('crossEntropy', y1, t), 0.510825457099338);
    assert.equal(valueOf('crossEntropy', y2, t), 2.302584092994546);
  });

  it('are those of the regression of the notes', () => {
    const [y, truth] = [vector(90, 70, 50), vector(70, 55, 40)];
    assert.equal(valueOf('halfSumSquares', y, truth), 362.5);
    assert.equal(valueOf('meanSquaredError', y, truth), 725 / 3);
    assert.equal(valueOf('meanAbsoluteError', y, truth), 15);
    assert.equal(valueOf('rootMeanSquaredError', y, truth), Math.sqrt(725 / 3));
    assert.equal(valueOf('rootMeanSquaredError', y, truth).toFixed(2), '15.55');
    assert.equal(valueOf('huber', y, truth), (19.5 + 14.5 + 9.5) / 3);
    assert.equal(valueOf('huber', y, truth, { huberDelta: 15 }), (15 * 12.5 + 112.5 + 50) / 3);
  });

  it('are those of worked examples elsewhere', () => {
    // The documentation of scikit-learn: mean_squared_error, mean_absolute_error, log_loss.
    const [y, truth] = [vector(2.5, 0, 2, 8), vector(3, -0.5, 2, 7)];
    assert.equal(valueOf('meanSquaredError', y, truth), 0.375);
    assert.equal(valueOf('meanAbsoluteError', y, truth), 0.5);
    const spam = batch([0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]);
    const logLoss = -Math.log(0.9 * 0.9 * 0.8 * 0.65) / 4;
    assert.equal(logLoss.toFixed(5), '0.21616');
    assert.ok(close(valueOf('crossEntropy', spam, vector(1, 0, 0, 1), { delta: 0 }), logLoss));
    const ofSpam = vector(0.9, 0.1, 0.2, 0.65);
    assert.ok(close(valueOf('binaryCrossEntropy', ofSpam, vector(1, 0, 0, 1), { delta: 0 }), logLoss));
    // −2.18, 2.36, 0.09 for −1, 1, 1: hinge_loss.
    const scores = vector(-2.18, 2.36, 0.09);
    assert.equal(valueOf('hinge', scores, vector(-1, 1, 1)), (1 - 0.09) / 3);
    // P = (9, 12, 4)/25 against Q = ⅓ each, as in Kullback's table: 0.0852996 nats; the other way 0.0974550.
    const [P, Q] = [vector(9 / 25, 12 / 25, 4 / 25), vector(1 / 3, 1 / 3, 1 / 3)];
    assert.equal(valueOf('klDivergence', Q, P).toFixed(7), '0.0852996');
    assert.equal(valueOf('klDivergence', P, Q).toFixed(7), '0.0974550');
  });

  it('average a batch over its samples, or over its elements', () => {
    const y = batch([...y1.data], [...y2.data]);
    const targets = batch([...t.data], [...t.data]);
    assert.ok(close(valueOf('halfSumSquares', y, targets), (0.0975 + 0.5975) / 2));
    assert.ok(close(valueOf('crossEntropy', y, targets), (0.510825457099338 + 2.302584092994546) / 2));
    assert.ok(close(valueOf('meanSquaredError', y, targets), (0.0975 + 0.5975) / 10));
    const divisors: Record<LossId, number> = {
      halfSumSquares: 2,
      crossEntropy: 2,
      softmaxCrossEntropy: 2,
      klDivergence: 2,
      meanSquaredError: 6,
      rootMeanSquaredError: Math.sqrt(6),
      meanAbsoluteError: 6,
      huber: 6,
      logCosh: 6,
      binaryCrossEntropy: 6,
      hinge: 6,
    };
    const p = batch([0.2, 0.3, 0.5], [0.6, 0.3, 0.1]);
    for (const id of LOSS_IDS) {
      const target = id === 'hinge' ? batch([1, -1, 1], [1, 1, -1]) : batch([0, 1, 0], [0, 0, 1]);
      const [mean, sum] = [valueOf(id, p, target), valueOf(id, p, target, { reduction: 'sum' })];
      assert.ok(close(sum / mean, divisors[id]), id);
      assert.equal(loss(id, p, target, { reduction: 'sum' }).gradient.length, 6);
    }
  });

  it('add δ inside the logarithm, so that a certain prediction is slightly negative, and say so', () => {
    const certain = loss('crossEntropy', vector(0, 1), vector(0, 1), { delta: 1e-7 });
    assert.equal(certain.value, -Math.log(1 + 1e-7));
    assert.deepEqual(certain.warnings, [{ code: 'negative-by-delta', args: { delta: 1e-7 } }]);
    assert.equal(loss('binaryCrossEntropy', vector(0, 1), vector(0, 1)).warnings[0]?.code, 'negative-by-delta');
    assert.equal(valueOf('crossEntropy', vector(0, 1), vector(0, 1), { delta: 0 }), 0); // 0 · log 0 = 0
    assert.equal(valueOf('binaryCrossEntropy', vector(0, 1), vector(0, 1), { delta: 0 }), 0);
    assert.equal(valueOf('crossEntropy', vector(1, 0), vector(0, 1), { delta: 0 }), Infinity);
    assert.equal(valueOf('binaryCrossEntropy', vector(1), vector(0)), -Math.log(1e-7));
    const { gradient } = loss('crossEntropy', vector(0, 1), vector(0, 1), { delta: 0 });
    assert.deepEqual([...gradient], [0, -1]);
  });

  it('are stable for large numbers and keep the digits of small ones', () => {
    const logits = [vector(1000, -1000), vector(0, 1)] as const;
    assert.equal(valueOf('softmaxCrossEntropy', ...logits), 2000);
    assert.equal(valueOf('softmaxCrossEntropy', vector(1000, -1000), vector(1, 0)), 0);
    assert.equal(valueOf('softmaxCrossEntropy', ...logits, { softmaxDelta: 1e-7 }).toFixed(3), '16.118');
    // log(1 + e⁻⁵⁰) = e⁻⁵⁰ − …: nothing of it is left where the 1 is in the sum.
    assert.ok(close(valueOf('softmaxCrossEntropy', vector(50, 0), vector(1, 0)) / Math.exp(-50), 1));
    assert.equal(valueOf('logCosh', vector(1000), vector(0)), 999.3068528194401);
    assert.equal(valueOf('logCosh', vector(-1e300), vector(0)), 1e300);
    for (const e of [1e-3, 1e-5, 1e-9, 1e-100]) {
      const series = (e * e) / 2 - e ** 4 / 12 + e ** 6 / 45; // log cosh e
      assert.ok(Math.abs(valueOf('logCosh', vector(e), vector(0)) / series - 1) < 1e-15, `${e}`);
    }
    assert.ok(close(valueOf('logCosh', vector(1), vector(0)), Math.log(Math.cosh(1)), 1e-15));
    const tiny = Math.exp(-720); // subnormal: 1 / tiny overflows
    assert.ok(close(valueOf('klDivergence', vector(tiny, 1 - tiny), vector(1, 0)), 720, 1e-9));
  });

  it('of probabilities without a target are entropy and information content', () => {
    assert.equal(valueOf('entropy', vector(0.5, 0.25, 0.25), undefined, { base: 2 }), 1.5);
    assert.equal(valueOf('entropy', vector(0, 1), undefined), 0);
    assert.ok(close(valueOf('entropy', vector(0.1, 0.9), undefined, { base: 10 }), 1 - 0.9 * Math.log10(9)));
    assert.equal(valueOf('entropy', batch([0.5, 0.5], [0, 1]), undefined, { base: 2 }), 0.5);
    assert.equal(valueOf('entropy', batch([0.5, 0.5], [0.5, 0.5]), undefined, { base: 2, reduction: 'sum' }), 2);
    const content = measure('information', vector(1, 0.5, 0.125, 0), undefined, { base: 2 }).value as Tensor;
    assert.deepEqual([...content.data], [0, 1, 3, Infinity]);
    const nine = measure('information', vector(1 / 9), undefined, { base: 3 }).value as Tensor;
    assert.ok(close(nine.data[0]!, 2));
  });

  it('take logits to probabilities row by row', () => {
    const { data, shape } = measure('softmax', batch([0.3, 2.9, 4], [1010, 1000, 990]), undefined).value as Tensor;
    assert.deepEqual(shape, [2, 3]);
    // "Deep Learning from Scratch", 3.5.1 and 3.5.2, as printed there.
    const printed = [0.01821127, 0.24519181, 0.73659691, 9.999546e-1, 4.53978686e-5, 2.06106005e-9];
    printed.forEach((expected, k) => assert.ok(Math.abs(data[k]! / expected - 1) < 5e-7));
  });
});

describe('losses: laws', () => {
  it('have terms that add up to the value, and gradients that central differences show', () => {
    for (const id of [...LOSS_IDS, 'entropy'] as const) {
      fc.assert(
        fc.property(cases(id), fc.nat(), fc.constantFrom('mean', 'sum'), ([y, target], pick, reduction) => {
          const options = { reduction, softmaxDelta: pick % 2 === 0 ? 0 : 1e-3, huberDelta: 0.7, base: 2 } as const;
          const { value, terms, gradient } = loss(id, y, target, options);
          assert.ok(close(pairwiseSum(terms), value), `${id}: terms`);
          const k = pick % y.data.length;
          const h = 1e-5;
          const at = (change: number) => {
            const data = y.data.slice();
            data[k]! += change;
            return loss(id, { ...y, data }, target, options).value;
          };
          const difference = (at(h) - at(-h)) / (2 * h);
          assert.ok(close(gradient[k]!, difference, 1e-6), `${id}: ${gradient[k]} against ${difference}`);
        }),
      );
    }
  });

  it('do not depend on the order of the samples', () => {
    for (const id of LOSS_IDS) {
      fc.assert(
        fc.property(cases(id), ([y, target]) => {
          assert.ok(close(valueOf(id, reversed(y), reversed(target!)), valueOf(id, y, target), 1e-13), id);
        }),
      );
    }
  });

  it('of labels are those of one-hot rows', () => {
    fc.assert(
      fc.property(
        batchShapes().chain(shape => fc.tuple(distributions(shape), tensor(shape, numbers), labels(shape))),
        ([p, logits, target]) => {
          for (const [id, y] of [
            ['crossEntropy', p],
            ['softmaxCrossEntropy', logits],
          ] as const) {
            const options = { softmaxDelta: 1e-7 };
            const byLabels = loss(id, y, target.labels, options);
            const byRows = loss(id, y, target.oneHot, options);
            assert.ok(close(byLabels.value, byRows.value));
            assert.deepEqual(byLabels.terms, byRows.terms);
            assert.deepEqual(byLabels.gradient, byRows.gradient);
          }
        },
      ),
    );
  });

  it('of labels add up what the labels pick, in the order of NumPy', () => {
    const rows = Array.from({ length: 1000 }, (_, n) => [((n * 37) % 101) / 101, 1 - ((n * 37) % 101) / 101]);
    const picked = rows.map((row, n) => -Math.log(row[n % 2]! + 1e-7));
    const target = vector(...rows.map((_, n) => n % 2));
    assert.equal(valueOf('crossEntropy', batch(...rows), target), pairwiseSum(picked) / 1000);
    const plain = picked.reduce((sum, value) => sum + value, 0) / 1000;
    assert.notEqual(plain, pairwiseSum(picked) / 1000); // the order matters here
  });

  it('hold the identities of the textbooks', () => {
    const input = shapes().chain(shape => fc.tuple(tensor(shape, numbers), distributions(shape), distributions(shape)));
    fc.assert(
      fc.property(input, ([logits, p, q]) => {
        const exact = { delta: 0, softmaxDelta: 0 };
        const soft = measure('softmax', logits, undefined).value as Tensor;
        assert.ok(close(valueOf('softmaxCrossEntropy', logits, q, exact), valueOf('crossEntropy', soft, q, exact)));
        const difference = valueOf('crossEntropy', p, q, exact) - valueOf('entropy', q, undefined);
        assert.ok(close(valueOf('klDivergence', p, q), difference));
        assert.ok(valueOf('klDivergence', p, q) >= -1e-15); // Gibbs
        assert.ok(close(valueOf('klDivergence', q, q), 0));
        const [half, mean] = [valueOf('halfSumSquares', p, q), valueOf('meanSquaredError', p, q)];
        assert.ok(close(mean, (2 * half) / p.shape.at(-1)!));
        assert.ok(close(valueOf('rootMeanSquaredError', p, q) ** 2, mean));
        assert.ok(close(valueOf('huber', p, q, { huberDelta: 10 }), mean / 2)); // never reaches the straight line
        const shifted = { ...logits, data: logits.data.map(value => value + 5) };
        assert.ok(close(valueOf('softmaxCrossEntropy', shifted, q), valueOf('softmaxCrossEntropy', logits, q)));
      }),
    );
  });

  it('of two classes are the binary cross-entropy of the second', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(probabilities, fc.nat(1)), { minLength: 1, maxLength: 20 }), samples => {
        const rows = batch(...samples.map(([p]) => [1 - p, p]));
        const target = vector(...samples.map(([, label]) => label));
        const p = vector(...samples.map(([p]) => p));
        assert.ok(close(valueOf('crossEntropy', rows, target), valueOf('binaryCrossEntropy', p, target)));
      }),
    );
  });

  it('have the gradient 0 at a kink', () => {
    assert.deepEqual([...loss('meanAbsoluteError', vector(1, 2), vector(1, 1)).gradient], [0, 0.5]);
    assert.deepEqual([...loss('hinge', vector(1, 0.5), vector(1, 1)).gradient], [0, -0.5]);
    assert.deepEqual([...loss('rootMeanSquaredError', vector(1, 1), vector(1, 1)).gradient], [0, 0]);
  });

  it('follow IEEE arithmetic where the input is not finite or no probability', () => {
    assert.equal(valueOf('halfSumSquares', vector(NaN, 1), vector(0, 1)), NaN);
    assert.equal(valueOf('halfSumSquares', vector(Infinity, 1), vector(0, 1)), Infinity);
    assert.equal(valueOf('meanAbsoluteError', vector(-Infinity, 1), vector(0, 1)), Infinity);
    assert.equal(valueOf('crossEntropy', vector(-0.5, 1), vector(0, 1)), NaN);
    assert.equal(valueOf('klDivergence', vector(1, 0), vector(0.5, 0.5)), Infinity);
  });

  it('can be evaluated step by step, with the same result', () => {
    const steps = evaluateLossSteps(y1, t);
    let [pauses, step] = [0, steps.next()];
    for (; !step.done; step = steps.next()) pauses++;
    assert.deepEqual(step.value, evaluateLosses(y1, t));
    assert.equal(pauses, step.value.results.length);
  });
});

/** Prediction and target for which a loss has a meaning, away from its kinks. */
function cases(id: LossId | 'entropy'): fc.Arbitrary<[Tensor, Tensor | undefined]> {
  return shapes().chain((shape): fc.Arbitrary<[Tensor, Tensor | undefined]> => {
    switch (id) {
      case 'entropy':
        return distributions(shape).map(p => [p, undefined]);
      case 'crossEntropy':
      case 'klDivergence':
        return fc.tuple(distributions(shape), distributions(shape));
      case 'softmaxCrossEntropy':
        return fc.tuple(tensor(shape, numbers), distributions(shape));
      case 'binaryCrossEntropy':
        return fc.tuple(tensor(shape, probabilities), tensor(shape, fc.double({ min: 0, max: 1, noNaN: true })));
      case 'hinge': // the kink is where t y = 1
        return fc
          .tuple(tensor(shape, awayFromZero), tensor(shape, fc.constantFrom(-1, 1)))
          .map(([change, target]) => [added(target, change), target]);
      default:
        return fc
          .tuple(tensor(shape, awayFromZero), tensor(shape, numbers))
          .map(([change, target]) => [added(target, change), target]);
    }
  });
}

const awayFromZero = numbers.map(value => (value < 0 ? value - 0.01 : value + 0.01));

function added(a: Tensor, b: Tensor): Tensor {
  return { data: a.data.map((value, k) => value + b.data[k]!), shape: a.shape };
}

function reversed({ data, shape }: Tensor): Tensor {
  if (shape.length === 1) return { data: data.slice().reverse(), shape };
  const columns = shape[1]!;
  const rows = Array.from({ length: shape[0]! }, (_, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
  return { data: Float64Array.from(rows.reverse().flat()), shape };
}
