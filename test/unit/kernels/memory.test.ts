import * as assert from 'node:assert/strict';
import { KernelMemory } from '../../../src/kernels/webassembly/memory';

describe('the memory of kernels', () => {
  it('gives out 2 GiB and refuses more in a sentence', () => {
    const memory = new KernelMemory();
    const large = memory.array(Float32Array, 2 ** 28);
    large[2 ** 28 - 1] = 1;
    const args = { found: 2049, maximum: 2048 };
    assert.throws(() => memory.array(Float32Array, 2 ** 28), { code: 'training-too-large', args });
    const rest = memory.array(Float64Array, 2 ** 26);
    assert.deepEqual([rest[0], rest.at(-1), large.at(-1)], [0, 0, 1]);
  });
});
