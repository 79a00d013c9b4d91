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
    assert.deepEqual(config.data.source, { generator: 'spiral', samples: 300, noise: 0.1 });
    assert.deepEqual(config.model.layers, [
      { units: 16, activation: 'tanh' },
      { units: 16, activation: 'tanh' },
    ]);
    const { optimizer, batchSize, epochs } = config.training;
    assert.deepEqual([optimizer, batchSize, epochs], [{ name: 'adam', learningRate: 0.01 }, 10, 100]);
    assert.deepEqual(parseConfig(config), config);
  });

  it('may leave out what it does not change', () => {
    const { training, data } = parseConfig({ training: { batchSize: 'full' }, data: { source: 'a.csv' } });
    assert.deepEqual([training.batchSize, training.epochs, data.source], ['full', 100, 'a.csv']);
  });

  it('that is wrong is told where and what was expected', () => {
    const cases: [unknown, string][] = [
      [3, 'the whole is 3; expected an object.'],
      [[], 'the whole is Array; expected an object.'],
      [{ data: [] }, 'data is Array; expected an object.'],
      [{ data: { split: { test: [1] } } }, 'data.split.test is Array; expected a number.'],
      [{ dat: {} }, 'there is no key dat. The keys there are: $schema, data, model, training.'],
      [{ data: { source: { samples: 20, nois: 1 } } }, 'there is no key data.source.nois. The keys there are: generator, samples, noise.'],
      [{ data: { source: { generator: 'moons' } } }, 'data.source.generator is "moons"; expected one of "spiral".'],
      [{ data: { source: 5 } }, 'data.source is 5; expected a text.'],
      [{ data: { normalize: 'max' } }, 'data.normalize is "max"; expected one of "none", "minmax", "standardize".'],
      [{ model: { layers: {} } }, 'model.layers is Object; expected a list.'],
      [{ model: { layers: [{ units: 3 }, { unit: 4 }] } }, 'model.layers.1.units is missing.'],
      [{ model: { layers: [{ units: 3, size: 4 }] } }, 'there is no key model.layers.0.size. The keys there are: units, activation.'],
      [{ model: { layers: [{ units: 5000 }] } }, 'model.layers.0.units is 5000; expected a number of at most 4096.'],
      [{ model: { layers: Array(17).fill({ units: 1 }) } }, 'model.layers is 17; expected a list of at most 16 entries.'],
      [{ training: { epochs: 2.5 } }, 'training.epochs is 2.5; expected a whole number.'],
      [{ training: { epochs: 0 } }, 'training.epochs is 0; expected a number of at least 1.'],
      [{ training: { batchSize: 'all' } }, 'training.batchSize is "all"; expected one of number, "full".'],
      [{ training: { optimizer: { learningRate: 0 } } }, 'training.optimizer.learningRate is 0; expected a number above 0.'],
      [{ training: { reproducible: 1 } }, 'training.reproducible is 1; expected true or false.'],
    ]; // prettier-ignore
    for (const [config, expected] of cases) assert.equal(told(config), expected);
  });
});
