import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Part } from '../../../src/data/dataset';
import { gatherFeatures, gatherTargets } from '../../../src/data/gather';
import { describeData, openData } from '../../../src/data/open';
import type { DataConfig, Reading } from '../../../src/data/config';
import { sentence } from '../../../src/words/sentences';
import { idxFile, NPZ } from '../formats/binary';
import { ROOT } from '../house/files';
import { configOf, problemOf, TemporaryData, type DataOptions } from './temporaryData';

const SAMPLES = path.join(ROOT, 'samples');

/** All features of a part, scaled, row by row. */
function scaled(part: Part): Float32Array {
  const into = new Float32Array(part.rows.length * part.dataset.featureNames.length);
  gatherFeatures(part, 0, part.rows.length, into);
  return into;
}

describe('data of a training', () => {
  const data = TemporaryData.forSuite();
  const describeSample = (options: DataOptions) => describeData(configOf(options), SAMPLES);

  it('is described without training on it', async () => {
    assert.deepEqual(await describeSample({ source: 'data/iris.csv' }), {
      samples: 150,
      features: 4,
      task: 'classification',
      classes: ['setosa', 'versicolor', 'virginica'],
      labels: ['species'],
      columns: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'species'],
    });
    const digits = await describeSample({ source: 'data/digits.csv', label: 'digit' });
    assert.deepEqual([digits.samples, digits.features, digits.classes.join('')], [1797, 64, '0123456789']);
    const sine = await describeSample({ source: { generator: 'sine', samples: 42 } });
    assert.deepEqual(sine, { samples: 42, features: 1, task: 'regression', classes: [], labels: ['y'], columns: [] });
    const drawn = await describeSample({ source: { generator: 'drawnDigits', samples: 10 } });
    assert.deepEqual([drawn.features, drawn.image], [784, { height: 28, width: 28 }]);
  });

  it('is split, and scaled by figures of the training samples only', async () => {
    const config = configOf({ source: 'data/iris.csv', normalize: 'minmax' });
    const { train, test } = await openData(config, SAMPLES, 1);
    assert.deepEqual([train.rows.length, test.rows.length], [120, 30]);
    for (let column = 0; column < 4; column++) {
      const values = scaled(train).filter((_, i) => i % 4 === column);
      assert.deepEqual([Math.min(...values), Math.max(...values)], [0, 1]);
    }
    assert.deepEqual((await openData(config, SAMPLES, 1)).test.rows, test.rows);
    assert.notDeepEqual((await openData(config, SAMPLES, 2)).test.rows, test.rows);
  });

  it('does not let what is tested on change what is trained on', async () => {
    const table = (value: (row: number) => string) =>
      ['x,k,c', ...Array.from({ length: 30 }, (_, row) => `${value(row)},${row % 3}`)].join('\n');
    const plain = (row: number) => (row === 4 ? ',u' : `${row},${'uv'[row % 2]!}`);
    for (const normalize of ['minmax', 'standardize'] as const) {
      const options = { source: 'leak.csv', normalize, missing: 'fill' } as const;
      data.write('leak.csv', table(plain));
      const before = await data.open(options);
      const tested = new Set(before.test.rows);
      assert.ok(!tested.has(4));
      data.write(
        'leak.csv',
        table(row => (tested.has(row) ? `${1000 * row},v` : plain(row))),
      );
      const after = await data.open(options);
      assert.deepEqual(scaled(after.train), scaled(before.train));
      assert.notDeepEqual(scaled(after.test), scaled(before.test));
    }
  });

  it('has numbers to predict that are scaled by those of the training samples, unless it is told otherwise', async () => {
    data.write('prices.csv', 'area,price\n50,100000\n100,300000\n75,200000\n');
    data.write('other.csv', 'area,price\n60,400000\n');
    const prices = async (options: DataOptions = {}) => {
      const source = { source: 'prices.csv', task: 'regression', split: { test: 'other.csv' } } as const;
      const { train, test } = await data.open({ ...source, ...options });
      const into = new Float32Array(4);
      gatherTargets(train, 0, 3, into);
      gatherTargets(test, 0, 1, into.subarray(3));
      return [...into];
    };
    const root = Math.sqrt(3 / 2); // 100000 / deviation
    assert.deepEqual(await prices(), [-root, root, 0, 2 * root].map(Math.fround));
    assert.deepEqual(await prices({ normalize: 'none', normalizeLabels: 'minmax' }), [0, 1, 0.5, 1.5]);
    assert.deepEqual(await prices({ normalizeLabels: 'none' }), [100000, 300000, 200000, 400000]);
  });

  it('is tested on another file, in the same terms', async () => {
    data.write('train.csv', 'x,color,c\n0,red,a\n10,blue,b\n5,red,a\n');
    data.write('test.jsonl', '{"c": "b", "x": 20, "color": "red"}\n{"x": 5, "color": "red", "c": "b"}\n');
    const { train, test } = await data.open({
      source: 'train.csv',
      split: { test: 'test.jsonl' },
      normalize: 'minmax',
    });
    assert.deepEqual(train.dataset.featureNames, ['x', 'color=blue', 'color=red']);
    assert.deepEqual([...scaled(train)], [0, 0, 1, 1, 1, 0, 0.5, 0, 1]);
    assert.deepEqual([...scaled(test)], [2, 0, 1, 0.5, 0, 1]);
    const labels = new Uint8Array(2);
    gatherTargets(test, 0, 2, labels);
    assert.deepEqual([...labels], [1, 1]); // b, although it is the only class there
  });

  it('names what a file to test on has of its own', async () => {
    data.write('train.csv', 'x,color,c\n0,red,a\n10,blue,b\n5,red,a\n');
    const problem = async (text: string) => {
      data.write('test.csv', text);
      return sentence(await problemOf(data.open({ source: 'train.csv', split: { test: 'test.csv' } })));
    };
    assert.equal(await problem('x,c\n1,a'), 'test.csv lacks columns of the data to train on: color.');
    assert.equal(
      await problem('x,color,c,z\n1,red,a,3'),
      'test.csv has columns that the data to train on lack: z. Remove them, or leave them out with data.ignore.',
    );
    assert.equal(
      await problem('x,color,c\n1,red,a\n2,green,a'),
      'test.csv, line 3: "green" in column color does not occur in the data to train on.',
    );
    assert.equal(
      await problem('x,color,c\n1,red,z'),
      'test.csv, line 2: the class "z" does not occur in the data to train on.',
    );
    assert.equal(
      await problem('x,color,c\nhot,red,a'),
      'test.csv, line 2: "hot" in column x is not a number, unlike other values there. Correct it, or leave the column out with data.ignore.',
    );
    assert.match(await problem('x,color,c\n1,red,'), /^test\.csv, line 2: column c has no value\./);
    assert.match(
      sentence(await problemOf(data.open({ source: 'train.csv', split: { test: 'none.csv' } }))),
      /^none\.csv/,
    );
  });

  it('that cannot be opened is named as it was given', async () => {
    const describe = (source: string, options: DataOptions = {}) => problemOf(describeSample({ ...options, source }));
    assert.deepEqual((await describe('data/none.csv')).toData(), {
      code: 'data-not-found',
      args: { source: 'data/none.csv' },
    });
    assert.equal((await describe('losses.ts/none.csv')).code, 'data-not-found');
    assert.deepEqual((await describe('./data')).toData(), { code: 'data-not-a-file', args: { source: './data' } });
    assert.equal((await describe('\0.csv')).code, 'data-unreadable');
    assert.equal(
      sentence(await describe('data/iris.csv#x_train')),
      'data/iris.csv is a table and has no array named x_train. Leave out #x_train.',
    );
    const unknown = await describe('data/iris.csv', { label: 'kind' });
    assert.match(sentence(unknown), /^data\/iris\.csv has no column kind\. Its columns are: sepal_length, /);
  });

  it('has no columns where it is arrays', async () => {
    data.write('x.idx', idxFile(8, [4, 2], Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])));
    data.write('y.idx', idxFile(8, [4], Buffer.from([0, 1, 0, 1])));
    data.write('xy.npz', NPZ);
    const pair = { images: 'x.idx', labels: 'y.idx' };
    const problem = async (options: DataOptions) => sentence(await problemOf(data.open(options)));
    assert.equal(
      await problem({ source: pair, label: 'y' }),
      'x.idx holds arrays of features and labels, which have no columns. Leave out data.label.',
    );
    assert.match(await problem({ source: pair, ignore: [0] }), /^x\.idx .* Leave out data\.ignore\.$/);
    assert.match(await problem({ source: 'xy.npz', label: 'y' }), /^xy\.npz .* Leave out data\.label\.$/);
    assert.equal((await data.open({ source: pair, ignore: [] })).description.samples, 4);
  });

  it('that are generated are classes or numbers, whatever is asked for', async () => {
    const problem = async (generator: 'xor' | 'plane', task: DataConfig['task']) =>
      sentence(await problemOf(data.open({ source: { generator }, task })));
    assert.equal(
      await problem('plane', 'classification'),
      'plane makes numbers to predict and no classes. Leave out data.task.',
    );
    assert.equal(
      await problem('xor', 'regression'),
      'xor makes classes and no numbers to predict. Leave out data.task.',
    );
    const { description } = await data.open({ source: { generator: 'xor' }, task: 'classification' });
    assert.equal(description.task, 'classification');
  });

  it('has any name', async () => {
    data.write('my#data.csv', 'x,c\n1,a\n2,b\n');
    assert.equal((await data.open({ source: 'my#data.csv' })).description.samples, 2);
    data.write('no extension', '[{"x": 1, "c": "a"}, {"x": 2, "c": "b"}]');
    assert.deepEqual((await data.open({ source: 'no extension' })).description.columns, ['x', 'c']);
    data.write('lines.json', '{"x": 1, "c": "a"}\n{"x": 2, "c": "b"}\n');
    assert.deepEqual((await data.open({ source: 'lines.json' })).description.columns, ['x', 'c']);
    data.write('table.tsv', 'x, y\tc\n1\ta\n2\tb\n');
    assert.deepEqual((await data.open({ source: 'table.tsv' })).description.columns, ['x, y', 'c']);
  });

  it('that is too large or in another encoding is not read', async () => {
    fs.truncateSync(path.join(data.folder, data.write('large.npy', '')), 300 * 2 ** 20); // a hole, no blocks
    const large = await problemOf(data.open({ source: 'large.npy', memory: 256 }));
    assert.equal(
      sentence(large),
      'large.npy needs about 300 MB of memory; 256 MB are allowed. Use fewer samples or columns, or raise data.memory.',
    );
    fs.truncateSync(path.join(data.folder, data.write('large.json', '')), 300 * 2 ** 20);
    assert.equal((await problemOf(data.open({ source: 'large.json' }))).code, 'data-memory');
    const korean = Buffer.from([0xb0, 0xaa, 0x2c, 0x63, 0x0a]); // 값,c in CP949
    assert.deepEqual(await data.problem(korean), { code: 'data-encoding' });
    const drawn = await problemOf(data.open({ source: { generator: 'drawnDigits', samples: 1_000_000 }, memory: 100 }));
    assert.equal(drawn.code, 'data-memory');
  });

  it('tells how far reading is, and stops when it is asked to', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `${i},${i * 0.7},${i % 2}\n`);
    data.write('long.csv', `x,y,c\n${rows.join('')}`);
    const size = fs.statSync(path.join(data.folder, 'long.csv')).size;
    const config = configOf({ source: 'long.csv' });
    const readings: Reading[] = [];
    await openData(config, data.folder, 1, { reading: reading => readings.push(reading) });
    assert.ok(readings.length > 0);
    for (const [i, { source, done, total }] of readings.entries()) {
      assert.deepEqual([source, total], ['long.csv', size]);
      assert.ok(done > 0 && done <= total && done >= (readings[i - 1]?.done ?? 0));
    }
    const abort = new AbortController();
    const watch = { reading: () => abort.abort(), signal: abort.signal };
    assert.equal((await problemOf(openData(config, data.folder, 1, watch))).code, 'cancelled');
    assert.equal(
      (await problemOf(openData(config, data.folder, 1, { signal: AbortSignal.abort() }))).code,
      'cancelled',
    );
  });
});
