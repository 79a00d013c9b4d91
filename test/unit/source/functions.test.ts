import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { allFunctions, checkDifferentiable, isOffered } from '../../../src/source/functions';
import { languageOfFile, parseScript, type ScriptLanguage } from '../../../src/source/script';
import { ROOT } from '../house/files';
import { functionAt, offered, problemOf, siteNamed, sitesOf } from './sites';

const SEED = 20261121;

describe('functions in a text', () => {
  it('are found however they are declared', () => {
    for (const [text, name] of [
      ['function f(x: number): number { return x; }', 'f'],
      ['export function f(x: number) { return x; }', 'f'],
      ['export default function f(x: number) { return x; }', 'f'],
      ['export default function (x: number) { return x; }', 'default'],
      ['export default (x: number) => x;', 'default'],
      ['const f = (x: number): number => x;', 'f'],
      ['export const f = (x: number) => { return x; };', 'f'],
      ['let f = function (x: number) { return x; };', 'f'],
      ['var f = function g(x: number) { return x; };', 'f'],
      ['function 손실(x: number) { return x; }', '손실'],
    ] as const) {
      const [site, ...others] = sitesOf(text);
      assert.deepEqual([site!.name, others.length], [name, 0], text);
      assert.equal(site!.outerStart, 0);
      assert.equal(site!.inModule, name !== 'default', text);
      assert.match(text.slice(site!.start, site!.end), /^(function|\(x).*[x}]$/);
      assert.deepEqual(offered(text), [name]);
    }
  });

  it('are found in lists of declarations, each with its own beginning', () => {
    const text = 'const k = 2, f = (x: number) => k * x, g = (y: number) => y;';
    assert.deepEqual(
      sitesOf(text).map(({ name, outerStart, inModule }) => [name, text.slice(outerStart).slice(0, 3), inModule]),
      [
        ['f', 'f =', true],
        ['g', 'g =', true],
      ],
    );
  });

  it('are offered only where they take and return numbers', () => {
    for (const text of [
      'async function f(x: number) { return x; }',
      'const f = async (x: number) => x;',
      'function* f(x: number) { yield x; }',
      'function f(x: number): string { return ""; }',
      'function f(x: number): string[] { return [""]; }',
      'function f(x: number): Imported { return g(x); }',
      'function f(x: number): void {}',
      'function f(x: number): x is 3 { return true; }',
      'function f(x: string) { return 1; }',
      'function f() { return 1; }',
      'function f({ a }: { a: number }) { return a; }',
      'function f(...xs: number[]) { return xs[0]; }',
      'function f(x) { return x * 2; }', // TypeScript says its types
      'declare function f(x: number): number;',
      'function f(x: Int32Array) { return x[0]; }',
      'function f(x: number, g: (y: number) => number) { return g(x); }',
      'class A { f(x: number) { return x; } }',
      'class A { constructor(x: number) {} static get k() { return 1; } static set k(x: number) {} }',
      'class A { static #f(x: number) { return x; } static [`f`](x: number) { return x; } }',
      'class A { static async f(x: number) { return x; } static *g(x: number) { yield x; } }',
      'class A { static f(x: number): number; }',
      'const o = { async f(x: number) { return x; }, get k() { return 1; }, "a b": (x: number) => x };',
      'g({ f(x: number) { return x; } });',
      'function g() { class A { static f(x: number) { return x; } } }',
      'const f = memo((x: number) => x);',
    ]) {
      assert.deepEqual(offered(text), [], text);
    }
    assert.deepEqual(offered('function f(x: number, s = "a", ...rest: string[]): number { return x; }'), ['f']);
  });

  it('are offered where they return several numbers', () => {
    for (const type of [
      'number',
      'number[]',
      'number[][]',
      'Float64Array',
      '[number, number]',
      'V',
      'number | number[]',
    ])
      assert.deepEqual(offered(`type V = readonly number[];\nconst f = (x: number[]): ${type} => g(x);`), ['f'], type);
  });

  it('are found as static methods of classes', () => {
    for (const text of [
      'class Loss {\n  static mse(x: number): number { return x; }\n}',
      'export class Loss<T> {\n  private static mse = (x: number) => x;\n}',
      'export default class Loss {\n  static override readonly mse = function (x: number) { return x; };\n}',
      'const Loss = class {\n  static mse(x: number) { return x; }\n};',
      'class Loss {\n  static mse(a: number): number;\n  static mse(a: number[]): number;\n  static mse(x: any) { return 1; }\n}',
    ]) {
      const [site, ...others] = sitesOf(text);
      assert.deepEqual([site!.name, site!.inModule, others.length], ['Loss.mse', true, 0], text);
      assert.match(text.slice(site!.outerStart), /^(private )?static (override readonly )?mse/);
      assert.deepEqual(offered(text), ['Loss.mse']);
    }
  });

  it('are found in objects that the module knows', () => {
    const text =
      'const losses = {\n  mse(x: number) { return x; },\n  mae: (x: number) => x,\n' +
      '  robust: { huber: function (x: number) { return x; } },\n' +
      '  K: class { static f(x: number) { return x; } },\n} as const;\n' +
      'export const more = ({ f: (x: number) => x } satisfies Losses);';
    const names = ['losses.mse', 'losses.mae', 'losses.robust.huber', 'losses.K.f', 'more.f'];
    assert.deepEqual(offered(text), names);
    assert.ok(sitesOf(text).every(({ inModule }) => inModule));
    assert.equal(siteNamed(text, 'losses.mae').outerStart, text.indexOf('mae'));
    assert.equal(siteNamed(text, 'losses.mae').start, text.indexOf('(x: number) => x,'));
  });

  it('are found in every kind of file', () => {
    for (const [ending, text] of [
      ['ts', 'export const f = (x: number): number => x;'],
      ['tsx', 'const v = <b>{1}</b>; export const f = (x: number): number => x;'],
      ['mts', 'export default function f(x: number) { return x; }'],
      ['cts', 'function f(x: number) { return x; }\nexport = f;'],
      ['js', 'exports.g = 1;\nconst f = x => x ** 2;'],
      ['jsx', 'const v = <b>{1}</b>; const f = function (x) { return x * 2; };'],
      ['mjs', 'export function f(x) { return x * 2; }'],
      ['cjs', 'module.exports = { f };\nfunction f(x) { return -x; }'],
    ] as const)
      assert.deepEqual(offered(text, languageOfFile(`a.${ending}`)), ['f'], ending);
  });

  it('are found with generic parameters, and with overloads', () => {
    assert.deepEqual(offered('const f = <T extends number[]>(x: T): T => x;'), ['f']);
    assert.deepEqual(
      offered('function f(x: number): number;\nfunction f(x: number[]): number;\nfunction f(x: any): any {}'),
      ['f'],
    );
  });

  it('are offered in JavaScript where they calculate', () => {
    for (const [text, expected] of [
      ['function f(x) { return 0.01 * x ** 2; }', ['f']],
      ['const relu = x => Math.max(0, x)', ['relu']],
      ['const f = (a, b = 2) => a - b', ['f']],
      ['function g(name) { return name.trim(); }', []],
      ['const h = ({ a }) => a * 2', []],
      ['const h = (...a) => a[0] * 2', []],
      ['const h = ([a, b]) => a * b', ['h']],
      ['const h = ([a, b]) => g(a, b)', []],
      ['class Loss { static mse(y, t) { return (y - t) ** 2; } static name(s) { return s; } }', ['Loss.mse']],
    ] as const) {
      assert.deepEqual(offered(text, 'javascript'), expected, text);
    }
  });

  it('are found in files with JSX', () => {
    const text = 'const Row = (p: P) => <b a={p.x}>it\'s {"}"}</b>;\nexport function f(x: number) { return x ** 2; }';
    assert.deepEqual(offered(text, 'typescriptreact'), ['f']);
    assert.deepEqual(offered('const r = p => <b>{p}</b>;\nconst f = x => x * 2', 'javascriptreact'), ['f']);
  });

  it('with overloads are the one that has a body', () => {
    const text =
      'function f(x: number): number;\nfunction f(x: number[]): number;\nfunction f(x: any): number { return 1; }';
    const [site, ...others] = sitesOf(text);
    assert.equal(others.length, 0);
    assert.ok(text.slice(site!.start).startsWith('function f(x: any)'));
    assert.doesNotThrow(() => checkDifferentiable(site!));
  });
});

