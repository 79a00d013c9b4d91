import * as assert from 'node:assert/strict';
import { Problem } from '../../../src/numerics/problem';
import { defaultConfig, parseConfig } from '../../../src/training/config';
import { sentence } from '../../../src/words/sentences';

function told(config: unknown): string {
  try {
    parseConfig(config);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return sentence(error).replace('Training configuration: ', '');
  }
  return assert.fail('no problem');
}

describe('a training configuration', () => {
  it('has a default for everything', () => {
    const config = defaultConfig();
    assert.deepEqual(config.data.source, { generator: 'spiral', samples: 300, noise: 0.1, classes: 2, turns: 1 });
    assert.deepEqual(config.model, {
      layers: [
        { units: 16, activation: 'tanh' },
        { units: 16, activation: 'tanh' },
      ],
      init: 'auto',
    });
    const { optimizer, batchSize, epochs } = config.training;
    const adam = { name: 'adam', form: 'paper', learningRate: 0.01, weightDecay: 0 };
    assert.deepEqual([optimizer, batchSize, epochs], [adam, 10, 100]);
    assert.deepEqual(parseConfig(config), config);
  });

  it('may leave out what it does not change', () => {
    const { training, data } = parseConfig({ training: { batchSize: 'full' }, data: { source: 'a.csv' } });
    assert.deepEqual([training.batchSize, training.epochs, data.source], ['full', 100, 'a.csv']);
  });

  it('that is wrong is told where and what was expected', () => {
    const optimizer = (keys: object) => ({ training: { optimizer: keys } });
    const cases: [unknown, string][] = [
      [3, 'the whole is 3; expected an object.'],
      [[], 'the whole is a list; expected an object.'],
      [{ data: [] }, 'data is a list; expected an object.'],
      [{ training: null }, 'training is null; expected an object.'],
      [{ data: { split: { test: [1] } } }, 'data.split.test is a list; expected a share from 0.01 to 0.9, or a file to test on.'],
      [{ data: { split: { test: 1 } } }, 'data.split.test is 1; expected a share from 0.01 to 0.9, or a file to test on.'],
      [{ data: { split: { test: { images: 'a' } } } }, 'data.split.test.labels is missing; expected the path of a file.'],
      [{ dat: {} }, 'there is no key dat. The keys there are: $schema, data, model, training.'],
      [{ data: { source: { generator: 'moons', classes: 3 } } }, 'there is no key data.source.classes. The keys there are: generator, samples, noise.'],
      [{ data: { source: { generator: 'moon' } } }, 'data.source.generator is "moon"; expected one of "spiral", "moons", "circles", "xor", "blobs", "sine", "plane", "drawnDigits".'],
      [{ data: { source: { generator: 'circles', factor: 1 } } }, 'data.source.factor is 1; expected a number below 1.'],
      [{ data: { source: { images: 'a' } } }, 'data.source.labels is missing; expected the path of a file.'],
      [{ data: { source: 5 } }, 'data.source is 5; expected a file, a generator, or images and labels.'],
      [{ data: { source: '' } }, 'data.source is ""; expected a file, a generator, or images and labels.'],
      [{ data: { label: 1.5 } }, 'data.label is 1.5; expected a column by its name or index, or a list of columns.'],
      [{ data: { label: true } }, 'data.label is true; expected a column by its name or index, or a list of columns.'],
      [{ data: { normalize: 'max' } }, 'data.normalize is "max"; expected one of "none", "minmax", "standardize".'],
      [{ model: { layers: {} } }, 'model.layers is an object; expected a list.'],
      [{ model: { layers: [{ units: 3 }, { unit: 4 }] } }, 'model.layers.1.units is missing; expected a number.'],
      [{ model: { layers: [{ units: 3, size: 4 }] } }, 'there is no key model.layers.0.size. The keys there are: units, activation.'],
      [{ model: { layers: [{ units: 5000 }] } }, 'model.layers.0.units is 5000; expected a number of at most 4096.'],
      [{ model: { layers: Array(17).fill({ units: 1 }) } }, 'model.layers has 17 entries; expected at most 16.'],
      [{ model: { module: 'a.ts', layers: [] } }, 'model.layers does not go with model.module, which brings its own. Leave one of them out.'],
      [{ training: { epochs: 2.5 } }, 'training.epochs is 2.5; expected a whole number.'],
      [{ training: { epochs: 0 } }, 'training.epochs is 0; expected a number of at least 1.'],
      [{ training: { batchSize: 'all' } }, 'training.batchSize is "all"; expected a whole number from 1 to 1000000, or "full".'],
      [{ training: { batchSize: 2.5 } }, 'training.batchSize is 2.5; expected a whole number from 1 to 1000000, or "full".'],
      [{ training: { schedule: { name: 'exp' } } }, 'training.schedule.name is "exp"; expected one of "constant", "step", "cosine".'],
      [{ training: { schedule: {} } }, 'training.schedule.name is missing; expected one of "constant", "step", "cosine".'],
      [{ training: { schedule: { name: 'cosine', factor: 1 } } }, 'there is no key training.schedule.factor. The keys there are: name, minimum.'],
      [{ training: { reproducible: 1 } }, 'training.reproducible is 1; expected true or false.'],
      [{ training: { seed: -1 } }, 'training.seed is -1; expected a number of at least 0.'],
      [optimizer({ learningRate: 0 }), 'training.optimizer.learningRate is 0; expected a number above 0.'],
      [optimizer({ name: 'sgd', momentum: 0.9 }), 'training.optimizer.momentum does not apply to sgd. Leave it out, or use one of momentum, nesterov.'],
      [optimizer({ decay: 0.9 }), 'training.optimizer.decay does not apply to adam. Leave it out, or use one of rmsprop.'],
    ]; // prettier-ignore
    for (const [config, expected] of cases) assert.equal(told(config), expected);
  });
});
