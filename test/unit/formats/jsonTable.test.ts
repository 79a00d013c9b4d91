import * as assert from 'node:assert/strict';
import { readJsonLines, readJsonTable } from '../../../src/formats/jsonTable';
import type { RecordReader } from '../../../src/formats/records';
import { Problem } from '../../../src/numerics/problem';

type Records = [columns: string, cells: string, place: number][];

/** Records as `columns`, `cells`, place. */
function collector(): { records: Records; reader: RecordReader } {
  const records: Records = [];
  const record: RecordReader['record'] = (columns, cells, place) => {
    records.push([columns.join(' '), cells.map(cell => JSON.stringify(cell)).join(' '), place]);
  };
  return { records, reader: { record } };
}

function read(text: string): Records {
  const { records, reader } = collector();
  readJsonTable(text, reader);
  return records;
}

async function readLines(...chunks: string[]): Promise<Records> {
  const { records, reader } = collector();
  async function* pieces() {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  await readJsonLines(pieces(), reader);
  return records;
}

async function problem(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...error.args };
  }
  return assert.fail('no problem');
}

describe('tables of JSON', () => {
  const expected: Records = [
    ['x y', '1 "a"', 1],
    ['x y', '2 null', 2],
  ];

  it('are arrays of objects', () => {
    assert.deepEqual(read('[{"x": 1, "y": " a "}, {"x": 2, "y": null}]'), expected);
  });

  it('are objects of columns, with or without an index', () => {
    assert.deepEqual(read('{"x": [1, 2], "y": ["a", null]}'), expected);
    assert.deepEqual(read('{"x": {"0": 1, "1": 2}, "y": {"0": "a", "1": null}}'), expected); // pandas: df.to_json()
  });

  it('are columns with data', () => {
    const split = '{"columns": ["x", "y"], "index": [0, 1], "data": [[1, "a"], [2, null]]}';
    assert.deepEqual(read(split), expected); // pandas: df.to_json(orient='split')
  });

  it('are arrays of arrays', () => {
    assert.deepEqual(read('[[1, "a"], [2, null]]'), [
      ['column1 column2', '1 "a"', 1],
      ['column1 column2', '2 null', 2],
    ]);
  });

  it('have columns of what lies deeper', () => {
    assert.deepEqual(read('[{"x": [1, [2, 3]], "p": {"q": true}}]'), [['x[0] x[1][0] x[1][1] p.q', '1 2 3 true', 1]]);
    assert.deepEqual(read('{"x": [[1, 2], [3, 4]], "y": [5, 6]}'), [
      ['x[0] x[1] y', '1 2 5', 1],
      ['x[0] x[1] y', '3 4 6', 2],
    ]);
  });

  it('may have a hundred thousand columns', () => {
    const wide = JSON.stringify([{ x: Array.from({ length: 100_000 }, (_, i) => i), y: 1 }]);
    assert.match(read(wide)[0]![0], /^x\[0\] .* x\[99999\] y$/);
  }).timeout(5_000); // comparing each with each would take longer

  it('say what is wrong, and where', async () => {
    const wrong = (text: string) => problem(() => read(text));
    assert.deepEqual(await wrong('3'), { code: 'json-table', found: 'number' });
    assert.deepEqual(await wrong('[1'), { code: 'json-syntax', line: 1, column: 3, found: '' });
    assert.deepEqual(await wrong('[[1], 2]'), { code: 'json-record', record: 2, found: 'number' });
    assert.deepEqual(await wrong('[[1, 2], [1]]'), { code: 'json-ragged', record: 2, found: 1, expected: 2 });
    assert.deepEqual(await wrong('{"columns": ["x"], "data": [[1], [1, 2]]}'), {
      code: 'json-ragged',
      record: 2,
      found: 2,
      expected: 1,
    });
    assert.deepEqual(await wrong('{"x": [1], "y": 2}'), { code: 'json-column', column: 'y', found: 'number' });
    assert.deepEqual(await wrong('{"x": [1, 2], "y": [3]}'), {
      code: 'json-column-length',
      column: 'y',
      found: 1,
      first: 'x',
      expected: 2,
    });
    assert.deepEqual(await wrong('[{"x": [1], "x[0]": 2}]'), { code: 'json-duplicate', record: 1, column: 'x[0]' });
    const deep = `[${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}]`;
    assert.deepEqual(((await wrong(deep)) as { code: string }).code, 'json-nested');
  });
});

describe('JSON lines', () => {
  it('are records, wherever the text is cut', async () => {
    const text = '{"x": 1, "y": "a"}\r\n\n{"x": 2, "y": null}';
    const expected: Records = [
      ['x y', '1 "a"', 1],
      ['x y', '2 null', 3],
    ];
    for (let cut = 0; cut <= text.length; cut++)
      assert.deepEqual(await readLines(text.slice(0, cut), text.slice(cut)), expected);
    assert.deepEqual(await readLines(...text, '\n'), expected);
    assert.deepEqual(await readLines('[1, 2]\n[3, 4]\n'), [
      ['column1 column2', '1 2', 1],
      ['column1 column2', '3 4', 2],
    ]);
  });

  it('say in which line something is wrong', async () => {
    const wrong = (text: string) => problem(() => readLines(text));
    assert.deepEqual(await wrong('{"x": 1}\n{"x": 1,}'), { code: 'json-syntax', line: 2, column: 9, found: '}' });
    assert.deepEqual(await wrong('{"x": 1}\n\n5'), { code: 'json-record', line: 3, found: 'number' });
  });
});
