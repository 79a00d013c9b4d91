import * as assert from 'node:assert/strict';
import { fastestBuild } from '../../../src/kernels/createEngine';
import { parseConfig } from '../../../src/training/config';
import { createTrainer } from '../../../src/training/createTrainer';
import { summaryOf } from '../../../src/training/summary';
import { partOf, regression, run, SAMPLES, train, trainerOf, trainerOn } from './trainings';

describe('a trainer', () => {
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
    const trainer = await trainerOf({ training: { batchSize: 'full', epochs: 5 } });
    for (let i = 0; i < 5; i++) {
      const { train: before } = trainer.evaluate();
      assert.ok(Math.abs(trainer.step()! - before.loss) < 1e-6);
      assert.equal(trainer.epochEnded, true);
      while (trainer.epochEnded) trainer.evaluateSome();
    }
    assert.equal(trainer.done, true);
  });

  it('takes a new learning rate with the next mini-batch', async () => {
    const trainer = await trainerOf({ training: { optimizer: { name: 'sgd', learningRate: 1 } } });
    trainer.step();
    const before = trainer.model.values.slice();
    trainer.learningRate = 0.25;
    trainer.step();
    const { values, gradient } = trainer.model;
    for (const [i, w] of values.entries()) assert.equal(w, Math.fround(before[i]! - 0.25 * gradient[i]!));
  });

  it('multiplies the learning rate by the schedule, whatever it is changed to', async () => {
    // 4 epochs of 24 steps; the factor is 1, 1, ¼, ¼.
    const schedule = { name: 'step', epochs: 2, factor: 0.25 };
    const training = { epochs: 4, schedule, optimizer: { name: 'sgd', learningRate: 0.5 } };
    const trainer = await trainerOf({ training });
    const rates: number[] = [];
    while (!trainer.done) {
      if (trainer.epochEnded) trainer.evaluateSome();
      else {
        if (trainer.steps === 60) trainer.learningRate = 0.25;
        rates.push(trainer.scheduledRate);
        const before = trainer.model.values.slice();
        trainer.step();
        const { values, gradient } = trainer.model;
        assert.equal(values[0], Math.fround(before[0]! - rates.at(-1)! * gradient[0]!));
      }
    }
    const expected = rates.map((_, step) => (step < 48 ? 0.5 : step < 60 ? 0.125 : 0.0625));
    assert.deepEqual([rates.length, rates], [96, expected]);
  });

  it('descends a cosine to its last mini-batch', async () => {
    const training = { epochs: 2, schedule: { name: 'cosine', minimum: 0.1 }, optimizer: { learningRate: 0.01 } };
    const trainer = await trainerOf({ training });
    for (let step = 0; step < 48; step++) {
      while (trainer.epochEnded) trainer.evaluateSome();
      const expected = 0.01 * (0.1 + (0.9 * (1 + Math.cos((Math.PI * step) / 47))) / 2);
      assert.ok(Math.abs(trainer.scheduledRate - expected) < 1e-16);
      trainer.step();
    }
  });

  it('trains the same by numerical gradients as by back-propagation, at first', async () => {
    const config = (gradient: string) => ({
      model: { layers: [{ units: 5, activation: 'tanh' }] },
      training: { epochs: 1, gradient, optimizer: { name: 'sgd', learningRate: 0.5 } },
    });
    const [exact, numerical] = [await train(config('backpropagation')), await train(config('numerical'))];
    assert.equal(numerical.losses.length, 24);
    for (const [i, loss] of numerical.losses.entries()) assert.ok(Math.abs(loss - exact.losses[i]!) < 1e-5);
    assert.ok(numerical.losses.some((loss, i) => loss !== exact.losses[i]));
  });

  it('compares both gradients of its first mini-batch and changes nothing', async () => {
    const [trainer, other] = [
      await trainerOf({ training: { epochs: 1 } }),
      await trainerOf({ training: { epochs: 1 } }),
    ];
    const differences = trainer.compareGradients();
    assert.deepEqual(
      differences.map(({ parameter }) => parameter),
      ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'],
    );
    for (const { mean, largest } of differences) assert.ok(mean <= largest && largest < 1e-5);
    assert.deepEqual(run(trainer), run(other));
  });

  it('is summed up before it starts', async () => {
    assert.deepEqual(summaryOf(await trainerOf({ data: { source: 'data/iris.csv' } })), {
      trainSamples: 120,
      testSamples: 30,
      features: 4,
      classes: ['setosa', 'versicolor', 'virginica'],
      score: 'accuracy',
      parameters: 4 * 16 + 16 + 16 * 16 + 16 + 16 * 3 + 3,
      stepsPerEpoch: 12,
      epochs: 100,
      kernels: fastestBuild(false),
      threads: 1,
    });
    const sine = summaryOf(await trainerOf({ data: { source: { generator: 'sine' } } }));
    assert.deepEqual([sine.classes, sine.score, sine.features], [[], 'r2', 1]);
  });

  it('evaluates a little at a time', async () => {
    const trainer = await trainerOf({ training: { batchSize: 'full', epochs: 1 } });
    trainer.step();
    let parts = 1;
    while (!trainer.evaluateSome()) parts++;
    assert.equal(parts, Math.ceil(240 / 100) + Math.ceil(60 / 100));
  });
});

