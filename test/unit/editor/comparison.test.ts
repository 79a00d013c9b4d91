import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import { compare, fromKept, swapRoles, toKept, type ComparedArrays } from '../../../src/editor/loss/comparison';
import { lossStateSchema } from '../../../src/editor/loss/messages';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/lossOptions';

function arrays(...values: number[]): ComparedArrays {
  const data = Float64Array.from(values);
  return {
    uri: 'file:///a%20b/y%20t.ts',
    prediction: { name: 'y', line: 3, data, shape: [values.length] },
    target: { name: 't', line: 4, data: data.map(value => (value > 0.5 ? 1 : 0)), shape: [values.length] },
  };
}

describe('comparison of two arrays', () => {
  it('is a message the page accepts', () => {
    const comparison = compare(arrays(0.25, 0.75), DEFAULT_LOSS_OPTIONS);
    assert.ok(v.is(lossStateSchema, comparison));
    assert.equal(comparison.file, 'y t.ts');
    assert.equal(comparison.oneHot, true);
  });

  it('sends the first elements of large arrays only', () => {
    const { prediction, results, shape } = compare(arrays(...new Array<number>(1500).fill(1)), DEFAULT_LOSS_OPTIONS);
    assert.deepEqual(shape, [1500]);
    assert.deepEqual([prediction.data.length, results[0]!.terms.length], [1000, 1000]);
    assert.equal(prediction.data.buffer.byteLength, 8000); // a view would take the whole buffer along
  });

  it('is kept over a reload, number for number', () => {
    const original = arrays(0.1, NaN, -0, Infinity, 1e-320);
    const kept: unknown = JSON.parse(JSON.stringify(toKept(original)));
    assert.deepEqual(fromKept(kept), original);
  });

  it('is not kept where it is large', () => {
    assert.equal(toKept(arrays(...new Array<number>(50_000).fill(0.5))), undefined);
  });

  it('is not restored from anything else', () => {
    const kept = toKept(arrays(0.25, 0.75))!;
    const wrong = [
      undefined,
      null,
      {},
      { ...kept, version: 2 },
      { ...kept, prediction: { ...kept.prediction, shape: [3] } },
      { ...kept, prediction: { ...kept.prediction, bytes: 'AAA' } },
      { ...kept, prediction: { ...kept.prediction, bytes: '!' } },
    ];
    for (const each of wrong) assert.equal(fromKept(each), undefined);
  });

  it('swaps the roles', () => {
    const { prediction, target } = swapRoles(arrays(0.25, 0.75));
    assert.deepEqual([prediction.name, target.name], ['t', 'y']);
  });
});
