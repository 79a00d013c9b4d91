import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as v from 'valibot';
import { flatten, type Value } from '../../../src/numerics/argument';
import { Problem } from '../../../src/numerics/problem';
import type { ConsoleEvent } from '../../../src/processes/envelope';
import { EvaluateClient, MINIMUM_LIMITS } from '../../../src/processes/evaluate/client';
import {
  gradientReportSchema,
  gradientRequestSchema,
  type GradientReport,
  type GradientRequest,
} from '../../../src/processes/evaluate/protocol';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';
import { parseScript } from '../../../src/source/script';
import { functionAt, siteNamed } from '../source/sites';
import { TemporaryFolder } from '../source/temporary';

describe('the evaluate process', function () {
  this.timeout(20_000);

  const folder = new TemporaryFolder();
  const printed: ConsoleEvent[] = [];
  let limits = { timeout: 2000, memory: 256 };
  const entry = path.join(ROOT, 'dist', 'evaluate.js');
  const client = new EvaluateClient({
    limits: () => limits,
    print: event => printed.push(event),
    folder: () => path.join(ROOT, 'samples'),
    entry,
  });

  before(() => folder.write({ 'help.ts': 'export const k: number = 3;\n', 'data.json': '[2]' }));
  afterEach(() => {
    limits = { timeout: 2000, memory: 256 };
    printed.length = 0;
  });
  after(() => {
    client.dispose();
    folder.remove();
  });

  function requestFor(
    text: string,
    args: GradientRequest['args'],
    more: Partial<GradientRequest> = {},
  ): GradientRequest {
    const { name, start, end, inModule, parameters } = siteNamed(text, 'f');
    const source = { file: folder.file('main.ts'), text, site: { name, start, end, inModule, parameters } };
    return { kind: 'gradient', source, args, method: 'central', step: 1e-4, ...more };
  }

  function gradient(text: string, args: GradientRequest['args'], more: Partial<GradientRequest> = {}) {
    return client.gradient(requestFor(text, args, more));
  }

  /** The problem of a request, and that the next one is answered all the same. */
  async function problem(text: string): Promise<Problem> {
    const outcome: unknown = await gradient(text, [5]).catch((error: unknown) => error);
    assert.ok(outcome instanceof Problem, JSON.stringify(outcome));
    assert.doesNotMatch(sentence(outcome), /undefined|NaN|\{\w+\}/);
    assert.equal((await gradient('const f = (x: number) => 2 * x;', [5])).value, 10);
    return outcome;
  }

  it('differentiates text that is in no file, with its imports', async () => {
    const text =
      "import { k } from './help';\nimport d from './data.json';\nconst f = (x: number) => k * d[0] * x ** 2;";
    const report = await gradient(text, [5]);
    assert.deepEqual([report.value, report.status, report.parameters[0]!.name], [150, 'ok', 'x']);
    const { gradient: derivative, error } = report.parameters[0]!;
    assert.ok(Math.abs((derivative as number) - 60) <= (error as number));
    assert.ok(report.milliseconds > 0);
    assert.deepEqual(folder.list(), ['data.json', 'help.ts']);
  });

  it("gives the book's numbers, digit for digit", async () => {
    const f = 'function f(x: number): number { return 0.01 * x ** 2 + 0.1 * x; }';
    assert.equal((await gradient(f, [5])).parameters[0]!.gradient, 0.1999999999990898);
    assert.equal((await gradient(f, [10])).parameters[0]!.gradient, 0.2999999999986347);
    const bowl = 'const f = (x: Float64Array): number => x[0] ** 2 + x[1] ** 2;';
    assert.deepEqual((await gradient(bowl, [[3, 4]])).parameters[0]!.gradient, [6.00000000000378, 7.999999999999119]);
  });

  it('differentiates functions however they are declared, and with whatever they take', async () => {
    for (const [text, name, args, expected] of [
      ['class Loss {\n  static k = 3;\n  static f(x: number) { return this.k * x; }\n}', 'Loss.f', [5], 3],
      ['const losses = { f: (x: number) => 4 * x };', 'losses.f', [5], 4],
      ['export default function (x: number) { return 5 * x; }', 'default', [5], 5],
      ['export default (x: number) => 6 * x;', 'default', [5], 6],
      ['const f = function (x: number) { return 7 * x; };', 'f', [5], 7],
      ['function f(x: number): number;\nfunction f(x: any) { return 8 * x; }', 'f', [5], 8],
      ['const f = <T extends readonly number[]>(x: T): number => 2 * x[0] + 3 * x[1];', 'f', [[1, 2]], [2, 3]],
      ['const f = ([a, b]: [number, number]) => a * b;', 'f', [[2, 3]], [3, 2]],
      [
        'const f = (w: number[][]) => w[0][1] + 2 * w[1][0];',
        'f',
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        [
          [0, 1],
          [2, 0],
        ],
      ],
      [
        'const f = (w: Float64Array[]) => w[1] instanceof Float64Array ? 9 * w[1][0] : 0;',
        'f',
        [[[1], [2]]],
        [[0], [9]],
      ],
      [
        'const f = (x: number[]): number[] => [2 * x[0], x[0] + x[1]];',
        'f',
        [[3, 4]],
        [
          [2, 0],
          [1, 1],
        ],
      ],
      [
        'const f = (x: number, o: { rate: number; names: string[] }) => o.rate * o.names.length * x;',
        'f',
        [5, { rate: 2, names: ['a', 'b'] }],
        4,
      ],
      [
        'const f = ({ k }: { k: number }, x: number, mode = "plain") => (mode === "plain" ? k * x : 0);',
        'f',
        [{ k: 3 }, 5],
        3,
      ],
    ] as const) {
      const source = { file: folder.file('main.ts'), text, site: siteNamed(text, name) };
      const given: GradientRequest['args'] = JSON.parse(JSON.stringify(args)) as Value[];
      const report = await client.gradient({ kind: 'gradient', source, args: given, method: 'central', step: 1e-4 });
      assert.equal(report.status, 'ok', text);
      const rounded = JSON.stringify(report.parameters[0]!.gradient, (_, value: unknown) =>
        typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
      );
      assert.equal(rounded.replaceAll('-0', '0'), JSON.stringify(expected), text);
    }
  });

  it('differentiates an expression with respect to the names it leaves open', async () => {
    const text = 'const k = 2;\n// f = k * x ** 2 + b';
    const tree = parseScript(text, 'typescript');
    const start = text.indexOf('k * x');
    const source = {
      file: folder.file('main.ts'),
      text,
      site: functionAt(tree, text, 'typescript', start, text.length),
    };
    const { value, parameters } = await client.gradient({
      kind: 'gradient',
      source,
      args: [3, 1],
      method: 'central',
      step: 1e-4,
    });
    assert.equal(value, 19);
    assert.deepEqual(
      parameters.map(({ name, gradient: derivative }) => [name, Math.round(derivative as number)]),
      [
        ['x', 12],
        ['b', 1],
      ],
    );
  });

  it('takes the texts of other files that are open', async () => {
    const text = "import { k } from './help';\nimport d from './data.json';\nconst f = (x: number) => k * d[0] * x;";
    const unsaved = { [folder.file('help.ts')]: 'export const k = 5;', [folder.file('data.json')]: '[7]' };
    const request = requestFor(text, [1]);
    assert.equal((await client.gradient({ ...request, source: { ...request.source, unsaved } })).value, 35);
    assert.equal((await client.gradient(request)).value, 6);
  });

  it('keeps nothing of one run for the next', async () => {
    const text = 'let calls = 0;\nconst f = (x: number) => { if (calls++ > 50) throw new Error("again"); return x; };';
    for (let run = 0; run < 3; run++) assert.equal((await gradient(text, [5])).status, 'ok');
  });

  it('runs the code in the folder it is told', async () => {
    const text =
      "import fs from 'node:fs';\nconst f = (x: number) => x * fs.readFileSync('data/iris.csv', 'utf8').length;";
    const bytes = fs.statSync(path.join(ROOT, 'samples', 'data', 'iris.csv')).size;
    assert.equal((await gradient(text, [2])).value, 2 * bytes);
  });

  it('says what the function does wrong in its report', async () => {
    for (const [text, status, code] of [
      ['const f = (x: number) => Math.sqrt(-x);', 'undefined', 'value-undefined'],
      ['const f = (x: number) => 1 / (x - 5);', 'undefined', 'value-undefined'],
      ['const f = (x: number) => Math.sqrt(x - 5);', 'undefined', 'undefined-nearby'],
      ['const f = (x: number) => x + Math.random();', 'nondeterministic', 'nondeterministic'],
      ['const f = (x: number): number => f(x + 1) + 1;', 'error', 'stack-overflow'],
      ['const f = (x: number) => { throw null; };', 'error', 'function-threw'],
      ['const f = async (x: number) => { throw new Error("later"); };', 'error', 'promise-returned'],
      ['const f = (x: number) => ({ get then() { throw 1; } });', 'error', 'not-a-number-returned'],
      ['const f = (x: number) => "5";', 'error', 'not-a-number-returned'],
      ['const f = (x: number) => NaN;', 'undefined', 'value-undefined'],
      ['const f = (x: number) => { x * 2; };', 'error', 'nothing-returned'],
      ['const f = (x: number) => null;', 'error', 'nothing-returned'],
      ['const f = (x: number) => [];', 'error', 'no-numbers-returned'],
      ['const f = (x: number) => [[1, x], [2]];', 'error', 'no-numbers-returned'],
      ['const f = (x: number) => [x, "5"];', 'error', 'no-numbers-returned'],
      ['const f = (x: number) => x > 5 ? [1, 2] : [1];', 'error', 'length-changes'],
      ['let f = (x: number) => x;\n(f as any) = 3;', 'error', 'function-threw'],
    ] as const) {
      const report = await gradient(text, [5]);
      assert.deepEqual([report.status, report.problem?.code], [status, code], text);
      assert.ok(
        flatten(report.parameters[0]!.gradient).every(derivative => derivative === null),
        text,
      );
      assert.doesNotMatch(sentence(report.problem!), /\{\w+\}/);
    }
    const { problem: thrown } = await gradient('const f = (x: number) => {\n  throw new Error("here");\n};', [5]);
    assert.deepEqual([thrown!.args['file'], thrown!.args['line']], [folder.file('main.ts'), 2]);
  });

  it('names what keeps the module from being loaded', async () => {
    assert.equal((await problem('const f = (x: number) => x;\nconst g = (1;')).code, 'syntax-error');
    assert.equal((await problem("import './none';\nconst f = (x: number) => x;")).code, 'import-missing');
    const { code, args } = await problem('const f = (x: number) => x;\n\nthrow new Error("no");');
    assert.deepEqual([code, args['line'], args['file']], ['module-threw', 3, folder.file('main.ts')]);
    assert.equal(
      (await problem('throw new Proxy({}, { get() { throw 1; } });\nconst f = (x: number) => x;')).code,
      'module-threw',
    );
  });

  it('ends what does not end', async () => {
    limits = { ...limits, timeout: 300 };
    for (const text of [
      'const f = (x: number) => { for (;;); };',
      'for (;;);\nconst f = (x: number) => x;',
      'await new Promise(() => setInterval(() => {}, 1e6));\nconst f = (x: number) => x;',
    ]) {
      const { code, args } = await problem(text);
      assert.deepEqual([code, args], ['process-timeout', { seconds: 0.3 }], text);
    }
  });

  it('outlives process.exit', async () => {
    const { code, args } = await problem('const f = (x: number) => process.exit(3);');
    assert.deepEqual([code, args], ['process-exited', { exitCode: 3 }]);
  });

  it('ends what needs too much memory', async () => {
    const hungry = new EvaluateClient({
      limits: () => ({ timeout: 15_000, memory: MINIMUM_LIMITS.memory }),
      print: () => {},
      entry,
    });
    try {
      const text =
        'const all: Float64Array[] = [];\nconst f = (x: number) => { for (;;) all.push(new Float64Array(1e5).fill(1)); };';
      await assert.rejects(hungry.gradient(requestFor(text, [5])), { code: 'process-memory' });
    } finally {
      hungry.dispose();
    }
  });

  it('passes on what the code prints', async () => {
    await gradient('console.log("loading");\nconst f = (x: number) => { console.warn("at", x); return x; };', [5]);
    const texts = printed.map(({ text }) => text.trim());
    assert.equal(texts[0], 'loading');
    assert.ok(texts.includes('at 5') && texts.includes('at 5.0001'), texts.join());
  });

  it('drops what the code prints where it is to be quiet', async () => {
    const text = 'const f = (x: number) => { console.log("at", x); return x; };';
    await gradient(text, [5], { quiet: true });
    const optimizer = { name: 'sgd', form: 'book', constants: {} } as const;
    const { source } = requestFor(text, [5]);
    await client.descend({ kind: 'descend', source, args: [5], optimizer, steps: 2, gradient: 'central', quiet: true });
    assert.equal(printed.length, 0);
    await gradient(text, [6]); // the next request is heard again
    assert.ok(printed.some(({ text }) => text.trim() === 'at 6'));
  });

  it('gives up what is no longer wanted', async () => {
    const wanted = new AbortController();
    const asked = client.gradient(requestFor('const f = (x: number) => { for (;;); };', [5]), wanted.signal);
    setTimeout(() => wanted.abort(), 100);
    await assert.rejects(asked, { code: 'cancelled' });
    assert.equal((await gradient('const f = (x: number) => x;', [5])).value, 5);
  });

  it('sends arguments and results that are no finite numbers', async () => {
    const report = await gradient('const f = (x: number, y: number) => y;', [NaN, 1]);
    assert.deepEqual([report.value, report.parameters[0]!.gradient, report.parameters[0]!.error], [1, null, null]);
    const infinite = await gradient('const f = (x: number) => Math.log(x);', [0]);
    assert.deepEqual([infinite.value, infinite.problem!.args], [-Infinity, { value: -Infinity }]);
  });
});

