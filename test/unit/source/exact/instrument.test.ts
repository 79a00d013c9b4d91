import * as assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { parse } from '@babel/parser';
import type { UserFunction } from '../../../../src/source/call';
import { instrument } from '../../../../src/source/exact/instrument';
import { provideRuntime, RUNTIME } from '../../../../src/source/exact/runtime';
import { loadFunction } from '../../../../src/source/load';
import { languageOfFile } from '../../../../src/source/script';
import { filesBelow, readText } from '../../house/files';
import { siteNamed } from '../sites';
import { NOWHERE } from './programs';

/** Programs in every kind of syntax; what f gives for 3 and 4 is compared with what it gives instrumented. */
const PROGRAMS = [
  'function f(x, y) { return [x + y, x - y, x * y, x / y, x % y, x ** y, -x, +x, ~x, !x]; }',
  'function f(x, y) { return [x < y, x > y, x <= y, x >= y, x == y, x != y, x === y, x !== y, x & y, x | y, x ^ y, x << y, x >> y, x >>> y]; }',
  'function f(x, y) { return ["a" + x, x + "b", `${x + y}`, [] + {}, x + null, x + undefined, true + x, "6" / x, "6" * "2", [2] * [3], 1n + 2n, 2n ** 3n, -5n, 7n % 4n]; }',
  'function f(x) { return [x && 0, 0 && x, x || 0, null || x, x ?? 0, null ?? x, x && null && y(), x || y(), (x && "") || []]; function y() { throw 1; } }',
  'function f(x) { const t = []; let i = 0; const a = [10, 20, 30]; a[i++] += a[i++]; t.push(i, ...a); a[i--]--; t.push(i, a[i]++, ++a[i], a[--i]); return t; }',
  'function f(x) { let i = 5, j = i++ + ++i - i-- - --i; i++; --j; return [i, j, i++, j--, +i, -j]; }',
  'function f(x) { const s = []; const o = { get p() { s.push("get"); return 1; }, set p(v) { s.push("set" + v); } }; const g = () => (s.push("o"), o); const k = () => (s.push("k"), "p"); g()[k()] += (s.push("e"), 5); g()[k()]++; ++g().p; g()[k()] ||= 3; g()[k()] &&= 4; return s; }',
  'function f(x) { const o = { a: 1 }; let p = o; p.a += (p = { a: 7 }, 10); return [o.a, p.a]; }',
  'function f(x) { let a = [1, 2, 3], i = 0; a[i] += (i = 2); return [a, i]; }',
  'function f(x) { let v = 1; v += (v = 10, 5); v *= v += 1; return v; }',
  'function f(x) { let a; a = b = 4; var b; a ||= 1; a &&= 2; a ??= 3; a **= 3; a %= 5; a <<= 2; a |= 1; a ^= 7; a >>= 1; a >>>= 0; a &= 15; a /= 2; a -= 1; return [a, b]; }',
  'function f(x) { const r = []; for (let i = 0, j = 10; i < j; i++, j -= 2) r.push(i * j); for (const k in { a: 1, b: 2 }) r.push(k + 1); for (const v of new Set([1, 1, 2])) r.push(v * 2); return r; }',
  'function f(x) { let n = 0; a: for (;;) { b: do { if (n++ > 3) break a; if (n % 2) continue b; } while (n < 2); } return n; }',
  'function f(x) { switch (x * 2) { case 2 + 2: return "four"; case 3 + 3: { let y = x; y++; return y; } default: return -1; } }',
  'function f(x) { switch (typeof x) { case "number": switch (true) { case x > 2 && x < 5: return "in"; } } return "out"; }',
  'function f(x) { return [typeof x, typeof x + 1, typeof nothing, typeof null, typeof (() => 1), void x, typeof typeof x]; }',
  'function f(x) { try { null.x += 1; } catch (e) { return [e.constructor.name]; } finally { x++; } }',
  'function f(x) { const { a = x + 1, b: { c: [d, ...e] = [x * 2, 1] } = {}, ...rest } = { z: x - 1 }; return [a, d, e, rest]; }',
  'const f = (x, y = x * 2, ...z) => [x + y, z.length - 1, ((a, [b] = [a + 1]) => a * b)(x)];',
  'function f(x) { return (function () { return [arguments.length - 1, this === undefined, new.target]; })(x, 2); }',
  'class A { static #n = 1 + 1; #v = 2 * 3; ["k" + 1] = this.#v + 1; static { A.#n += 5; } get v() { return this.#v++ + A.#n--; } set v(w) { this.#v **= w; } static m(a = A.#n - 1) { return a; } has(o) { return #v in o; } }\nfunction f(x) { const a = new A(); a.v = 2; return [a.v, a.v, a.k1, A.m(), a.has(a), a instanceof A, "v" in a]; }',
  'class A { constructor(n) { this.n = n; } add(k) { this.n += k; return this; } }\nclass B extends A { add(k) { super.add(k * 2); super.n -= 1; return this; } get t() { return super.constructor.name.length + 1; } }\nfunction f(x) { const b = new B(x).add(1); return [b.n, b.t]; }',
  'function* g(n) { let i = 0; while (i < n) { const s = yield i * 2; i += s ?? 1; } return -i; }\nfunction f(x) { const t = g(x); return [t.next(), t.next(2), t.next(5), ...g(2)]; }',
  'function f(x) { const o = null; return [o?.a.b.c, o?.[x + 1], o?.m(x * 2), ({ m: v => v + 1 }).m?.(x), [x].includes?.(3), "abc".includes("b"), o?.a.includes(1)]; }',
  'function f(x) { const tag = (s, ...v) => s.raw.join("|") + v.map(w => w * 2); return tag`a${x + 1}b\\n${x}c`; }',
  'function f(x) { return [/a+b/.test("aab"), "a-b".split(/-/), x / 2 / 3, x /2/ 1, +/1/.source]; }',
  'function f(x) {\n  let a = x\n  a++\n  ++a\n  a = a\n  - 1\n  ;[a] = [a + 1]\n  const b = a\n  a && b\n  a || b, b && a\n  return a + b\n}',
  'function f(x) { if (x) x++; else x--; if (x > 3) return x ? x : -x; else { x += 2 } return x }',
  'function f(x) { return[x]+[1]?"a"+x:-x; }\n',
  'function f(x) { let y; for (y of[x,2*x])if(y>3)break; return y>3?y-- -1:y- -1+ +y; }',
  'function f(x) { const a = [3, 1, 2, undefined, 10]; return [a.slice().sort(), [3, 1, 10].sort((p, q) => q - p), a.indexOf(2), a.includes(undefined), [1, 2, 1].lastIndexOf(1, 1), a.filter(Boolean), a.findLast(v => v), a.some(v => v > 9)]; }',
  'function f(x) { return [Math.max(x, 1), Math.max(), Math.min(...[3, 2]), Math.hypot(3, 4), Math.sin(0), Math.PI, Math["abs"](-x), Object.prototype.toString.call(Math), Math.clz32(1), Math.imul(3, 4), Math.sign(-0), Math.pow("2", 3)]; }',
  'function f(x) { return [Number("12"), Number(), Number(null), Number.MAX_SAFE_INTEGER + 1, Number.parseFloat("1.5e3"), isNaN("x"), Number.isNaN("x"), isFinite("1"), Boolean(""), Boolean(x), ["1", "2"].map(Number), new Number(3) + 1, Object.is(-0, 0), Number.isInteger(3)]; }',
  'function f(x) { const b = new Float64Array(4); b[0] = x; b[1] += 2; b[2]++; b[9] = 1; b[-1] = 1; b["3"] = "7"; const c = new Float32Array([0.1, "2"]); c[0] += 0.2; return [...b, b.length, b[9], ...c, c.join("/"), String(b), b.subarray(1, 3).length, [...b.keys()], b.at(-1), Object.prototype.toString.call(b), b.BYTES_PER_ELEMENT, Float64Array.BYTES_PER_ELEMENT, b.byteLength, b.constructor === Float64Array]; }',
  'function f(x) { const b = Float64Array.from([3, NaN, -0, 1]); return [...b.toSorted(), ...b.map(v => v * 2).filter(v => v), b.indexOf(3), b.includes(NaN), ...new Float64Array(new Uint8Array([1, 2])), ...new Float64Array(new Float64Array([5]).buffer), b.reduceRight((s, v) => s + v, 0), [...b.entries()][3]]; }',
  'function f(x) { const s = new Set([x, 1]).add(x), m = new Map([[x, "a"]]); s.delete(1); return [[...s], m.get(x), m.has(1), s.size + m.size, s instanceof Set, new Set() instanceof Set]; }',
  'function f(x) { return [new Array(3).length, Array(2).length + 1, new Array(1, 2), Array.of(7), Array.isArray([]), Array.from({ length: 2 }, (_, i) => i + x)]; }',
  'var g = 5; { var g = g + 1; }\nfunction f(x) { g++; return g + f.length + f.name.length; }',
  'function f(x) { var Math = { max: () => "mine" }, Number = v => v + "!"; return [Math.max(1), Number(2)]; }',
  'const { max, PI: pi } = Math, o = { Math, isNaN };\nfunction f(x) { return [max(x, 1), pi - 3, o.Math.min(1, 2), o.isNaN(NaN)]; }',
  'let $ = 1, $_ = 2, $add = 3, \\u0061b = 4;\nfunction f(x) { return $ + $_ * $add - ab; }',
  'function f(x) { label: { if (x) break label; x = 100; } do x--; while (x > 1); with_: while (x++ < 5) continue with_; return x; }',
  'async function g(v) { let s = 0; for await (const w of [v, Promise.resolve(2)]) s += w; return s + (await v) * 2; }\nfunction f(x) { void g(x); return x; }',
  'function f(x) { const o = { [x + 1]: x, "a b": 2, async *m() {}, get [`q${x}`]() { return x++; }, x, isNaN() { return 1; } }; delete o[4]; return [Object.keys(o), o["q3"], o.isNaN()]; }',
  'function f(x) { return ((a, b) => a + b)(...[x, 1], ...[]) + (() => ({ v: x }))().v + (x => x * 2)(x); }',
  'function f(x) { var r = x ? x > 1 ? "a" : "b" : "c"; return r + (x, r, 1) + !x + !!x + -(-x) + - -x + + +x; }',
  'function f(x) { let i = 0; const a = [5, 6, 7]; [a[i++], a[i]] = [a[i], a[0]]; ({ p: a[2] = i + 1 } = {}); for (a[0] of [8, 9]); return a; }',
  'function f(x) { const d = new Date(0); return [d - 5, +d, d > -1, [..."ab"].map(c => c + 1), Symbol("s").description + 1]; }',
  'function f(x) { const o = { a: {} }; o.a[x + 1] ||= { v: x, w: [] }; o.a[x + 1].w[0] &&= { u: 1 }; o.a[x + 1] &&= (x, 5); return o; }',
  "'use strict'\nfunction f(x) { return [this, x\n+ 1] }",
];

