import * as assert from 'node:assert/strict';
import { alignOnPoint, formatNumber, formatPosition, formatShape, toJson } from '../../../src/words/numbers';

describe('numbers for reading', () => {
  it('show six significant digits, integers plain, signs for what is not finite', () => {
    const cases: [number, string][] = [
      [0.09750000000000003, '0.0975'],
      [0.510825457099338, '0.510825'],
      [2.302584092994546, '2.30258'],
      [42, '42'],
      [1234567, '1234567'],
      [-0.5, '−0.5'],
      [-0, '0'],
      [1.2e-7, '1.2e−7'],
      [-1.23456789e-10, '−1.23457e−10'],
      [1e20, '1e20'],
      [123456.789, '123457'],
      [0.0001, '0.0001'],
      [0.00009999999, '0.0001'],
      [Infinity, '∞'],
      [-Infinity, '−∞'],
      [NaN, 'NaN'],
    ];
    for (const [value, text] of cases) assert.equal(formatNumber(value), text);
  });

  it('stand with their points below each other', () => {
    assert.deepEqual(alignOnPoint([0.5, 12.25, -3, 1e-7]), ['\u20070.5', '12.25', '-3', '\u20071e-7']);
    assert.deepEqual(alignOnPoint([]), []);
  });

  it('write shapes and positions as code does', () => {
    assert.equal(formatShape([2, 10]), '2 × 10');
    assert.equal(formatPosition([0, 3]), '[0][3]');
  });

  it('go to JSON without loss', () => {
    assert.equal(toJson([1.5, NaN, -Infinity, Infinity]), '[1.5,"NaN","-Infinity","Infinity"]');
    assert.equal(toJson({ data: Float64Array.of(1, NaN) }), '{"data":[1,"NaN"]}');
  });
});
