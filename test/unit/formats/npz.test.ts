import * as assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { isZip, listNpz, readNpz } from '../../../src/formats/npz';
import { Problem } from '../../../src/numerics/problem';
import { COMPRESSED_NPZ, npyFile, NPZ } from './binary';

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.code;
  }
  return assert.fail('no problem');
}

describe('archives of NumPy', () => {
  for (const [name, file] of [['savez', NPZ], ['savez_compressed', COMPRESSED_NPZ]] as const) {
    it(`of ${name} are read array by array`, () => {
      assert.deepEqual(listNpz(file), [
        { name: 'x', bytes: 134 },
        { name: 'y', bytes: 152 },
      ]);
      const x = readNpz(file, 'x');
      assert.deepEqual([x.shape, [...x.data]], [[3, 2], [0, 1, 2, 3, 4, 5]]);
      const y = readNpz(file, 'y');
      assert.deepEqual([y.shape, [...y.data]], [[3], [0, 1, 1]]);
      assert.ok(isZip(file));
    });
  } // prettier-ignore

  it('may hold other files, folders and none at all', () => {
    const file = zipSync({ 'readme.txt': strToU8('hello'), 'layer/W.npy': npyFile('|u1', [1], Buffer.of(3)) });
    assert.deepEqual(listNpz(file).map(({ name }) => name), ['layer/W']); // prettier-ignore
    assert.deepEqual([...readNpz(file, 'layer/W').data], [3]);
    const empty = zipSync({});
    assert.ok(isZip(empty));
    assert.deepEqual(listNpz(empty), []);
  });

  it('in which a number has changed are refused', function () {
    if (!('crc32' in zlib)) this.skip();
    const changed = Buffer.from(NPZ);
    const numbers = changed.indexOf(Buffer.of(0, 1, 2, 3, 4, 5));
    assert.ok(numbers > 0);
    changed[numbers + 2] = 7;
    assert.equal(codeOf(() => readNpz(changed, 'x')), 'npz-damaged');
    assert.deepEqual([...readNpz(changed, 'y').data], [0, 1, 1]);
    const remarked = Buffer.concat([changed.subarray(0, -2), Buffer.from('\x04\x00PK\x01\x02', 'latin1')]);
    assert.equal(codeOf(() => readNpz(remarked, 'x')), 'npz-damaged');
    assert.deepEqual([...readNpz(remarked, 'y').data], [0, 1, 1]);
  }); // prettier-ignore

  it('that are damaged are refused', () => {
    for (const end of [0, 4, 100, NPZ.length - 1]) assert.equal(codeOf(() => listNpz(NPZ.subarray(0, end))), 'npz-damaged');
    assert.equal(codeOf(() => readNpz(NPZ, 'z')), 'npz-damaged');
    const damaged = Buffer.from(COMPRESSED_NPZ);
    damaged.fill(0xff, 55, 80); // within the packed x
    assert.equal(codeOf(() => readNpz(damaged, 'x')), 'npz-damaged');
    assert.equal(codeOf(() => readNpz(zipSync({ 'x.npy': Buffer.from('\x93NUMPY', 'latin1') }), 'x')), 'array-header-short');
  }); // prettier-ignore
});
