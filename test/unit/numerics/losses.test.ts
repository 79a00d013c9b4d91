import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import type { LossId } from '../../../src/numerics/lossIds';
import type { LossOptions } from '../../../src/numerics/lossOptions';
const LOSS_IDS: LossId[] = ['halfSumSquares', 'crossEntropy'];
import { type Problem } from '../../../src/numerics/problem';
import { pairwiseSum } from '../../../src/numerics/sum';
import type { Tensor } from '../../../src/numerics/tensor';

function vector(...values: number[]): Tensor {
  return { data: Float64Array.from(values), shape: [values.length] };
}

function batch(...rows: number[][]): Tensor {
  return { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] };
}

function loss(id: LossId, y: Tensor, t: Tensor, options?: Partial<LossOptions>) {
  const r = evaluateLosses(y, t, options, [id]).results[0]!;
  if (r.kind !== 'loss') throw new Error();
  return r;
}

const t = vector(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
const y1 = vector(0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0);
const y2 = vector(0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0);

describe('losses', () => {
  it("give the book's numbers digit for digit", () => {
    assert.equal(loss('halfSumSquares', y1, t).value, 0.09750000000000003);
    assert.equal(loss('halfSumSquares', y2, t).value, 0.5975);
    assert.equal(loss('crossEntropy', y1, t).value, 0.510825457099338);
    assert.equal(loss('crossEntropy', y2, t).value, 2.302584092994546);
  });

  it('average a batch over its samples', () => {
    const y = batch([...y1.data], [...y2.data]);
    const targets = batch([...t.data], [...t.data]);
    assert.ok(Math.abs(loss('halfSumSquares', y, targets).value - (0.0975 + 0.5975) / 2) < 1e-15);
    const expected = (0.510825457099338 + 2.302584092994546) / 2;
    assert.ok(Math.abs(loss('crossEntropy', y, targets).value - expected) < 1e-15);
    assert.ok(Math.abs(loss('crossEntropy', y, targets, { reduction: 'sum' }).value - 2 * expected) < 1e-15);
  });

  it('add δ inside the logarithm, so that a certain prediction is slightly negative', () => {
    const certain = loss('crossEntropy', vector(0, 1), vector(0, 1), { delta: 1e-7 });
    assert.equal(certain.value, -Math.log(1 + 1e-7));
    assert.equal(loss('crossEntropy', vector(0, 1), vector(0, 1), { delta: 0 }).value, 0); // 0 · log 0 = 0
    assert.equal(loss('crossEntropy', vector(1, 0), vector(0, 1), { delta: 0 }).value, Infinity);
  });

  it('have terms that add up to the value', () => {
    fc.assert(
      fc.property(predictions(), ([y, target]) => {
        for (const id of LOSS_IDS) {
          const { value, terms } = loss(id, y, target);
          assert.ok(Math.abs(pairwiseSum(terms) - value) <= 1e-12 * (1 + Math.abs(value)));
        }
      }),
    );
  });

  it('have the gradient that central differences show', () => {
    fc.assert(
      fc.property(predictions(), fc.nat(), ([y, target], pick) => {
        const k = pick % y.data.length;
        for (const id of LOSS_IDS) {
          const h = 1e-6;
          const at = (change: number) => {
            const data = Float64Array.from(y.data);
            data[k]! += change;
            return loss(id, { ...y, data }, target).value;
          };
          const difference = (at(h) - at(-h)) / (2 * h);
          const gradient = loss(id, y, target).gradient[k]!;
          assert.ok(Math.abs(gradient - difference) <= 1e-6 * (1 + Math.abs(gradient)), `${id}: ${gradient}`);
        }
      }),
    );
  });

  it('do not depend on the order of the samples', () => {
    fc.assert(
      fc.property(predictions(), ([y, target]) => {
        const reversed = (tensor: Tensor) => ({ ...tensor, data: reverseRows(tensor) });
        for (const id of LOSS_IDS) {
          const value = loss(id, y, target).value;
          const other = loss(id, reversed(y), reversed(target)).value;
          assert.ok(Math.abs(value - other) <= 1e-13 * (1 + Math.abs(value)));
        }
      }),
    );
  });

  it('never broadcast and never take empty arrays', () => {
    const codeOf = (y: Tensor, target: Tensor) => {
      try {
        evaluateLosses(y, target);
      } catch (error) {
        return (error as Problem).code;
      }
      return undefined;
    };
    assert.equal(codeOf(vector(1, 2, 3), vector(1, 2)), 'shape-mismatch');
    assert.equal(codeOf(batch([1, 2, 3], [4, 5, 6]), vector(1, 2, 3)), 'shape-mismatch');
    assert.equal(codeOf(vector(1, 2, 3), { data: Float64Array.of(1, 2, 3), shape: [1, 3] }), 'shape-mismatch');
    assert.equal(codeOf(vector(), vector()), 'empty');
  });

  it('say what makes a number doubtful', () => {
    const warning = (y: Tensor, target: Tensor, id: LossId = 'crossEntropy') => loss(id, y, target).warnings[0];
    assert.equal(warning(y1, t), undefined);
    assert.deepEqual(warning(vector(0.5, 0.55), vector(0, 1)), {
      code: 'sum-not-one',
      args: { sum: 1.05, position: [] },
    });
    assert.deepEqual(warning(batch([0.5, 0.5], [0.5, 0.7]), batch([0, 1], [0, 1]))?.args['position'], [1]);
    assert.deepEqual(warning(vector(1.5, -0.5), vector(0, 1)), {
      code: 'outside-unit-interval',
      args: { value: 1.5, position: [0] },
    });
    assert.equal(warning(vector(1.5, -0.5), vector(0, 1), 'halfSumSquares'), undefined);
    assert.deepEqual(warning(vector(1, NaN), vector(0, 1), 'halfSumSquares'), {
      code: 'non-finite-prediction',
      args: { value: NaN, position: [1] },
    });
    assert.equal(warning(vector(0, 1), vector(Infinity, 1))?.code, 'non-finite-target');
  });

  it('follow IEEE arithmetic where the input is not finite or no probability', () => {
    assert.equal(loss('halfSumSquares', vector(NaN, 1), vector(0, 1)).value, NaN);
    assert.equal(loss('halfSumSquares', vector(Infinity, 1), vector(0, 1)).value, Infinity);
    assert.equal(loss('crossEntropy', vector(-0.5, 1), vector(0, 1)).value, NaN);
  });
});

/** A prediction of probabilities away from 0 and a target, vectors or batches. */
function predictions(): fc.Arbitrary<[Tensor, Tensor]> {
  const sizes = fc.record({ n: fc.integer({ min: 1, max: 4 }), k: fc.integer({ min: 1, max: 6 }), flat: fc.boolean() });
  return sizes.chain(({ n, k, flat }) => {
    const values = (min: number) =>
      fc.array(fc.double({ min, max: 1, noNaN: true }), { minLength: n * k, maxLength: n * k });
    const shape = flat ? [n * k] : [n, k];
    return fc.tuple(values(0.05), values(0)).map(([y, target]): [Tensor, Tensor] => [
      { data: Float64Array.from(y), shape },
      { data: Float64Array.from(target), shape },
    ]);
  });
}

function reverseRows({ data, shape }: Tensor): Float64Array {
  const columns = shape.length === 1 ? 1 : shape[1]!;
  const rows = Array.from({ length: data.length / columns }, (_, row) =>
    data.slice(row * columns, (row + 1) * columns),
  );
  return Float64Array.from(rows.reverse().flatMap(row => [...row]));
}