describe('the protocol of the evaluate process', () => {
  const report: GradientReport = {
    value: NaN,
    method: 'central',
    step: 1e-4,
    evaluations: 2,
    parameters: [
      {
        name: 'x',
        gradient: [[1, null], [Infinity]],
        error: [[0, null], [-Infinity]],
        exact: [[null, NaN], [1]],
        status: [['ok', 'error'], ['ok']],
      },
    ],
    status: 'undefined',
    problem: { code: 'value-undefined', args: { value: NaN } },
    milliseconds: 1,
  };

  it('lets reports pass with NaN and infinities', () => {
    assert.deepEqual(v.parse(gradientReportSchema, report), report);
  });

  it('lets nothing else pass', () => {
    for (const wrong of [
      { value: '1' },
      { status: 'fine' },
      { method: 'best' },
      { parameters: [{ ...report.parameters[0], gradient: [['1']] }] },
      { parameters: [{ ...report.parameters[0], status: 1 }] },
      { problem: { code: 1, args: {} } },
    ]) {
      assert.ok(!v.is(gradientReportSchema, { ...report, ...wrong }), JSON.stringify(wrong));
    }
    const site = { name: 'f', start: 0, end: 1, inModule: true, parameters: [] };
    const request = {
      kind: 'gradient',
      source: { file: 'a', text: '', site },
      args: [1, [2]],
      method: 'central',
      step: 1,
    };
    assert.ok(v.is(gradientRequestSchema, request));
    for (const wrong of [
      { step: 0 },
      { step: -1 },
      { step: NaN },
      { args: [() => 1] },
      { kind: 'other' },
      { wrt: 'x' },
    ])
      assert.ok(!v.is(gradientRequestSchema, { ...request, ...wrong }), JSON.stringify(wrong));
  });
});