const TYPED = [
  'export const f = <T extends number, U>(x: T, y?: U): number[] => [(x as number) + 1, x! * 2, (<any>x) - 1, (y satisfies unknown) ? 1 : x / 2];',
  'type A<T> = T extends (infer U)[] ? U : typeof globalThis;\ninterface I { a?: number; readonly [k: string]: unknown }\nexport function f(this: void, x: number): asserts x is 3; export function f(x: any): any { let n!: number; n = x; (n as number) += 1; n! -= 2; (<number>n)++; n!--; return n; }',
  'enum E { A = 1 << 2, B = A | 1, C = "x".length, D }\nconst enum F { K = 2 * 3 }\ndeclare enum G { Z }\nexport const f = (x: number) => [E.A + x, E[5], F.K - 1, E.D];',
  'namespace N.M { export const k = 1 + 2; export namespace O { export const z = k * 2; } }\nimport Z = N.M.O;\nexport function f(x: number) { return [N.M.k - 1, N.M.k, Z.z]; }',
  'abstract class P<T> { protected abstract v: T; declare d: number; constructor(public a = 1 + 1, private readonly b?: number) {} m?(): void; static s: number = 3 * 3; get w(): number { return (this.a! += 1); } }\nclass Q extends P<number> implements Iterable<number> { override v = 4; *[Symbol.iterator]() { yield this.v++ * this.a--; } }\nexport const f = (x: number) => { const q = new Q(); return [...q, q.w, Q.s, q.a]; };',
  'function f(x: number): number\nfunction f(x: any, y?: any): any { const m: number[][] = [[1, 2], [3]]; m[0]![1]! += x; m[1]![0]!++; (m[0] as any)[0] **= 2; return m.map(r => r.reduce((a, b) => a + b)); }',
  'import type { X } from "./nowhere";\nexport type { X };\nexport default function f(x: number) { let a: [n: number, ...r: number[]] = [x, 1]; a[0] ||= 5; a[0] &&= 6; for (let i = +a.length; i-- > 0; ) a[i]! *= 2; return a as const; }'.replace(
    ' as const',
    '',
  ),
  'const dec = (..._: any[]): any => {};\n@dec class K { x = 1 + 1; @dec m(v: number) { return v * 2; } }\nexport const f = (x: number) => new K().m(x) + new K().x;',
];

