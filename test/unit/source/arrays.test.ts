import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readArrays } from '../../../src/source/arrays';

/** Each array found as `name shape: values`. */
function read(text: string): string[] {
  return readArrays(text).arrays.map(
    ({ name, shape, data }) => `${name ?? '-'} ${shape.join('×')}: ${[...data].join(' ')}`,
  );
}

/** The problems, without the range of the whole expression. */
function problems(text: string): unknown[] {
  return readArrays(text).problems.map(({ code, args: { start, end, ...args } }) => {
    assert.ok(Number(start) >= 0 && Number(start) < Number(end) && Number(end) <= text.length);
    return { code, ...args };
  });
}

describe('arrays in a text', () => {
  it('reads declarations of several languages with their names', () => {
    assert.deepEqual(read('const y1: number[] = [0.1, .5, 1e-3, 1_000];'), ['y1 4: 0.1 0.5 0.001 1000']);
    assert.deepEqual(read('export const t = new Float64Array([1, 0]) as const'), ['t 2: 1 0']);
    assert.deepEqual(read('y = np.array([[0.1, 0.9], [0.8, 0.2]])  # probabilities'), ['y 2×2: 0.1 0.9 0.8 0.2']);
    assert.deepEqual(read('{ "y": [1, 2], "t": [3, 4] }'), ['y 2: 1 2', 't 2: 3 4']);
    assert.deepEqual(read('y: list[float] = [0.5, -inf, +nan]'), ['y 3: 0.5 -Infinity NaN']);
    assert.deepEqual(read('손실 = [0x10, 0b11, - 2, -Infinity, Number.NaN]'), ['손실 5: 16 3 -2 -Infinity NaN']);
    assert.deepEqual(read('return [1,2]; print([3], 4)'), ['- 2: 1 2', '- 1: 3']);
  });

  it('tells the names that are assigned at once', () => {
    assert.deepEqual(read('y, t = [1, 2], [3, 4]'), ['y 2: 1 2', 't 2: 3 4']);
    assert.deepEqual(read('a, b, c = np.array([1]), [2],\\\n  [3]; d = [4]'), ['a 1: 1', 'b 1: 2', '- 1: 3', 'd 1: 4']);
    assert.deepEqual(read('f(\n  x, y=[1, 2], t=[3])'), ['y 2: 1 2', 't 1: 3']);
    assert.deepEqual(problems('y, t = [1, 2] * 2, [3, 4]').length, 1);
  });

  it('skips comments between elements and trailing commas', () => {
    assert.deepEqual(read('[1, // one ]\n 2, /* ], */ 3,\n]'), ['- 3: 1 2 3']);
    assert.deepEqual(read('[1,  # one ]\n 2]'), ['- 2: 1 2']);
  });

  it('finds arrays inside what is none', () => {
    assert.deepEqual(read('[{ y: [1, 2] }, { y: [3, 4] }]'), ['y 2: 1 2', 'y 2: 3 4']);
    assert.deepEqual(read("it's [1, 2]"), ['- 2: 1 2']);
  });

  it('takes indexing, types, strings and comments for what they are', () => {
    for (const text of [
      'a[0]',
      'f()[1]',
      'x: number[]',
      'Array<[]>',
      '"[1, 2]"',
      '`[1, 2]`',
      '// [1, 2]',
      '/* [1] */',
      '[a, b]',
    ]) {
      assert.deepEqual(readArrays(text), { arrays: [], problems: [] }, text);
    }
  });

  it('reads the inside of an array selected without its brackets', () => {
    const text = 'const y = [0.1, 0.9];';
    const { arrays } = readArrays(text, text.indexOf('0.1'), text.indexOf(']'));
    assert.deepEqual([...arrays[0]!.data], [0.1, 0.9]);
    assert.equal(arrays[0]!.name, 'y');
    assert.deepEqual(read('three 3'), []);
  });

  it('tells where an array ends', () => {
    const text = 'y = [1, 2]; t = [3]';
    assert.deepEqual(
      readArrays(text).arrays.map(({ start, end }) => text.slice(start, end)),
      ['[1, 2]', '[3]'],
    );
  });

  it('names what is no number, and where', () => {
    const place = { name: 'y', offset: 8, line: 1, column: 9 };
    assert.deepEqual(problems('y = [1, x + [2][0], 3]'), [{ code: 'not-a-number', found: 'x + [2][0]', ...place }]);
    assert.deepEqual(problems('y = [1, 2n, 3]'), [{ code: 'not-a-number', found: '2n', ...place }]);
    assert.deepEqual(problems('y = [1, 1/3, 3]'), [{ code: 'not-a-number', found: '1/3', ...place }]);
    assert.deepEqual(problems('y = [1, null]'), [{ code: 'not-a-number', found: 'null', ...place }]);
    assert.deepEqual(problems('y = [1, , 3]'), [{ code: 'missing-number', ...place }]);
    assert.deepEqual(problems('y = [1, "2"]'), [{ code: 'not-a-number', found: '"2"', ...place }]);
    assert.equal(problems('[[1, 2] [0], 3]').length, 1); // JavaScript would index
  });

  it('does not take a computation for its literal', () => {
    assert.deepEqual(problems('y = [1, 2].map(f)'), [
      { code: 'computed-array', name: 'y', offset: 4, line: 1, column: 5 },
    ]);
    assert.equal(problems('[1, 2, 3][0]').length, 1);
    for (const text of [
      'y = np.array([1, 2, 3]) / 6',
      'y = torch.tensor([1, 2]).softmax(0)',
      'const y = new Float64Array([1, 2]).map(f)',
      'y = [0.5] * 3',
      'y = np.array( [1, 2] ) ** 2',
    ]) {
      assert.equal(readArrays(text).arrays.length, 0, text);
      assert.equal(readArrays(text).problems[0]?.code, 'computed-array', text);
    }
    assert.deepEqual(read('loss([1, 2], [3, 4]) / 2'), ['- 2: 1 2', '- 2: 3 4']); // the call is, its arguments are not
    assert.deepEqual(read('y = np.array([1, 2])  # / 6'), ['y 2: 1 2']);
    assert.equal(problems('[1, 2, 3]\n  // doubled\n  .map(double)').length, 1);
    assert.equal(problems('[1, 2]\n[3, 4]').length, 0);
    assert.deepEqual(readArrays('[1, 2].map(f)', 0, 6).problems, []); // only the brackets selected
  });

  it('names ragged and unclosed arrays', () => {
    assert.deepEqual(problems('y = [\n  [1, 2],\n  [3],\n]'), [
      { code: 'ragged', name: 'y', index: 1, expected: [2], found: [1], offset: 18, line: 3, column: 3 },
    ]);
    assert.equal(problems('y = [1, [2]]').length, 1);
    assert.deepEqual(problems('y = [1, 2'), [{ code: 'unclosed-array', name: 'y', offset: 4, line: 1, column: 5 }]);
  });

  it('goes on after a problem', () => {
    assert.deepEqual(read('bad = [1, x]; y = [1]; t = [2]'), ['y 1: 1', 't 1: 2']);
  });

  it('reads back what is printed', () => {
    const number = fc.double({ noNaN: false });
    const matrix = fc
      .integer({ min: 1, max: 4 })
      .chain(columns =>
        fc.array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(matrix, fc.constantFrom(', ', ',', ' ,\n  ', ', // comment\n'), (rows, separator) => {
        const list = (items: string[]) => `[${items.join(separator)}]`;
        const text = `const y = ${list(rows.map(row => list(row.map(literal))))};`;
        const [array] = readArrays(text).arrays;
        assert.deepEqual(array?.shape, [rows.length, rows[0]!.length]);
        assert.deepEqual([...array.data], rows.flat());
      }),
    );
  });

  it('neither crashes nor hangs on mutated texts', function () {
    this.timeout(20_000);
    const seed = 20261121;
    const base = 'const y1: number[] = [0.1, 1e-5, [2, -3]]; // "t"\nt = np.array([[1, 0], [0, 1]]) /* ] */ `x[0]`';
    const piece = fc.constantFrom(
      ...'[](){},:;=.-+"\'`/*#\n\\',
      '//',
      '/*',
      '1',
      '0x',
      'e',
      'inf',
      'nan',
      '_',
      ' ',
      'ÿ',
      '\ud800',
    );
    const mutation = fc.record({ at: fc.nat(base.length), drop: fc.nat(6), add: fc.array(piece, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), mutations => {
        const text = mutations.reduce(
          (t, { at, drop, add }) => t.slice(0, at) + add.join('') + t.slice(at + drop),
          base,
        );
        for (const { data, shape, start, end } of readArrays(text).arrays) {
          assert.equal(
            data.length,
            shape.reduce((product, length) => product * length, 1),
          );
          assert.ok(start < end && end <= text.length);
        }
      }),
      { numRuns: 2000, seed },
    );
  });

  it('takes time in proportion to the text, whatever it holds', () => {
    const slowest = (text: string) => {
      const start = performance.now();
      readArrays(text);
      return performance.now() - start;
    };
    for (const unit of ['[', '[1,', '[a ', '"', "'", '/*', '[x,', 'y=[', '[1,2] ']) {
      assert.ok(slowest(unit.repeat(25_000)) < 3000, `slow on ${unit}`);
    }
  });
});

function literal(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}