describe('functions in functions', () => {
  /** What `inner` needs of what is around it. */
  const surroundings = (text: string) => siteNamed(text, 'inner').surroundings;

  it('can run by themselves where they use nothing of what is around them', () => {
    for (const text of [
      'function outer() { function inner(x: number) { return x * x; } }',
      'function outer(a: number) { const inner = (a: number) => a * a; }',
      'function outer(a: number) { const inner = (x: number) => { const a = 2; return a * x; }; }',
      'function outer(a: number) { const inner = (x: number) => [x].map(a => a * 2)[0]; }',
      'function outer(a: number) { const inner = (x: number) => o.a * x; }\nconst o = { a: 2 };',
      'function outer(a: number) { const inner = (x: number) => ({ a: x }).a; }',
      'const k = 2;\nfunction outer() { const inner = (x: number) => k * outer.length * x; }',
      'function outer() { const inner = (x: number): number => (x > 1 ? inner(x - 1) : x); }',
      'function outer() { function inner(x: number): number { return x > 1 ? inner(x - 1) : x; } }',
      'function outer() { { const k = 2; } const inner = (x: number) => k * x; }\nconst k = 3;',
      'if (true) { function inner(x: number) { return x; } }',
    ]) {
      assert.deepEqual(surroundings(text), [], text);
      assert.equal(siteNamed(text, 'inner').inModule, false);
      assert.ok(offered(text).includes('inner'), text);
    }
  });

  it('cannot where they do', () => {
    for (const [text, expected] of [
      ['function outer(k: number) { function inner(x: number) { return k * x; } }', 'k'],
      ['function outer({ k }: K) { const inner = (x: number) => k * x; }', 'k'],
      ['function outer() { const [j, k] = f(); const inner = (x: number) => j * k * x; }', 'j,k'],
      ['function outer() { const inner = (x: number) => help(x); function help(y: number) { return y; } }', 'help'],
      ['function outer() { class K {} const inner = (x: number) => new K().v * x; }', 'K'],
      ['function outer(a: number) { const inner = (x: number) => ({ a }).a * x; }', 'a'],
      ['function outer(a: number) { const inner = (x: number) => { { const a = 2; } return a * x; }; }', 'a'],
      ['function outer() { if (1) { var k = 2; } const inner = (x: number) => k * x; }', 'k'],
      ['function outer() { try {} catch (e) { const inner = (x: number) => e * x; } }', 'e'],
      ['const outer = (a: number) => { const middle = () => { const inner = (x: number) => a * x; }; };', 'a'],
      ['for (const k of [1]) { const inner = (x: number) => k * x; }', 'k'],
      ['{ const k = 3; function inner(x: number) { return k * x; } }', 'k'],
      ['const o = { f(k: number) { const inner = (x: number) => k * x; } };', 'k'],
      ['namespace N { const k = 2; export function inner(x: number) { return k * x; } }', 'k'],
    ] as const) {
      assert.equal(surroundings(text).join(), expected, text);
      assert.ok(!offered(text).includes('inner'), text);
    }
    const text = 'function outer(k: number) { function inner(x: number) { return k * x; } }';
    assert.deepEqual(
      problemOf(() => checkDifferentiable(siteNamed(text, 'inner'))),
      { code: 'needs-surroundings', name: 'inner', names: 'k' },
    );
  });

  it('take time in proportion to the text', () => {
    const start = performance.now();
    const inner = Array.from({ length: 1500 }, (_, i) => `function f${i}(x: number) { return k${i} * x; }`).join('\n');
    assert.equal(offered(`(function () { const k7 = 1;\n${inner}\n})();`).length, 1499);
    assert.ok(performance.now() - start < 3000);
  });
});

