import * as assert from 'node:assert/strict';
import { parseScript } from '../../../src/source/script';
import { testFileOf } from '../../../src/source/testFile';
import { withPinnedTest as withTest, type PinnedTest } from '../../../src/words/gradientTest';

const TYPED = { framework: 'node:test', isTyped: true, isModule: true } as const;

function withPinnedTest(existing: string | undefined, test: PinnedTest) {
  return withTest(existing === undefined ? undefined : testFileOf(parseScript(existing, 'typescript'), existing), test);
}

function pinned(changed: Partial<PinnedTest> = {}): PinnedTest {
  return {
    title: 'f at 3, 4',
    callee: 'f',
    args: [[3, 4]],
    arrays: [undefined],
    value: { number: 25, tolerance: 3e-11 },
    derivatives: [
      { parameter: 0, position: [0], at: 3, step: 0.001, number: 6, tolerance: 2e-12 },
      { parameter: 0, position: [1], at: 4, step: 0.01, number: 8, tolerance: 3e-12 },
    ],
    imports: [{ name: 'f', isDefault: false, module: './functions' }],
    style: TYPED,
    ...changed,
  };
}

/** The lines of the file above the functions that its tests call. */
function head({ text }: { text: string }): string[] {
  return text.slice(0, text.indexOf('\n/**')).trimEnd().split('\n');
}

const BLOCK = [
  "test('f at 3, 4', () => {",
  '  near(f([3, 4]), 25, 3e-11);',
  '  near(derivative(x => f([x, 4]), 3, 0.001), 6, 2e-12);',
  '  near(derivative(x => f([3, x]), 4, 0.01), 8, 3e-12);',
  '});',
];
const IMPORTS = ["import { test } from 'node:test';", "import { f } from './functions';", ''];

