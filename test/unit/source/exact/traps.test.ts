import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { Value } from '../../../../src/numerics/argument';
import { loadExact } from '../../../../src/source/exact/exact';
import { siteNamed } from '../sites';
import { TemporaryFolder } from '../temporary';
import { assertDerivatives, differentiated, NOWHERE, reason } from './programs';

/** What hides a number from the tracing: right all the same, or no exact derivative and why, but never wrong. */
describe('exact derivatives are given up', () => {
  it('where a number leaves the tape, with the line', async () => {
    for (const leaving of [
      'parseFloat(String(x))',
      'Number(`${x}`)',
      'JSON.parse(JSON.stringify({ x })).x',
      'Number("" + x)',
      'Number(x.toFixed(9))',
      'Number(x.toString())',
      '[x].join().length',
      'new Set([x, 1]).size',
      'new Map([[x, 1]]).get(x)!',
      'new Float64Array(Float64Array.of(x).buffer)[0]!',
      'new Int32Array([x])[0]!',
      'new Float64Array(new ArrayBuffer(8)).fill(x)[0]!',
      'new Date(x).getTime()',
      'Number(BigInt(x))',
      '[1, 2, 3, 4][x]!',
      '({ 3: 1 } as any)[x]',
      'Array.from({ length: x }).length',
      'eval("x * x")',
      'new Function("v", "return v * v")(x)',
      '(x as any).toLocaleString().length',
      'Number.parseInt(x as any)',
      'new DataView(new ArrayBuffer(8)).setFloat64(0, x) ?? x',
    ]) {
      const { code, args } = await reason(
        `const k = 2;\nconst f = (x: number) => {\n  return k * ${leaving} * x;\n};`,
        [3],
      );
      assert.deepEqual([code, args['line']], ['exact-escape', 3], leaving);
    }
  });

  it('where a package computes', async () => {
    const folder = new TemporaryFolder();
    folder.write({
      'node_modules/square/package.json': '{ "name": "square", "main": "index.js" }',
      'node_modules/square/index.js': 'exports.square = v => v * v;',
    });
    const { code, args } = await reason(
      "import { square } from 'square';\n\nconst f = (x: number) =>\n  square(x);",
      [3],
      folder.file('main.ts'),
    );
    folder.remove();
    assert.deepEqual([code, args['line']], ['exact-escape', 4]);
  });

  it('where the code does something else with traced numbers', async () => {
    for (const text of [
      'const f = (x: number) => x + Math.random();',
      'const f = (x: number) => x * Number(process.hrtime.bigint() % 1000n);',
      'const f = (x: number) => (structuredClone({ x }).x as number) * x;',
      'const f = (x: number) => { const o = { valueOf: () => x }; return (o as any) * 2; };',
    ]) {
      const { code } = await reason(text, [3]);
      assert.match(code, /^exact-(differs|threw|escape)$/, text);
    }
  });

  it('where an earlier call left a number behind', async () => {
    const memo = 'let last: number | undefined;\nconst f = (x: number) => { last ??= x; return last * x; };';
    const exact = await loadExact({ file: NOWHERE, text: memo, site: siteNamed(memo, 'f') });
    assert.ok('jacobians' in exact.at([3], [0]));
    assert.deepEqual(exact.at([3], [0]), { code: 'exact-hidden-state', args: {} });
  });

  it('where there are too many operations, also if the code catches what is thrown', async () => {
    const loop = 'for (let i = 0; i < 5e6; i++) s += x;';
    assert.equal(
      (await reason(`const f = (x: number) => { let s = 0; ${loop} return s; };`, [3])).code,
      'exact-too-long',
    );
    const caught = `const f = (x: number) => { let s = 0; try { ${loop} } catch {} return s; };`;
    assert.equal((await reason(caught, [3])).code, 'exact-too-long');
  });

  it('where the function gives no number', async () => {
    for (const [text, code] of [
      ['const f = (x: number) => { throw new Error("no"); };', 'function-threw'],
      ['const f = (x: number) => String(x);', 'not-a-number-returned'],
      ['const f = async (x: number) => x;', 'promise-returned'],
      ['const f = (x: number): number => f(x);', 'stack-overflow'],
      ['const f = (x: number) => { if (typeof x !== "number") throw 1; return { x }; };', 'not-a-number-returned'],
    ] as const)
      assert.equal((await reason(text, [3])).code, code, text);
  });

  it('where the file cannot be made traceable', async () => {
    // Names that are built while it runs can be ours.
    const text =
      'const f = (x: number) => x * 2;\nif (eval("typeof " + String.fromCharCode(36) + "multiply") !== "undefined") throw new Error("seen");';
    assert.equal((await reason(text, [3])).code, 'exact-not-loaded');
  });
});

