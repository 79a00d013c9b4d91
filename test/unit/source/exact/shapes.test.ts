import type { Value } from '../../../../src/numerics/argument';
import { TemporaryFolder } from '../temporary';
import { assertDerivatives } from './programs';

/** A program, the arguments of its function f, and the derivatives in closed form. */
type Shape = readonly [text: string, args: readonly Value[], expected: readonly number[]];

const { sin, cos, exp, log } = Math;

const SHAPES: Readonly<Record<string, readonly Shape[]>> = {
  expressions: [
    ['const f = (x: number) => 0.01 * x ** 2 + 0.1 * x;', [5], [0.02 * 5 + 0.1]],
    ['const f = (x: number, y: number) => (x - y) / (x + y) - -x;', [3, 1], [2 / 16 + 1, -6 / 16]],
    ['const f = (x: number) => +x * 7 % 5 + 2 ** x;', [2], [7 + 4 * log(2)]],
    ['const f = (x: number) => x ** x;', [2], [4 * (1 + log(2))]],
    ['const f = (x: number) => ((x) as number)! * (<number>x) * (x satisfies number);', [3], [27]],
    ['const f = (x: number) => (0, x) * (x, 2);', [3], [2]],
    ['const f = (x: number) => x /* * */ * // 3\n  x;', [3], [6]],
    ['const f = (x: any) => x * true + x * (x > 1) + null * x;', [3], [2]],
    ['const f = (x: number) => { return(x)*x };', [3], [6]],
    ['const f = (x: number) => { let y; y = x, y = y * y; return-y };', [3], [-6]],
    [
      'const f = (x: number) => (x | 0) * x + ~~x + (x >> 1) + (x & 3) * x + (x ^ 1) + (x << 1) + (x >>> 0);',
      [3.5],
      [6],
    ],
  ],
  choices: [
    ['const f = (x: number) => (x > 0 ? x * x : -x);', [-3], [-1]],
    ['const f = (x: number) => { if (x === 3) return x ** 2; else if (x) return 1; return 0; };', [3], [6]],
    ['const f = (x: number) => { if (x !== 3) return 1; return 5 * x; };', [3], [5]],
    [
      'const f = (x: number) => { switch (x) { case 1: return 1; case 3: return x ** 3; default: return 0; } };',
      [3],
      [27],
    ],
    ['const f = (x: number) => { switch (true) { case x > 2: return 4 * x; default: return 0; } };', [3], [4]],
    ['const f = (x: number) => (x && x * 2) + (x || 9) + (0 || x) + (x && 1);', [3], [4]],
    ['const f = (x: number) => (x && 5) * 1 || x * 7;', [0], [7]],
    ['const f = (x: number) => (!x ? 3 * x : 5 * x) + (!!x ? 1 : 2 * x);', [0], [5]],
    [
      'const f = (x: number) => (typeof x === "number" ? x * 2 : 0) * (typeof nothing === "undefined" ? 1 : 0);',
      [3],
      [2],
    ],
    [
      'const f = (x: number) => { let y = 0; y ||= x; y &&= y * x; y ??= 1; let z; z ??= x; return y * z; };',
      [3],
      [27],
    ],
    ['const f = (x?: number, k = 2 * x!) => x! * k;', [3], [12]],
  ],
  loops: [
    ['const f = (x: number) => { let s = 0; for (let i = 0; i < 5; i++) s += x * i; return s; };', [2], [10]],
    ['const f = (x: number) => { let n = 0; while (n < 3) { x *= x; ++n; } return x; };', [1.1], [8 * 1.1 ** 7]],
    ['const f = (x: number) => { let y = x; do { y /= 2; } while (y > 1); return y; };', [10], [1 / 16]],
    ['const f = (x: number[]) => { let s = 0; for (const v of x) s += v * v; return s; };', [[1, 2]], [2, 4]],
    ['const f = (x: number[]) => { let s = 0; for (const i in x) s += x[i]! ** 3; return s; };', [[1, 2]], [3, 12]],
    [
      'const f = (x: number) => { let y = 1; outer: for (let i = 0; ; i++) { for (let j = 0; j < 3; j++) { if (i * j > 3) break outer; if (j) continue outer; y *= x; } } };'.replace(
        'y *= x; } }',
        'y *= x; if (i > 3) return y; } }',
      ),
      [2],
      [80],
    ],
    ['const f = (x: number) => { for (var i = 3, y = 1; i--; ) y *= x; return y; };', [2], [12]],
    [
      'const f = (x: number) => { let i = 0; const a = [x, x * x, 1]; return a[i++]! * a[i++]! + a[i--]! + a[--i]! * i; };',
      [2],
      [12],
    ],
    [
      'function* g(x: number) { yield x; yield x * x; }\nconst f = (x: number) => { let s = 0; for (const v of g(x)) s += v; return s; };',
      [3],
      [7],
    ],
  ],
  functions: [
    ['const h = (x: number) => x ** 3;\nconst f = (x: number) => h(h(x));', [1.1], [9 * 1.1 ** 8]],
    [
      'const g = (n: number, x: number): number => (n === 0 ? 1 : x * g(n - 1, x));\nconst f = (x: number) => g(4, x);',
      [2],
      [32],
    ],
    ['const scale = (k: number) => (v: number) => k * v;\nconst f = (x: number) => scale(x)(x);', [3], [6]],
    ['function f(x: number) { return arguments[0] * arguments.length; }', [3], [1]],
    ['const f = (x: number) => ((...v: number[]) => v[0]! * v[1]!)(...[x, x]);', [3], [6]],
    [
      'const compose = (...g: ((x: number) => number)[]) => (x: number) => g.reduce((v, h) => h(v), x);\nconst f = (x: number) => compose(Math.sin, v => v * v)(x);',
      [1],
      [2 * sin(1) * cos(1)],
    ],
    [
      'const f = (x: number) => { try { if (x > 1) throw x * 2; return x; } catch (e) { return (e as number) * x; } finally { void x; } };',
      [3],
      [12],
    ],
    ['const f = (x: number) => Math.max.apply(null, [x, 1]) * Math.pow.call(null, x, 2);', [3], [27]],
  ],
  objects: [
    ['const f = (x: number) => { const { a, b: [c, d = a] } = { a: x, b: [2 * x] }; return a * c! * d; };', [2], [24]],
    ['const f = (x: number[]) => { const [a, b = 2, ...c] = x; return a! * b + c.length; };', [[3, 4]], [4, 3]],
    [
      'const f = (x: number) => { const o = { a: [x, 2], x }; o.a[0]! *= x; o["a"][1] += x; o.x -= 1; return o.a[0]! * o.a[1]! * o.x; };',
      [3],
      [9 * 5 + 6 * 5 * 2 + 9 * 2],
    ],
    [
      'const f = (x: number) => { const o = { ...{ x }, get y() { return this.x * 2; }, set z(v: number) { this.x = v; } }; o.z = o.y * x; return o.y; };',
      [3],
      [24],
    ],
    [
      'class P { #v; w = 2; static k = 3; constructor(v: number) { this.#v = v; } get square() { return this.#v ** 2; } add(k: number) { this.#v += k; this.w *= this.#v; this.#v++; return this; } }\n' +
        'const f = (x: number) => { const p = new P(x).add(x); return p.square + p.w * P.k; };',
      [3],
      [2 * 7 * 2 + 12],
    ],
    [
      'class A { constructor(protected x: number) {} g() { return this.x; } }\nclass B extends A { override g() { return super.g() * this.x; } }\nconst f = (x: number) => new B(x).g();',
      [3],
      [6],
    ],
    ['const f = (x: number) => { let [a, b] = [x, 2 * x]; [a, b] = [b, a]; return a ** 2 * b; };', [2], [48]],
    [
      'const f = (x: number) => { const n = () => 1; const o = { v: [1, x] }; const g = () => o; g().v[n()]! **= 2; return g().v[1]!--; };',
      [3],
      [6],
    ],
    ['const f = (x: number) => { const o: any = { n: null }; return (o?.n?.y ?? x) * (o.m ?? 2); };', [3], [2]],
    [
      'const f = (x: number) => { const m = new Map([["a", x]]); m.set("b", x * m.get("a")!); return m.get("b")! + new Set(["a"]).size; };',
      [3],
      [6],
    ],
  ],
  arrays: [
    ['const f = (x: number[]) => x.map(v => v * v).reduce((a, b) => a + b, 0);', [[1, 2, 3]], [2, 4, 6]],
    ['const f = (x: number[]) => { let s = 0; x.forEach((v, i) => (s += v * i)); return s; };', [[1, 2, 3]], [0, 1, 2]],
    ['const f = (x: number[]) => (x.some(v => v === 2) && x.every(v => v > 0) ? x[0]! * x[1]! : 0);', [[3, 2]], [2, 3]],
    [
      'const f = (x: number[]) => x.filter(v => v - 2).flatMap(v => [v, v]).reduceRight((a, b) => a * b);',
      [[3, 2]],
      [6, 0],
    ],
    [
      'const f = (x: number[]) => { const y = [...x].sort((a, b) => a - b); return y[0]! * 10 + y[1]!; };',
      [[3, 1]],
      [1, 10],
    ],
    ['const f = (x: number[]) => { const y = x.slice().sort(); return y[0]! * 7 + y[1]!; };', [[9, 10]], [1, 7]],
    ['const f = (x: number[]) => x.toSorted((a, b) => b - a).at(-1)! * x.with(0, 2)[0]!;', [[3, 1]], [0, 2]],
    [
      'const f = (x: number[]) => (x.includes(3) && x.indexOf(1) === 1 && x.lastIndexOf(3) === 0 ? x[0]! * 2 : 0);',
      [[3, 1]],
      [2, 0],
    ],
    ['const f = (x: number[]) => Math.max(...x) - Math.min(...x);', [[1, 5, 3]], [-1, 1, 0]],
    [
      'const f = (x: number[]) => Array.from({ length: 2 }, (_, i) => x[i]! ** 2).concat(x).reduce((a, b) => a + b);',
      [[1, 2]],
      [3, 5],
    ],
    [
      'const f = (x: number[]) => new Array(3).fill(x[0]).map(Number).filter(Boolean).reduce((a, b) => a * b);',
      [[2]],
      [12],
    ],
    [
      'const f = (w: number[][]) => w.flat().slice(1).reduce((a, b) => a * b, 1);',
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [0, 12, 8, 6],
    ],
    [
      'const f = (x: number[]) => { const [a, b] = [x.find(v => v > 1)!, x.findLast(v => v > 1)!]; x.push(a * b); return x.pop()!; };',
      [[1, 2, 3]],
      [0, 3, 2],
    ],
    [
      'const f = (w: number[][], x: number[]) => w.map(row => row.reduce((s, v, j) => s + v * x[j]!, 0));',
      [
        [
          [1, 2],
          [3, 4],
        ],
        [5, 6],
      ],
      [5, 6, 0, 0, 0, 0, 5, 6, 1, 2, 3, 4],
    ],
    [
      'const f = (x: number[]) => { const t = Object.entries({ a: x[0]!, b: x[1]! }).map(([, v]) => v); return Object.values(t).reduce((a, b) => a * b); };',
      [[2, 3]],
      [3, 2],
    ],
  ],
  'typed arrays': [
    ['const f = (x: Float64Array) => x.reduce((s, v) => s + v * v, 0);', [[1, 2]], [2, 4]],
    [
      'const f = (x: Float64Array) => { const y = new Float64Array(x.length); for (let i = 0; i < x.length; i++) y[i] = x[i]! * i; y[0]! += x[1]!; y[9] = 1; return y; };',
      [[1, 2]],
      [0, 1, 0, 1],
    ],
    [
      'const f = (x: number) => { const b = Float64Array.of(x, 2, 3); b.set([x * x], 1); b.fill(x, 2); return b.map(v => 2 * v).slice(1).reduce((a, c) => a + c); };',
      [3],
      [14],
    ],
    [
      'const f = (x: Float64Array) => { const r = x.subarray(1, 3); r[0]! *= 2; let s = 0; for (const v of x) s += v * v; return s * r.length; };',
      [[1, 2, 3]],
      [4, 32, 12],
    ],
    [
      'const f = (x: Float64Array) => { const y = Float64Array.from(x, v => v * v).sort(); return y[0]! - y.at(-1)! + [...y.toReversed()].length; };',
      [[3, 1]],
      [-6, 2],
    ],
    [
      'const f = (x: Float32Array) => { let s = 0; for (const v of x) s += v * v; return s; };',
      [[0.1, 2]],
      [2 * Math.fround(0.1), 4],
    ],
    ['const f = (x: number) => { const b = new Float32Array(1); b[0] = x; return b[0]! * 3; };', [0.1], [3]],
    [
      'const f = (x: Float64Array) => (x instanceof Float64Array && !Array.isArray(x) && ArrayBuffer.isView(x) ? x[0]! * x.length : 0);',
      [[3]],
      [1],
    ],
    [
      'const f = (x: Float64Array) => { const y = new Float64Array(x); y.reverse(); return y.includes(2) && y.indexOf(1) === 1 ? y[0]! * y.byteLength : 0; };',
      [[1, 2]],
      [0, 16],
    ],
    [
      'class V extends Float64Array { get norm() { return Math.sqrt(this.reduce((s, v) => s + v * v, 0)); } }\nconst f = (x: number[]) => V.from(x).norm;',
      [[3, 4]],
      [0.6, 0.8],
    ],
    [
      'const f = (x: Float64Array) => (x.every(v => v - 3) ? 0 : x.filter(v => v - 3)[0]! * x.find(v => v)!);',
      [[3, 2]],
      [2, 3],
    ],
  ],
  'Math and Number': [
    ['const { sin, cos: c } = Math;\nconst f = (x: number) => sin(x) * c(x) + Math["exp"](x);', [1], [cos(2) + exp(1)]],
    [
      'const f = (x: number) => Math.hypot(x, 4) + Math.atan2(x, 1) + Math.max(x, x) + Math.pow(x, 2);',
      [3],
      [0.6 + 0.1 + 1 + 6],
    ],
    [
      'const f = (x: number) => Math.floor(x) * x + Math.round(x) + Math.ceil(x) + Math.trunc(x) + Math.sign(x) * x;',
      [2.5],
      [3],
    ],
    [
      'const f = (x: number) => (Number.isFinite(x) && !Number.isNaN(x) && !isNaN(x) && isFinite(x) && !Number.isInteger(x) ? Number(x) * 2 : 0);',
      [2.5],
      [2],
    ],
    [
      'const f = (x: number) => [x, 2 * x].map(Math.sqrt).map(Number).reduce((a, b) => a * b) * Math.PI * Number.EPSILON;',
      [2],
      [Math.SQRT2 * Math.PI * Number.EPSILON],
    ],
    [
      'const f = (x: number) => (Object.is(x, 3) && Math.abs(x) === 3 ? x * Number(x > 1) * Number("2") : 0);',
      [3],
      [2],
    ],
    ['const f = (x: number) => Math.log1p(Math.expm1(x)) * (x as any).valueOf();', [2], [4]],
  ],
  modules: [
    [
      'enum E { A = 3, B = A * 2 }\nnamespace N { export const k = 2 * 2; }\nconst f = (x: number) => E.B * N.k * x;',
      [1],
      [24],
    ],
    [
      'const k = { two: 2 };\nlet b = 1;\nb += k.two;\nexport default function f(x: number) { return b * x; }',
      [5],
      [3],
    ],
    [
      'function square<T extends number>(v: T): number { return v * v; }\nexport const f = <T extends number>(x: T): number => square<number>(x);',
      [3],
      [6],
    ],
    [
      'abstract class S { abstract v: number; declare w: number; }\nclass T extends S { v = 2 * 2; }\ndeclare const z: number;\nconst f = (x: number) => new T().v * x;',
      [3],
      [4],
    ],
    [
      'const f = (x: number): number => {\n  let s = 0\n  const k = 2\n  s += x && k\n  x > 1 && (s += x)\n  x || s\n  ;[1].forEach(v => s *= v)\n  return s\n}',
      [3],
      [1],
    ],
    ['@((c: unknown) => c)\nclass D { static k = 1 + 1 }\nconst f = (x: number) => D.k * x;', [3], [2]],
    ["'use strict'; const f = (x: number) => x * x;", [3], [6]],
  ],
};

