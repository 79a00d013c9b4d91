import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { firstError, parseJson } from '../../../src/formats/json';
import { Problem } from '../../../src/numerics/problem';

function problem(text: string): unknown {
  try {
    parseJson(text);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.code, 'json-syntax');
    const { line, column, found } = error.args;
    return [line, column, found];
  }
  return assert.fail('no problem');
}

describe('JSON', () => {
  it('is parsed, with or without a byte order mark', () => {
    assert.deepEqual(parseJson('\uFEFF{"a": [1, true, null, "\\u00e9"]}'), { a: [1, true, null, 'é'] });
  });

  it('names line, column and text of the first mistake', () => {
    assert.deepEqual(problem('{\n  "a": 1,\n}'), [3, 1, '}']);
    assert.deepEqual(problem('{ "a": 1 "b": 2 }'), [1, 10, '"b": 2 }']);
    assert.deepEqual(problem("{\r\n  'a': 1\r\n}"), [2, 3, "'a': 1"]);
    assert.deepEqual(problem('{ "a": 01 }'), [1, 9, '1 }']);
    assert.deepEqual(problem('// comment\n{}'), [1, 1, '// comment']);
    assert.deepEqual(problem('{ "a": "x\n" }'), [1, 8, '"x']);
    assert.deepEqual(problem('[1, 2'), [1, 6, '']);
    assert.deepEqual(problem(''), [1, 1, '']);
    assert.deepEqual(problem('[1] 2'), [1, 5, '2']);
    assert.deepEqual(problem(`${'['.repeat(100_000)}x`), [1, 100_001, 'x']);
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const unit = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ':',
      ',',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '0',
      '.5',
      'e1',
      'true',
      ' ',
      '\n',
    );
    const mutated = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, text]) => {
      const position = at % (json.length + 1);
      return json.slice(0, position) + text + json.slice(position + 1);
    });
    const counts = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.json(), mutated, fc.string({ unit, maxLength: 12 })), text => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        counts[valid ? 'valid' : 'invalid']++;
        if (!valid) assert.doesNotThrow(() => problem(text));
        // All of a JSON text is read, and where a text is none something is left or missing.
        if (valid) assert.equal(firstError(text), text.length, text);
        else if (firstError(text) === text.length) assert.throws(() => JSON.parse(`${text.trimEnd()} ?`) as unknown);
      }),
      { seed: 1, numRuns: 2000 },
    );
    assert.ok(counts.valid > 300 && counts.invalid > 300);
  });

  it('finds a text that is not closed at once, however long it is', () => {
    for (const length of [40, 10_000, 4_000_000]) assert.equal(firstError(`["${'a'.repeat(length)}`), 1);
    assert.equal(firstError(`["${'a'.repeat(4_000_000)}"`), 4_000_003);
  });
});
