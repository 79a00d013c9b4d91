import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { elementCount } from '../../../src/numerics/tensor';
import { readArrays, type ArraysInText } from '../../../src/source/arrays';
import { selectedArrays } from '../../../src/source/selectedArrays';
import { atOnce } from '../../../src/source/slices';
import { mutate, mutationOf } from './mutations';

/** The same tests in two sizes; `npm run test:soak` sets the larger one. */
const RUNS = process.env['NABLA_SOAK'] ? 100_000 : 2000;
const SEED = 20261121;

const TEXTS = [
  'const y1: number[] = [0.1, 1e-5, 12_000, -3]; // "t"\nconst t = new Float64Array([1, 0, .5, 5.]) as const;',
  't = np.array([[1, 0], [0, 1]], dtype=float) /* ] */ `x[0]`\ny = -np.array([[0.25, 0.75], [1, 0]]) / 6',
  'y = [(0.1, 0.9), (0.8, 0.2)]\nz = ((1, 2), (3, 4))\nw = [float("nan"), -inf, 1e400]\n',
  '>>> y\narray([[0.1 , 0.25],\n       [0.6 , 0.  ]])\n>>> print(y)\n[[0.1  0.25]\n [0.6 -0.5 ]]\n',
  'tensor([[0.1000, 0.9000],\n        [0.8000, 0.2000]], grad_fn=<SoftmaxBackward0>)\nloss([1, 2], [3, 4]); softmax([5, 6])',
  'id,y,t,name\n1,0.25,0,a\n2,0.75,1,"b, c"\n3,-1e-3,1,d\n',
  'y\tt\n0.25\t0\n0.75\t1\n',
  '0.5;1\n0.25;0\n12;7\n',
  'y 0.25 0.5 0.25\nt 0 1 0\n',
  '# Results\n\n| sample | y | t |\n|-------:|---|:-:|\n| 1 | 0.25 | 0 |\n| 2 | −0.75 | 1 |\n\ntext [1, 2] more\n',
  '{ "y": [0.25, "NaN", 3], "t": [[1], [2], [0x10]] }',
  'y <- c(0.25, 0.5)\n[1] 0.25 0.50 12.00\nm = [1 2; 3 4]; v = [1; 2; 3]\n',
  '[0.1, 0.2, ..., 0.9]\n[0.1 0.2 ... 0.9]\n',
  'double y[2][2] = {{0.1f, 2}, {3, -4e-1}}; auto o = {1: 2};\nt := []float64{1, 0}\n<p a={1} />\n',
];

const PIECES = [
  ...'[](){}|,:;=.-+"\'`/*#\n\t \\0159eE_\u2212',
  '//',
  '/*',
  '*/',
  '"""',
  '...',
  '0x',
  'inf',
  'nan',
  'np.',
  '1e',
  'ÿ',
  '\ud800',
];

const mutation = mutationOf(PIECES);

const TOKEN =
  /(?<![\p{L}\p{N}_$.])(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+\-\u2212]?[\d_]+)?)(?=[fFdDlL]?(?![\p{L}\p{N}_$]))/gu;

/** The magnitudes of all numbers that stand in a text as words of their own, found without Nabla. */
function writtenIn(text: string): Set<number> {
  const tokens = text.match(TOKEN) ?? [];
  const named = [...(/nan/i.test(text) ? [NaN] : []), ...(/inf/i.test(text) ? [Infinity] : [])];
  return new Set([...tokens.map(token => Number(token.replaceAll('_', '').replace('\u2212', '-'))), ...named]);
}

function check(text: string, { arrays, problems }: ArraysInText): void {
  const written = writtenIn(text);
  for (const { data, shape, start, end } of arrays) {
    assert.equal(data.length, elementCount(shape));
    assert.ok(0 <= start && start <= end && end <= text.length);
    for (const value of data)
      assert.ok(written.has(Math.abs(value)), `${value} is not written in ${JSON.stringify(text)}`);
  }
  for (const { args } of problems) assert.ok(Number(args['offset']) <= text.length && Number(args['line']) >= 1);
}

