import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FORMS, OPTIMIZERS } from '../../../src/numerics/optimizers';
import type { TrainerState } from '../../../src/training/state';
import type { Trainer } from '../../../src/training/trainer';
import { allowModules } from '../../../src/training/userModel/permission';
import { advance, run, trainerOf, type History } from './trainings';

const SEED = { seed: 20261121, numRuns: 60 };

/** Small trainings of every kind. */
const configs = fc.record({
  data: fc.record({
    source: fc.constantFrom(
      { generator: 'spiral', samples: 23 },
      { generator: 'sine', samples: 25 },
      { generator: 'blobs', samples: 21 },
    ),
    split: fc.constant({ test: 0.3 }),
  }),
  model: fc.record({
    layers: fc.array(
      fc.record({
        units: fc.integer({ min: 1, max: 5 }),
        activation: fc.constantFrom('sigmoid', 'relu', 'tanh', 'identity', 'step'),
      }),
      { maxLength: 2 },
    ),
  }),
  training: fc.record(
    {
      optimizer: fc.record({
        name: fc.constantFrom(...OPTIMIZERS),
        form: fc.constantFrom(...FORMS),
        learningRate: fc.constantFrom(0.001, 0.05, 0.5),
        weightDecay: fc.constantFrom(0, 0.01),
      }),
      schedule: fc.constantFrom({ name: 'constant' }, { name: 'step', epochs: 1, factor: 0.5 }, { name: 'cosine' }),
      batchSize: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant('full')),
      sampling: fc.constantFrom('shuffle', 'withReplacement'),
      epochs: fc.integer({ min: 1, max: 4 }),
      gradient: fc.constantFrom('backpropagation', 'backpropagation', 'numerical'),
      seed: fc.integer({ min: 0, max: 5 }),
      earlyStopping: fc.record({ patience: fc.integer({ min: 1, max: 2 }), restoreBest: fc.boolean() }),
    },
    { requiredKeys: ['optimizer', 'schedule', 'batchSize', 'sampling', 'epochs', 'gradient', 'seed'] },
  ),
});

/** Everything that a training is at its end. */
function end(trainer: Trainer) {
  const { divergence, bestEpoch, finished, learningRate } = trainer;
  return { state: trainer.state(), divergence, bestEpoch, finished, learningRate };
}

