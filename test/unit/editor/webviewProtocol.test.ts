import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { compareSteps, shownComparison } from '../../../src/editor/loss/comparison';
import { lossStateSchema } from '../../../src/editor/loss/messages';
import { decodeDoubles, encodeDoubles } from '../../../src/editor/webviewProtocol';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/lossOptions';
import { atOnce } from '../../../src/source/slices';

/** A message as it arrives at a page: VS Code carries all but typed arrays as JSON. */
function carried(message: unknown): unknown {
  const views: unknown[] = [];
  const json = JSON.stringify(message, (_, item: unknown) =>
    ArrayBuffer.isView(item) ? { view: views.push(item) - 1 } : item,
  );
  return JSON.parse(json, (_, item: { view?: number } | null) =>
    typeof item === 'object' && typeof item?.view === 'number' ? views[item.view] : item,
  );
}

describe('what is sent to a page', () => {
  it('arrives with every double as it is', () => {
    const message = fc.letrec(tie => ({
      message: fc.oneof(
        { depthSize: 'small' },
        fc.double(),
        fc.constantFrom(NaN, Infinity, -Infinity, -0),
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('message'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('message'), { maxKeys: 4 }),
      ),
    })).message;
    fc.assert(
      fc.property(message, sent => {
        const received = decodeDoubles(carried(encodeDoubles(sent)));
        assert.deepEqual(JSON.stringify(received), JSON.stringify(sent));
        assert.deepEqual(received, Object.is(received, sent) ? received : structuredClone(sent));
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('leaves typed arrays alone', () => {
    const values = Float64Array.of(1, NaN);
    assert.equal((encodeDoubles({ values }) as { values: unknown }).values, values);
    assert.equal((decodeDoubles({ values }) as { values: unknown }).values, values);
  });

  it('may be losses that are not finite', () => {
    const array = (...values: number[]) => ({ name: 'y', line: 1, shape: [2], data: Float64Array.from(values) });
    const predictions = [array(NaN, -Infinity)];
    const arrays = { uri: 'file:///a.ts', predictions, target: array(0, 1), reason: 'order' } as const;
    const comparison = atOnce(compareSteps(arrays, DEFAULT_LOSS_OPTIONS));
    const state = shownComparison(comparison, { shown: 0, sample: 0, live: { on: false, problem: null } });
    const received = decodeDoubles(carried(encodeDoubles(state)));
    assert.deepEqual(v.parse(lossStateSchema, received), state);
  });
});
