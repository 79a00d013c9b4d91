import * as assert from 'node:assert/strict';
import type { Normalization } from '../../../src/data/config';
import type { NumberTargets, Part } from '../../../src/data/dataset';
import { scalingOf, targetScalingOf } from '../../../src/data/normalize';
import { splitDataset } from '../../../src/data/split';
import { parseJson } from '../../../src/formats/json';
import { createEngine } from '../../../src/kernels/createEngine';
import { FORMS, OPTIMIZERS } from '../../../src/numerics/optimizers';
import { GatheredBatch } from '../../../src/training/gatheredBatch';
import { OpenedSamples } from '../../../src/training/samples';
import type { Trainer } from '../../../src/training/trainer';
import { readText } from '../house/files';
import { regression, run, testScore, trainerOf, trainerOn } from './trainings';

/**
 * What trainings reach on test samples, accuracy or R². Ten seeds were tried before a threshold was set: it is below the
 * worst of them, except for the spiral (one of ten misses 0.95 by one sample of 60).
 */
async function reaches(threshold: number, seeds: readonly number[], config: object): Promise<void> {
  const { training = {}, ...rest } = config as { training?: object };
  for (const seed of seeds) {
    const score = await testScore({ ...rest, training: { ...training, seed } });
    assert.ok(score >= threshold, `seed ${seed}: ${score}`);
  }
}

const generated = (generator: string) => ({ source: { generator } });

describe('what trainings learn', function () {
  this.timeout(60_000);

  it('is the spiral, of 300 samples by default', () => reaches(0.95, [1, 2, 3], {}));

  it('is XOR, moons, circles and blobs', async () => {
    await reaches(0.99, [1, 2, 3], { data: generated('xor'), training: { epochs: 30 } });
    await reaches(0.94, [1, 2, 3], { data: generated('moons'), training: { epochs: 50 } });
    await reaches(0.99, [1, 2, 3], { data: generated('circles'), training: { epochs: 50 } });
    await reaches(0.96, [1, 2, 3], { data: generated('blobs'), model: { layers: [] }, training: { epochs: 40 } });
  });

  it('is XOR and circles with one unit for two classes', async () => {
    const training = { loss: 'binaryCrossEntropy', epochs: 60 };
    await reaches(0.99, [1, 2], { data: generated('xor'), model: layer(8, 'sigmoid'), training });
    await reaches(0.99, [1, 2], { data: generated('circles'), model: layer(16, 'relu'), training });
  });

  it('is moons and blobs by half squares on one-hot numbers', async () => {
    const training = { loss: 'halfSquares', epochs: 40 };
    await reaches(0.94, [1, 2], { data: generated('moons'), training });
    await reaches(0.96, [1, 2], { data: generated('blobs'), training });
  });

  it('is a sine and a plane, numbers', async () => {
    await reaches(0.93, [1, 2, 3], { data: generated('sine'), training: { epochs: 60 } });
    await reaches(0.98, [1, 2, 3], { data: generated('plane'), training: { epochs: 30 } });
  });

  it('are flowers, and digits of 8 × 8 pixels', async () => {
    await reaches(0.9, [1, 2, 3], { data: { source: 'data/iris.csv' }, training: { epochs: 30 } });
    await reaches(0.93, [1], parseJson(readText('samples/digits.nabla.json')) as object);
    await reaches(0.9, [1], parseJson(readText('samples/iris.nabla.json')) as object);
    await reaches(0.93, [1, 2], { data: { source: 'data/digits.csv' }, training: { epochs: 6 } });
  });

  // Of ten seeds 0.949 to 0.974; with ten epochs of 3,000 samples 0.97 to 0.98.
  it('are drawn digits: 784-50-10, more than 94 %', () =>
    reaches(0.94, [1, 2], {
      data: { source: { generator: 'drawnDigits', samples: 4000 }, normalize: 'minmax' },
      model: layer(50, 'sigmoid'),
      training: { optimizer: { name: 'adam', learningRate: 0.01 }, batchSize: 25, epochs: 2 },
    }));

  for (const name of OPTIMIZERS) {
    it(`is learned by ${name}, in both forms`, async () => {
      for (const form of FORMS) {
        const optimizer = { name, form, learningRate: RATES[name] };
        await reaches(0.94, [1, 2], { data: generated('moons'), training: { epochs: 40, optimizer } });
      }
    });
  }

  it('is learned from one sample at a time, from all at once and from samples drawn again and again', async () => {
    const data = generated('moons');
    await reaches(0.94, [1, 2], { data, training: { epochs: 40, batchSize: 1 } });
    await reaches(0.94, [1, 2], { data, training: { epochs: 200, batchSize: 'full' } });
    await reaches(0.94, [1, 2], { data, training: { epochs: 40, sampling: 'withReplacement' } });
  });

  it('is little where units are steps: nothing below them changes', async () => {
    const layers = [{ units: 16, activation: 'step' }, { units: 16, activation: 'step' }]; // prettier-ignore
    const trainer = await trainerOf({ model: { layers }, training: { epochs: 30 } });
    const before = trainer.model.values.slice();
    const { epochs } = run(trainer);
    const below = 2 * 16 + 16 + 16 * 16 + 16;
    assert.deepEqual(trainer.model.values.subarray(0, below), before.subarray(0, below));
    assert.notDeepEqual(trainer.model.values.subarray(below), before.subarray(below));
    // Of ten seeds 0.43 to 0.58; tanh reaches 0.95.
    assert.ok(epochs.at(-1)!.test.score! < 0.7);
  });
});