describe('what a trainer counts', () => {
  it('is the share of samples given their class', async () => {
    const trainer = await trainerOf({ model: { layers: [] } });
    // Class 1 where x > 0: logits 0 and x.
    trainer.model.values.set([0, 1, 0, 0, 0, 0]);
    const { rows, dataset, scaling } = trainer.data.test;
    assert.ok(dataset.targets.task === 'classification');
    const { labels } = dataset.targets;
    const isRight = (row: number) =>
      (labels[row] === 1) === (dataset.features[2 * row]! - scaling.offset[0]!) * scaling.factor[0]! > 0;
    const right = rows.filter(isRight).length;
    assert.ok(right > 0 && right < rows.length);
    assert.equal(trainer.evaluate().test.score, right / rows.length);
  });

  it('is R² of numbers, the mean over what is predicted', async () => {
    // y = x for both; the residuals of t0 are 0, 0, 0, 1 about variations of 5 + ..., those of t1 all 0.
    const x = [[0], [1], [2], [3]];
    const t = [[0, 0], [1, 1], [2, 2], [4, 3]]; // prettier-ignore
    const trainer = await trainerOn(partOf(regression(x, t)), { model: { layers: [] } });
    trainer.model.values.set([1, 1, 0, 0]);
    const { train: found } = trainer.evaluate();
    // Variation of t0 about its mean 7/4: 0² + 1² + 2² + 4² − 49/4 = 35/4.
    assert.ok(Math.abs(found.score! - (1 - 4 / 35 + 1) / 2) < 1e-12);
    assert.equal(found.loss, 1 / 2 / 4);
  });

  it('is 1 or 0 for a constant number, exact or not', async () => {
    const trainer = await trainerOn(partOf(regression([[0], [1], [2]], [[5], [5], [5]])), { model: { layers: [] } });
    trainer.model.values.set([0, 5]);
    assert.deepEqual(trainer.evaluate().train, { loss: 0, score: 1 });
    trainer.model.values.set([1, 5]);
    assert.deepEqual(trainer.evaluate().train, { loss: 5 / 6, score: 0 });
  });

  it('of classes learned as one-hot numbers is the share whose own number is the largest', async () => {
    // Logits x and y are (1 − t) and t for all but the last.
    const dataset = {
      samples: 3,
      features: Float32Array.of(1, 0, 0, 1, 0, 2),
      featureNames: ['x', 'y'],
      targets: { task: 'classification', classes: ['a', 'b'], labels: Uint8Array.of(0, 1, 0) } as const,
    };
    const trainer = await trainerOn(partOf(dataset), { model: { layers: [] }, training: { loss: 'halfSquares' } });
    trainer.model.values.set([1, 0, 0, 1, 0, 0]);
    // Half of (0 − 1)² + (2 − 0)², over three samples.
    assert.deepEqual(trainer.evaluate().train, { loss: 5 / 2 / 3, score: 2 / 3 });
  });

  it('is over all samples, however many are evaluated at once', async () => {
    const n = 257;
    const x = Array.from({ length: n }, (_, i) => [i / n]);
    const trainer = await trainerOn(partOf(regression(x, x.map(([value]) => [value! + (value! > 0.5 ? 0.25 : 0)]))), { model: { layers: [] } }); // prettier-ignore
    trainer.model.values.set([1, 0]);
    const shifted = x.filter(([value]) => value! > 0.5).length;
    assert.ok(Math.abs(trainer.evaluate().train.loss - (shifted * 0.25 ** 2) / 2 / n) < 1e-7);
  });
});

