import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { parseConfig } from '../../../src/training/config';
import { ROOT, readJson } from '../house/files';

interface Schema {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
}

const schema = readJson<Schema>('dist/nabla.schema.json');
const validate = new Ajv({ strict: false, useDefaults: false }).compile(schema);

function isParsed(config: unknown): boolean {
  try {
    parseConfig(config);
    return true;
  } catch {
    return false;
  }
}

/** Right and wrong values of every key, so that most configurations have a mistake or none. */
const some = (...values: unknown[]) => fc.constantFrom(...values);
const keys = (entries: Record<string, fc.Arbitrary<unknown>>) => fc.record(entries, { requiredKeys: [] });
const layer = keys({ units: some(1, 50, 4096), activation: some('relu', 'step', 'tanh') });
const config = keys({
  $schema: some('x'),
  data: keys({
    source: fc.oneof(
      some('a.csv', '', 3, { images: 'a', labels: 'b' }, { images: 'a' }),
      keys({
        generator: some('spiral', 'moons', 'circles', 'blobs', 'sine', 'drawnDigits'),
        samples: some(10, 300),
        noise: some(0, 0.1),
        classes: some(2, 3),
      }),
    ),
    label: some('c', -1, ['a', 1], 'd'),
    ignore: some(['a'], [], [0]),
    task: some('auto', 'regression'),
    normalize: some('none', 'minmax'),
    split: some({ test: 0.2 }, { test: 'b.csv' }, { test: { images: 'a', labels: 'b' } }, {}, { test: 0.95 }),
    missing: some('drop', 'fill'),
    separator: some(',', '\t', 'auto'),
    memory: some(16, 2048),
  }),
  model: fc.oneof(
    keys({ layers: fc.array(layer, { maxLength: 2 }), init: some('auto', 'he') }),
    some({ module: './model.ts' }, { module: 'a', layers: [] }),
  ),
  training: keys({
    loss: some('auto', 'halfSquares'),
    optimizer: keys({
      name: some('sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'),
      form: some('book', 'paper'),
      learningRate: some(0.1, 1e-3),
      momentum: some(0.9),
      epsilon: some(1e-7),
      beta1: some(0.5),
    }),
    schedule: some(
      { name: 'constant' },
      { name: 'step', epochs: 3 },
      { name: 'cosine' },
      { name: 'cosine', factor: 1 },
    ),
    batchSize: some(1, 'full', 100, 'all', 0),
    epochs: some(1, 20),
    earlyStopping: some({}, { patience: 3 }, { patience: 3, restoreBest: false }),
    seed: some(0, 2 ** 32 - 1),
    reproducible: fc.boolean(),
  }),
});

describe('the JSON schema of configurations', () => {
  it('takes what is taken when a training starts, and nothing else', () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(config, each => {
        const isTaken = isParsed(each);
        if (isTaken) taken++;
        else refused++;
        assert.equal(validate(each), isTaken, JSON.stringify(validate.errors));
      }),
      { seed: 20261121, numRuns: 3000 },
    );
    assert.ok(taken > 200 && refused > 200, `${taken} taken, ${refused} refused`);
  });

  it('takes the samples and the complete default', () => {
    const folder = path.join(ROOT, 'samples');
    const samples = fs.readdirSync(folder).filter(name => name.endsWith('.nabla.json'));
    assert.ok(samples.length >= 2);
    for (const sample of [...samples.map(name => readJson(`samples/${name}`)), parseConfig({})]) {
      parseConfig(sample);
      assert.ok(validate(sample), JSON.stringify(validate.errors));
    }
  });

  it('describes every key, and gives the default of those that have one', () => {
    const bare: string[] = [];
    const visit = ({ properties = {}, anyOf = [], oneOf = [], items }: Schema, at: string): void => {
      for (const [key, value] of Object.entries(properties)) {
        if (value['const'] === undefined && typeof value['description'] !== 'string') bare.push(`${at}.${key}`);
        visit(value, `${at}.${key}`);
      }
      for (const option of [...anyOf, ...oneOf, ...(items ? [items] : [])]) visit(option, at);
    };
    visit(schema, '');
    assert.deepEqual(bare, []);
    const training = schema.properties!['training']!.properties!;
    assert.deepEqual([training['epochs']!['default'], training['batchSize']!['default']], [100, 10]);
  });

  it('is used for *.nabla.json files', () => {
    const { contributes } = readJson<{ contributes: { jsonValidation: unknown } }>('package.json');
    assert.deepEqual(contributes.jsonValidation, [{ fileMatch: '*.nabla.json', url: './dist/nabla.schema.json' }]);
  });
});
