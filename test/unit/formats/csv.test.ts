import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readCsv } from '../../../src/formats/csv';
import { Problem } from '../../../src/numerics/problem';

/** Header and records of a text, each record with its line. */
function read(text: string): { columns: readonly string[]; records: string[]; lines: number[] } {
  const result = { columns: [] as readonly string[], records: [] as string[], lines: [] as number[] };
  readCsv(text, {
    header: columns => {
      result.columns = columns;
    },
    record: (cells, line) => {
      result.records.push(cells.join('|'));
      result.lines.push(line);
    },
  });
  return result;
}

function problem(text: string): unknown {
  try {
    read(text);
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
  it('is read with its header, quotes and the lines of its records', () => {
    assert.deepEqual(read('a,"b ""c"""\n1,"x, y"\n\n2,"p\nq"\n'), {
      columns: ['a', 'b "c"'],
      records: ['1|x, y', '2|p\nq'],
      lines: [2, 5],
    });
  });

  it('is read with a byte order mark, any line ending and any of three delimiters', () => {
    for (const delimiter of [',', ';', '\t']) {
      for (const newline of ['\n', '\r\n', '\r']) {
        const text = ['a,b', '1,2', '3,4'].join(newline).replaceAll(',', delimiter);
        const expected = { columns: ['a', 'b'], records: ['1|2', '3|4'], lines: [2, 3] };
        assert.deepEqual(read(text), expected);
        assert.deepEqual(read(`\uFEFF${text}${newline}`), expected);
      }
    }
    assert.deepEqual(read('"a;b;c",d\n1,2').columns, ['a;b;c', 'd']);
    assert.deepEqual(read('a,b\n1,2\r\n3,4\n').records, ['1|2', '3|4']);
    assert.deepEqual(read(' a , b \n 1 , 2 ').records, ['1|2']);
    assert.deepEqual(read('a\n1\n2').records, ['1', '2']);
  });

  it('gives back what was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', ';', '\n', 'é', '.', '한') }).map(s => s.trim());
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }));
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (records, delimiter) => {
        const columns = (records[0] ?? ['']).map((_, i) => `c${i}`);
        const text = [columns, ...records].map(row => row.map(quoted).join(delimiter)).join('\n');
        assert.deepEqual(
          read(text).records,
          records.map(row => row.join('|')),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('says what is wrong, and where', () => {
    assert.deepEqual(problem(''), { code: 'csv-empty' });
    assert.deepEqual(problem('\uFEFF\n\n'), { code: 'csv-empty' });
    assert.deepEqual(problem('a,b\n1,2\n3\n'), { code: 'csv-ragged', line: 3, found: 1, expected: 2 });
    assert.deepEqual(problem('a,b\n1,2,3\n'), { code: 'csv-ragged', line: 2, found: 3, expected: 2 });
    assert.deepEqual(problem('a,b,a\n'), { code: 'csv-duplicate-column', line: 1, column: 'a', first: 1, second: 3 });
    assert.deepEqual(problem('\na,,b\n'), { code: 'csv-column-name', line: 2, position: 2 });
    assert.deepEqual(problem('5.1,3.5,setosa\n4.9,3.0,setosa'), {
      code: 'csv-no-header',
      line: 1,
      found: '5.1, 3.5, setosa',
    });
    assert.deepEqual(problem('0,0,5\n0,1,2\n'), { code: 'csv-no-header', line: 1, found: '0, 0, 5' });
    assert.deepEqual(problem('a,b\n1,x"y\n'), { code: 'csv-quote', line: 2 });
    assert.deepEqual(problem('a,b\n1,"x\n'), { code: 'csv-quote', line: 2 });
  });

  it('takes columns named by numbers', () => {
    assert.deepEqual(read('0,1,2\n5,6,7').columns, ['0', '1', '2']);
  });

  it('reads any text or says what is wrong with it', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', '1', ' ', '\uFEFF', '\0'),
        maxLength: 30,
      }),
    );
    let understood = 0;
    fc.assert(
      fc.property(anything, text => {
        try {
          read(text);
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