describe('the state of a training', () => {
  it('can be taken out and put back between any two mini-batches, exactly', async () => {
    await fc.assert(
      fc.asyncProperty(configs, fc.integer({ min: 0, max: 70 }), async (config, taken) => {
        const [trainer, all] = [await trainerOf(config), { losses: [], epochs: [] } as History];
        let state: TrainerState | undefined;
        for (let i = 0; !trainer.done; i++) {
          if (i === taken) state = trainer.state();
          advance(trainer, all);
        }
        state ??= trainer.state();
        const other = await trainerOf(config);
        other.restore(state);
        assert.deepEqual(other.state(), state);
        const rest = run(other);
        assert.deepEqual(rest.losses, all.losses.slice(state.step));
        assert.deepEqual(rest.epochs, all.epochs.slice(all.epochs.length - rest.epochs.length));
        assert.deepEqual(end(other), end(trainer));
      }),
      SEED,
    );
  });

  it("can be taken out and put back with a user's own model, too", async () => {
    allowModules();
    const config = { data: { source: 'data/iris.csv' }, model: { module: 'model.ts' }, training: { epochs: 1 } }; // prettier-ignore
    const [trainer, other] = [await trainerOf(config), await trainerOf(config)];
    trainer.step();
    const state = trainer.state();
    assert.ok([...state.tensors.values()].every(({ data }) => data instanceof Float64Array));
    const all = run(trainer);
    other.restore(state);
    assert.deepEqual(run(other), all);
    assert.deepEqual(end(other), end(trainer));
  });

  it('can be taken where the model threw, and is that of the mini-batch before', async () => {
    for (const optimizer of [{ name: 'nesterov' }, { name: 'adam' }]) {
      const trainer = await trainerOf({ training: { optimizer } }, 'typescript'); // the others are recorded
      for (let i = 0; i < 3; i++) trainer.step();
      const state = trainer.state();
      trainer.model.differentiate = () => {
        throw new Error('not followed');
      };
      assert.throws(() => trainer.step(), /not followed/);
      assert.deepEqual(trainer.state(), state);
    }
  });

  it('may be taken while an epoch is evaluated; the evaluation begins anew', async () => {
    const config = { data: { source: { generator: 'moons', samples: 500 } }, training: { epochs: 2, batchSize: 50 } };
    const trainer = await trainerOf(config);
    while (!trainer.epochEnded) trainer.step();
    for (let parts = 1; parts < 5; parts++) {
      assert.equal(trainer.evaluateSome(), undefined);
      const other = await trainerOf(config);
      other.restore(trainer.state());
      assert.equal(other.epochEnded, true);
      const { epochs } = run(other);
      assert.deepEqual(epochs, run(await trainerOf(config)).epochs);
    }
  });

  it('is a copy', async () => {
    const trainer = await trainerOf({ training: { earlyStopping: {} } });
    const state = trainer.state();
    const before = structuredClone(state);
    for (let i = 0; i < 30; i++) advance(trainer, { losses: [], epochs: [] });
    assert.deepEqual(state, before);
    trainer.restore(state);
    for (let i = 0; i < 30; i++) advance(trainer, { losses: [], epochs: [] });
    assert.deepEqual(state, before);
  });

  it('of the end goes on to more epochs as if it had not ended, though the best parameters were put back', async () => {
    const config = (epochs: number) => ({
      model: { layers: [{ units: 3 }] },
      training: { epochs, earlyStopping: { patience: 50, improvement: 1e6 } },
    });
    const [short, long, other] = [await trainerOf(config(5)), await trainerOf(config(9)), await trainerOf(config(9))];
    run(short);
    assert.equal(short.bestEpoch, 1);
    const state = short.state();
    assert.ok(state.early?.restored && state.tensors.has('last.W1'));
    const again = await trainerOf(config(5));
    again.restore(state);
    assert.deepEqual(end(again), end(short));
    other.restore(state);
    run(other);
    run(long);
    assert.deepEqual(end(other), end(long));
  });

  it('names what it holds, with the shapes of the parameters', async () => {
    const model = { layers: [{ units: 3 }] };
    const trainer = await trainerOf({ model, training: { earlyStopping: {}, optimizer: { name: 'adam' } } });
    trainer.step();
    const { tensors, ...rest } = trainer.state();
    const shapes = { W1: [2, 3], b1: [3], W2: [3, 2], b2: [2] };
    const expected = ['', 'optimizer.m.', 'optimizer.v.', 'best.'].flatMap(prefix =>
      Object.entries(shapes).map(([name, shape]) => [`${prefix}${name}`, shape]),
    );
    assert.deepEqual(
      [...tensors].map(([name, { shape }]) => [name, shape]),
      expected,
    );
    for (const { shape, data } of tensors.values())
      assert.equal(
        data.length,
        shape.reduce((product, size) => product * size, 1),
      );
    assert.deepEqual([rest.step, rest.updates, rest.evaluated], [1, 1, true]);
    assert.deepEqual(rest.early, { best: Infinity, epoch: 0, restored: false });
  });

  it('keeps a learning rate that was changed', async () => {
    const [trainer, other] = [await trainerOf({}), await trainerOf({})];
    trainer.learningRate = 0.125;
    other.restore(trainer.state());
    assert.equal(other.learningRate, 0.125);
  });

  it('of another configuration is refused, and nothing is changed', async () => {
    const state = (await trainerOf({ model: { layers: [{ units: 3 }] } })).state();
    const other = await trainerOf({ model: { layers: [{ units: 4 }] } });
    const before = other.state();
    assert.throws(() => other.restore(state), {
      code: 'state-tensor',
      args: { name: 'W1', expected: '[2, 4]', found: '[2, 3]' },
    });
    const sgd = await trainerOf({
      model: { layers: [{ units: 4 }] },
      training: { seed: 2, optimizer: { name: 'sgd' } },
    });
    assert.throws(() => other.restore(sgd.state()), {
      code: 'state-tensor',
      args: { name: 'optimizer.m.W1', expected: '[2, 4]', found: '' },
    });
    assert.deepEqual(other.state(), before);
  });
});
