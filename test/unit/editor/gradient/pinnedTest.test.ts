import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { pinnedNumbers, type Run } from '../../../../src/editor/gradient/pinnedNumbers';
import type { Value } from '../../../../src/numerics/argument';
import { Problem } from '../../../../src/numerics/problem';
import { DEFAULT_LIMITS, EvaluateClient } from '../../../../src/processes/evaluate/client';
import { exportOf } from '../../../../src/source/exported';
import { functionNamed } from '../../../../src/source/functions';
import { formatPoint } from '../../../../src/source/point';
import { parseScript } from '../../../../src/source/script';
import { withPinnedTest, type PinnedTest } from '../../../../src/words/gradientTest';
import { ROOT } from '../../house/files';
import { TemporaryFolder } from '../../source/temporary';

describe('a pinned test', function () {
  this.timeout(60_000);

  const folder = new TemporaryFolder();
  const client = new EvaluateClient({
    limits: () => DEFAULT_LIMITS,
    print: () => {},
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });
  after(() => {
    client.dispose();
    folder.remove();
  });

  /** The numbers that a test of a function holds. */
  function numbersOf(text: string, name: string, args: Value[]) {
    const file = folder.file('source.ts');
    const tree = parseScript(text, 'typescript');
    const site = functionNamed(tree, text, 'typescript', name);
    const run: Run = (options, of = site) =>
      client.gradient({ kind: 'gradient', source: { file, text, site: of }, args, ...options });
    const point = formatPoint(args, site.parameters);
    return pinnedNumbers({ name, point, args, site, text, file }, tree, run);
  }

  async function pinned(text: string, name: string, args: Value[]): Promise<PinnedTest> {
    const { written, ...numbers } = await numbersOf(text, name, args);
    const tree = parseScript(text, 'typescript');
    const imports = [name, ...(written ? [written.name] : [])].map(each => exportOf(tree, text, each)!);
    return {
      ...numbers,
      title: `${name} at ${formatPoint(args)}`,
      callee: name,
      args,
      arrays: args.map(each => (ArrayBuffer.isView(each) ? 'Float64Array' : undefined)),
      ...(written && { written: { callee: written.name, numbers: written.numbers } }),
      imports: imports.map(each => ({ ...each, module: './source.ts' })),
      style: { framework: 'node:test', isTyped: true, isModule: true },
    };
  }

  /** Runs the test of a file on a source; what failed, if something did. */
  function failure(source: string, test: string): string | undefined {
    folder.write({ 'source.ts': source, 'source.gradient.test.ts': test });
    const outfile = folder.file('test.cjs');
    buildSync({
      ...{ entryPoints: [folder.file('source.gradient.test.ts')], outfile, bundle: true },
      ...{ platform: 'node', format: 'cjs', logLevel: 'silent' },
    });
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    void NODE_TEST_CONTEXT;
    const { status, stdout } = spawnSync(process.execPath, [outfile], { encoding: 'utf8', env });
    return status === 0 ? undefined : (/error: '?(.*?)'?$/m.exec(stdout)?.[1] ?? stdout);
  }

  const cases: [what: string, source: string, name: string, args: Value[], change: string][] = [
    [
      'of one variable, with the derivative that a person wrote',
      'export const f = (x: number): number => 0.01 * x ** 2 + 0.1 * x;\nexport const fPrime = (x: number): number => 0.02 * x + 0.1;\n',
      'f',
      [5],
      '4e-7 * (x - 5)',
    ],
    [
      'of a vector',
      'export function f(x: readonly number[]): number { return x[0]! ** 2 + Math.sin(x[1]! / 100); }\nexport const gradF = (x: readonly number[]) => [2 * x[0]!, Math.cos(x[1]! / 100) / 100];\n',
      'f',
      [[3, 400]],
      '1e-7 * (x[1]! - 400)',
    ],
    [
      'of several parameters, near the edge of where it is defined',
      'export function f(a: number, w: number[][]): number { return Math.log(a) * w[0]![1]! + w[1]![0]! ** 3; }\n',
      'f',
      [
        1e-3,
        [
          [1, 2],
          [3, 4],
        ],
      ],
      '3e-3 * (a - 1e-3)',
    ],
  ];
  for (const [what, source, name, args, change] of cases) {
    it(`${what}, passes, and fails when a derivative changes by a millionth`, async () => {
      const { text } = withPinnedTest(undefined, await pinned(source, name, args));
      assert.equal(failure(source, text), undefined);
      const changed = source.replace(
        /(=> |return )(.*?);/,
        (_, word: string, value: string) => `${word}${value} + ${change};`,
      );
      assert.match(failure(changed, text) ?? 'it passed', /instead of/);
    });
  }

  it('fails when the derivative that a person wrote changes', async () => {
    const [[, source, name, args]] = cases as [(typeof cases)[number]];
    const { text } = withPinnedTest(undefined, await pinned(source, name, args));
    assert.match(
      failure(source.replace('0.02 * x', '0.0200001 * x'), text) ?? 'it passed',
      /^0\.200000\d+ instead of 0\.2 ±/,
    );
  });

  it('leaves out a derivative that is wrong: the check tells', async () => {
    const source = 'export const f = (x: number): number => x ** 2;\nexport const df = (x: number): number => x;\n';
    assert.equal((await numbersOf(source, 'f', [3])).written, undefined);
  });

  it('holds plateaus, and functions with noise to what can be said of them', async () => {
    const { derivatives } = await numbersOf('export const f = (x: number) => (x > 0 ? 1 : 0);', 'f', [2]);
    assert.equal(derivatives[0]!.number, 0);
    assert.ok(derivatives[0]!.tolerance < 1e-10);
    const source = 'export const f = (x: number): number => Math.round(x * x * 1e6) / 1e6;';
    const { text } = withPinnedTest(undefined, await pinned(source, 'f', [3]));
    assert.equal(failure(source, text), undefined);
  });

  it('is refused where there is nothing to hold', async () => {
    const code = async (text: string, args: Value[]) =>
      numbersOf(text, 'f', args).then(
        () => 'pinned',
        (problem: unknown) => (problem instanceof Problem ? problem.code : String(problem)),
      );
    assert.equal(await code('export const f = (x: number) => Math.abs(x);', [0]), 'pin-not-smooth');
    assert.equal(await code('export const f = (x: number) => Math.log(x);', [-1]), 'pin-not-smooth');
    assert.equal(await code('export const f = (x: number) => Math.random() * x;', [1]), 'pin-not-smooth');
    assert.equal(await code('export const f = (x: number[]) => Math.abs(x[0]!) + x[1]!;', [[0, 1]]), 'pin-not-smooth');
    assert.equal(
      await code('export const f = (x: number) => Math.sin(x) + 1e-3 * Math.sin(1e9 * x);', [1]),
      'pin-not-precise',
    );
    assert.equal(await code('export const f = (x: number) => 1e12 + x;', [1]), 'pin-not-precise');
    assert.equal(await code('export const f = (x: number) => Math.sin(x);', [Math.PI / 2]), 'pinned');
    assert.equal(await code('export const f = (x: number) => x * x;', [0]), 'pinned');
    assert.equal(await code('export const f = (x: number) => Math.log(x);', [1e-300]), 'pin-not-precise');
    assert.equal(await code('export const f = (x: number[]) => x.map(v => 2 * v);', [[1, 2]]), 'pin-several');
    const many = Array.from({ length: 51 }, (_, i) => i);
    assert.equal(await code('export const f = (x: number[]) => x.reduce((a, b) => a + b);', [many]), 'pin-many');
  });
});