async function outcome(text: string, file: string, rewritten: boolean): Promise<unknown> {
  const site = siteNamed(text, 'f', languageOfFile(file));
  if (rewritten) provideRuntime();
  const f: UserFunction = await loadFunction(
    { file, text, site },
    rewritten ? (source, name) => instrument(source, name, RUNTIME) : undefined,
  );
  try {
    return f(3, 4);
  } catch (error) {
    return { thrown: String(error) };
  }
}

describe('instrumented code', () => {
  for (const [extension, programs] of Object.entries({ jsx: PROGRAMS, ts: [...PROGRAMS, ...TYPED] })) {
    const file = NOWHERE.replace(/ts$/, extension);
    describe(`does what it did before (${extension})`, () => {
      for (const text of programs) {
        it(text, async () => {
          const code = instrument(text, file, RUNTIME);
          assert.equal(code.split('\n').length, text.split('\n').length);
          const plain = await outcome(text, file, false);
          assert.ok(!(plain as { thrown?: unknown } | undefined)?.thrown, inspect(plain));
          assert.deepEqual(await outcome(text, file, true), plain, code);
        });
      }
    });
  }

  it('adds names that occur nowhere in the text', () => {
    const code = instrument('const $ = 1, $_ = `${2}`;\nconst f = x => x * $ + $_;', NOWHERE, 'R');
    assert.match(code, /"multiply": (\$__)multiply/);
    for (const [, name] of code.matchAll(/": (\$\w+)/g)) assert.ok(name!.startsWith('$__'));
  });

  it('keeps every line, comments and blanks too', () => {
    const text =
      'const f = (\n  x, // the x\n) =>\n  x /* a\n  b */ +\n  // c\n  x\n    [\n 0 ] ++\n;\nlet y = 1\ny\n  +=\n  2;';
    const code = instrument(text, NOWHERE, 'R');
    assert.equal(code.split('\n').length, text.split('\n').length);
    for (const comment of ['// the x', '/* a\n  b */', '// c']) assert.ok(code.includes(comment), code);
  });

  it('stays readable, whatever the text', () => {
    const scripts = filesBelow('src', '.ts').filter(file => !file.includes('/assembly/')); // another language
    for (const file of scripts) {
      const text = readText(file);
      const code = instrument(text, file, 'R');
      assert.equal(code.split('\n').length, text.split('\n').length, file);
      parse(code, { sourceType: 'module', plugins: ['typescript'] });
    }
  });

  it('leaves text alone that cannot be read', () => {
    for (const text of ['const f = (x => ;', '}', 'let 1 = 2;', '"unclosed'])
      assert.equal(instrument(text, NOWHERE, 'R'), text);
  });

  it('leaves types, directives and the first line alone', () => {
    const hash = '#!/usr/bin/env node\n"use strict";\nconst f = x => x * 2;';
    assert.match(instrument(hash, 'a.js', 'R'), /^#!\/usr\/bin\/env node\n"use strict";;const \{ "multiply"/);
    assert.match(
      instrument('type T = typeof Math;\nlet a: Number = 1;', 'a.ts', 'R'),
      /type T = typeof Math;\nlet a: Number = 1;$/,
    );
  });
});
