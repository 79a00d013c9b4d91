import * as assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { readArrays } from '../../../src/data/arrayDataset';
import { MemoryBound } from '../../../src/data/memory';
import { Problem } from '../../../src/numerics/problem';
import { Random } from '../../../src/numerics/random';
import { hasSentence } from '../../../src/words/sentences';
import { bytesOfNumbers, COMPRESSED_NPZ, idxFile, npyFile, NPZ } from '../formats/binary';

/** The same tests in two sizes; `npm run test:soak` sets the larger one. */
const RUNS = process.env['NABLA_SOAK'] ? 100_000 : 2000;
const SEED = 20261121;

const idx = idxFile(0x0b, [3, 2], bytesOfNumbers([1, 2, 3, 4, 5, 6], 'i2', true));
const FILES: Readonly<Record<string, Uint8Array>> = {
  npy: npyFile('>f4', [3, 2], bytesOfNumbers([1, 2, 3, 4, 5, 6], 'f4', true), true),
  idx,
  'idx.gz': gzipSync(idx),
  npz: NPZ,
  'compressed npz': COMPRESSED_NPZ,
};

const memory = new MemoryBound(16);

/** Whether a file can be read; where it cannot, the problem has a sentence. */
async function isRead(bytes: Uint8Array): Promise<boolean> {
  try {
    await readArrays({ source: 'file', bytes }, { task: 'auto', memory });
    return true;
  } catch (error) {
    assert.ok(error instanceof Problem, error instanceof Error ? error.stack : String(error));
    assert.ok(hasSentence(error.code), error.code);
    assert.equal(String(error.args['source']).split('#')[0], 'file');
    return false;
  }
}

/** Changes a file in one to four places, as a bad disk or a careless tool does. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(changed.length);
    const [before, after] = [changed.subarray(0, at), changed.subarray(at)];
    const piece = Buffer.from(Array.from({ length: 1 + random.below(8) }, () => ODD[random.below(ODD.length)]!));
    switch (random.below(5)) {
      case 0:
        changed[at] = random.below(256);
        break;
      case 1:
        changed[at]! ^= 1 << random.below(8);
        break;
      case 2:
        changed = Buffer.concat([before, piece, after]);
        break;
      case 3:
        changed = Buffer.concat([before, after.subarray(piece.length)]);
        break;
      default:
        changed = Buffer.concat([before, piece, after.subarray(piece.length)]);
    }
    if (changed.length === 0) break;
  }
  return changed;
}

/** Bytes that lengths, numbers and headers are made of. */
const ODD = [0, 1, 2, 8, 0x7f, 0x80, 0xfe, 0xff, ...Buffer.from("(),'L9<>|fiub")];

describe('damaged files of arrays', () => {
  for (const [name, file] of Object.entries(FILES)) {
    it(`${name}: cut off anywhere they are refused`, async () => {
      assert.ok(await isRead(file));
      for (let end = 0; end < file.length; end++) assert.ok(!(await isRead(file.subarray(0, end))), String(end));
    });

    it(`${name}: changed they are read or refused`, async () => {
      const random = Random.seeded(SEED, 'data');
      let read = 0;
      for (let run = 0; run < RUNS; run++) if (await isRead(mutate(file, random))) read++;
      assert.ok(read > 0 && read < RUNS, `${read} of ${RUNS}`);
    }).timeout(RUNS * 5);
  }
});