describe('a function by its name', () => {
  it('is that of the module before those in functions', () => {
    const text = 'function g() { const f = (x: number) => x; }\nfunction f(x: number) { return 2 * x; }';
    assert.equal(siteNamed(text, 'f').inModule, true);
  });

  it('is the default export under that name', () => {
    for (const text of [
      'export default function f(x: number) { return x; }',
      'export default function (x: number) { return x; }',
      'export default (x: number) => x;',
      'const f = (x: number) => x;\nexport default f;',
      'function g(y: number) { return y; }\nfunction f(x: number) { return x; }\nexport { g, f as default };',
    ]) {
      assert.equal(siteNamed(text, 'default').parameters[0]!.name, 'x', text);
    }
  });

  it('is named with the others where there is none', () => {
    const text = 'function f(x: number) { return x; }\nconst g = (x: number) => x;\n[1].map(y => y);';
    assert.deepEqual(
      problemOf(() => siteNamed(text, 'h')),
      { code: 'unknown-function', name: 'h', names: 'f, g' },
    );
    assert.deepEqual(
      problemOf(() => siteNamed('1;', 'default')),
      { code: 'unknown-function', name: 'default', names: '' },
    );
  });

  it('is not differentiable without a parameter that takes numbers', () => {
    const check = (text: string) => problemOf(() => checkDifferentiable(siteNamed(text, 'f')));
    assert.deepEqual(check('function f() { return 1; }'), { code: 'no-parameters', name: 'f' });
    for (const [list, parameter, type] of [
      ['s: string', 's', 'string'],
      ['{ a }: A, s: string', '{ a }', '{ a }: A'],
      ['...xs: number[]', '...xs: number[]', '...xs: number[]'],
    ]) {
      const expected = { code: 'parameter-form', name: 'f', parameter, type };
      assert.deepEqual(check(`function f(${list}) { return 1; }`), expected);
    }
    for (const list of ['x: number, s: string', 'x: Imported', '{ a }: A, x: number[]', 'x: number, f = () => 1'])
      assert.equal(check(`function f(${list}) { return 1; }`), undefined, list);
  });

  it('is not differentiable where nobody can give it what it takes, or wait for what it gives', () => {
    const check = (text: string) => problemOf(() => checkDifferentiable(siteNamed(text, 'f')));
    for (const [list, code, parameter, type] of [
      ['x: number, g: (y: number) => number', 'parameter-ungivable', 'g', '(y: number) => number'],
      ['m: Map<string, number>', 'parameter-ungivable', 'm', 'Map<string, number>'],
      ['x: number, n: Int32Array', 'parameter-integers', 'n', 'Int32Array'],
    ] as const)
      assert.deepEqual(check(`function f(${list}) { return 1; }`), { code, name: 'f', parameter, type });
    assert.deepEqual(check('async function f(x: number) { return x; }'), { code: 'function-async', name: 'f' });
    assert.deepEqual(check('const f = function* (x: number) { yield x; }'), { code: 'function-generator', name: 'f' });
  });

  it('is a static method, but not one of a class that only a function knows', () => {
    const text = 'function g() { class K { static f(x: number) { return x; } } }';
    assert.deepEqual(
      problemOf(() => checkDifferentiable(siteNamed(text, 'K.f'))),
      { code: 'needs-surroundings', name: 'K.f', names: 'K' },
    );
    assert.equal(siteNamed('class K { static f(x: number) { return x; } }', 'K.f').parameters[0]!.name, 'x');
  });
});

