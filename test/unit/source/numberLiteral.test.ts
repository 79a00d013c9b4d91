import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { NumberReader } from '../../../src/source/numberLiteral';

/** The number at the start of a text, where it is the whole of it. */
function read(text: string): number | undefined {
  const reader = new NumberReader(text);
  return reader.read(0, text.length) && reader.end === text.length ? reader.value : undefined;
}

describe('numbers in a text', () => {
  it('are what Number gives, bit for bit', () => {
    const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${maxLength}}$`));
    const written = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits(20),
        fc.option(digits(25)),
        fc.option(fc.integer({ min: -340, max: 320 })),
      )
      .map(([sign, whole, fraction, exponent]) => {
        const first = fraction === null ? String(BigInt(whole)) : whole;
        return sign + first + (fraction === null ? '' : `.${fraction}`) + (exponent === null ? '' : `e${exponent}`);
      });
    const printed = fc.double({ noNaN: true, noDefaultInfinity: true }).map(x => (Object.is(x, -0) ? '-0' : String(x)));
    fc.assert(
      fc.property(fc.oneof(written, printed), text => {
        assert.ok(Object.is(read(text), Number(text)), `${text}: ${read(text)}`);
      }),
      { numRuns: 5000 },
    );
  });

  it('are rounded as IEEE 754 asks, where a product of two roundings would not be', () => {
    // Half way between two doubles, just above, and the largest with 53 bits.
    for (const text of [
      '9007199254740993',
      '9007199254740993.0000001',
      '9007199254740991e22',
      '8.5e-23',
      '1e23',
      '5e-324',
      '1e400',
    ])
      assert.equal(read(text), Number(text), text);
  });

  it('have the spellings of several languages', () => {
    const spellings: [string, number][] = [
      ['.5', 0.5],
      ['5.', 5],
      ['1_000.5', 1000.5],
      ['1e-3', 0.001],
      ['1E+3', 1000],
      ['+2', 2],
      ['- 2', -2],
      ['−0.5', -0.5],
      ['1e−7', 1e-7],
      ['0x1F', 31],
      ['0b101', 5],
      ['0o17', 15],
      ['inf', Infinity],
      ['-np.inf', -Infinity],
      ['Number.NaN', NaN],
      ['math.nan', NaN],
      ["float('nan')", NaN],
      ['-float("inf")', -Infinity],
      ['"-Infinity"', -Infinity],
      ['"NaN"', NaN],
    ];
    for (const [text, value] of spellings) assert.ok(Object.is(read(text), value), text);
  });

  it('are nothing else', () => {
    for (const text of [
      '',
      '-',
      '.',
      'e5',
      '1e',
      '2n',
      '3px',
      '1.2.3',
      '0x',
      '1__0',
      '007',
      '1_',
      'information',
      'nano',
      '"5"',
      '5개',
      '1+2j',
      'np.pi',
    ])
      assert.equal(read(text), undefined, text);
  });

  it('end where the range ends', () => {
    const reader = new NumberReader('12345');
    assert.equal(reader.read(0, 3), false); // it would be another number
    assert.equal(reader.read(2, 5), true);
  });
});
