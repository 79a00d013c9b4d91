import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Value } from '../../../src/numerics/argument';
import { Problem } from '../../../src/numerics/problem';
import type { Parameter } from '../../../src/source/parameters';
import type { ParameterForm } from '../../../src/source/types';
import { formatPoint, parsePoint } from '../../../src/source/point';
import { sentence } from '../../../src/words/sentences';

const SEED = 20261121;

const NUMBER: ParameterForm = { kind: 'numbers', depth: 0 };
const VECTOR: ParameterForm = { kind: 'numbers', depth: 1 };
const MATRIX: ParameterForm = { kind: 'numbers', depth: 2 };
const PAIR: ParameterForm = { kind: 'numbers', depth: 1, length: 2 };
const UNKNOWN: ParameterForm = { kind: 'unknown' };

function parameters(...forms: ParameterForm[]): Parameter[] {
  return forms.map((form, index) => ({ name: 'xyz'[index]!, form, optional: false }));
}

function optional(form: ParameterForm): Parameter {
  return { name: 'o', form, optional: true };
}

function codeOf(text: string, list: readonly Parameter[]): string {
  try {
    return JSON.stringify(parsePoint(text, list));
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.doesNotMatch(sentence(error), /undefined|\{(name|names|found|expected)\}/);
    return error.code;
  }
}

