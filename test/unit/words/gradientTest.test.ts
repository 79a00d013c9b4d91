import * as assert from 'node:assert/strict';
import { withPinnedTest, type PinnedTest } from '../../../src/words/gradientTest';

const TYPED = { framework: 'node:test', isTyped: true, isModule: true } as const;

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
});