describe('early stopping', () => {
  /** Line through the origin on train; a test part that lies on another line, so that training beyond it is worse. */
  const trainPart = () => partOf(regression([[1], [2]], [[2], [4]]));
  const testPart = () => partOf(regression([[1], [2]], [[1], [2]]));
  const config = (earlyStopping: object, epochs = 100) => ({
    model: { layers: [], init: 'normal' },
    training: { epochs, batchSize: 'full', optimizer: { name: 'sgd', learningRate: 0.05 }, earlyStopping },
  });

  it('ends a training whose test loss has not fallen for some epochs, and puts the best parameters back', async () => {
    const trainer = await trainerOn(trainPart(), config({ patience: 3 }), testPart());
    const { epochs } = run(trainer);
    const losses = epochs.map(({ test }) => test.loss);
    const best = losses.indexOf(Math.min(...losses));
    assert.ok(best > 0);
    assert.equal(epochs.length, best + 1 + 3);
    assert.equal(trainer.bestEpoch, best + 1);
    assert.equal(trainer.finished, true);
    assert.deepEqual(trainer.evaluate().test, epochs[best]!.test);
    assert.ok(losses.at(-1)! > losses[best]!);
  });

  it('may leave the last parameters', async () => {
    const trainer = await trainerOn(trainPart(), config({ patience: 3, restoreBest: false }), testPart());
    const { epochs } = run(trainer);
    assert.deepEqual(trainer.evaluate().test, epochs.at(-1)!.test);
    assert.equal(trainer.bestEpoch, epochs.length - 3);
  });

  it('counts as better only what falls by more than asked for', async () => {
    const trainer = await trainerOn(trainPart(), config({ patience: 2, improvement: 1e6 }), testPart());
    assert.equal(run(trainer).epochs.length, 3);
    assert.equal(trainer.bestEpoch, 1);
  });

  it('puts the best back, too, where all epochs are done', async () => {
    const trainer = await trainerOn(trainPart(), config({ patience: 50 }, 20), testPart());
    assert.equal(trainer.bestEpoch, undefined);
    const { epochs } = run(trainer);
    assert.equal(epochs.length, 20);
    assert.ok(trainer.bestEpoch! < 20);
    assert.deepEqual(trainer.evaluate().test, epochs[trainer.bestEpoch! - 1]!.test);
  });

  it('does not end what gets better', async () => {
    const trainer = await trainerOn(trainPart(), config({ patience: 1 }, 10));
    assert.equal(run(trainer).epochs.length, 10);
    assert.equal(trainer.bestEpoch, 10);
  });
});

describe('the loss of a configuration', () => {
  const two = { source: { generator: 'moons', samples: 20 } };
  const three = { source: { generator: 'blobs', samples: 20 } };
  const numbers = { source: { generator: 'sine', samples: 20 } };

  it('is that of the data', async () => {
    const shapesOf = async (data: object, loss: string) => {
      const trainer = await trainerOf({ data, model: { layers: [] }, training: { loss, epochs: 1 } });
      return trainer.model.parameters.map(({ shape }) => shape);
    };
    assert.deepEqual(await shapesOf(two, 'auto'), [[2, 2], [2]]);
    assert.deepEqual(await shapesOf(two, 'crossEntropy'), [[2, 2], [2]]);
    assert.deepEqual(await shapesOf(two, 'binaryCrossEntropy'), [[2, 1], [1]]);
    assert.deepEqual(await shapesOf(three, 'auto'), [[2, 3], [3]]);
    assert.deepEqual(await shapesOf(three, 'halfSquares'), [[2, 3], [3]]);
    assert.deepEqual(await shapesOf(numbers, 'auto'), [[1, 1], [1]]);
    assert.deepEqual(await shapesOf(numbers, 'halfSquares'), [[1, 1], [1]]);
  });

  it('is refused where it does not fit', async () => {
    const refused = (data: object, loss: string, args: object) =>
      assert.rejects(trainerOf({ data, training: { loss } }), { code: 'loss-task', args: { loss, ...args } });
    await refused(numbers, 'crossEntropy', { task: 'regression', classes: 0, fitting: 'halfSquares, auto' });
    await refused(numbers, 'binaryCrossEntropy', { task: 'regression', classes: 0, fitting: 'halfSquares, auto' });
    const fitting = 'crossEntropy, halfSquares, auto';
    await refused(three, 'binaryCrossEntropy', { task: 'classification', classes: 3, fitting });
  });
});

describe('a training that would not fit into memory', () => {
  it('is refused', async () => {
    // 4 bytes of: 1,000,000 batches of 2 features and a label, twice 1,000,000 · (1000 + 2) units, and 5002 parameters,
    // their gradients and six times as many numbers besides; the gradients of the outputs, once more and with 16 bytes a
    // row, and what the two outputs are computed in, 16 bytes for every sample, input and one number more.
    const config = {
      model: { layers: [{ units: 1000 }] },
      training: { batchSize: 1_000_000, sampling: 'withReplacement' },
    };
    const work = 1e6 * (4000 + 16) + 16 * (1e6 + 1000 + 1);
    await assert.rejects(createTrainer(parseConfig(config), SAMPLES), {
      code: 'training-too-large',
      args: { found: Math.ceil((4 * (3e6 + 2 * 1_002_000_000 + 8 * 5002) + work) / 2 ** 20), maximum: 2048 - 256 },
    });
  });
});