describe('unfinished text', () => {
  const samples: [string, ScriptLanguage][] = [
    [readFileSync(path.join(ROOT, 'samples', 'functions.ts'), 'utf8'), 'typescript'],
    [
      'type V = [a: number, b: number];\nfor (const k of [`${1}`]) { var f = function* (x, { y, ...z } = {}) { return { y }; } }\n' +
        'class A<T> { static { const q = 1; } get m(): V { return /[/]/; } }\nexport { f as default };\nlet g = async x => <b a="}">{x}</b>;',
      'typescriptreact',
    ],
  ];

  function readAll(text: string, language: ScriptLanguage, at: number): void {
    const tree = parseScript(text, language);
    for (const { start, end, outerStart } of allFunctions(tree, text, language).filter(isOffered)) {
      assert.ok(0 <= outerStart && outerStart <= start && start < end && end <= text.length);
    }
    problemOf(() => functionAt(tree, text, language, at, at));
    problemOf(() => functionAt(tree, text, language, at >> 1, at));
    problemOf(() => siteNamed(text, 'default', language));
  }

  it('is read up to every place where it may end', () => {
    for (const [text, language] of samples) {
      for (let end = 0; end <= text.length; end++) readAll(text.slice(0, end), language, end);
    }
  });

  it('is read after any edits', () => {
    const piece = fc.constantFrom(
      ...'(){}[]<>=,;:.?/*`"\'\n',
      '=>',
      '...',
      'function ',
      'const ',
      'default ',
      'x',
      '\ud800',
    );
    const edit = fc.record({ at: fc.nat(1000), drop: fc.nat(8), add: fc.array(piece, { maxLength: 5 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        ([base, language], edits) => {
          const text = edits.reduce((t, { at, drop, add }) => {
            const place = at % (t.length + 1);
            return t.slice(0, place) + add.join('') + t.slice(place + drop);
          }, base);
          readAll(text, language, edits[0]!.at % (text.length + 1));
        },
      ),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('keeps the functions that are finished', () => {
    const text =
      'const f = (x: number) => x;\nfunction g(y: number) {\n  return y +\nexport const h = (z: number) => z;';
    assert.ok(offered(text).includes('f'));
  });
});
