import * as assert from 'node:assert/strict';
import { arraysOfText, selectedArrays, type TextRange } from '../../../src/source/selectedArrays';
import { atOnce, inSlices } from '../../../src/source/slices';

/** A text with «selections» and cursors ‸, and what they mean: `name shape: values`, or the code of a problem. */
function select(marked: string): string[] {
  const ranges: TextRange[] = [];
  let text = '';
  let start = 0;
  for (const char of marked) {
    if (char === '«') start = text.length;
    else if (char === '»') ranges.push({ start, end: text.length });
    else if (char === '‸') ranges.push({ start: text.length, end: text.length });
    else text += char;
  }
  const { arrays, problems } = atOnce(selectedArrays(text, ranges));
  const found = arrays.map(({ name, shape, data }) => `${name ?? '-'} ${shape.join('×')}: ${[...data].join(' ')}`);
  return [...found, ...problems.map(({ code }) => code)];
}

function expectAll(cases: readonly (readonly [string, ...string[]])[]): void {
  for (const [text, ...expected] of cases) assert.deepEqual(select(text), expected, text);
}

const CODE = 'const y = [0.1, 0.9];\nconst t = [0, 1];\n';

describe('selected arrays', () => {
  it('are the literals of each selection', () => {
    expectAll([
      ['«const y = [0.1, 0.9]; const t = [0, 1];»', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['const y = «[0.1, 0.9]»; const t = «[0, 1]»;', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['const y = [«0.1, 0.9»];\nconst t = [«0.0, 1.0»];', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['y = «np.array([1, 2])» / 6', 'y 2: 1 2'],
      ['«nothing here»'],
      ['«three 3»'],
    ]);
  });

  it('are columns of a table with names or more rows than columns', () => {
    expectAll([
      ['«y,t\n0.1,0\n0.9,1\n»', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['«y\tt\n0.1\t0\n»', 'y 1: 0.1', 't 1: 0'],
      ['«1;2\n3;4\n5;6»', '- 3: 1 3 5', '- 3: 2 4 6'],
      ['«1 2\n3 4»', '- 2: 1 3', '- 2: 2 4'],
      ['«0.1\n0.2\n0.3»', '- 3: 0.1 0.2 0.3'],
      ['«\n| y | t |\n|---|:-:|\n| 0.1 | 0 |\n| −0.9 | 1 |\n»', 'y 2: 0.1 -0.9', 't 2: 0 1'],
      ['«# y, t\n"y","t, true"\n0.1,0»', 'y 1: 0.1', 't, true 1: 0'],
    ]);
  });

  it('are rows of a table whose rows have names, or with fewer rows than columns', () => {
    expectAll([
      ['«y, 0.1, 0.9\nt, 0, 1»', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['«y: 0.1, 0.9\nt: 0, 1»', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['«0.1 0.2 0.7\n0 0 1»', '- 3: 0.1 0.2 0.7', '- 3: 0 0 1'],
      ['«0.1 0.2 0.7»', '- 3: 0.1 0.2 0.7'],
      ['«| | 0 | 1 |\n|---|---|---|\n| y | 0.1 | 0.9 |\n| t | 0 | 1 |»', 'y 2: 0.1 0.9', 't 2: 0 1'],
    ]);
  });

  it('leave out names and row numbers beside two columns of numbers', () => {
    expectAll([
      ['«id,y,t\n1,0.1,0\n2,0.9,1»', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['«     y    t\n0  0.10  0.0\n1  0.05  1.0»', 'y 2: 0.1 0.05', 't 2: 0 1'],
      ['«name,y,t\nann,0.1,0\nbob,0.9,1»', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['«5.1,3.5,a\n4.9,3.0,b\n4.7,3.2,a»', '- 3: 5.1 4.9 4.7', '- 3: 3.5 3 3.2'],
    ]);
  });

  it('name what is wrong with a table', () => {
    expectAll([
      ['«y,t\n0.1,0\n,1»', 't 2: 0 1', 'empty-cell'],
      ['«y,t\n0.1,0\n3 kg,1»', 't 2: 0 1', 'not-a-number-cell'],
      ['«y,t\n"1,234",0\n2,1»', 't 2: 0 1', 'not-a-number-cell'],
      ['«y,t\n12 %,0\n2 %,1»', 't 2: 0 1', 'not-a-number-cell'],
      ['«y,t\n1,2\n3»', 'ragged-table'],
      ['«0,1;0,2\n1;0»', 'decimal-comma'],
      ['«y;t\n0,5;1\n0,7;0»', 'decimal-comma'],
      ['«1 2 3 4\nx 5 6 7»', '- 4: 1 2 3 4', 'not-a-number-cell'],
    ]);
  });

  it('are no tables in prose and code', () => {
    expectAll([
      ['«We saw 3, and then 4 of them.\nGood, no?»'],
      ['«const f = (x) => x ** 2;\nfoo(1, 2);\nbar(3, 4);»'],
      ['«for (let i = 0; i < 3; i++)»'],
      ['«x = 1, 2»', 'x 2: 1 2'],
    ]);
  });

  it('are one table where a selection of columns makes them', () => {
    expectAll([
      ['a,«0.1»,3\nb,«0.2»,4', '- 2: 0.1 0.2'],
      ['a,«0.1,3»\nb,«0.2,4»\nc,«0.5,9»', '- 3: 0.1 0.2 0.5', '- 3: 3 4 9'],
      ['a,«y,t»\nb,«0.2,4»\nc,«0.5,9»', 'y 2: 0.2 0.5', 't 2: 4 9'],
      ['a,«0.1»\nb,«   »\nc,«0.5»', 'empty-cell'],
    ]);
  });

  it('are one matrix each where several selections hold tables', () => {
    expectAll([
      ['«0.1 0.2\n0.3 0.4»\n\n«1 0\n0 1»', '- 2×2: 0.1 0.2 0.3 0.4', '- 2×2: 1 0 0 1'],
      ['«0.1\n0.3»\n\n«[1, 0]»', '- 2: 0.1 0.3', '- 2: 1 0'],
    ]);
  });

  it('never cut a number', () => {
    expectAll([
      ['a = 0.«15»', 'cut-number'],
      ['a = «0.1»5', 'cut-number'],
      ['a = -«0.5»', 'cut-number'],
      ['a = «1e»-5', 'cut-number'],
      ['a = «1»e-5', 'cut-number'],
      ['a = 1e«-5»', 'cut-number'],
      ['a = 1e-«5»', 'cut-number'],
      ['a,0.«15»\nb,0.«25»', 'cut-number'],
      ['[1, -«5, 6»]', 'cut-number'],
      ['x«3»', 'cut-number'],
    ]);
  });

  it('are those a cursor stands in or whose name it stands on', () => {
    expectAll([
      ['const y = [0.1,‸ 0.9]; t = [0, 1]', 'y 2: 0.1 0.9'],
      ['const y‸ = np.array([0.1, 0.9]); t = [0, 1]', 'y 2: 0.1 0.9'],
      ['const y: num‸ber[] = [0.1, 0.9];', 'y 2: 0.1 0.9'],
      [`${CODE}loss(y‸, ‸t);`, 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['y = [1]\ny = [2]\nf(‸y)\ny = [3]', 'y 1: 2'],
      ['const y = [0.1,‸ 0.‸9];', 'y 2: 0.1 0.9'],
      ['const y = softm‸ax([1, 2]);', 'computed-array'],
      ['const y = [1, x,‸ 2]; const t = [0]', 'not-a-number'],
      [`${CODE}nothing ‸here`],
      ['‸'],
    ]);
  });

  it('are the column of a table that a cursor stands in', () => {
    expectAll([
      ['y,t\n0.1,‸0\n0.9,1', 't 2: 0 1'],
      ['y,‸t\n0.1,0\n0.9,1', 't 2: 0 1'],
      ['# Hi\n\n| y | t |\n|---|---|\n| 0.1‸ | 0 |\n| 0.9 | 1 |\n\n[1, 2]', 'y 2: 0.1 0.9'],
      ['y, 0.1, 0.9\nt, ‸0, 1', 't 2: 0 1'],
      ['prose, with 2 ‸words'],
    ]);
  });

  it('to choose from are all of a text, its Markdown tables included', () => {
    const text = 'y = [1, 2]\n\n| a | b |\n|---|---|\n| 3 | 4 |\n\nt = [5, 6]';
    const names = atOnce(arraysOfText(text)).arrays.map(({ name }) => name);
    assert.deepEqual(names, ['y', 'a', 'b', 't']);
  });

  it('are read in slices, and no longer where that is no longer wanted', async () => {
    const values = Array.from({ length: 100_000 }, (_, i) => Math.sin(i));
    for (const text of [
      `y = [${values.join(', ')}]`,
      `[${values.join(' ')}]`,
      values.join('\n'),
      values.join(' '),
      '[x], '.repeat(50_000),
    ]) {
      const steps = selectedArrays(text, [{ start: 0, end: text.length }]);
      let count = 0;
      while (!steps.next().done) count++;
      assert.ok(count >= 10, `${count} slices of ${text.slice(0, 30)}`);
    }
    const gone = AbortSignal.abort(new Error('gone'));
    const text = values.join('\n').repeat(5);
    await assert.rejects(inSlices(selectedArrays(text, [{ start: 0, end: text.length }]), gone), /gone/);
  });
});
