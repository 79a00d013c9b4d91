import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as v from 'valibot';
import { dataSchema } from '../../../src/data/config';
import { sampleCountOf } from '../../../src/data/dataset';
import { describeData, openData } from '../../../src/data/open';
import { Problem } from '../../../src/numerics/problem';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';

const SAMPLES = path.join(ROOT, 'samples');

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  return assert.fail('no problem');
}

describe('data of a training', () => {
  it('is described without training on it', async () => {
    const iris = await describeData('data/iris.csv', undefined, SAMPLES);
    assert.deepEqual(iris, {
      samples: 150,
      features: 4,
      classes: ['setosa', 'versicolor', 'virginica'],
      label: 'species',
      columns: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'species'],
    });
    const digits = await describeData('data/digits.csv', 'digit', SAMPLES);
    assert.deepEqual([digits.samples, digits.features, digits.classes.join('')], [1797, 64, '0123456789']);
    const generated = await describeData({ generator: 'spiral', samples: 42, noise: 0 }, undefined, SAMPLES);
    assert.deepEqual([generated.samples, generated.features, generated.columns], [42, 2, []]);
  });

  it('is split, and scaled by figures of the training samples only', async () => {
    const config = v.parse(dataSchema, { source: 'data/iris.csv', normalize: 'minmax' });
    const { train, test } = await openData(config, SAMPLES, 1);
    assert.deepEqual([sampleCountOf(train), sampleCountOf(test)], [120, 30]);
    for (let column = 0; column < 4; column++) {
      const values = train.features.filter((_, i) => i % 4 === column);
      assert.deepEqual([Math.min(...values), Math.max(...values)], [0, 1]);
    }
    const again = await openData(config, SAMPLES, 1);
    assert.deepEqual(again.test.features, test.features);
    assert.notDeepEqual((await openData(config, SAMPLES, 2)).test.features, test.features);
  });

  it('that cannot be opened is named as it was given', async () => {
    const describe = (source: string) => problemOf(describeData(source, undefined, SAMPLES));
    assert.deepEqual((await describe('data/none.csv')).toData(), {
      code: 'data-not-found',
      args: { source: 'data/none.csv' },
    });
    assert.equal((await describe('losses.ts/none.csv')).code, 'data-not-found');
    assert.deepEqual((await describe('./data')).toData(), { code: 'data-not-a-file', args: { source: './data' } });
    assert.equal((await describe('\0.csv')).code, 'data-unreadable');
    const unknown = await problemOf(describeData('data/iris.csv', 'kind', SAMPLES));
    assert.match(sentence(unknown), /^data\/iris\.csv has no column kind\. Its columns are: sepal_length, /);
  });

  it('that is too large or in another encoding is not read', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-data-'));
    try {
      fs.writeFileSync(path.join(folder, 'large.csv'), '');
      fs.truncateSync(path.join(folder, 'large.csv'), 300 * 2 ** 20); // a hole, no blocks
      const problem = await problemOf(describeData('large.csv', undefined, folder));
      assert.equal(sentence(problem), 'large.csv has 300 MB; CSV files of up to 256 MB can be trained on.');
      fs.writeFileSync(path.join(folder, 'korean.csv'), Buffer.from([0xb0, 0xaa, 0x2c, 0x63, 0x0a])); // 값,c in CP949
      assert.equal((await problemOf(describeData('korean.csv', undefined, folder))).code, 'data-encoding');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
