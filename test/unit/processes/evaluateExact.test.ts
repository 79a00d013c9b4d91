import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import type { GradientReport, GradientRequest } from '../../../src/processes/evaluate/protocol';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';
import { siteNamed } from '../source/sites';
import { TemporaryFolder } from '../source/temporary';

describe('exact derivatives in the evaluate process', function () {
  this.timeout(20_000);

  const folder = new TemporaryFolder();
  const client = new EvaluateClient({
    limits: () => ({ timeout: 5000, memory: 512 }),
    print: () => {},
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });

  before(() =>
    folder.write({
      'help.ts': 'export const square = (v: number): number => v * v;\n',
      'node_modules/twice/package.json': '{ "name": "twice", "main": "index.js" }',
      'node_modules/twice/index.js': 'exports.twice = v => 2 * v;',
    }),
  );
  after(() => {
    client.dispose();
    folder.remove();
  });

  function gradient(
    text: string,
    args: GradientRequest['args'],
    more: Partial<GradientRequest> = {},
  ): Promise<GradientReport> {
    const { name, start, end, inModule, parameters } = siteNamed(text, 'f');
    const source = { file: folder.file('main.ts'), text, site: { name, start, end, inModule, parameters } };
    return client.gradient({ kind: 'gradient', source, args, method: 'adaptive', exact: true, ...more });
  }

  it('stand beside the numerical ones, whichever they are', async () => {
    const text =
      "import { square } from './help';\nexport const f = (x: number, w: Float64Array) => square(x) * w[1]!;";
    for (const method of ['adaptive', 'fast', 'central', 'forward'] as const) {
      const report = await gradient(text, [3, [5, 7]], { method });
      assert.equal(report.method, method);
      assert.deepEqual(
        report.parameters.map(({ exact }) => exact),
        [42, [0, 9]],
      );
      assert.equal(report.exactNote, undefined);
    }
    const chosen = await gradient(text, [3, [5, 7]], { method: 'backward', wrt: [1] });
    assert.deepEqual(
      chosen.parameters.map(({ name, exact }) => [name, exact]),
      [['w', [0, 9]]],
    );
  });

  it('are there only where they are asked for', async () => {
    const { parameters, exactNote } = await gradient('const f = (x: number) => x * x;', [3], { exact: false });
    assert.deepEqual([parameters[0]!.exact, exactNote], [null, undefined]);
  });

  it('name the line where a number leaves the tape', async () => {
    const text = "import { twice } from 'twice';\nconst f = (x: number) => {\n  return twice(x) * x;\n};";
    const { parameters, exactNote, status } = await gradient(text, [3]);
    assert.deepEqual([status, parameters[0]!.exact], ['ok', null]);
    assert.deepEqual([exactNote!.code, exactNote!.args['line']], ['exact-escape', 3]);
    assert.match(sentence(exactNote!), /^There is no exact derivative\. Line 3 of main\.ts: /);
  });

  it('survive what the code does to the process', async () => {
    for (const text of [
      'Object.prototype.toString = () => { throw 1; };\nconst f = (x: number) => x * x;',
      'Array.prototype.map = () => { throw 1; };\nconst f = (x: number) => x * x;',
      'Math.sin = () => 0;\nNumber.prototype.valueOf = () => 7;\nconst f = (x: number) => x * x;',
      'Object.defineProperty(Object.prototype, "code", { get: () => "exact-x" });\nconst f = (x: number) => x * x;',
      'const f = (x: number) => { if (typeof x !== "number") process.exit(1); return x * x; };',
    ]) {
      await gradient(text, [3]).catch((error: unknown) => error);
      assert.equal((await gradient('const f = (x: number) => Math.sin(x) * x;', [0])).parameters[0]!.exact, 0);
    }
  });

  it('of a thousand numbers take far less than a second', async () => {
    const text =
      'export function f(x: number[]) { let s = 0; for (let i = 0; i < x.length - 1; i++) s += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2; return s; }';
    const x = Array.from({ length: 1000 }, (_, i) => 1 + Math.sin(i) / 2);
    const { parameters, milliseconds } = await gradient(text, [x]);
    const exact = parameters[0]!.exact as number[];
    for (let i = 0; i < 1000; i++) {
      const from = i > 0 ? 200 * (x[i]! - x[i - 1]! ** 2) : 0;
      const to = i < 999 ? -400 * x[i]! * (x[i + 1]! - x[i]! ** 2) - 2 * (1 - x[i]!) : 0;
      assert.ok(Math.abs(exact[i]! - from - to) <= 1e-12 * (Math.abs(from) + Math.abs(to)), `${i}: ${exact[i]}`);
    }
    assert.ok(milliseconds < 5000, String(milliseconds));
  });
});