describe('points', () => {
  it('of a number', () => {
    for (const text of ['5', ' 5 ', '[5]', '5.0']) assert.deepEqual(parsePoint(text, parameters(NUMBER)), [5], text);
    assert.deepEqual(parsePoint('-1.5e-3', parameters(NUMBER)), [-0.0015]);
  });

  it('of a vector, with or without brackets', () => {
    for (const text of ['3, 4', '[3, 4]', '[[3, 4]]', ' [3,4] '])
      assert.deepEqual(parsePoint(text, parameters(VECTOR)), [[3, 4]], text);
    for (const text of ['3', '[3]', '[[3]]']) assert.deepEqual(parsePoint(text, parameters(VECTOR)), [[3]], text);
    assert.deepEqual(parsePoint('3, 4', parameters(PAIR)), [[3, 4]]);
  });

  it('of a matrix, with or without brackets', () => {
    for (const text of ['[[1, 2], [3, 4]]', '[1, 2], [3, 4]', '[[[1, 2], [3, 4]]]']) {
      assert.deepEqual(
        parsePoint(text, parameters(MATRIX)),
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        text,
      );
    }
    assert.deepEqual(parsePoint('[[1, 2]]', parameters(MATRIX)), [[[1, 2]]]);
  });

  it('of several parameters, with or without brackets', () => {
    for (const text of ['2, [3, 4]', '[2, [3, 4]]'])
      assert.deepEqual(parsePoint(text, parameters(NUMBER, VECTOR)), [2, [3, 4]], text);
    for (const text of ['3, 4', '[3, 4]']) assert.deepEqual(parsePoint(text, parameters(NUMBER, NUMBER)), [3, 4]);
    assert.deepEqual(parsePoint('[1], [2]', parameters(VECTOR, VECTOR)), [[1], [2]]);
  });

  it('of a parameter without a type are what is written', () => {
    const x = parameters(UNKNOWN);
    assert.deepEqual(parsePoint('5', x), [5]);
    for (const text of ['3, 4', '[3, 4]', '[[3, 4]]']) assert.deepEqual(parsePoint(text, x), [[3, 4]], text);
    assert.deepEqual(parsePoint('[[1, 2], [3, 4]]', x), [
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  it('may leave out what is optional', () => {
    assert.deepEqual(parsePoint('5', [...parameters(NUMBER), optional(NUMBER)]), [5]);
    assert.deepEqual(parsePoint('5, 6', [...parameters(NUMBER), optional(NUMBER)]), [5, 6]);
    assert.deepEqual(parsePoint('[1, 2]', [...parameters(VECTOR), optional(NUMBER)]), [[1, 2]]);
    assert.deepEqual(parsePoint('[1, 2], 3', [...parameters(VECTOR), optional(NUMBER)]), [[1, 2], 3]);
    assert.deepEqual(parsePoint('1, 2', [...parameters(VECTOR), optional(NUMBER)]), [[1, 2]]);
    assert.deepEqual(parsePoint('[[1, 2], 3]', [...parameters(VECTOR), optional(NUMBER)]), [[1, 2], 3]);
  });

  it('may hold what JSON does not know', () => {
    assert.deepEqual(parsePoint('"NaN", "-Infinity"', parameters(NUMBER, NUMBER)), [NaN, -Infinity]);
    assert.deepEqual(parsePoint('["Infinity", 1]', parameters(VECTOR)), [[Infinity, 1]]);
    assert.deepEqual(parsePoint('1e999', parameters(NUMBER)), [Infinity]);
    assert.ok(Object.is(parsePoint('-0', parameters(NUMBER))[0], -0));
  });

  it('give values of other kinds to parameters that take no numbers', () => {
    const other: ParameterForm = { kind: 'other', type: 'Options' };
    const options = { name: 'sgd', rates: [0.1, null], deep: { on: true } };
    assert.deepEqual(parsePoint(`3, ${JSON.stringify(options)}`, parameters(NUMBER, other)), [3, options]);
    assert.deepEqual(parsePoint(`[[3, 4], "NaN"]`, parameters(VECTOR, other)), [[3, 4], 'NaN']);
    assert.deepEqual(parsePoint('["a", "b"], [1, 2]', parameters(other, VECTOR)), [
      ['a', 'b'],
      [1, 2],
    ]);
    assert.deepEqual(parsePoint('3, 4, "x"', [...parameters(NUMBER, UNKNOWN), optional(other)]), [3, 4, 'x']);
    assert.deepEqual(parsePoint('{ "a": 1 }, 2', parameters(UNKNOWN, UNKNOWN)), [{ a: 1 }, 2]);
    assert.deepEqual(parsePoint('[1, "a"], 2', parameters(UNKNOWN, NUMBER)), [[1, 'a'], 2]);
    assert.deepEqual(parsePoint('1, {"__proto__": 2}', parameters(NUMBER, other))[1], JSON.parse('{"__proto__": 2}'));
  });

  it('may hold matrices of different sizes, such as the weights of layers', () => {
    const layers = [[[1, 2]], [[3], [4]]];
    const form: ParameterForm = { kind: 'numbers', depth: 3 };
    assert.deepEqual(parsePoint(JSON.stringify([layers]), parameters(form)), [layers]);
    assert.equal(codeOf('[[[1, 2], [3]]]', parameters(form)), 'point-ragged');
  });

  it('are refused by what is wrong with them', () => {
    for (const [text, list, code] of [
      ['', parameters(NUMBER), 'point-syntax'],
      ['   ', parameters(NUMBER), 'point-syntax'],
      ['x', parameters(NUMBER), 'point-syntax'],
      ['3 4', parameters(NUMBER), 'point-syntax'],
      ['3,', parameters(NUMBER), 'point-syntax'],
      ['[3', parameters(VECTOR), 'point-syntax'],
      ['1/3', parameters(NUMBER), 'point-syntax'],
      ['] , [', parameters(NUMBER), 'point-syntax'],
      ['3, 4', parameters(NUMBER), 'point-count'],
      ['3', parameters(NUMBER, NUMBER), 'point-count'],
      ['3, 4, 5', parameters(NUMBER, NUMBER), 'point-count'],
      ['1, 2, 3', [...parameters(NUMBER), optional(NUMBER)], 'point-count'],
      ['[]', parameters(NUMBER, NUMBER), 'point-count'],
      ['"3"', parameters(NUMBER), 'point-number'],
      ['null', parameters(NUMBER), 'point-number'],
      ['true, 2', parameters(NUMBER, NUMBER), 'point-number'],
      ['{"a": 1}', parameters(NUMBER), 'point-number'],
      ['[1, "toString"]', parameters(VECTOR), 'point-number'],
      ['[3, 4]', parameters(NUMBER), 'point-count'],
      ['[[3]]', parameters(NUMBER), 'point-shape'],
      ['[1, 2], 3', parameters(NUMBER, NUMBER), 'point-shape'],
      ['1, 2, 3', parameters(PAIR), 'point-shape'],
      ['[[1, 2], [3, 4]]', parameters(VECTOR), 'point-shape'],
      ['1, 2', parameters(MATRIX), 'point-shape'],
      ['[1, [2]]', parameters(VECTOR), 'point-ragged'],
      ['[[1, 2], [3]]', parameters(MATRIX), 'point-ragged'],
      ['[[1, 2], 3]', parameters(MATRIX), 'point-ragged'],
      ['[]', parameters(VECTOR), 'point-empty'],
      ['[[], []]', parameters(MATRIX), 'point-empty'],
      ['[[[[[[[[[[1]]]]]]]]]]', parameters(UNKNOWN), 'point-number'],
      ['"a"', parameters(UNKNOWN), 'point-without-numbers'],
      ['{"a": 1}', parameters({ kind: 'other', type: 'A' }), 'point-without-numbers'],
      ['"a"', parameters({ kind: 'unknown', numbers: true }), 'point-number'],
      ['1, 2', [...parameters(NUMBER), optional({ kind: 'ungivable', type: 'F' })], 'point-ungivable'],
      [`1, ${'['.repeat(200)}${']'.repeat(200)}`, parameters(NUMBER, { kind: 'other', type: 'A' }), 'point-number'],
    ] as const) {
      assert.equal(codeOf(text, list), code, text);
    }
  });

  it('are refused with numbers that help', () => {
    const problem = (text: string, list: readonly Parameter[]): unknown => {
      try {
        return parsePoint(text, list);
      } catch (error) {
        return (error as Problem).args;
      }
    };
    assert.deepEqual(problem('1, 2, 3', parameters(NUMBER, NUMBER)), { found: 3, expected: 2, names: 'x, y' });
    assert.deepEqual(problem('1, 2, 3', [...parameters(NUMBER), optional(NUMBER)]), {
      found: 3,
      expected: '1–2',
      names: 'x, o',
    });
    assert.deepEqual(problem('1, 2, 3', parameters(PAIR)), { name: 'x', expected: 1, length: 2, found: '[1,2,3]' });
  });

  const lists = [
    parameters(NUMBER),
    parameters(VECTOR),
    parameters(MATRIX),
    parameters(PAIR),
    parameters(UNKNOWN),
    parameters(NUMBER, VECTOR),
    parameters(VECTOR, MATRIX, UNKNOWN),
    [...parameters(VECTOR), optional(MATRIX)],
    [...parameters(NUMBER), optional({ kind: 'other', type: 'string' })],
    [...parameters(UNKNOWN, UNKNOWN), optional({ kind: 'ungivable', type: '() => void' })],
  ];

  it('are a point or a problem, whatever is written', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      ',',
      '1',
      '-2.5',
      '"NaN"',
      'e',
      '"',
      '{',
      '}',
      ':',
      ' ',
      'null',
      '__proto__',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...lists), (written, list) => {
        codeOf(written, list);
      }),
      { seed: SEED, numRuns: 2000 },
    );
    assert.equal(codeOf('['.repeat(100_000) + ']'.repeat(100_000), parameters(UNKNOWN)), 'point-number');
  });

  it('are read back as they are written', () => {
    const number = fc.double();
    const vector = fc.array(number, { minLength: 1, maxLength: 4 });
    const pair = fc.array(number, { minLength: 2, maxLength: 2 });
    const matrix = fc
      .integer({ min: 1, max: 3 })
      .chain(columns =>
        fc.array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 3 }),
      );
    const unknown = fc.oneof(number, vector, matrix);
    const other: ParameterForm = { kind: 'other', type: 'Options' };
    const json = fc.jsonValue({ maxDepth: 3 }).map(value => value as Value);
    const infinite = fc.constantFrom<Value>([Infinity], { a: -Infinity }, ['NaN', -0], 1e300, -Infinity);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(number).map(args => [parameters(NUMBER), args] as const),
          fc.tuple(vector).map(args => [parameters(VECTOR), args] as const),
          fc.tuple(pair).map(args => [parameters(PAIR), args] as const),
          fc.tuple(matrix).map(args => [parameters(MATRIX), args] as const),
          fc.tuple(unknown).map(args => [parameters(UNKNOWN), args] as const),
          fc.tuple(number, vector).map(args => [parameters(NUMBER, VECTOR), args] as const),
          fc.tuple(vector, matrix, unknown).map(args => [parameters(VECTOR, MATRIX, UNKNOWN), args] as const),
          fc.tuple(vector).map(args => [[...parameters(VECTOR), optional(NUMBER)], args] as const),
          fc.tuple(unknown).map(args => [[...parameters(UNKNOWN), optional(NUMBER)], args] as const),
          fc.tuple(number, fc.oneof(json, infinite)).map(args => [parameters(NUMBER, other), args] as const),
          fc.tuple(json, vector).map(args => [parameters(other, VECTOR), args] as const),
          fc
            .tuple(fc.dictionary(fc.string(), json, { noNullPrototype: true }), number)
            .map(args => [parameters(UNKNOWN, NUMBER), args] as const),
        ),
        ([list, args]) => {
          assert.deepEqual(parsePoint(formatPoint(args, list), list), args);
        },
      ),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('are written short', () => {
    assert.equal(formatPoint([5]), '5');
    assert.equal(formatPoint([[3, 4]]), '3, 4');
    assert.equal(formatPoint([Float64Array.of(3, 4)]), '3, 4');
    assert.equal(formatPoint([2, [3, 4]]), '2, [3, 4]');
    assert.equal(
      formatPoint([
        [
          [1, 2],
          [3, 4],
        ],
      ]),
      '[[1, 2], [3, 4]]',
    );
    assert.equal(formatPoint([[3]]), '[3]');
    assert.equal(formatPoint([[3, 4]], parameters(UNKNOWN, NUMBER)), '[3, 4]');
    assert.equal(formatPoint([NaN, -0]), '"NaN", -0');
  });
});