describe('exact derivatives', () => {
  for (const [group, shapes] of Object.entries(SHAPES)) {
    describe(`through ${group}`, () => {
      for (const [text, args, expected] of shapes) it(text, () => assertDerivatives(text, args, expected));
    });
  }

  describe('through files', () => {
    const folder = new TemporaryFolder();
    before(() =>
      folder.write({
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./deep/*"] } } }',
        'help.ts': 'export const square = (v: number): number => v * v;\nexport default (v: number) => 3 * v;\n',
        'deep/cube.ts': "import { square } from '../help';\nexport const cube = (v: number) => v * square(v);\n",
        'old.js': 'exports.twice = function (v) { return v + v; };',
        'data.json': '{ "weights": [2, 3] }',
        'node_modules/pick/package.json': '{ "name": "pick", "main": "index.js" }',
        'node_modules/pick/index.js': 'exports.first = list => list[0];',
      }),
    );
    after(() => folder.remove());

    for (const [name, text, expected] of [
      ['main.ts', "import third, { square } from './help';\nconst f = (x: number) => square(x) + third(x);", 9],
      ['main.ts', "import { cube } from '@lib/cube';\nconst f = (x: number) => cube(x);", 27],
      ['main.ts', "import { twice } from './old.js';\nconst f = (x: number) => twice(x) * x;", 12],
      ['main.ts', "import { weights } from './data.json';\nconst f = (x: number) => weights[0] * x;", 2],
      ['main.ts', "import { first } from 'pick';\nconst f = (x: number) => first([x, 1]) * 2;", 2],
      [
        'main.tsx',
        'const el = (p: { v: number }) => <b v={p.v * 2}>{p.v - 1}</b>;\nconst f = (x: number) => x * x;',
        6,
      ],
      ['main.jsx', 'const f = x => { const b = <T a={x + 1} />; return x ** 2; };\nfunction T() {}', 6],
      ['main.js', 'function f(x) { return x * x }\nmodule.exports = { f };', 6],
      ['main.cjs', '#!/usr/bin/env node\nconst f = x => x * x;\nexports.f = f;', 6],
      ['main.mjs', 'export const f = x => x * x;\nexport { Math };\nconst Math = 1;', 6],
    ] as const) {
      it(`${name}: ${text}`, () => {
        const program = name.endsWith('x') ? `const React = { createElement: () => 0 };\n${text}` : text;
        return assertDerivatives(program, [3], [expected], folder.file(name));
      });
    }
  });
});
