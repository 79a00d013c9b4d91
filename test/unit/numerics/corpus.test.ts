import * as assert from 'node:assert/strict';
import type { Kind } from '../../corpus/corpus';
import { corpusCases, judge, ours, rate, type Judgment } from '../../corpus/judgment';

/** The targets of the derivatives, over a corpus of functions; `npm run bench` prints the figures themselves. */

for (const half of ['verifying', 'whole'] as const) {
  for (const method of ['adaptive', 'fast'] as const)
    describe(`${method} derivatives of the ${half === 'whole' ? 'whole corpus' : 'half they were not tuned on'}`, () => {
      let judgments: Judgment[];
      before(() => {
        judgments = corpusCases()
          .filter(each => half === 'whole' || each.half === half)
          .map(each => judge(each, ours(method)));
      });
      const of = (...kinds: Kind[]) => judgments.filter(each => kinds.includes(each.case.entry.kind));
      const conditioned = () => judgments.filter(each => each.case.conditioned);
      const expect = (found: number, least: number) => assert.ok(found >= least, `${(100 * found).toFixed(2)} %`);

      const accuracy = method === 'adaptive' ? 1e-10 : 1e-8;
      it(`are right to ${accuracy} at 99 % of the points of smooth functions`, () => {
        expect(
          rate(conditioned(), ({ error }) => error! <= accuracy),
          0.99,
        );
      });

      it('give no false alarm', () => {
        const alarms = of('smooth', 'bent').filter(({ named }) => !named);
        assert.deepEqual(
          alarms.map(({ found }) => found.status),
          [],
        );
      });

      it('have bars that hold at 99 % of the points', () => {
        const withBars = judgments.filter(({ barHolds }) => barHolds !== undefined);
        assert.ok(withBars.length > 0.7 * judgments.length);
        expect(
          rate(withBars, ({ barHolds }) => barHolds!),
          0.99,
        );
      });

      it('name kinks and jumps, with slopes and limits to both sides, at 95 % of them', () => {
        expect(
          rate(of('kink', 'jump'), ({ named }) => named),
          0.95,
        );
      });

      it('name edges, vertical tangents and plateaus at 90 % of them', () => {
        expect(
          rate(of('one-sided', 'infinite', 'plateau'), ({ named }) => named),
          0.9,
        );
      });

      it('give no number where the function has none', () => {
        for (const { found, case: at } of of('undefined', 'error')) {
          assert.equal(found.derivative, null);
          assert.equal(found.status, at.entry.kind);
        }
      });

      it('take noise for noise', () => {
        expect(
          rate(of('noisy'), ({ named, barHolds }) => named && barHolds!),
          0.9,
        );
      });

      it('cost few evaluations', () => {
        const counts = conditioned().map(({ evaluations }) => evaluations);
        if (method === 'adaptive') assert.ok(Math.max(...judgments.map(({ evaluations }) => evaluations)) <= 60);
        else assert.ok(counts.reduce((a, b) => a + b) / counts.length <= 15);
      });
    });
}