describe('reading arrays of any text', function () {
  this.timeout(RUNS * 10 + 20_000);
  before(() => console.log(`      ${RUNS} mutated texts, seed ${SEED}`));

  it('neither crashes nor hangs nor gives a number that is not written there', () => {
    const mutations = fc.array(mutation, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), mutations, fc.nat(), fc.nat(), (base, list, a, b) => {
        const text = list.reduce(mutate, base);
        const began = performance.now();
        check(text, readArrays(text));
        const ends = [a % (text.length + 1), b % (text.length + 1)];
        const range = { start: Math.min(...ends), end: Math.max(...ends) };
        check(text, atOnce(selectedArrays(text, [range])));
        check(text, atOnce(selectedArrays(text, [{ start: range.start, end: range.start }, range])));
        assert.ok(performance.now() - began < 2000, `slow: ${JSON.stringify(text)}`);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('stands every truncation and every selection that begins anywhere', () => {
    for (const text of TEXTS) {
      for (let end = 0; end <= text.length; end++) {
        check(text.slice(0, end), readArrays(text.slice(0, end)));
        check(text, atOnce(selectedArrays(text, [{ start: end, end: text.length }])));
        check(text, atOnce(selectedArrays(text, [{ start: end, end }])));
      }
    }
  });

  it('reads back what is printed in every form', () => {
    const number = fc.oneof(fc.double({ noNaN: false }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer());
    const matrix = fc
      .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 6 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(matrix, fc.constantFrom(...Object.keys(FORMS)), (rows, form) => {
        const { print, expected } = FORMS[form]!;
        const text = print(rows);
        const { arrays, problems } = readArrays(text);
        assert.deepEqual(problems, [], text);
        assert.deepEqual(
          arrays.map(({ data, shape }) => ({ shape, data: [...data] })),
          expected(rows).map(({ shape, data }) => ({ shape, data })),
          text,
        );
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

interface Form {
  readonly print: (rows: number[][]) => string;
  readonly expected: (rows: number[][]) => { shape: number[]; data: number[] }[];
}

const whole = (rows: number[][]) => [{ shape: [rows.length, rows[0]!.length], data: rows.flat() }];
const byColumn = (rows: number[][]) =>
  rows[0]!.map((_, column) => ({ shape: [rows.length], data: rows.map(row => row[column]!) }));
const byRow = (rows: number[][]) => rows.map(row => ({ shape: [row.length], data: row }));

const js = (x: number) => (Object.is(x, -0) ? '-0' : String(x));
const python = (x: number) => js(x).replace('Infinity', 'inf').replace('NaN', 'nan');
const numpy = (x: number) => (Number.isInteger(x) && Math.abs(x) < 1e16 ? `${js(x)}.` : python(x));
const lists = (rows: number[][], write: (x: number) => string, separator = ', ', open = '[', close = ']') =>
  rows.map(row => open + row.map(write).join(separator) + close);

/** Numbers of one width, as NumPy prints them. */
function aligned(rows: number[][]): string {
  const width = Math.max(...rows.flat().map(x => numpy(x).length));
  return `[${lists(rows, x => numpy(x).padEnd(width), ' ').join('\n ')}]`;
}

/** C has other words for what is not finite. */
const finite = (rows: number[][]) => rows.map(row => row.map(x => (Number.isFinite(x) ? x : 0.5)));

const FORMS: Record<string, Form> = {
  c: {
    print: rows => `double y[][${rows[0]!.length}] = {${lists(finite(rows), js, ', ', '{', '}').join(', ')}};`,
    expected: rows => whole(finite(rows)),
  },
  typescript: { print: rows => `const y: number[][] = [\n  ${lists(rows, js).join(',\n  ')},\n];`, expected: whole },
  json: {
    print: rows =>
      `{ "y": [${lists(rows, x => (Number.isFinite(x) ? js(x) : JSON.stringify(js(x))), ',').join(',')}] }`,
    expected: whole,
  },
  python: { print: rows => `y = [${lists(rows, python).join(', ')}]  # y`, expected: whole },
  tuples: { print: rows => `y = (${lists(rows, python, ', ', '(', ')').join(', ')})`, expected: whole },
  'np.array': {
    print: rows => `y = np.array([${lists(rows, python).join(',\n  ')}], dtype=np.float64)`,
    expected: whole,
  },
  printed: { print: aligned, expected: whole },
  repr: { print: rows => `array([${lists(rows, numpy).join(',\n       ')}])`, expected: whole },
  matlab: { print: rows => `y = [${rows.map(row => row.map(python).join(', ')).join('; ')}];`, expected: whole },
  csv: {
    print: rows =>
      [rows[0]!.map((_, i) => `c${i}`), ...rows.map(row => row.map(js))].map(row => row.join(',')).join('\n'),
    expected: byColumn,
  },
  'csv of rows': {
    print: rows => rows.map((row, i) => [`row ${i}`, ...row.map(js)].join(', ')).join('\r\n'),
    expected: byRow,
  },
  tsv: {
    print: rows =>
      [rows[0]!.map((_, i) => `c${i}`), ...rows.map(row => row.map(js))].map(row => row.join('\t')).join('\n'),
    expected: byColumn,
  },
  semicolons: {
    print: rows =>
      `${rows[0]!.map((_, i) => `c${i}`).join(';')}\n${rows.map(row => row.map(js).join(';')).join('\n')}\n`,
    expected: byColumn,
  },
  blanks: { print: rows => rows.map((row, i) => `r${i}  ${row.map(python).join('   ')}`).join('\n'), expected: byRow },
  markdown: {
    print: rows =>
      `Text\n\n|${rows[0]!.map((_, i) => `c${i}`).join('|')}|\n|${rows[0]!.map(() => '---').join('|')}|\n${rows.map(row => `| ${row.map(js).join(' | ')} |`).join('\n')}\n\nMore, 2 lines.`,
    expected: byColumn,
  },
};
