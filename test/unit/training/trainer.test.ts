import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { parseConfig } from '../../../src/training/config';
import type { EpochMetrics } from '../../../src/training/progress';
import { createTrainer, summaryOf, type Trainer } from '../../../src/training/trainer';
import { parseJson } from '../../../src/formats/json';
import { ROOT, readText } from '../house/files';

const SAMPLES = path.join(ROOT, 'samples');

interface History {
  readonly losses: number[];
  readonly epochs: EpochMetrics[];
}

/** Trains to the end. */
function run(trainer: Trainer): History {
  const history: History = { losses: [], epochs: [] };
  while (!trainer.done) {
    if (!trainer.epochEnded) history.losses.push(trainer.step());
    else {
      const metrics = trainer.evaluateSome();
      if (metrics) history.epochs.push(metrics);
    }
  }
  return history;
}

async function train(config: unknown): Promise<History> {
  return run(await createTrainer(parseConfig(config), SAMPLES));
}

async function testAccuracy(config: unknown): Promise<number> {
  return (await train(config)).epochs.at(-1)!.test.accuracy;
}

describe('a training', function () {
  this.timeout(30_000);

  for (const seed of [1, 2, 3, 4, 5]) {
    it(`with the default configuration gets 95 % of the test samples right, seed ${seed}`, async () => {
      assert.ok((await testAccuracy({ training: { seed } })) >= 0.95);
    });
  }

  it('learns the digits and the flowers as the sample configurations say', async () => {
    assert.ok((await testAccuracy(parseJson(readText('samples/digits.nabla.json')))) >= 0.93);
    assert.ok((await testAccuracy(parseJson(readText('samples/iris.nabla.json')))) >= 0.9);
  });

  it('learns them with nothing but their file given, too', async () => {
    assert.ok((await testAccuracy({ data: { source: 'data/digits.csv' }, training: { epochs: 15 } })) >= 0.93);
    assert.ok((await testAccuracy({ data: { source: 'data/iris.csv' } })) >= 0.9);
  });

  it('is the same again with the same seed, bit for bit, and another with another', async () => {
    for (const training of [{ epochs: 3 }, { epochs: 3, sampling: 'withReplacement', optimizer: { name: 'sgd' } }]) {
      const first = await train({ training });
      assert.equal(first.losses.length, 72);
      assert.deepEqual(await train({ training }), first);
      assert.notDeepEqual((await train({ training: { ...training, seed: 2 } })).losses, first.losses);
    }
  });

  it('has losses in float32 and epochs at whole numbers of steps', async () => {
    const { losses, epochs } = await train({ training: { epochs: 3, batchSize: 7 } });
    assert.deepEqual(losses, losses.map(Math.fround));
    assert.deepEqual(
      epochs.map(({ epoch, step }) => [epoch, step]),
      [1, 2, 3].map(epoch => [epoch, epoch * Math.ceil(240 / 7)]),
    );
  });

  it('starts at the loss of chance, and goes down', async () => {
    const config = { data: { source: 'data/digits.csv' }, model: { init: 'normal' }, training: { epochs: 2 } };
    const { losses, epochs } = await train(config);
    assert.ok(Math.abs(losses[0]! - Math.log(10)) < 1e-3);
    assert.ok(epochs[1]!.train.loss < 1);
  });

  it('with full batches, has the loss over all training samples at every step', async () => {
    const trainer = await createTrainer(parseConfig({ training: { batchSize: 'full', epochs: 5 } }), SAMPLES);
    for (let i = 0; i < 5; i++) {
      const { train: before } = trainer.evaluate();
      assert.ok(Math.abs(trainer.step() - before.loss) < 1e-6);
      assert.equal(trainer.epochEnded, true);
      while (trainer.epochEnded) trainer.evaluateSome();
    }
    assert.equal(trainer.done, true);
  });

  it('counts what the network gets right', async () => {
    const trainer = await createTrainer(parseConfig({ model: { layers: [] } }), SAMPLES);
    // Class 1 where x > 0: logits 0 and x.
    trainer.network.values.set([0, 1, 0, 0, 0, 0]);
    const { features, labels } = trainer.data.test;
    const right = labels.filter((label, n) => label === (features[2 * n]! > 0 ? 1 : 0)).length;
    assert.ok(right > 0 && right < labels.length);
    assert.equal(trainer.evaluate().test.accuracy, right / labels.length);
  });

  it('takes a new learning rate with the next mini-batch', async () => {
    const config = parseConfig({ training: { optimizer: { name: 'sgd', learningRate: 1 } } });
    const trainer = await createTrainer(config, SAMPLES);
    trainer.step();
    const before = trainer.network.values.slice();
    trainer.learningRate = 0.25;
    trainer.step();
    const { values, gradient } = trainer.network;
    for (const [i, w] of values.entries()) assert.equal(w, Math.fround(before[i]! - 0.25 * gradient[i]!));
  });

  it('ends at the first loss that is not finite, without another update', async () => {
    const relu = { layers: [{ units: 8, activation: 'relu' }, { units: 8, activation: 'identity' }] }; // prettier-ignore
    const config = { model: relu, training: { optimizer: { name: 'sgd', learningRate: 1e5 } } };
    const trainer = await createTrainer(parseConfig(config), SAMPLES);
    const { losses } = run(trainer);
    assert.equal(trainer.diverged, true);
    assert.equal(trainer.steps, losses.length);
    assert.ok(losses.length > 1 && losses.length < trainer.totalSteps);
    assert.ok(!Number.isFinite(losses.at(-1)));
    assert.ok(losses.slice(0, -1).every(Number.isFinite));
  });

  it('notices at the end of an epoch that its last update went too far', async () => {
    const config = parseConfig({ training: { batchSize: 'full', epochs: 1 } });
    const trainer = await createTrainer(config, SAMPLES);
    assert.ok(Number.isFinite(trainer.step()));
    trainer.network.values[0] = NaN; // as an update that overflows would leave it
    const { epochs } = run(trainer);
    assert.equal(epochs[0]!.train.loss, NaN);
    assert.equal(trainer.diverged, true);
  });

  it('that would not fit into memory is refused', async () => {
    // 4 bytes of 1,000,000 · 2 features, 2 · 4 bytes of 1,000,000 samples · (1000 + 2) units and 2 · 1000 + 1000 + 1000 · 2 + 2 parameters
    const config = {
      model: { layers: [{ units: 1000 }] },
      training: { batchSize: 1_000_000, sampling: 'withReplacement' },
    };
    await assert.rejects(createTrainer(parseConfig(config), SAMPLES), {
      code: 'training-too-large',
      args: { found: Math.ceil((8e6 + 8 * (1_002_000_000 + 5002)) / 2 ** 20), maximum: 2048 },
    });
  });

  it('is summed up before it starts', async () => {
    const trainer = await createTrainer(parseConfig({ data: { source: 'data/iris.csv' } }), SAMPLES);
    assert.deepEqual(summaryOf(trainer), {
      trainSamples: 120,
      testSamples: 30,
      features: 4,
      classes: ['setosa', 'versicolor', 'virginica'],
      parameters: 4 * 16 + 16 + 16 * 16 + 16 + 16 * 3 + 3,
      stepsPerEpoch: 12,
      epochs: 100,
    });
  });
});
