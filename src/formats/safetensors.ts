import * as v from 'valibot';
import { Problem } from '../numerics/problem';

/**
 * safetensors: the length of a header (8 bytes), the header as JSON (names, types, shapes and places of tensors, and
 * texts about the whole), then the tensors' bytes without gaps; little-endian, as is every machine that VS Code runs on.
 *
 * Source: https://github.com/huggingface/safetensors (README, "Format"). Written here because its packages for
 * JavaScript only read, or bring a native binary.
 */

/** The types of numbers we know, with the widest first: so written, every tensor begins at a multiple of its width. */
const ARRAYS = {
  F64: Float64Array,
  F32: Float32Array,
  U32: Uint32Array,
  I32: Int32Array,
  U8: Uint8Array,
} as const;
type Dtype = keyof typeof ARRAYS;
const DTYPES = Object.keys(ARRAYS) as Dtype[];

export type TensorData = Float64Array | Float32Array | Uint32Array | Int32Array | Uint8Array;

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const LENGTH_BYTES = 8;
const METADATA = '__metadata__';
const ALIGNMENT = 8;

/** No reader of the format takes a longer header. */
const MAX_HEADER = 100_000_000;

/** The bytes of a file with these tensors and texts; the same content gives the same bytes. */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const widestFirst = [...tensors].sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  const header: [string, unknown][] = [[METADATA, metadata]];
  let end = 0;
  for (const [name, { shape, data }] of widestFirst)
    header.push([name, { dtype: dtypeOf(data), shape, data_offsets: [end, (end += data.byteLength)] }]);
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength); // padded with blanks
  file.set(json, LENGTH_BYTES);
  let offset = LENGTH_BYTES + headerLength;
  for (const [, { data }] of widestFirst) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file;
}

/**
 * What a file holds. Its numbers are copies.
 *
 * @throws Problem `safetensors-short`, `safetensors-header` and `safetensors-tensor`
 */
export function decodeSafetensors(file: Uint8Array): Safetensors {
  const { header, dataStart } = readHeader(file);
  const { [METADATA]: metadata = {}, ...entries } = header;
  if (!v.is(metadataSchema, metadata)) throw new Problem('safetensors-header', { found: METADATA });
  const places = Object.entries(entries).map(([name, entry]) => readPlace(name, entry));
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const { name, begin, end: next } of places) {
    if (begin !== end)
      throw new Problem('safetensors-tensor', { name, key: 'data_offsets', found: begin, expected: end });
    end = next;
  }
  if (dataStart + end !== file.length)
    throw new Problem('safetensors-short', { found: file.length, expected: dataStart + end });
  const tensors = places.map(({ name, dtype, shape, begin, end: next }) => {
    const bytes = new Uint8Array(file.subarray(dataStart + begin, dataStart + next)); // a copy begins its buffer: aligned
    return [name, { shape, data: new ARRAYS[dtype](bytes.buffer) }] as const;
  });
  return { tensors: new Map(tensors), metadata };
}

const metadataSchema = v.record(v.string(), v.string());
const wholeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.object({
  dtype: v.picklist(DTYPES),
  shape: v.array(wholeSchema),
  data_offsets: v.tuple([wholeSchema, wholeSchema]),
});

interface Place {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(file: Uint8Array): { header: Readonly<Record<string, unknown>>; dataStart: number } {
  if (file.length < LENGTH_BYTES)
    throw new Problem('safetensors-short', { found: file.length, expected: LENGTH_BYTES });
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER) throw new Problem('safetensors-header', { found: String(length) });
  const dataStart = LENGTH_BYTES + length;
  if (file.length < dataStart) throw new Problem('safetensors-short', { found: file.length, expected: dataStart });
  const header = parsed(file.subarray(LENGTH_BYTES, dataStart));
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new Problem('safetensors-header', { found: '' });
  return { header: header as Readonly<Record<string, unknown>>, dataStart };
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}

function readPlace(name: string, entry: unknown): Place {
  const read = v.safeParse(entrySchema, entry);
  if (!read.success) {
    const [issue] = read.issues;
    const key = v.getDotPath(issue) ?? '';
    throw new Problem('safetensors-tensor', { name, key, found: issue.received, expected: DTYPES.join(', ') });
  }
  const { dtype, shape } = read.output;
  const [begin, end] = read.output.data_offsets;
  const expected = shape.reduce((product, length) => product * length, ARRAYS[dtype].BYTES_PER_ELEMENT);
  if (end - begin !== expected)
    throw new Problem('safetensors-tensor', { name, key: 'shape', found: end - begin, expected });
  return { name, dtype, shape, begin, end };
}

function dtypeOf(data: TensorData): Dtype {
  return DTYPES.find(dtype => data instanceof ARRAYS[dtype])!;
}
