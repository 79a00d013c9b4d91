import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodeSafetensors, encodeSafetensors, type Safetensors, type Tensor } from '../../../src/formats/safetensors';
import { Problem } from '../../../src/numerics/problem';

const SEED = 20261121;

const ARRAYS = [Float64Array, Float32Array, Uint32Array, Int32Array, Uint8Array] as const;

const tensor: fc.Arbitrary<Tensor> = fc
  .tuple(fc.constantFrom(...ARRAYS), fc.array(fc.nat(4), { maxLength: 3 }), fc.nat(255))
  .map(([Kind, shape, first]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    return { shape, data: new Kind(Array.from({ length: count }, (_, i) => first + i)) };
  });

const content: fc.Arbitrary<Safetensors> = fc.record({
  tensors: fc
    .dictionary(
      fc.string().filter(name => name !== '__metadata__'),
      tensor,
      { maxKeys: 5 },
    )
    .map(each => new Map(Object.entries(each))),
  metadata: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
});

/** The bytes of a file with this header and data. */
function fileOf(header: unknown, data = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, data]);
}

function codeOf(file: Uint8Array): string {
  try {
    decodeSafetensors(file);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.code;
  }
  return 'none';
}

describe('safetensors', () => {
  it('are as the format says: length, header, data', () => {
    const file = encodeSafetensors({
      tensors: new Map<string, Tensor>([
        ['u', { shape: [3], data: Uint8Array.of(1, 2, 3) }],
        ['w', { shape: [1, 2], data: Float32Array.of(1, -2) }],
      ]),
      metadata: { a: 'b' },
    });
    const length = Number(Buffer.from(file).readBigUInt64LE(0));
    assert.equal(length % 8, 0);
    assert.deepEqual(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))), {
      __metadata__: { a: 'b' },
      w: { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] },
      u: { dtype: 'U8', shape: [3], data_offsets: [8, 11] },
    });
    assert.equal(Buffer.from(file.subarray(8 + length)).toString('hex'), '0000803f000000c0010203');
  });

  it('reads a file that another program wrote', () => {
    // python: safetensors' README example by hand; struct.pack('<q2i', …) with offsets in another order.
    const header = {
      b: { dtype: 'I32', shape: [2], data_offsets: [8, 16] },
      a: { dtype: 'F64', shape: [], data_offsets: [0, 8] },
    };
    const data = Buffer.from('000000000000f83f01000000ffffffff', 'hex');
    const { tensors, metadata } = decodeSafetensors(fileOf(header, data));
    assert.deepEqual(metadata, {});
    assert.deepEqual(tensors.get('a'), { shape: [], data: Float64Array.of(1.5) });
    assert.deepEqual(tensors.get('b'), { shape: [2], data: Int32Array.of(1, -1) });
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(content, each => {
        const back = decodeSafetensors(encodeSafetensors(each));
        assert.deepEqual(new Map([...back.tensors].sort()), new Map([...each.tensors].sort()));
        assert.deepEqual({ ...back.metadata }, { ...each.metadata });
      }),
      { seed: SEED },
    );
  });

  it('that are wrong are told', () => {
    const entry = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
    const four = new Uint8Array(4);
    const cases: [Uint8Array, string][] = [
      [new Uint8Array(7), 'safetensors-short'],
      [Buffer.alloc(8, 0xff), 'safetensors-header'],
      [fileOf('{"w":'), 'safetensors-header'],
      [fileOf('[]'), 'safetensors-header'],
      [fileOf({ __metadata__: { a: 1 } }), 'safetensors-header'],
      [fileOf({ w: entry }), 'safetensors-short'],
      [fileOf({ w: entry }, new Uint8Array(5)), 'safetensors-short'],
      [fileOf({ w: { ...entry, dtype: 'F8' } }, four), 'safetensors-tensor'],
      [fileOf({ w: { ...entry, shape: [2] } }, four), 'safetensors-tensor'],
      [fileOf({ w: { ...entry, shape: [-1] } }, four), 'safetensors-tensor'],
      [fileOf({ w: { ...entry, shape: [2 ** 53, 2 ** 53] } }, four), 'safetensors-tensor'],
      [fileOf({ w: { ...entry, data_offsets: [4, 0] } }, four), 'safetensors-tensor'],
      [fileOf({ w: entry, v: entry }, four), 'safetensors-tensor'], // one over the other
      [fileOf({ w: { ...entry, data_offsets: [4, 8] } }, new Uint8Array(8)), 'safetensors-tensor'], // a gap
      [fileOf({ w: null }), 'safetensors-tensor'],
    ];
    for (const [file, code] of cases) assert.equal(codeOf(file), code);
  });

  it('cut or changed anywhere, give a problem or tensors and never anything else', () => {
    const file = encodeSafetensors({
      tensors: new Map<string, Tensor>([
        ['W1', { shape: [2, 3], data: Float32Array.from({ length: 6 }, (_, i) => i) }],
        ['b1', { shape: [3], data: Float64Array.of(1, 2, 3) }],
      ]),
      metadata: { step: '12' },
    });
    for (let length = 0; length < file.length; length++) assert.notEqual(codeOf(file.subarray(0, length)), 'none');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), changes => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        codeOf(changed);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
