import * as assert from 'node:assert/strict';
import type { Part } from '../../../src/data/dataset';
import { gatherFeatures } from '../../../src/data/gather';
import { scalingOf } from '../../../src/data/normalize';
import { createEngine, supportedBuilds } from '../../../src/kernels/createEngine';
import type { Build } from '../../../src/kernels/kernels';
import { Random } from '../../../src/numerics/random';
import { GatheredBatch } from '../../../src/training/gatheredBatch';
import { prepareData, prepareSamples } from '../../../src/training/preparedSamples';
import type { Trainer } from '../../../src/training/trainer';
import { run, trainerOn } from './trainings';

const WIDTH = 64;

/** Images of 8 × 8 of which a share of the pixels is not 0, every second of them of the part. */
function images(share: number, normalize: 'none' | 'minmax' | 'standardize' = 'minmax', samples = 90): Part {
  const random = Random.seeded(1, 'data');
  const features = Uint8Array.from({ length: samples * WIDTH }, (_, i) =>
    i === 0 ? 255 : i < WIDTH || random.uniform() >= share ? 0 : 1 + random.below(255),
  );
  const dataset = {
    samples,
    features,
    featureNames: Array.from({ length: WIDTH }, (_, i) => `p${i}`),
    image: { height: 8, width: 8 },
    targets: {
      task: 'classification',
      classes: ['a', 'b', 'c'],
      labels: Uint8Array.from({ length: samples }, () => random.below(3)),
    },
  } as const;
  const rows = Uint32Array.from({ length: samples / 2 }, (_, i) => 2 * i);
  return { dataset, rows, scaling: scalingOf(dataset, rows, normalize) };
}

/** The same as a table of numbers. */
function table(part: Part): Part {
  const { samples, features, featureNames, targets } = part.dataset;
  const dataset = { samples, features: Float32Array.from(features), featureNames, targets };
  const { offset, factor } = part.scaling;
  return { ...part, dataset, scaling: { offset, factor } };
}

const { single } = createEngine('typescript');

describe('the samples of a part', () => {
  const kinds = {
    'images as bytes': images(0.9),
    'images that are standardized': images(0.1, 'standardize'),
    'images that are mostly dark': images(0.1),
    'a table': table(images(0.9)),
    'a table of zeros mostly': table(images(0.1)),
  };
  for (const [name, part] of Object.entries(kinds)) {
    it(`are what they are gathered from, ${name}`, () => {
      const { length } = part.rows;
      const expected = new Float32Array(length * WIDTH);
      gatherFeatures(part, 0, length, expected);
      for (const build of supportedBuilds())
        for (const room of [Infinity, 0]) {
          const samples = prepareSamples(part, createEngine(build).single, room);
          assert.equal(samples.isPrepared, room > 0);
          const batch = new GatheredBatch(samples, 7).pick(11, 7).gather();
          assert.deepEqual([...batch.features.subarray(0, 7 * WIDTH)], [...expected.subarray(11 * WIDTH, 18 * WIDTH)]);
          assert.deepEqual(
            [...batch.targets],
            [...part.rows.subarray(11, 18)].map(row => labelOf(part, row)),
          );
        }
    });
  }

  it('are kept without what is 0 where that is most', () => {
    const isSparse = (part: Part) => prepareSamples(part, single, Infinity).sparse !== undefined;
    assert.deepEqual([images(0.1), images(0.9), table(images(0.1)), images(0.1, 'standardize')].map(isSparse), [true, false, true, false]); // prettier-ignore
    const { starts, columns, values } = prepareSamples(images(0.1), single, Infinity).sparse!;
    assert.equal(starts.length, 46);
    assert.deepEqual([starts[1], columns[0], values[0]], [1, 0, 1]); // of the first image only the first pixel is not 0
    assert.ok(starts[45] === values.length && values.length === columns.length && values.every(x => x !== 0));
  });

  it('take the memory that is said, and no more than there is', () => {
    const [train, test] = [images(0.9), images(0.1)];
    const sparse = prepareSamples(test, single, Infinity).bytes;
    assert.deepEqual([prepareSamples(train, single, Infinity).bytes, prepareSamples(table(train), single, Infinity).bytes], [45 * 64, 4 * 45 * 64]); // prettier-ignore
    const prepared = (room: number) => {
      const data = prepareData({ train, test, description: {} as never }, single, room);
      return [data.train.isPrepared, data.test.isPrepared];
    };
    assert.deepEqual(prepared(45 * 64 + sparse), [true, true]);
    assert.deepEqual(prepared(45 * 64 + 10), [true, false]);
    assert.deepEqual(prepared(45 * 64 - 1)[0], false);
  });
});

describe('a network trained on samples that are mostly 0', () => {
  const config = (gradient = 'backpropagation') => ({
    model: { layers: [{ units: 6, activation: 'sigmoid' }] },
    training: { epochs: 3, batchSize: 8, gradient },
  });

  /** Everything that comes of a training. */
  const end = (trainer: Trainer) => ({ history: run(trainer), state: trainer.state() });

  /** A training that does not know that most are 0: they are in no memory but that of the dataset. */
  const unprepared = (part: Part, build: Build, gradient?: string) =>
    trainerOn(part, { ...config(gradient), data: { memory: 16 } }, withMuchMore(part), build);

  for (const build of supportedBuilds())
    it(`comes to the same parameters as if it were told each of them, bit for bit, ${build}`, async () => {
      const part = images(0.15);
      for (const gradient of ['backpropagation', 'numerical']) {
        const trainer = await trainerOn(part, config(gradient), part, build);
        const other = await unprepared(part, build, gradient);
        const [{ state }, expected] = [end(trainer), end(other)];
        assert.deepEqual(state.tensors, expected.state.tensors);
      }
    });
});

/** One sample of a dataset that takes 17 MB, more than data may take. */
function withMuchMore(part: Part): Part {
  const samples = (17 * 2 ** 20) / WIDTH;
  const features = new Uint8Array(samples * WIDTH);
  const targets = { ...part.dataset.targets, labels: new Uint8Array(samples) } as Part['dataset']['targets'];
  return { ...part, dataset: { ...part.dataset, samples, features, targets }, rows: Uint32Array.of(0) };
}

function labelOf({ dataset: { targets } }: Part, row: number): number {
  assert.ok(targets.task === 'classification');
  return targets.labels[row]!;
}