describe('exact derivatives are right', () => {
  const TRAPS: readonly (readonly [string, readonly Value[], readonly number[]])[] = [
    ['const f = (x: number) => (x === 3 ? 2 * x : 0);', [3], [2]],
    ['const f = (x: number) => ([3, 4].includes(x) ? 2 * x : 0);', [3], [2]],
    ['const f = (x: number) => (typeof x === "number" ? 2 * x : 0);', [3], [2]],
    ['const f = (x: number) => (typeof x == "object" ? 0 : 2 * x);', [3], [2]],
    ['const f = (x: any) => ("value" in Object(1) || x.value !== undefined || x.node ? 0 : 2 * x);', [3], [2]],
    ['const f = (x: any) => (x instanceof Object ? 0 : 2 * x);', [3], [2]],
    ['const f = (x: any) => (x.constructor === Number ? 2 * x : 0);', [3], [2]],
    ['const f = (x: any) => (x == null || x === undefined || x === "3" ? 0 : 2 * x);', [3], [2]],
    ['const f = (x: any) => (x == "3" ? 2 * x : 0) + (x == true ? 1 : 0);', [3], [2]],
    ['const f = (x: any) => (x === x && !(x !== x) && !(x < x) && x >= x ? 2 * x : 0);', [3], [2]],
    ['const f = (x: any) => 2 * x + Object.keys(x).length + Object.keys({ ...x }).length;', [3], [2]],
    ['const f = (x: number) => { console.assert(x, x); return 2 * x; };', [3], [2]],
    ['const f = (x: number) => { Object.freeze([x]); return 2 * x; };', [3], [2]],
    ['const f = (x: number) => { const a = [x]; a.length = 5; return a.filter(v => v).length * x; };', [3], [1]],
    ['const f = (x: number) => (0 * x) / 1 + Math.sqrt(0 * x) * 0 + x;', [3], [1]],
    ['const f = (x: number) => Math.max(x, x, 1) + Math.abs(x - 3);', [3], [1]],
    ['const f = (x: number) => Math.log(0 * x + 1) + (0 * x) ** 2;', [3], [0]],
    ['const f = (x: number) => { const s = Math.sqrt(x * 0); return 0 * s + x; };', [3], [1]],
    ['const Math = { sin: (v: number) => v * v };\nconst f = (x: number) => Math.sin(x);', [3], [6]],
    ['const f = (x: number, Number: (v: number) => number = v => v * v) => Number(x);', [3], [6]],
    ['const f = (x: number) => { const $ = 1, $_ = 2, $add = 3; return x * $ * $_ * $add; };', [3], [6]],
    ['(Number.prototype as any).twice = function () { return this * 2; };\nconst f = (x: any) => x.twice();', [3], [2]],
  ];
  for (const [text, args, expected] of TRAPS) it(text, () => assertDerivatives(text, args, expected));

  after(() => {
    delete (Number.prototype as { twice?: unknown }).twice;
  });

  it('never through what stands in for typed arrays', async () => {
    for (const text of [
      'const f = (x: number) => { const b = new Float64Array(2); b[5] = x; b[-1] = x; return b.length * x + (b[5] ?? 0); };',
      'const f = (x: number) => { const b = new Float32Array(1); b[0] = x; return b[0]! * x; };',
      'const f = (x: number) => { const b = new Float64Array([NaN, x, -0, 0]).sort(); return b[2]! * (Object.is(b[0], -0) ? 1 : 2); };',
    ]) {
      const found = await differentiated(text, [0.1]);
      assert.ok('jacobians' in found, text + JSON.stringify(found));
    }
  });
});

describe('instrumented hostile code', () => {
  const folder = new TemporaryFolder();
  after(() => folder.remove());

  const HOSTILE: readonly (readonly [string, number])[] = [
    [
      'const sin = Math.sin;\nMath.sin = () => 5;\nconst f = (x: number) => Math.sin(x) * x;\nqueueMicrotask(() => (Math.sin = sin));',
      Math.sin(3) + 3 * Math.cos(3),
    ],
    [
      'Object.defineProperty(globalThis, Symbol.for("nabla.runtime"), { value: {}, configurable: true });\nconst f = (x: number) => x * x;',
      6,
    ],
    [
      'for (const key of Object.getOwnPropertySymbols(globalThis)) { const v: any = (globalThis as any)[key]; try { v.add = () => 7; } catch {} try { v.Math.sin = () => 7; } catch {} }\nconst f = (x: number) => x + 2 * x;',
      3,
    ],
    [
      'const f = (x: any) => { try { Object.getPrototypeOf(x)[Symbol.toPrimitive] = () => 7; } catch {} return x * 2; };',
      2,
    ],
    ['const f = (x: any) => new Proxy({ x }, { get: (t: any, k) => t[k] * 2 }).x * x;', 12],
    ['const f = (x: any) => { const o = { [Symbol.toPrimitive]: () => x }; return +o * 2; };', 2],
    ['const f = (x: any) => { try { Object.setPrototypeOf(x, null); } catch {} return x * 2; };', 2],
    ['const f = (x: any) => { try { x.__proto__ = { valueOf: () => 9 }; } catch {} return x * 2; };', 2],
    [
      'class Fake { #node = 1; static is() { return true; } valueOf() { return 1; } }\nconst f = (x: any) => x * 2 * (new Fake() as any);',
      2,
    ],
    ['const f = (x: any) => { try { return Reflect.ownKeys(x).length + 2 * x; } catch { return 2 * x; } };', 2],
    ['const f = (x: any) => { with_: for (;;) { break with_; } return x * 2; };', 2],
    ['const f = (x: any) => ({ get a() { return { b: x }; } }).a.b++ * 2;', 2],
    ['const f = (x: any) => { try { x.x = 1; x[0] = 2; delete x.x; } catch {} return x * 2; };', 2],
    ['const undefined_ = void 0;\nconst f = (x: any, add = 1, last = undefined_) => (last ?? x) * 2 * add;', 2],
    ['const f = (x: any) => { try { Object.freeze(x.constructor.prototype); x(); } catch {} return x * 2; };', 2],
  ];
  for (const [text, expected] of HOSTILE) {
    it(`is right or nothing, and the next is right: ${text}`, async () => {
      const found = await differentiated(text, [3, ...(text.includes('add = 1') ? [1] : [])], folder.file('main.ts'));
      if ('code' in found) assert.match(found.code, /^(exact-|function-threw)/);
      else assert.ok(Math.abs(found.jacobians[0]![0]! - expected) < 1e-13, String(found.jacobians[0]![0]));
      await assertDerivatives('const f = (x: number) => Math.sin(x) * x + x ** 2;', [0], [0], folder.file('next.ts'));
      assert.deepEqual(fs.readdirSync(folder.path), []);
    });
  }
});