describe('prices, some hundred thousands', () => {
  /** 200 houses: the price of the area, and a discount for their age. */
  const features = Array.from({ length: 200 }, (_, i) => [40 + ((i * 37) % 160), (i * 53) % 50]);
  const prices = features.map(([area, age]) => [90_000 + 3_000 * area! - 1_500 * age! + 4 * area! * area!]);
  const dataset = regression(features, prices);

  async function score(normalizeLabels: Normalization): Promise<number> {
    const { train, test } = splitDataset(dataset, 0.2, 1);
    const scaling = scalingOf(dataset, train, 'standardize');
    const targetScaling = targetScalingOf(dataset.targets as NumberTargets, train, normalizeLabels);
    const part = (rows: Uint32Array): Part => ({ dataset, rows, scaling, targetScaling });
    const trainer = await trainerOn(part(train), {}, part(test));
    return run(trainer).epochs.at(-1)?.test.score ?? -Infinity;
  }

  it('are learned with the defaults where they are scaled, and not as they are', async () => {
    assert.ok((await score('standardize')) > 0.98);
    assert.ok((await score('minmax')) > 0.9);
    assert.ok((await score('none')) < 0);
  });
});

describe('a linear model trained on all samples at once', () => {
  for (const weightDecay of [0, 0.3]) {
    it(`comes to the closed form of least squares, decay ${weightDecay}`, async () => {
      const training = { batchSize: 'full', epochs: 300, optimizer: { name: 'sgd', learningRate: 0.5, weightDecay } };
      // As they are, so that the bias has something to learn.
      const data = { ...generated('plane'), normalizeLabels: 'none' };
      const trainer = await trainerOf({ data, model: { layers: [] }, training });
      run(trainer);
      const expected = leastSquares(trainer, weightDecay);
      for (const [i, value] of expected.entries())
        assert.ok(Math.abs(trainer.model.values[i]! - value) < 1e-6, `${trainer.model.values[i]} ${value}`);
    });
  }
});

const RATES = { sgd: 0.5, momentum: 0.05, nesterov: 0.05, adagrad: 0.1, rmsprop: 0.01, adam: 0.01 };

function layer(units: number, activation: string) {
  return { layers: [{ units, activation }] };
}

/** (XᵀX / N + λ I) w = Xᵀ (t − t̄) / N and b = t̄ for two features whose means are 0, by Cramer's rule. */
function leastSquares({ data }: Trainer, decay: number): number[] {
  const n = data.train.rows.length;
  const { features, targets } = new GatheredBatch(new OpenedSamples(data.train, createEngine('typescript').single), n)
    .pick(0, n)
    .gather();
  const mean = (of: (i: number) => number) => Array.from({ length: n }, (_, i) => of(i)).reduce((a, b) => a + b) / n;
  const x = (i: number) => features[2 * i]!;
  const y = (i: number) => features[2 * i + 1]!;
  const b = mean(i => targets[i]!);
  const t = (i: number) => targets[i]! - b;
  const [xx, xy, yy] = [mean(i => x(i) ** 2) + decay, mean(i => x(i) * y(i)), mean(i => y(i) ** 2) + decay];
  const [xt, yt] = [mean(i => x(i) * t(i)), mean(i => y(i) * t(i))];
  const determinant = xx * yy - xy * xy;
  return [(xt * yy - yt * xy) / determinant, (yt * xx - xt * xy) / determinant, b];
}