describe('the text of a pinned test', () => {
  it('is a file that imports, asserts and computes', () => {
    const written = withPinnedTest(undefined, pinned());
    assert.deepEqual(head(written), [...IMPORTS, ...BLOCK]);
    assert.equal(written.line, 4);
    assert.deepEqual(written.text.match(/^function \w+/gm), ['function near', 'function derivative']);
    assert.ok(written.text.endsWith('}\n'));
  });

  it('takes the place of an earlier one of the same point, and stands behind others', () => {
    const first = withPinnedTest(undefined, pinned()).text;
    assert.equal(withPinnedTest(first, pinned()).text, first);
    const again = withPinnedTest(first.replaceAll('8,', '9,'), pinned());
    assert.equal(again.text, first);
    const other = withPinnedTest(
      first,
      pinned({
        title: 'g at 1',
        callee: 'g',
        args: [1],
        derivatives: [],
        imports: [{ name: 'g', isDefault: false, module: './functions' }],
      }),
    );
    assert.deepEqual(head(other), [
      "import { test } from 'node:test';",
      "import { f, g } from './functions';",
      '',
      ...BLOCK,
      '',
      "test('g at 1', () => {",
      '  near(g(1), 25, 3e-11);',
      '});',
    ]);
    assert.equal(other.line, 10);
    assert.equal(other.text.match(/^function near/gm)!.length, 1);
  });

  it('follows what a formatter makes of the file, and keeps what a person wrote', () => {
    const first = withPinnedTest(undefined, pinned()).text;
    const formatted = `// Ours.\n${first.replaceAll("'", '"').replaceAll('\n  ', '\n\t')}\nconst mine = 1;\n`;
    const { text } = withPinnedTest(formatted, pinned());
    assert.match(
      text,
      /^\/\/ Ours\.\nimport \{ test \} from "node:test";\nimport \{ f \} from "\.\/functions";\n\ntest\('f at/,
    );
    assert.ok(text.endsWith('\nconst mine = 1;\n'));
    assert.equal(text.match(/^test\(/gm)!.length, 1);
  });

  it('asserts the derivative that a person wrote', () => {
    const numbers = [
      { number: 6, tolerance: 1e-11 },
      { number: 8, tolerance: 1e-11 },
    ];
    const both = withPinnedTest(undefined, pinned({ written: { callee: 'gradF', numbers } }));
    assert.deepEqual(head(both).slice(7, -1), [
      '  const written = numbersIn(gradF([3, 4]));',
      '  near(written[0], 6, 1e-11);',
      '  near(written[1], 8, 1e-11);',
    ]);
    const one = withPinnedTest(undefined, pinned({ written: { callee: 'fPrime', numbers: numbers.slice(1) } }));
    assert.deepEqual(head(one).slice(7, -1), ['  near(numbersIn(fPrime([3, 4]))[0], 8, 1e-11);']);
    assert.match(one.text, /^function numbersIn\(value: unknown\): number\[\] \{$/m);
  });

  it('is written as the framework wants it', () => {
    const of = (style: PinnedTest['style'], isDefault = false) =>
      head(
        withPinnedTest(undefined, pinned({ style, imports: [{ name: 'f', isDefault, module: './functions' }] })),
      ).slice(0, 4);
    assert.deepEqual(of({ ...TYPED, framework: 'vitest' }).slice(0, 1), ["import { test } from 'vitest';"]);
    assert.deepEqual(of({ ...TYPED, framework: 'jest' }, true), [
      "import f from './functions';",
      '',
      BLOCK[0],
      BLOCK[1],
    ]);
    assert.deepEqual(of({ ...TYPED, framework: 'mocha' })[2], "it('f at 3, 4', () => {");
    const plain = { framework: 'node:test', isTyped: false, isModule: false } as const;
    assert.deepEqual(of(plain).slice(0, 2), [
      "const { test } = require('node:test');",
      "const { f } = require('./functions');",
    ]);
    assert.match(
      withPinnedTest(undefined, pinned({ style: plain })).text,
      /^function near\(actual, expected, tolerance\) \{$/m,
    );
  });

  it('makes typed arrays', () => {
    const { text } = withPinnedTest(undefined, pinned({ arrays: ['Float64Array'] }));
    assert.match(text, /derivative\(x => f\(Float64Array\.of\(x, 4\)\), 3, 0\.001\)/);
  });

  it('leaves alone all that a person wrote', () => {
    const one = pinned({ title: 'f at 2', args: [2], derivatives: [] });
    const mine = "test('mine', () => {\n  near(1, 1, 0);\n});\n";
    const existing = `${IMPORTS.join('\n')}\ntest('f at 2', () => near(f(2), 11, 1));\n\n${mine}`;
    const { text, line } = withPinnedTest(existing, one);
    assert.ok(
      text.startsWith(existing.replace('() => near(f(2), 11, 1)', '() => {\n  near(f(2), 25, 3e-11);\n}')),
      text,
    );
    assert.equal(line, 4);
    const spread =
      "import {\n  test,\n  describe,\n} from 'node:test'; // ours\nimport {\n  g,\n} from './g';\n\ntest('g', g);\n";
    const extended = withPinnedTest(spread, one).text;
    assert.ok(
      extended.startsWith(
        "import {\n  test,\n  describe,\n} from 'node:test'; // ours\nimport {\n  g,\n} from './g';\nimport { f } from './functions';\n\ntest('g', g);\n\ntest('f at 2'",
      ),
      extended,
    );
    const more = withPinnedTest(extended.replace('{ f }', '{\n  h,\n}'), one).text;
    assert.match(more, /import \{\n {2}h, f,\n\} from '\.\/functions';/);
  });

  it('imports below what a file must begin with', () => {
    const heads: [head: string, rest: string][] = [
      ["#!/usr/bin/env node\n'use strict';", "test('a', () => {});"],
      ['// @ts-check', 'const mine = 1;'],
      ['/** @jest-environment jsdom */', ''],
    ];
    for (const [first, rest] of heads) {
      const { text } = withPinnedTest(`${first}\n${rest}\n`, pinned());
      const expected = [first, '', IMPORTS.join('\n'), ...(rest === '' ? [] : [rest, '']), BLOCK[0]].join('\n');
      assert.ok(text.startsWith(expected), text);
    }
  });

  it('gives way to names that mean something else', () => {
    const of = (callee: string, existing?: string, style: PinnedTest['style'] = TYPED) =>
      withPinnedTest(existing, {
        ...pinned({ callee, derivatives: pinned().derivatives.slice(0, 1), style }),
        imports: [{ name: callee, isDefault: false, module: './functions' }],
      }).text;
    for (const name of ['near', 'derivative', 'x', 'written', 'test']) {
      const text = of(name);
      assert.ok(text.includes(`import { ${name} as ${name}_ } from './functions';`), text);
      assert.ok(text.includes(`near(derivative(x => ${name}_([x, 4]), 3, 0.001), 6, 2e-12);`), text);
    }
    assert.match(of('it', undefined, { ...TYPED, framework: 'mocha' }), /\{ it as it_ \}[^]*^it\('f at 3, 4'/m);
    const text = of('f', "import { near } from './near';\nfunction derivative(x: number) {}\n");
    assert.match(text, /^ {2}near_\(derivative_\(x => f\(/m);
    assert.match(text, /^function near_\([^]*^function derivative_\(/m);
    assert.equal(of('f', text), text);
    const used = "import { f as g } from './functions';\nconst f = 1;\n";
    assert.match(of('f', used), /near\(g\(\[3, 4\]\)/);
    const taken = of('f', "import { f } from './others';\n");
    assert.match(taken, /import \{ f as f_ \} from '\.\/functions';/);
    assert.equal(of('f', taken), taken);
  });

  it('knows a title with quotes again, and keeps the ends of lines', () => {
    const test = pinned({ title: "f at 'a', \\b" });
    const first = withPinnedTest(undefined, test).text;
    assert.equal(withPinnedTest(first, test).text, first);
    const windows = first.replaceAll('\n', '\r\n');
    assert.equal(withPinnedTest(windows, test).text, windows);
    const { text } = withPinnedTest(windows, pinned());
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(text.match(/^test\(/gm)!.length, 2);
  });
});
