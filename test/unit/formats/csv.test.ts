import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readCsv, type Separator } from '../../../src/formats/csv';
import type { RecordReader } from '../../../src/formats/records';
import { Problem } from '../../../src/numerics/problem';

interface Read {
  columns: readonly string[];
  records: string[];
  lines: number[];
}

/** Header and records of a text, each record with its line. */
async function read(text: string, separator: Separator = 'auto', pieces = 1): Promise<Read> {
  const result: Read = { columns: [], records: [], lines: [] };
  const reader: RecordReader = {
    header: columns => {
      result.columns = columns;
    },
    record: (columns, cells, line) => {
      assert.equal(columns, result.columns);
      result.records.push(cells.join('|'));
      result.lines.push(line);
    },
  };
  await readCsv(cut(text, pieces), separator, reader);
  return result;
}

/** A text in pieces, the first with the first line. */
async function* cut(text: string, pieces: number): AsyncGenerator<string> {
  const start = Math.max(text.indexOf('\n') + 1, Math.floor(text.length / pieces));
  yield text.slice(0, start);
  const length = Math.ceil((text.length - start) / pieces);
  for (let i = start; i < text.length; i += length) yield await Promise.resolve(text.slice(i, i + length));
}

async function problem(text: string): Promise<unknown> {
  try {
    await read(text);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...error.args };
  }
  return assert.fail('no problem');
}

/** A cell as RFC 4180 writes it. */
function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

describe('CSV', () => {
  it('is read with its header, quotes and the lines of its records', async () => {
    assert.deepEqual(await read('a,"b ""c"""\n1,"x, y"\n\n2,"p\nq"\n'), {
      columns: ['a', 'b "c"'],
      records: ['1|x, y', '2|p\nq'],
      lines: [2, 5],
    });
  });

  it('is read with a byte order mark, any line ending and any of three delimiters', async () => {
    for (const delimiter of [',', ';', '\t']) {
      for (const newline of ['\n', '\r\n', '\r']) {
        const text = ['a,b', '1,2', '3,4'].join(newline).replaceAll(',', delimiter);
        const expected = { columns: ['a', 'b'], records: ['1|2', '3|4'], lines: [2, 3] };
        assert.deepEqual(await read(text), expected);
        assert.deepEqual(await read(`\uFEFF${text}${newline}`), expected);
      }
    }
    assert.deepEqual((await read('"a;b;c",d\n1,2')).columns, ['a;b;c', 'd']);
    assert.deepEqual((await read('a,b\n1,2\r\n3,4\n')).records, ['1|2', '3|4']);
    assert.deepEqual((await read(' a , b \n 1 , 2 ')).records, ['1|2']);
    assert.deepEqual((await read('a\n1\n2')).records, ['1', '2']);
  });

  it('gives back what was written, whatever the cells hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', ';', '\n', 'é', '.', '한') }).map(s => s.trim());
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t'), async (records, delimiter) => {
        const columns = (records[0] ?? ['']).map((_, i) => `c${i}`);
        const text = [columns, ...records].map(row => row.map(quoted).join(delimiter)).join('\n');
        assert.deepEqual(
          (await read(text, delimiter, 4)).records,
          records.map(row => row.join('|')),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('says what is wrong, and where', async () => {
    assert.deepEqual(await problem(''), { code: 'csv-empty' });
    assert.deepEqual(await problem('\uFEFF\n\n'), { code: 'csv-empty' });
    assert.deepEqual(await problem('a,b\n1,2\n3\n'), { code: 'csv-ragged', line: 3, found: 1, expected: 2 });
    assert.deepEqual(await problem('a,b\n1,2,3\n'), { code: 'csv-ragged', line: 2, found: 3, expected: 2 });
    assert.deepEqual(await problem('a,b,a\n'), {
      code: 'csv-duplicate-column',
      line: 1,
      column: 'a',
      first: 1,
      second: 3,
    });
    assert.deepEqual(await problem('\na,,b\n'), { code: 'csv-column-name', line: 2, position: 2 });
    assert.deepEqual(await problem('a,b\n1,x"y\n'), { code: 'csv-quote', line: 2 });
    assert.deepEqual(await problem('a,b\n1,2\n1,"x\n\n3,4\n'), { code: 'csv-quote', line: 3 });
  });

  it('numbers the columns where the first line holds values already', async () => {
    const numbered = { columns: ['column1', 'column2', 'column3'], lines: [1, 2] };
    for (const [first, second] of [
      ['5.1,3.5,setosa', '4.9,3.0,setosa'],
      ['0,0,5', '0,1,2'],
      ['5,0,0', '4,0,1'],
      ['22,male,yes', '38,female,no'],
      ['-1,a,b', '1,c,d'],
      ['?,a,b', 'x,c,d'],
    ])
      assert.deepEqual(await read(`${first}\n${second}\n`), {
        ...numbered,
        records: [first!.replaceAll(',', '|'), second!.replaceAll(',', '|')],
      });
  });

  it('takes columns named by numbers, one after the other', async () => {
    assert.deepEqual((await read('0,1,2\n5,6,7')).columns, ['0', '1', '2']);
    assert.deepEqual((await read('label,1,2\n5,6,7')).columns, ['label', '1', '2']);
  });

  it('may have lines of blanks anywhere', async () => {
    for (const separator of [';', ' ']) {
      const text = [' ', '', 'a;b;c', '1;2;x', '  ', '3;4;y', ' '].join('\n').replaceAll(';', separator);
      assert.deepEqual(await read(text), { columns: ['a', 'b', 'c'], records: ['1|2|x', '3|4|y'], lines: [4, 6] });
    }
  });

  it('is read with the separator that is asked for, blanks too, any number of them', async () => {
    assert.deepEqual((await read('a,b;c\n1,2;3', ';')).columns, ['a,b', 'c']);
    assert.deepEqual(await read(' 1.5   2  x\n3   4   y \n'), {
      columns: ['column1', 'column2', 'column3'],
      records: ['1.5|2|x', '3|4|y'],
      lines: [1, 2],
    });
    assert.deepEqual((await read('a|b c|d\n1|2|3')).columns, ['a', 'b c', 'd']);
  });

  it('does not take a whole file for a cell that is not closed', async () => {
    const text = `a,b\n1,"2\n${'3,4\n'.repeat(1_100_000)}`;
    assert.deepEqual(await problem(text), { code: 'csv-long-record', line: 2, maximum: 4 });
  });

  it('reads any text or says what is wrong with it', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', '1', ' ', '\uFEFF', '\0'),
        maxLength: 30,
      }),
    );
    let understood = 0;
    await fc.assert(
      fc.asyncProperty(anything, async text => {
        try {
          await read(text, 'auto', 3);
          understood++;
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
    assert.ok(understood > 100);
  });
});
