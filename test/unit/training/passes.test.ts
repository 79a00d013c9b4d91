import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { supportedBuilds } from '../../../src/kernels/createEngine';
import { ACTIVATIONS, type Build } from '../../../src/kernels/kernels';
import { FORMS, OPTIMIZERS } from '../../../src/training/config';
import type { Trainer } from '../../../src/training/trainer';
import { advance, run, trainerOf, type History } from './trainings';

/** The builds whose mini-batches are recorded as programs. */
const RECORDED = supportedBuilds().filter(build => build !== 'typescript');

const optimizers = OPTIMIZERS.flatMap(name => FORMS.map(form => ({ name, form })));

/** Trainings of every optimizer, loss, activation and sampling; most epochs end in a short mini-batch. */
const configs = fc.record({
  data: fc.record({
    source: fc.constantFrom(
      { generator: 'moons', samples: 23 },
      { generator: 'blobs', samples: 21 },
      { generator: 'plane', samples: 25 },
      { generator: 'drawnDigits', samples: 30 },
    ),
    normalize: fc.constantFrom('minmax', 'standardize'),
  }),
  model: fc.record({
    layers: fc.array(
      fc.record({ units: fc.integer({ min: 1, max: 9 }), activation: fc.constantFrom(...ACTIVATIONS) }),
      {
        maxLength: 2,
      },
    ),
  }),
  training: fc.record({
    loss: fc.constantFrom('auto', 'halfSquares'),
    optimizer: fc.record({
      name: fc.constantFrom(...optimizers),
      learningRate: fc.constantFrom(0.001, 0.05, 1),
      weightDecay: fc.constantFrom(0, 0.01),
    }).map(({ name, ...rest }) => ({ ...name, ...rest })), // prettier-ignore
    schedule: fc.constantFrom({ name: 'constant' }, { name: 'cosine' }),
    batchSize: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant('full')),
    sampling: fc.constantFrom('shuffle', 'withReplacement'),
    epochs: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat({ max: 5 }),
  }),
});

/** A training whose mini-batches are not recorded. */
async function unrecorded(config: unknown, build: Build): Promise<Trainer> {
  const trainer = await trainerOf(config, build);
  Object.assign(trainer.model.kernels, { record: undefined });
  return trainer;
}

/** A learning rate that is given to a training after so many mini-batches. */
interface RateChange {
  readonly after: number;
  readonly learningRate: number;
}

const rateChanges = fc.record({
  after: fc.nat({ max: 9 }),
  learningRate: fc.constantFrom(0.01, 1e5, 1e19, 1e25, 1e38),
});

/** What a training comes to, with what went wrong. */
function end(trainer: Trainer, change?: RateChange) {
  const history: History = { losses: [], epochs: [] };
  while (!trainer.done) {
    if (trainer.steps === change?.after) trainer.learningRate = change.learningRate;
    advance(trainer, history);
  }
  return { history, divergence: trainer.divergence, state: trainer.state() };
}

for (const build of RECORDED) {
  describe(`a mini-batch in three programs, ${build}`, () => {
    it('does what its kernels do one by one, bit for bit, and finds the same to be wrong', async () => {
      const reasons = new Set<string | undefined>();
      await fc.assert(
        fc.asyncProperty(configs, rateChanges, async (config, change) => {
          const [trainer, other] = [await trainerOf(config, build), await unrecorded(config, build)];
          const expected = end(other, change);
          assert.deepEqual(end(trainer, change), expected);
          reasons.add(expected.divergence && expected.divergence.kind);
        }),
        { seed: 20261121, numRuns: 150 },
      );
      for (const kind of [undefined, 'loss', 'parameter', 'output'])
        assert.ok(reasons.has(kind), `${kind} of ${[...reasons].join()}`);
    });

    it('goes on after a divergence as they do', async () => {
      const config = { model: { layers: [{ units: 4, activation: 'relu' }] }, training: { optimizer: { name: 'nesterov' } } }; // prettier-ignore
      const ends = [];
      for (const trainer of [await trainerOf(config, build), await unrecorded(config, build)]) {
        for (let i = 0; i < 30; i++) if (trainer.epochEnded) trainer.evaluateSome(); else trainer.step(); // prettier-ignore
        trainer.learningRate = 1e37;
        run(trainer);
        assert.ok(trainer.divergence?.recoverable);
        trainer.learningRate = 0.01;
        assert.equal(trainer.recover(), true);
        ends.push(end(trainer));
      }
      assert.equal(ends[0]!.divergence, undefined);
      assert.deepEqual(ends[0], ends[1]);
    });
  });
}
