import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { crc32c, maskedCrc32c } from '../../../src/formats/crc32c';
import { framed, restartEvent, ScalarRecords, scalarsEvent, versionEvent } from '../../../src/formats/tfevents';
import { readEvents, slowCrc32c } from './eventReader';

const ascii = (text: string) => new TextEncoder().encode(text);

describe('CRC-32C', () => {
  it('is that of the published vectors', () => {
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa); // RFC 3720, B.4
    assert.equal(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
    assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e);
    assert.equal(crc32c(ascii('123456789')), 0xe3069283);
    assert.equal(maskedCrc32c(Uint8Array.of(0x1a, 0x11, ...ascii('CRC test, one two'))), 0x5794d08a);
  });

  it('is what its definition says, bit by bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => crc32c(bytes) === slowCrc32c(bytes)),
      { seed: 20261121 },
    );
  });
});

describe('event files', () => {
  it('begin with their version, byte for byte', () => {
    // Field 1, a double: 1.5; field 3, a text of 13 bytes. Step 0 is left out.
    const expected = ['09', '000000000000f83f', '1a0d', Buffer.from('brain.Event:2').toString('hex')].join('');
    assert.equal(Buffer.from(versionEvent(1.5)).toString('hex'), expected);
    const record = Buffer.from(framed(versionEvent(1.5)));
    assert.deepEqual([record.length, record.readBigUInt64LE(0)], [24 + 16, 24n]);
  });

  it('hold numbers of steps as float32, with infinities and NaN', () => {
    const double = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 1e300, -0));
    fc.assert(
      fc.property(
        fc.nat(2 ** 40),
        fc.double({ min: 0, max: 4e9, noNaN: true }),
        fc.dictionary(fc.string({ minLength: 1 }), double, { maxKeys: 4 }),
        (step, wallTime, scalars) => {
          const [event] = readEvents(framed(scalarsEvent(wallTime, step, scalars)));
          assert.deepEqual([event!.step, event!.wallTime], [step, wallTime]);
          const expected = Object.entries(scalars).map(([tag, value]) => [tag, Math.fround(value)]);
          assert.deepEqual([...event!.scalars], expected);
        },
      ),
      { seed: 20261121 },
    );
  });

  it('hold one number of a step as they hold several, byte for byte', () => {
    const records = new ScalarRecords('loss/batch');
    const step = fc.oneof(fc.nat(2 ** 40), fc.constantFrom(0, 1, 127, 128, 16_383, 16_384, 2 ** 53 - 1));
    fc.assert(
      fc.property(step, fc.double({ noNaN: true }), fc.double(), (at, wallTime, value) => {
        const expected = framed(scalarsEvent(wallTime, at, { 'loss/batch': value }));
        assert.deepEqual(records.of(wallTime, at, value), expected);
      }),
      { seed: 20261121 },
    );
  });

  it('say from which step on another file is left', () => {
    const [event] = readEvents(framed(restartEvent(5, 1001)));
    assert.deepEqual([event!.step, event!.sessionStatus], [1001, 1]);
  });
});
