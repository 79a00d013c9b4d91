import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { Problem } from '../../../src/numerics/problem';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import type { GradientReport } from '../../../src/processes/evaluate/protocol';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';
import { siteNamed } from '../source/sites';
import { TemporaryFolder } from '../source/temporary';

/** For what ends by itself, however busy the machine is. */
const PATIENCE = 15_000;
const TIMEOUT = 400;

/** The body of a function of x, or a whole module; whatever it does, and what comes of it. */
type Hostile = readonly [what: string, code: string, outcome: string, timeout?: number];

const ENDLESS = 'process-timeout';
const MEMORY = 'process-memory';

/** `number`: it is differentiated all the same. Every other outcome is the code of a problem. */
const KINDS: readonly Hostile[] = [
  ['a loop without end', 'for (;;);', ENDLESS, TIMEOUT],
  ['a loop without end while the module is loaded', 'for (;;);\nconst f = (x: number) => x;', ENDLESS, TIMEOUT],
  ['a recursion without end', 'return f(x + 1) + 1;', 'stack-overflow'],
  ['an array that grows', 'const a = []; for (;;) a.push(Math.random());', MEMORY],
  ['a map that grows', 'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });', MEMORY],
  ['a string that grows', 'let s = ""; for (let i = 0; ; i++) s += i;', MEMORY],
  ['typed arrays', 'const a = []; for (;;) a.push(new Float64Array(1e5).fill(1));', MEMORY],
  ['one filled array', 'return new Array(2 ** 32 - 1).fill(0).length;', MEMORY],
  ['an expression that backtracks', 'return Number(/^(a+)+$/.test("a".repeat(50) + "b"));', ENDLESS, TIMEOUT],
  ['process.exit', 'process.exit(3);', 'process-exited'],
  ['process.reallyExit', '(process as any).reallyExit(3);', 'process-exited'],
  ['process.abort', 'process.abort();', 'process-killed'],
  ['process.kill', 'process.kill(process.ppid, "SIGKILL");', 'process-killed'],
  ['throwing null', 'throw null;', 'function-threw'],
  ['throwing a proxy', 'throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });', 'function-threw'],
  ['throwing a getter', 'throw { get message() { throw 1; }, toString() { throw 2; } };', 'function-threw'],
  ['a promise that never settles', 'await new Promise(() => {});\nconst f = (x: number) => x;', ENDLESS, TIMEOUT],
  ['a promise that nobody catches', 'Promise.reject(new Error("lost")); return x;', 'process-uncaught'],
  ['an interval that it leaves', 'setInterval(() => {}, 1); return x;', 'number'],
  [
    'changing the prototype of arrays',
    'Object.assign(Array.prototype, { map: null, slice: null }); return x;',
    'built-ins-changed',
  ],
  ['changing Math', 'Math.abs = Math.max = () => NaN; return x;', 'built-ins-changed'],
  ['adding to the prototype of arrays', '(Array.prototype as any).sum = () => 0; return x;', 'number'],
  [
    'deleting globals',
    'for (const k of ["Map", "Set", "Array", "Promise"]) delete (globalThis as any)[k]; return x;',
    'built-ins-changed',
  ],
  ['functions that lie', 'Number.isFinite = Object.is = () => true; return x;', 'built-ins-changed'],
  ['waiting for shared memory', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', ENDLESS, TIMEOUT],
  ['waiting for a program', 'return require("child_process").execSync("sleep 100").length;', ENDLESS, TIMEOUT],
  ['printing without end', 'for (;;) process.stdout.write("y");', ENDLESS, TIMEOUT],
  ['printing a lot', 'console.log("x".repeat(1e6)); process.stderr.write("y".repeat(1e5)); return x;', 'number'],
  ['a thread', 'new (require("worker_threads").Worker)("for (;;);", { eval: true }); return x;', 'number'],
  ['a program in the background', 'require("child_process").spawn("sleep", ["100"]); return x;', 'number'],
  ['taking listeners away', 'process.removeAllListeners(); process.on("message", () => {}); return x;', 'number'],
  ['replacing the console', '(globalThis as any).console = null; return x;', 'number'],
  ['cutting the connection', '(process as any).send = (process as any).disconnect = undefined; return x;', 'number'],
  ['closing the connection', 'require("fs").closeSync(3); return x;', 'any', TIMEOUT],
  ['returning a proxy', 'return new Proxy([], { get() { throw 1; } });', 'no-numbers-returned'],
  [
    'returning what pretends to be a number',
    'return { valueOf: () => 5, toString: () => "5" };',
    'not-a-number-returned',
  ],
  ['returning a promise that fails', 'return Promise.reject(new Error("later"));', 'promise-returned'],
  ['a function that replaces itself', 'f = null; return x;', 'any'],
  [
    'reaching for the loader',
    'for (const k of Object.keys(require.cache)) delete require.cache[k]; return x;',
    'number',
  ],
];

describe('hostile functions', function () {
  this.timeout(30_000);

  const folder = new TemporaryFolder();
  let timeout = PATIENCE;
  const client = new EvaluateClient({
    limits: () => ({ timeout, memory: 256 }),
    print: () => {},
    folder: () => folder.path,
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });

  function gradient(text: string, args: (number | number[])[] = [5]): Promise<GradientReport> {
    const source = { file: folder.file('main.ts'), text, site: siteNamed(text, 'f') };
    return client.gradient({ kind: 'gradient', source, args, method: 'central', step: 1e-4 });
  }

  /** The code of the problem that came of a request; `number` where there is none. */
  async function outcomeOf(code: string): Promise<string> {
    const isModule = code.includes('const f = ');
    const text = isModule ? code : `let f: any = function (x: number): any { ${code} };`;
    try {
      const { problem } = await gradient(text);
      if (problem) assert.doesNotMatch(sentence(problem), /undefined|\{\w+\}/);
      return problem?.code ?? 'number';
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      assert.doesNotMatch(sentence(error), /undefined|\{\w+\}|Something went wrong/);
      return error.code;
    }
  }

  // Whatever happened: the next request is answered, rightly.
  afterEach(async () => {
    timeout = PATIENCE;
    const text = 'const f = (x: number[]) => [...new Map(x.map((v, i) => [i, Math.abs(v)])).values()].slice(0)[1] * 2;';
    const { value, parameters } = await gradient(text, [[3, 4]]);
    assert.equal(value, 8);
    const [, derivative] = parameters[0]!.gradient as number[];
    assert.ok(Math.abs(derivative! - 2) < 1e-9);
  });
  after(() => {
    client.dispose();
    folder.remove();
  });

  it('are of at least twenty kinds', () => assert.ok(KINDS.length >= 20));

  for (const [what, code, outcome, limit] of KINDS) {
    it(`do no harm: ${what}`, async function () {
      if (process.platform === 'win32' && /sleep/.test(code)) this.skip();
      timeout = limit ?? PATIENCE;
      const found = await outcomeOf(code);
      if (outcome !== 'any') assert.equal(found, outcome);
    });
  }

  it('do no harm by what they do to their arguments', async () => {
    for (const body of ['x.sort()', 'x.length = 0', 'x.push(1)', 'x.fill(0)', 'Object.freeze(x)', 'x[0] = "a"']) {
      const report = await gradient(`const f = (x: any) => { const y = 2 * x[0]; ${body}; return y; };`, [[3, 4]]);
      assert.equal(report.value, 6, body);
    }
  });
});
