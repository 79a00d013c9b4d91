import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { supportedBuilds } from '../../../src/kernels/createEngine';
import type { Trainer } from '../../../src/training/trainer';
import { filesBelow, readText } from '../house/files';
import { run, trainerOf } from './trainings';

/** The builds of kernels that compute the same on every machine. */
const BUILDS = supportedBuilds().filter(build => build !== 'relaxed');

/**
 * SHA-256 of the final parameters as floats of 32 bits, little-endian. They are the same on every machine, with every
 * version of Node and of every build of the kernels that is reproducible: where one is not, something that ends in
 * parameters depends on the machine. A change of what is computed, of the order of a sum for example, changes them, too;
 * then they are written down anew, and a run of an older version does not go on as it would have.
 */
const TRAININGS: readonly { readonly what: string; readonly config: object; readonly digest: string }[] = [
  {
    what: 'the default for five epochs',
    config: { training: { epochs: 5 } },
    digest: 'c407c010e7117026a6b2733b1d412be51ef5c45ea4c5e01c82228e2d6152025a',
  },
  {
    what: 'moons by sigmoid and momentum on a cosine, with decay, drawn with replacement',
    config: {
      data: { source: { generator: 'moons' }, normalize: 'minmax' },
      model: { layers: [{ units: 7, activation: 'sigmoid' }, { units: 5, activation: 'tanh' }] }, // prettier-ignore
      training: {
        loss: 'binaryCrossEntropy',
        optimizer: { name: 'momentum', learningRate: 0.1, weightDecay: 0.001 },
        schedule: { name: 'cosine' },
        sampling: 'withReplacement',
        epochs: 5,
        seed: 2,
      },
    },
    digest: 'e17f45d81056b90060ec531ca9825b115d369ba2dd527979e56b240f9650f980',
  },
  {
    what: 'a sine by numerical gradients, RMSProp of the book and a rate in steps, until it gets worse',
    config: {
      data: { source: { generator: 'sine', samples: 60 } },
      model: { layers: [{ units: 6, activation: 'tanh' }, { units: 4, activation: 'relu' }] }, // prettier-ignore
      training: {
        optimizer: { name: 'rmsprop', form: 'book' },
        schedule: { name: 'step', epochs: 2, factor: 0.7 },
        gradient: 'numerical',
        batchSize: 7,
        epochs: 6,
        earlyStopping: { patience: 2 },
        seed: 3,
      },
    },
    digest: 'aab319e4a52c2005c676bf004725f4beaba4bc3b1250af2ac943bd238b1f2560',
  },
  {
    what: 'drawn digits in the paper form of Nesterov, initialized as in the book',
    config: {
      data: { source: { generator: 'drawnDigits', samples: 200 } },
      model: { layers: [{ units: 10, activation: 'relu' }], init: 'normal' },
      training: { optimizer: { name: 'nesterov', learningRate: 0.05 }, epochs: 2, seed: 4 },
    },
    digest: '77a3e65d1b53b7bab15c45f41d555b278aa9211a9667236bf357a7616a11f622',
  },
];

describe('a training is the same on every machine', () => {
  for (const { what, config, digest } of TRAININGS) {
    for (const build of BUILDS) {
      it(`${what}, ${build}`, async () => {
        const trainer = await trainerOf(config, build);
        run(trainer);
        assert.equal(trainer.finished, true);
        assert.equal(digestOf(trainer), digest);
      });
    }

    it(`${what}, where the configuration asks for it`, async () => {
      const { training } = config as { training: object };
      const trainer = await trainerOf({ ...config, training: { ...training, reproducible: true } });
      run(trainer);
      assert.equal(digestOf(trainer), digest);
    });

    it(`${what}, twice on this one`, async () => {
      const [trainer, other] = [await trainerOf(config), await trainerOf(config)];
      assert.equal(trainer.build, supportedBuilds()[0]);
      assert.deepEqual(run(other), run(trainer));
      assert.deepEqual(other.state(), trainer.state());
    });
  }

  it('as nothing that ends in parameters or data uses functions that differ', () => {
    // Math.sqrt, + − × ÷ and powers of 2 that are written as such are exact everywhere.
    const differing =
      /Math\.(?!sqrt|abs|min|max|floor|ceil|round|trunc|sign|fround|imul|clz32|PI\b|random)\w+|[^\s*]\s*\*\*(?!\*)/g;
    const rooms = ['src/data', 'src/kernels', 'src/training'].flatMap(room => filesBelow(room, '.ts'));
    const numerics = ['random', 'elementary', 'integerPower'].map(name => `src/numerics/${name}.ts`);
    const found = [...rooms, ...numerics]
      .filter(file => file !== 'src/training/progressReport.ts') // steps a second
      .flatMap(file => (codeOf(file).match(differing) ?? []).map(use => `${file}: ${use}`));
    assert.ok(rooms.length > 30);
    assert.deepEqual(found, []);
  });
});

function digestOf({ model }: Trainer): string {
  return createHash('sha256').update(littleEndian(model.values)).digest('hex');
}

function littleEndian(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i]!, true);
  return new Uint8Array(view.buffer);
}

/** Without comments and powers of 2. */
function codeOf(file: string): string {
  return readText(file)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/\b2 \*\* -?\d+/g, '');
}
