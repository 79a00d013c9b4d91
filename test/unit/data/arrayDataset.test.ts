import * as assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { isArrayFile, readArrayPair, readArrays, readRows, type ArrayData } from '../../../src/data/arrayDataset';
import type { DataConfig } from '../../../src/data/config';
import type { Dataset } from '../../../src/data/dataset';
import { MemoryBound } from '../../../src/data/memory';
import { Pace } from '../../../src/data/watch';
import type { Cell } from '../../../src/formats/records';
import { Problem } from '../../../src/numerics/problem';
import { sentence } from '../../../src/words/sentences';
import { bytesOfNumbers, COMPRESSED_NPZ, idxFile, npyFile, NPZ } from '../formats/binary';

const memory = new MemoryBound(16);

interface Options {
  readonly task?: DataConfig['task'];
  readonly memory?: MemoryBound;
}

function pair(features: Uint8Array, labels: Uint8Array, { task = 'auto', ...rest }: Options = {}): Promise<ArrayData> {
  const file = (source: string, bytes: Uint8Array) => ({ source, bytes });
  return readArrayPair(file('x', features), file('t', labels), { task, memory, ...rest });
}

async function archive(arrays: Record<string, Uint8Array>, name?: string) {
  const files = Object.fromEntries(Object.entries(arrays).map(([each, bytes]) => [`${each}.npy`, bytes]));
  return readArrays({ source: 'a.npz', name, bytes: zipSync(files) }, { task: 'auto', memory });
}

async function datasetIn(arrays: Record<string, Uint8Array>): Promise<ArrayData> {
  const data = await archive(arrays);
  assert.ok('dataset' in data);
  return data;
}

const doubles = (shape: number[], numbers: number[]) => npyFile('<f8', shape, bytesOfNumbers(numbers, 'f8', false));
const bytes = (shape: number[], numbers: number[]) => npyFile('|u1', shape, Uint8Array.from(numbers));

async function sentenceOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return sentence(error);
  }
  return assert.fail('no problem');
}

function classesOf({ targets }: Dataset): [names: string, labels: number[]] {
  assert.ok(targets.task === 'classification');
  return [targets.classes.join(' '), [...targets.labels]];
}

function numbersOf({ targets }: Dataset): [names: string, values: number[]] {
  assert.ok(targets.task === 'regression');
  return [targets.names.join(' '), [...targets.values]];
}

