import * as assert from 'node:assert/strict';

/** What a test reads from an event file, by a reader of its own. */
export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly version?: string;
  readonly sessionStatus?: number;
  readonly scalars: ReadonlyMap<string, number>;
}

/** CRC-32C bit by bit, as its definition says. */
export function slowCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}

function masked(bytes: Uint8Array): number {
  const crc = slowCrc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** All events of a file; every checksum has to be right, and nothing may be left over. */
export function readEvents(file: Uint8Array): ReadEvent[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const events: ReadEvent[] = [];
  let at = 0;
  while (at < file.length) {
    const length = Number(view.getBigUint64(at, true));
    const data = file.subarray(at + 12, at + 12 + length);
    assert.equal(data.length, length, 'a whole record');
    assert.equal(view.getUint32(at + 8, true), masked(file.subarray(at, at + 8)));
    assert.equal(view.getUint32(at + 12 + length, true), masked(data));
    events.push(readEvent(data));
    at += length + 16;
  }
  return events;
}

type Field = readonly [number: number, value: number | Uint8Array];

/** The fields of a protocol buffer: numbers of varints, bytes of the rest. */
function fieldsOf(data: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = data[at++]!;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < data.length) {
    const tag = varint();
    const [number, type] = [tag >>> 3, tag & 7];
    if (type === 0) {
      fields.push([number, varint()]);
      continue;
    }
    const length = type === 1 ? 8 : type === 5 ? 4 : varint();
    fields.push([number, data.subarray(at, (at += length))]);
  }
  return fields;
}

function readEvent(data: Uint8Array): ReadEvent {
  const event = { wallTime: NaN, step: 0, scalars: new Map<string, number>() };
  for (const [number, value] of fieldsOf(data)) {
    if (number === 2) event.step = value as number;
    if (typeof value === 'number') continue;
    if (number === 1) event.wallTime = viewOf(value).getFloat64(0, true);
    if (number === 3) Object.assign(event, { version: new TextDecoder().decode(value) });
    if (number === 7) Object.assign(event, { sessionStatus: new Map(fieldsOf(value)).get(1) });
    if (number === 5) for (const [, scalar] of fieldsOf(value)) addScalar(event.scalars, scalar as Uint8Array);
  }
  return event;
}

function addScalar(scalars: Map<string, number>, value: Uint8Array): void {
  const fields = new Map(fieldsOf(value));
  scalars.set(
    new TextDecoder().decode(fields.get(1) as Uint8Array),
    viewOf(fields.get(2) as Uint8Array).getFloat32(0, true),
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
