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

/** A record as it stands in a file: length, its checksum, data, their checksum; little-endian. */
export function framed(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(data.length + 16);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return record;
}

function event(wallTime: number, step: number): BinaryWriter {
  const writer = new BinaryWriter().tag(1, WireType.Bit64).double(wallTime);
  return step === 0 ? writer : writer.tag(2, WireType.Varint).int64(step); // 0 is what is not there
}