describe('data from arrays', () => {
  it('are images and classes as of MNIST, gzipped or not', async () => {
    const images = idxFile(8, [4, 2, 3], Uint8Array.from(Array(24).keys()));
    const labels = idxFile(8, [4], Uint8Array.of(7, 2, 7, 2));
    for (const packed of [false, true]) {
      const { dataset } = await pair(packed ? gzipSync(images) : images, packed ? gzipSync(labels) : labels);
      assert.ok(dataset.features instanceof Uint8Array);
      assert.deepEqual([...dataset.features], [...Array(24).keys()]);
      assert.deepEqual([dataset.samples, dataset.image], [4, { height: 2, width: 3 }]);
      assert.equal(dataset.featureNames.join(' '), 'p0 p1 p2 p3 p4 p5');
      assert.deepEqual(classesOf(dataset), ['2 7', [1, 0, 1, 0]]);
    }
  });

  it('are told to be images by their axes', async () => {
    const imageOf = async (...lengths: number[]) => {
      const count = lengths.reduce((a, b) => a * b, 1);
      const { dataset } = await pair(bytes([2, ...lengths], Array<number>(2 * count).fill(0)), bytes([2], [0, 1]));
      assert.equal(dataset.featureNames.length, count);
      return dataset.image;
    };
    assert.deepEqual(await imageOf(3, 2, 1), { height: 3, width: 2 });
    assert.deepEqual(await imageOf(1, 3, 2), { height: 3, width: 2 }); // channels first
    assert.equal(await imageOf(3, 2, 3), undefined); // colors
    assert.equal(await imageOf(6), undefined);
    assert.equal(await imageOf(), undefined);
  });

  it('are float32 where they are no bytes', async () => {
    const { dataset } = await pair(doubles([2, 2], [0.1, -2, 3, 1e-50]), bytes([2], [1, 0]));
    assert.deepEqual(dataset.features, Float32Array.of(0.1, -2, 3, 1e-50));
    const whole = npyFile('<i8', [2, 1], bytesOfNumbers([-5, 40000], 'i8', false));
    assert.deepEqual((await pair(whole, bytes([2], [1, 0]))).dataset.features, Float32Array.of(-5, 40000));
    const truth = await pair(npyFile('|b1', [2, 1], Uint8Array.of(1, 0)), bytes([2], [1, 0]));
    assert.deepEqual(truth.dataset.features, Uint8Array.of(1, 0));
  });

  it('have labels that are classes, one-hot, or numbers to predict', async () => {
    const x = bytes([4, 1], [1, 2, 3, 4]);
    const labelled = async (labels: Uint8Array, task: DataConfig['task'] = 'auto') =>
      (await pair(x, labels, { task })).dataset;
    assert.deepEqual(classesOf(await labelled(doubles([4], [3, -1, 3, -1]))), ['-1 3', [1, 0, 1, 0]]);
    assert.deepEqual(classesOf(await labelled(bytes([4, 1], [1, 0, 0, 1]))), ['0 1', [1, 0, 0, 1]]);
    const hot = doubles([4, 3], [0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0]);
    assert.deepEqual(classesOf(await labelled(hot)), ['0 1 2', [2, 0, 2, 1]]);
    assert.deepEqual(numbersOf(await labelled(doubles([4], [0.5, 1.5, 2, 0.5]))), ['label', [0.5, 1.5, 2, 0.5]]);
    const two = doubles([4, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(numbersOf(await labelled(two)), ['label[0] label[1]', [1, 2, 3, 4, 5, 6, 7, 8]]);
    // The configuration has its way.
    assert.equal(numbersOf(await labelled(hot, 'regression'))[1].length, 12);
    assert.deepEqual(numbersOf(await labelled(bytes([4], [1, 0, 0, 1]), 'regression'))[1], [1, 0, 0, 1]);
    assert.deepEqual(classesOf(await labelled(doubles([4], [0.5, 1.5, 2, 0.5]), 'classification'))[0], '0.5 1.5 2');
    assert.match(await sentenceOf(labelled(two, 'classification')), /^t: the row at \[0\] is not one-hot\./);
  });

  it('to test on have the classes of those to train on', async () => {
    const { layout } = await pair(bytes([4], [1, 2, 3, 4]), bytes([4], [2, 7, 7, 2]));
    const test = (labels: Uint8Array) =>
      readArrayPair(
        { source: 'x', bytes: bytes([2], [5, 6]) },
        { source: 't', bytes: labels },
        { task: 'auto', memory, like: layout },
      );
    assert.deepEqual(classesOf((await test(bytes([2], [7, 7]))).dataset), ['2 7', [1, 1]]);
    assert.deepEqual(classesOf((await test(doubles([2, 3], [0, 0, 1, 0, 0, 1]))).dataset), ['2 7', [0, 0]]);
    assert.match(await sentenceOf(test(bytes([2], [7, 8]))), /^t\b.*\b8\b/);
    assert.match(await sentenceOf(test(doubles([2, 3], [0, 0, 1, 0, 1, 0]))), /^t\b.*\b1\b/);
  });

  it('are found in an archive by their names', async () => {
    const [x, t] = [bytes([4, 1], [1, 2, 3, 4]), bytes([4], [1, 0, 0, 1])];
    for (const [features, labels] of [['x', 'y'], ['X', 't'], ['images', 'labels'], ['data', 'target'], ['train_images', 'train_labels']] as const)
      assert.deepEqual(classesOf((await datasetIn({ [features]: x, [labels]: t })).dataset), ['0 1', [1, 0, 0, 1]]);
    const [testX, testT] = [bytes([1, 1], [9]), bytes([1], [1])];
    const { dataset, test, layout } = await datasetIn({ x_test: testX, y_test: testT, x_train: x, y_train: t, z: x });
    assert.deepEqual([dataset.samples, layout.labels], [4, ['y']]);
    assert.deepEqual([[...test!.features], classesOf(test!)], [[9], ['0 1', [1]]]);
    assert.deepEqual(classesOf((await readNpz(NPZ)).dataset), ['0 1', [0, 1, 1]]);
    assert.deepEqual(classesOf((await readNpz(COMPRESSED_NPZ)).dataset), ['0 1', [0, 1, 1]]);
  }); // prettier-ignore

  async function readNpz(file: Uint8Array): Promise<ArrayData> {
    const data = await readArrays({ source: 'b.npz', bytes: file }, { task: 'classification', memory });
    assert.ok('dataset' in data);
    return data;
  }

  it('may be a matrix, whose rows are records', async () => {
    const matrix = doubles([2, 3], [1, 2, 0.5, 3, NaN, -1]);
    for (const data of [
      await readArrays({ source: 'm.npy', bytes: matrix }, { task: 'auto', memory }),
      await archive({ m: matrix }),
      await archive({ m: matrix, x: matrix }, 'm'),
    ]) {
      assert.ok('matrix' in data);
      const records: [string, Cell[], number][] = [];
      const record = (columns: readonly string[], cells: readonly Cell[], place: number) =>
        void records.push([columns.join(' '), [...cells], place]);
      await readRows(data, { record }, new Pace('m.npy'));
      const columns = 'column1 column2 column3';
      assert.deepEqual(records, [[columns, [1, 2, 0.5], 1], [columns, [3, null, -1], 2]]); // prettier-ignore
    }
  });

  it('that do not fit together say what was found', async () => {
    const x = bytes([4, 1], [1, 2, 3, 4]);
    const t = bytes([4], [1, 0, 0, 1]);
    assert.equal(
      await sentenceOf(pair(x, bytes([3], [1, 0, 1]))),
      'x has 4 samples, but t has 3 labels. There must be as many of the one as of the other.',
    );
    assert.match(await sentenceOf(pair(bytes([], [1]), t)), /^x has shape \[\]\. Features need \[N, D\]/);
    assert.match(await sentenceOf(pair(bytes([0, 4], []), t)), /^x has shape \[0, 4\]/);
    assert.match(await sentenceOf(pair(bytes([4, 1, 1, 1, 1], [1, 2, 3, 4]), t)), /^x has shape \[4, 1, 1, 1, 1\]/);
    assert.match(await sentenceOf(pair(x, bytes([4, 1, 1], [1, 0, 0, 1]))), /^t has shape \[4, 1, 1\]\. Labels need \[N\]/);
    assert.equal(
      await sentenceOf(pair(doubles([2, 2], [1, 2, NaN, 4]), t)),
      'x has NaN at [1][0]. Expected finite numbers of at most 3.4e38.',
    );
    assert.match(await sentenceOf(pair(x, doubles([4], [1, 2, 1e39, 2]))), /^t has 1e\+?39 at \[2\]\./);
    assert.match(await sentenceOf(pair(x, bytes([4, 101], Array<number>(404).fill(0).map((_, i) => (i % 101 === 0 ? 1 : 0))))), /^t has 101 one-hot columns; at most 100/);
    assert.match(await sentenceOf(archive({ m: bytes([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]) })), /^a\.npz#m has shape \[2, 2, 2\] and no labels/);
  }); // prettier-ignore

  it('whose names are not known are listed', async () => {
    const x = bytes([4, 1], [1, 2, 3, 4]);
    assert.equal(
      await sentenceOf(archive({ a: x, b: bytes([2], [1, 2]) })),
      'a.npz has arrays a [4, 1], b [2]; which are features and labels cannot be told. Call them x and y, or give { "images": "a.npz#…", "labels": "a.npz#…" }.',
    );
    assert.match(await sentenceOf(archive({})), /^a\.npz has arrays/);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a${i}`, x]));
    assert.match(await sentenceOf(archive(many)), /a11 \[4, 1\], …; which/);
    assert.equal(await sentenceOf(archive({ a: x }, 'b')), 'a.npz has no array b. Its arrays are: a.');
    const both = { source: 'b.npz', bytes: NPZ };
    assert.equal(
      await sentenceOf(readArrayPair(both, { ...both, name: 'y' }, { task: 'auto', memory })),
      'b.npz is an archive of arrays (x, y). Name the one that is meant, as b.npz#x.',
    );
    const named = readArrays({ source: 'x.npy', name: 'b', bytes: x }, { task: 'auto', memory });
    assert.equal(await sentenceOf(named), 'x.npy holds a single array without a name. Leave out #b.');
  });

  it('that are damaged are named with their file', async () => {
    const x = bytes([4, 1], [1, 2, 3, 4]);
    const [packed, t] = [gzipSync(x), bytes([4], [1, 0, 0, 1])];
    assert.equal(
      await sentenceOf(pair(x.subarray(0, -3), t)),
      'x is cut off: 3 bytes are missing. An array of shape [4, 1] of 1-byte numbers ends at byte 132; the file has 129.',
    );
    assert.match(await sentenceOf(pair(packed.subarray(0, -9), t)), /^x is damaged or cut off: its gzip data/);
    assert.match(await sentenceOf(pair(gzipSync(Buffer.concat([x, x])), t)), /^x unpacks to more than the 132 bytes/);
    assert.match(await sentenceOf(pair(Buffer.from('hello world'), t)), /^x is no IDX, NPY or NPZ file: .* 68 65 6c 6c 6f 20\./);
    assert.equal(
      await sentenceOf(pair(gzipSync('x,y\n0,1\n'), t)),
      'x unpacks to no IDX or NPY file: what is inside begins with the bytes 78 2c 79 0a 30 2c. If it is a table, unpack it first.',
    );
    assert.match(await sentenceOf(pair(Buffer.of(), t)), /^x is cut off within its header: it has 0 bytes/);
    assert.match(await sentenceOf(archive({ x, y: t.subarray(0, 129) })), /^a\.npz#y is cut off: 3 bytes are missing/);
  }); // prettier-ignore

  it('that would not fit the memory are refused before they are unpacked', async () => {
    const bomb = gzipSync(idxFile(8, [100, 1024, 1024], Buffer.alloc(100)));
    const t = bytes([4], [1, 0, 0, 1]);
    assert.match(await sentenceOf(pair(bomb, t)), /^x\b.*\b101\b.*\b16\b/);
    const liar = gzipSync(Buffer.concat([idxFile(8, [4, 1], Buffer.alloc(4)), Buffer.alloc(4 * 2 ** 20)]));
    assert.match(await sentenceOf(pair(liar, t)), /^x unpacks to more than the 16 bytes/);
    const zip = archive({ x: bytes([20 * 2 ** 20], Array<number>(0)), y: t });
    assert.match(await sentenceOf(zip), /^a\.npz#x is cut off/);
    const large = npyFile('|u1', [20 * 2 ** 20], Buffer.alloc(20 * 2 ** 20));
    assert.match(await sentenceOf(archive({ x: large, y: t })), /^a\.npz\b.*\b21\b.*\b16\b/);
    // As float32 it would be too large.
    const small = { memory: new MemoryBound(3) };
    const shorts = npyFile('<i2', [2 ** 19, 2], Buffer.alloc(2 ** 21));
    assert.match(await sentenceOf(pair(shorts, t, small)), /^x\b.*\b7\b.*\b3\b/);
  });

  it('are known by their first bytes', () => {
    const x = bytes([4, 1], [1, 2, 3, 4]);
    for (const file of [x, gzipSync(x), NPZ, idxFile(0x0d, [1], Buffer.alloc(4)), gzipSync(idxFile(8, [1], Buffer.of(1)))])
      assert.ok(isArrayFile(file.subarray(0, 100)));
    for (const file of [Buffer.from('x,y\n0,1\n'), gzipSync('x,y\n'), Buffer.of(), Buffer.of(0x1f, 0x8b, 9), Buffer.from('{}')])
      assert.ok(!isArrayFile(file));
  }); // prettier-ignore
});
