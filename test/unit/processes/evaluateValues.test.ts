import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { Problem, type ProblemData } from '../../../src/numerics/problem';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import { selectedExpressions } from '../../../src/source/expressions';
import { parseScript } from '../../../src/source/script';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';
import { TemporaryFolder } from '../source/temporary';

describe('expressions in the evaluate process', function () {
  this.timeout(20_000);

  const folder = new TemporaryFolder();
  let limits = { timeout: 2000, memory: 256 };
  const entry = path.join(ROOT, 'dist', 'evaluate.js');
  const client = new EvaluateClient({ limits: () => limits, print: () => {}, folder: () => folder.path, entry });

  before(() =>
    folder.write({
      'net.ts':
        'export const softmax = (z: number[]) => z.map(v => Math.exp(v) / z.reduce((s, each) => s + Math.exp(each), 0));\n' +
        'export class Net { predict(x: number[]) { return Promise.resolve(Float32Array.from(x, v => 2 * v)); } }\n' +
        'export function fail(): never {\n  throw new TypeError("no weights");\n}\n',
    }),
  );
  afterEach(() => (limits = { timeout: 2000, memory: 256 }));
  after(() => {
    client.dispose();
    folder.remove();
  });

  /** Evaluates the parts of a text between « and ». */
  function values(marked: string, file = 'main.ts') {
    const parts = marked.split(/[«»]/);
    const ranges = parts.flatMap((part, index) => {
      const start = parts.slice(0, index).join('').length;
      return index % 2 === 1 ? [{ start, end: start + part.length }] : [];
    });
    const text = parts.join('');
    const tree = parseScript(text, 'typescript');
    const { expressions } = selectedExpressions(tree, text, ranges);
    assert.ok(expressions.length > 0, marked);
    const wanted = expressions.map(({ name, line, start, end }) => ({ name, line, start, end }));
    return client.values({ kind: 'values', source: { file: folder.file(file), text }, expressions: wanted });
  }

  async function numbers(marked: string, file?: string): Promise<unknown[]> {
    const all = await values(marked, file);
    return all.map(each => ('data' in each ? [[...each.shape], ...each.data] : assert.fail(sentence(each))));
  }

  async function problem(marked: string): Promise<ProblemData> {
    const [only, ...others] = await values(marked);
    assert.ok(only && 'code' in only && others.length === 0, JSON.stringify(only));
    assert.doesNotMatch(sentence(only), /undefined [^i]|NaN|\{\w+\}/);
    return only;
  }

  /** How the whole request fails, and that the next one is answered all the same. */
  async function failure(marked: string): Promise<Problem> {
    const outcome: unknown = await values(marked).catch((error: unknown) => error);
    assert.ok(outcome instanceof Problem, JSON.stringify(outcome));
    assert.deepEqual(await numbers('«[1].concat(2)»'), [[[2], 1, 2]]);
    return outcome;
  }

  it('know the imports and the names of their module, exported or not', async () => {
    assert.deepEqual(await numbers("import { softmax } from './net';\nconst z = [0, 0];\n«const y = softmax(z);»"), [
      [[2], 0.5, 0.5],
    ]);
    assert.deepEqual(
      await numbers(
        "import { Net } from './net';\nconst net = new Net();\nf(«net.predict([1, 2])»);\nfunction f(..._: unknown[]) {}",
      ),
      [[[2], 2, 4]],
    );
    assert.deepEqual(await numbers("import { Net } from './net';\n«await new Net().predict([1]) // twice»"), [
      [[1], 2],
    ]);
    assert.deepEqual(await numbers('const f = (n: number) => [[n], [n + 1]];\n«f(1)»; «f(3) as unknown»;'), [
      [[2, 1], 1, 2],
      [[2, 1], 3, 4],
    ]);
    assert.deepEqual(await numbers('const f = n => [n];\nmodule.exports = { f };\n«f(7)»', 'old.js'), [[[1], 7]]);
    assert.deepEqual(
      await numbers('const { a, b } = { a: [1], b: [2] };\ng(«a», «b»);\nfunction g(..._) {}', 'old.js'),
      [
        [[1], 1],
        [[1], 2],
      ],
    );
    assert.deepEqual(folder.list(), ['net.ts']);
  });

  it('run a declaration once', async () => {
    const text = 'let runs = 0;\nconst f = () => [++runs];\n«const y = f();»';
    assert.deepEqual(await numbers(text), [[[1], 1]]);
  });

  it('give a problem each, with their line', async () => {
    for (const [marked, code, words] of [
      [
        'const f = () => 5;\n«f()»',
        'value-scalar',
        'The value of f() in line 2 is the single number 5; it must be an array of numbers.',
      ],
      [
        'const f = () => () => 1;\n«f()»',
        'value-function',
        'The value of f() in line 2 is a function. Select a call of it.',
      ],
      [
        'const f = () => ["a"];\n\n«f()»',
        'value-element',
        "The value of f() in line 3 holds 'a' at [0]; it must hold numbers only.",
      ],
      ['() => «none(1)»;', 'value-threw', 'none(1) in line 1 throws ReferenceError: none is not defined'],
      [
        "import { fail } from './net';\n() => «fail()»;",
        'value-threw',
        'fail() in line 2 throws in line 4 of net.ts: TypeError: no weights',
      ],
      [
        '«[[1, 2]].concat([[3]])»',
        'value-ragged',
        'The value of [[1, 2]].concat([[3]]) in line 1 is ragged: [1] has 1 numbers, the rows before it have 2 numbers.',
      ],
      [
        '«new Float64Array(1e7 + 1)»',
        'value-large',
        'The value of new Float64Array(1e7 + 1) in line 1 has 10000001 numbers; at most 10000000 are taken. Select a part, for example with slice.',
      ],
    ] as const) {
      const found = await problem(marked);
      assert.deepEqual([found.code, sentence(found)], [code, words]);
    }
    const [first, second] = await values('const f = () => [1];\n() => [«f()», «g()»];');
    assert.ok('data' in first! && 'code' in second!);
  });

  it('name what keeps the module from being loaded', async () => {
    assert.equal((await failure('«f(1)»;\nconst g = (1;')).code, 'syntax-error');
    assert.equal((await failure("import './none';\n«f(1)»")).code, 'import-missing');
    const { code, args } = await failure('const f = 1;\nthrow new Error("no");\n«f»');
    assert.deepEqual([code, args['line']], ['module-threw', 2]);
  });

  it('are stopped when they do not end', async () => {
    limits = { ...limits, timeout: 300 };
    for (const marked of [
      'const f = () => { for (;;); };\n«f()»',
      'const f = () => new Promise(() => {});\n«f()»',
      'const f = () => new Proxy([], { get(_, key) { for (;;); } });\n«f()»',
      'const f = () => ({ get data() { for (;;); } });\n«f()»',
    ]) {
      assert.equal((await failure(marked)).code, 'process-timeout', marked);
    }
  });

  it('are stopped when they need too much memory', async () => {
    limits = { timeout: 15_000, memory: 192 };
    const { code } = await failure(
      'const f = () => { const all = []; for (;;) all.push(new Float64Array(1e6).fill(1)); };\n«f()»',
    );
    assert.equal(code, 'process-memory');
  });

  it('may be hostile', async () => {
    for (const [marked, code] of [
      ['const f = () => new Proxy([], { get() { throw 1; } });\n() => «f()»;', 'value-threw'],
      ['const f = () => ({ get data() { throw new Error("no"); } });\n() => «f()»;', 'value-threw'],
      ['const f = () => ({ then(_, no) { no(null); } });\n() => «f()»;', 'value-threw'],
      [
        'const f = () => { throw { get message() { throw 1; }, toString() { throw 2; } }; };\n() => «f()»;',
        'value-threw',
      ],
      [
        'const f = () => new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 31 : 1) });\n() => «f()»;',
        'value-large',
      ],
      [
        'const f = () => new Proxy({}, { getPrototypeOf() { throw 1; }, get() { return undefined; } });\n() => «f()»;',
        'value-other',
      ],
      ['const f = () => ({ data: [1, 2], shape: [-1, 2] });\n() => «f()»;', 'value-other'],
      ['let n = 0;\nconst f = () => [{ get length() { return n++; } }];\n() => «f()»;', 'value-element'],
    ] as const) {
      assert.equal((await problem(marked)).code, code, marked);
    }
    assert.equal((await failure('const f = () => process.exit(3);\n«f()»')).code, 'process-exited');
    assert.deepEqual(await numbers('const f = () => { Array.isArray = () => false; return [1]; };\n«[1].concat(2)»'), [
      [[2], 1, 2],
    ]);
  });

  it('may be large', async () => {
    limits = { timeout: 15_000, memory: 512 };
    const [value] = await values('«new Float64Array(2e6).fill(0.5)»');
    assert.ok(value && 'data' in value);
    assert.deepEqual([value.shape, value.data.length, value.data[1_999_999]], [[2_000_000], 2_000_000, 0.5]);
  });
});
