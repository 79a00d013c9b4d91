import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { Problem } from '../../../src/numerics/problem';
import { loadFunction, loadFunctions } from '../../../src/source/load';
import { placeOf } from '../../../src/source/thrown';
import { languageOfFile } from '../../../src/source/script';
import { siteNamed } from './sites';
import { TemporaryFolder } from './temporary';

const FILES = {
  'help.ts':
    'export const k: number = 3;\nexport enum Unit { Two = 2 }\nexport default (x: number): number => x + 7;\n',
  'data.json': '{ "weights": [1, 2] }',
  'old.cjs': 'exports.k = 4;',
  'strict.cjs': '// A comment.\n"use strict";\nexports.k = (function () { return this === undefined ? 8 : 0; })();',
  'sloppy.cjs': 'exports.k = (function () { return this === undefined ? 0 : 9; })();',
  'run.cjs': '#!/usr/bin/env node\nconst { k } = require("./old.cjs");\nexports.k = k + 1;',
  'new.mjs':
    'import { k } from "./old.cjs";\nexport const seven = k + 3;\nexport const later = await Promise.resolve(1);',
  'a-circle.ts': 'import { b } from "./b-circle";\nexport const a = () => 2;\nexport const both = () => a() + b();',
  'b-circle.ts': 'import { a } from "./a-circle";\nexport const b = () => a() * 10;',
  'list.json': '[1, 2]',
  'broken.json': '{ "a": }',
  'node_modules/pure/package.json': '{ "name": "pure", "type": "module", "exports": "./index.js" }',
  'node_modules/pure/index.js': 'export const nine = 9;',
  'plain.js': 'module.exports = { k: 5 };',
  'deep/up.ts': "import { k } from '../help';\nexport const twice = 2 * k;\n",
  'bad.ts': 'export const ok = 1;\nexport const s: string = ;\n',
  'throws.ts': 'interface A { x: number }\nconst a: A = { x: 1 };\nthrow new Error("boom " + a.x);\n',
  'node_modules/pkg/package.json': '{ "name": "pkg", "main": "index.js" }',
  'node_modules/pkg/index.js': 'module.exports = { six: 6 };',
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./deep/*"] } } }',
};

describe('loading a function', () => {
  const folder = new TemporaryFolder();

  before(() => folder.write(FILES));
  after(() => folder.remove());

  async function load(
    file: string,
    text: string,
    name = 'f',
    unsaved: Record<string, string> = {},
  ): Promise<(...args: unknown[]) => unknown> {
    const site = siteNamed(text, name, languageOfFile(file));
    const texts: Record<string, string> = {};
    for (const [other, content] of Object.entries(unsaved)) texts[folder.file(other)] = content;
    return loadFunction({ file: folder.file(file), text, site, unsaved: texts });
  }

  /** What the function gives for 5. */
  async function at5(file: string, text: string, name = 'f'): Promise<unknown> {
    return (await load(file, text, name))(5);
  }

  async function problem(text: string, file = 'main.ts'): Promise<unknown> {
    try {
      await load(file, text);
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      const { file: where, ...args } = error.args;
      return {
        code: error.code,
        ...args,
        ...(where !== undefined && { file: String(where).slice(folder.path.length + 1) }),
      };
    }
    return assert.fail('It was loaded.');
  }

  it('works for text that is in no file, with its imports', async () => {
    for (const [text, expected] of [
      ["import { k, Unit } from './help';\nconst f = (x: number): number => x * k + Unit.Two;", 17],
      ["import { k } from './help.js';\nexport const f = (x: number) => x * k;", 15],
      ["import add from './help';\nexport function f(x: number) { return add(x); }", 12],
      ["import { twice } from './deep/up';\nexport function f(x: number) { return twice * x; }", 30],
      ["import { twice } from '@lib/up';\nexport function f(x: number) { return twice * x; }", 30],
      ["import data from './data.json';\nconst f = (x: number) => x * data.weights[1];", 10],
      ["import data from './data.json' with { type: 'json' };\nconst f = (x: number) => x * data.weights[1];", 10],
      [
        "import { six } from 'pkg';\nimport * as path from 'node:path';\nconst f = (x: number) => six * x * path.sep.length;",
        30,
      ],
      ["import type { A } from './nowhere';\nconst f = (x: number) => x;", 5],
      ['enum E { A = 3 }\nnamespace N { export const k = 2; }\nfunction f(x: number) { return E.A * N.k * x; }', 30],
      ['const k = 2;\nlet b: number = 1;\nb += k;\nfunction f(x: number) { return b * x; }', 15],
      ['const z = await Promise.resolve(4);\nconst f = (x: number) => x * z;', 20],
    ] as const) {
      assert.equal(await at5('main.ts', text), expected, text);
    }
    assert.ok(!folder.list().includes('main.ts'));
  });

  it('works for every kind of module', async () => {
    for (const [file, text, expected] of [
      ['a.mts', "import { k } from './help.ts';\nconst f = (x: number) => x * k;", 15],
      ['a.cts', "import help = require('./help');\nconst f = (x: number) => x * help.k;", 15],
      ['a.cts', "const old = require('./old.cjs');\nconst f = (x: number) => x * old.k;\nexport = f;", 20],
      ['a.cjs', "const old = require('./old.cjs');\nexports.g = 1;\nconst f = x => x * old.k;", 20],
      ['a.cjs', "const plain = require('./plain');\nconst f = x => x * plain.k;\nmodule.exports = { g: f };", 25],
      ['a.js', "const plain = require('./plain');\nfunction f(x) { return x * plain.k; }\nmodule.exports = f;", 25],
      ['a.js', "import plain from './plain.js';\nexport const f = x => x * plain.k;", 25],
      ['a.mjs', "import { k } from './old.cjs';\nconst f = x => x * k * import.meta.url.length ** 0;", 20],
      ['a.cjs', "const { k } = require('./run.cjs');\nconst f = x => x * k;\nmodule.exports = f;", 25],
      ['a.mjs', "import { seven, later } from './new.mjs';\nconst f = x => x * seven * later;", 35],
      ['a.ts', "import { seven } from './new.mjs';\nconst f = (x: number) => x * seven;", 35],
      ['a.ts', "import { nine } from 'pure';\nconst f = (x: number) => x * nine;", 45],
      ['a.ts', "import { k } from './strict.cjs';\nconst f = (x: number) => x * k;", 40],
      ['a.ts', "import { k } from './sloppy.cjs';\nconst f = (x: number) => x * k;", 45],
      ['a.ts', "const { k } = await import('./old.cjs');\nconst f = (x: number) => x * k;", 20],
      ['a.ts', "import { both } from './a-circle';\nconst f = (x: number) => x * both();", 110],
      ['a.cjs', "const [one, two] = require('./list.json');\nconst f = x => x * (one + two);\nexports.f = f;", 15],
      ['a.tsx', 'const Row = (p: { x: number }) => <b>{p.x}</b>;\nexport const f = (x: number) => x * 2;', 10],
      ['a.jsx', 'const Row = p => <b>{p.x}</b>;\nexport const f = x => x * 2;', 10],
    ] as const) {
      assert.equal(await at5(file, text), expected, `${file}: ${text}`);
    }
  });

  it('finds the function wherever it is', async () => {
    for (const [text, name, expected] of [
      ['export default (x: number) => 2 * x;', 'default', 10],
      ['export default function (x: number) { return 3 * x; }', 'default', 15],
      ['const g = (x: number) => 4 * x;\nexport default g;', 'default', 20],
      ['const k = 2;\nfunction outer() { const f = (x: number) => k * x; }', 'f', 10],
      ['function outer() { const f = (x: number): number => (x > 1 ? x * f(x - 1) : 1); }', 'f', 120],
      ['const k = 2, f = (x: number) => k * x;', 'f', 10],
      ['// module.exports\nconst f = (x: number) => x; // end', 'f', 5],
      ['const f = (x: number) => x;\nexport { f };', 'f', 5],
      ['class Loss {\n  static k = 2;\n  static f(x: number) { return this.k * x; }\n}', 'Loss.f', 10],
      ['export default class Loss {\n  private static f = (x: number) => 3 * x;\n}', 'Loss.f', 15],
      ['const losses = { k: 4, f(x: number) { return this.k * x; } } as const;', 'losses.f', 20],
      ['export const losses = { robust: { f: (x: number) => 5 * x } };', 'losses.robust.f', 25],
      ['function f(x: number): number;\nfunction f(x: any) { return 6 * x; }', 'f', 30],
      ['const f = <T extends number>(x: T): number => 7 * x;', 'f', 35],
    ] as const) {
      assert.equal(await at5('main.ts', text, name), expected, text);
    }
  });

  it('takes the text in front of the person, not the file', async () => {
    folder.write({ 'saved.ts': 'export const f = (x: number) => 100 * x;' });
    assert.equal(await at5('saved.ts', 'export const f = (x: number) => 2 * x;'), 10);
    assert.equal(await at5('saved.ts', 'export const f = (x: number) => 3 * x;'), 15);
  });

  it('takes what is imported as it is now', async () => {
    const text =
      "import data from './changing.json';\nimport { c } from './changing';\nconst f = (x: number) => data[0] * c * x;";
    for (const value of [2, 3]) {
      folder.write({ 'changing.json': `[${value}]`, 'changing.ts': `export const c = ${value};` });
      assert.equal(await at5('main.ts', text), 5 * value * value);
    }
  });

  it('takes the text of other open files, not what is saved, whatever kind of file they are', async () => {
    const text = (name: string) => `import { k } from './open.${name}';\nconst f = (x: number) => x * k;`;
    for (const [name, saved, open] of [
      ['ts', 'export const k: number = 2;', 'export const k: number = 3;'],
      ['js', 'exports.k = 2;', 'exports.k = 3;'],
      ['mjs', 'export const k = 2;', 'export const k = 3;'],
      ['cjs', 'module.exports = { k: 2 };', 'module.exports = { k: 3 };'],
      ['json', '{ "k": 2 }', '{ "k": 3 }'],
    ] as const) {
      const file = `open.${name}`;
      folder.write({ [file]: saved });
      assert.equal((await load('main.ts', text(name)))(5), 10, name);
      assert.equal((await load('main.ts', text(name), 'f', { [file]: open }))(5), 15, name);
      assert.equal((await load('main.ts', text(name)))(5), 10, name);
    }
    folder.write({ 'open.ts': 'export { k } from "./open.js";' });
    assert.equal((await load('main.ts', text('ts'), 'f', { 'open.js': 'exports.k = 4;' }))(5), 20);
  });

  it('runs the files of the user anew each time, however they are written', async () => {
    for (const name of ['ts', 'js', 'mjs', 'cjs']) {
      const counting = name === 'mjs' || name === 'ts' ? 'export let calls = { n: 0 };' : 'exports.calls = { n: 0 };';
      folder.write({ [`state.${name}`]: counting });
      const text = `import { calls } from './state.${name}';\nconst f = (x: number) => ++calls.n;`;
      for (let run = 0; run < 2; run++) assert.equal(await at5('main.ts', text), 1, name);
      folder.write({ [`state.${name}`]: counting.replace('0', '10') });
      assert.equal(await at5('main.ts', text), 11, name);
    }
  });

  it('rewrites the files of the user, but no packages', async () => {
    const seen: string[] = [];
    const text =
      "import './run.cjs';\nimport './new.mjs';\nimport 'pkg';\nimport './list.json';\nconst f = (x: number) => x;";
    const rewrite = (code: string, file: string) => {
      seen.push(file.slice(folder.path.length + 1));
      return code.replace('x: number) => x', 'x: number) => 2 * x');
    };
    const source = { file: folder.file('main.ts'), text, site: siteNamed(text, 'f') };
    for (let run = 0; run < 2; run++) assert.equal((await loadFunction(source, rewrite))(5), 10);
    assert.deepEqual(seen.sort(), ['main.ts', 'new.mjs', 'old.cjs', 'run.cjs']); // each once: it is remembered
    assert.equal((await loadFunction(source))(5), 5);
  });

  it('names a syntax error and its place, also in what is imported', async () => {
    const code = 'syntax-error';
    assert.deepEqual(await problem('const f = (x: number) => x;\nconst g = x * ;\n'), {
      code,
      file: 'main.ts',
      line: 2,
      column: 15,
      message: 'Unexpected token',
    });
    assert.deepEqual(await problem("import './bad';\nconst f = (x: number) => x;"), {
      code,
      file: 'bad.ts',
      line: 2,
      column: 26,
      message: 'Unexpected token',
    });
  });

  it('places what is not closed at the end of the text', async () => {
    for (const [end, line, column] of [
      ['if (true) {\n  const q = 1;', 3, 15],
      ['if (true) {', 2, 12],
      ['const q = [1,\n', 3, 1],
      ['const q = `abc', 2, 12],
    ] as const) {
      const { code, ...found } = (await problem(`const f = (x: number) => x;\n${end}`)) as Record<string, unknown>;
      assert.equal(code, 'syntax-error', end);
      assert.equal(found['file'], 'main.ts');
      assert.deepEqual([found['line'], found['column']], [line, column], JSON.stringify(found));
      assert.doesNotMatch(String(found['message']), /export/);
    }
  });

  it('names a JSON file that is none', async () => {
    const found = (await problem("import './broken.json';\nconst f = (x: number) => x;")) as Record<string, unknown>;
    assert.equal(found['code'], 'module-threw');
    assert.match(String(found['message']), /^SyntaxError: broken\.json: Unexpected token/);
  });

  it('names an import that is missing', async () => {
    for (const module of ['./missing', 'no-such-package', './deep/missing.json'])
      assert.deepEqual(await problem(`import '${module}';\nconst f = (x: number) => x;`), {
        code: 'import-missing',
        module,
      });
  });

  it('names what a module throws, and where', async () => {
    assert.deepEqual(await problem("import './throws';\nconst f = (x: number) => x;"), {
      code: 'module-threw',
      message: 'Error: boom 1',
      file: 'throws.ts',
      line: 3,
      column: 7,
    });
    const text = 'type T = { a: number;\n  b: number };\nnull.x;\nconst f = (x: number) => x;';
    assert.deepEqual(await problem(text), {
      code: 'module-threw',
      message: "TypeError: Cannot read properties of null (reading 'x')",
      file: 'main.ts',
      line: 3,
      column: 6,
    });
  });

  it('names whatever a module throws', async () => {
    for (const [thrown, message] of [
      ['null', 'thrown: null'],
      ['"text"', 'thrown: text'],
      ['Object.create(null)', 'object'],
      ['{ toString() { throw 1; } }', 'object'],
      ['{ get message() { throw 1; } }', 'thrown: [object Object]'],
      ['new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })', 'object'],
    ] as const) {
      const found = await problem(`throw ${thrown};\nconst f = (x: number) => x;`);
      assert.deepEqual(found, { code: 'module-threw', message }, thrown);
    }
  });

  it('runs an expression as a function of the names it leaves open', async () => {
    const text = 'const k = 2;\nfunction outer(w: number[]) {\n  return k * w[0] + // and\n    w[1] * x;\n}';
    const start = text.indexOf('k * w');
    const site = { name: '', start, end: text.indexOf(';\n}'), inModule: false, variables: ['w', 'x'] };
    const f = await loadFunction({ file: folder.file('main.ts'), text, site });
    assert.equal(f([3, 4], 5), 26);
  });

  it('places what is thrown in code that is run by itself where that code is written', async () => {
    const text =
      'const k = 2;\nfunction outer() {\n  const f = (x: number) => {\n    throw new Error("no");\n  };\n}\n/* k +\n  x.y.z */';
    const source = { file: folder.file('main.ts'), text };
    const formula = {
      name: '',
      start: text.indexOf('k +'),
      end: text.indexOf(' */'),
      inModule: false,
      variables: ['x'],
    };
    const [f, g] = await loadFunctions(source, [siteNamed(text, 'f'), formula]);
    for (const [call, line] of [
      [f!, 4],
      [g!, 8],
    ] as const) {
      assert.throws(
        () => call(1),
        (error: unknown) => {
          assert.deepEqual([placeOf(error).file, placeOf(error).line], [folder.file('main.ts'), line]);
          return true;
        },
      );
    }
  });

  it('writes nothing into the folder', async () => {
    const before = folder.list();
    await at5(
      'main.ts',
      "import { k } from './help';\nimport './data.json';\nimport 'pkg';\nconst f = (x: number) => k * x;",
    );
    assert.deepEqual(folder.list(), before);
    assert.ok(!fs.existsSync(folder.file('node_modules/.cache')));
  });
});
