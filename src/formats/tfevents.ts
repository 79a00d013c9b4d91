import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { maskedCrc32c } from './crc32c';

/**
 * TensorBoard's event files: a sequence of records, each a protocol buffer `Event` in a frame with checksums.
 *
 * Source: tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto, tensorflow/core/lib/io/record_writer.cc
 */

/** What `SessionLog.status` says of a program that begins, or begins again. */
const START = 1;

/** The first event of a file. @param wallTime seconds since 1970 */
export function versionEvent(wallTime: number): Uint8Array {
  return event(wallTime, 0).tag(3, WireType.LengthDelimited).string('brain.Event:2').finish();
}

/** Says that what other files hold of this step and later ones does not count: it is computed again. */
export function restartEvent(wallTime: number, step: number): Uint8Array {
  const log = new BinaryWriter().tag(1, WireType.Varint).int32(START).finish();
  return event(wallTime, step).tag(7, WireType.LengthDelimited).bytes(log).finish();
}

/** Numbers of a step by their tags; they are kept as float32. */
export function scalarsEvent(wallTime: number, step: number, scalars: Readonly<Record<string, number>>): Uint8Array {
  const summary = new BinaryWriter();
  for (const [tag, value] of Object.entries(scalars)) {
    summary.tag(1, WireType.LengthDelimited).fork();
    summary.tag(1, WireType.LengthDelimited).string(tag);
    // Rounded here, as the writer refuses doubles beyond float32.
    summary.tag(2, WireType.Bit32).float(Math.fround(value)).join();
  }
  return event(wallTime, step).tag(5, WireType.LengthDelimited).bytes(summary.finish()).finish();
}

/**
 * Records of one number of a step, `framed(scalarsEvent(…))`. Only what differs from the record before is written: there
 * is one for every mini-batch, and the smallest networks take some microseconds for that.
 */
export class ScalarRecords {
  private record: Uint8Array = new Uint8Array();
  private view = new DataView(this.record.buffer);
  private stepBytes = -1;

  constructor(private readonly tag: string) {}

  /** @returns a record that is valid until the next call; the number is rounded to float32 */
  of(wallTime: number, step: number, value: number): Uint8Array {
    if (varintBytes(step) !== this.stepBytes) this.begin(step);
    const { record, view } = this;
    const end = record.length - CHECKSUM;
    view.setFloat64(HEADER + 1, wallTime, true); // after its tag; so is the step, and the number is the end
    let rest = step;
    for (let at = HEADER + 10; rest > 0; at++) {
      record[at] = (rest % 128) + (rest > 127 ? 128 : 0);
      rest = Math.floor(rest / 128);
    }
    view.setFloat32(end - 4, value, true);
    view.setUint32(end, maskedCrc32c(record, HEADER, end), true);
    return record;
  }

  private begin(step: number): void {
    this.record = framed(scalarsEvent(0, step, { [this.tag]: 0 }));
    this.view = new DataView(this.record.buffer);
    this.stepBytes = varintBytes(step);
  }
}

/** How many bytes a whole number takes as a varint; an event leaves out 0. */
function varintBytes(value: number): number {
  let bytes = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

/** Bytes of a record before its data, and after them. */
const HEADER = 12;
const CHECKSUM = 4;

/** A record as it stands in a file: length, its checksum, data, their checksum; little-endian. */
export function framed(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(HEADER + data.length + CHECKSUM);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, HEADER);
  view.setUint32(HEADER + data.length, maskedCrc32c(data), true);
  return record;
}

function event(wallTime: number, step: number): BinaryWriter {
  const writer = new BinaryWriter().tag(1, WireType.Bit64).double(wallTime);
  return step === 0 ? writer : writer.tag(2, WireType.Varint).int64(step); // 0 is what is not there
}
