import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { selectedExpressions } from '../../../src/source/expressions';
import { parseScript, type ScriptLanguage } from '../../../src/source/script';

/** What is meant by the parts of a text between « and »; a lone ‸ is a cursor. */
function meant(marked: string, language: ScriptLanguage = 'typescript') {
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '«') ranges.push({ start: text.length, end: -1 });
    else if (character === '»') ranges.at(-1)!.end = text.length;
    else if (character === '‸') ranges.push({ start: text.length, end: text.length });
    else text += character;
  }
  const { expressions, problems } = selectedExpressions(parseScript(text, language), text, ranges);
  return { text, expressions, problems };
}

/** Name and code of each expression, and the code and names of each problem. */
function summary(marked: string, language?: ScriptLanguage): string[] {
  const { text, expressions, problems } = meant(marked, language);
  return [
    ...expressions.map(({ name, start, end }) => {
      const code = text.slice(start, end);
      return code === name ? name : `${name}: ${code}`;
    }),
    ...problems.map(
      ({ code, args }) => `${code} ${(args['names'] as string | undefined) ?? (args['expression'] as string)}`,
    ),
  ];
}

function table(rows: readonly (readonly [marked: string, ...expected: string[]])[]): void {
  for (const [marked, ...expected] of rows) assert.deepEqual(summary(marked), expected, marked);
}

describe('selected expressions', () => {
  it('are the whole expressions of a selection', () => {
    table([
      ['const a = «softmax(logits)»;', 'a'],
      ['loss(«softmax(logits)», t);', 'softmax(logits)'],
      ['loss(«net.predict(x), t»);', 'net.predict(x)', 't'],
      ['«softmax(a)»; «softmax(b)»', 'softmax(a)', 'softmax(b)'],
      ['«  softmax(a),\n softmax(b); »', 'softmax(a)', 'softmax(b)'],
      ['«await net.predict(x)»', 'await net.predict(x)'],
      ['«[1, 2].map(f)»', '[1, 2].map(f)'],
      ['«a.map((v, i) => v - b[i])»', 'a.map((v, i) => v - b[i])'],
      ['«-f(x)»', '-f(x)'],
      ['«f(x)!»', 'f(x)!'],
      ['«f(x) as number[]»', 'f(x) as number[]'],
      ['«new Float64Array(f(x))»', 'new Float64Array(f(x))'],
      ['(«f`x`»)', 'f`x`'],
      ['«({ y: f(x), t })»', 'y: f(x)', 't'],
      ['function g() { «return f(x);» }', 'f(x)'],
      ['export default «f(x)»;', 'f(x)'],
      ['// «softmax(x)»'],
      ['"«softmax(x)»"'],
      ['«const»'],
      ['f(«0.5, 0.25»)'],
    ]);
  });

  it('are the values of declarations and assignments, each run once', () => {
    table([
      ['«const y = softmax(x);»', 'y'],
      ['const «y = softmax(x)»;', 'y'],
      ['«export const y: number[] = softmax(x), t = onehot(2);»', 'y', 't'],
      ['«const y = softmax(x);\nconsole.log(y);\nconst t = onehot(2);»', 'y', 't'],
      ['«y = softmax(x);»', 'y'],
      ['«net.y = softmax(x)»', 'net.y'],
      ['function g() { «const y = softmax(x);» }', 'y: softmax(x)'],
      ['«const data = { y: f(x), t: g(x) };»', 'y: f(x)', 't: g(x)'],
      ["«import { a } from 'a';\nconst y = f(a);\nfunction f(v) { return v; }»", 'y'],
    ]);
  });

  it('are what a cursor or a selected name stands for', () => {
    table([
      ['const ‸y = softmax(x);', 'y'],
      ['const y‸ = softmax(x);', 'y'],
      ['const y = soft‸max(x);', 'y'],
      ['loss(soft‸max(x), t)', 'softmax(x)'],
      ['loss(«softmax»(x), t)', 'softmax(x)'],
      ['const y = softmax(x);\nloss(«y», t)', 'y'],
      ['net.pre‸dict(x)', 'net.predict(x)'],
      ['data.y‸;', 'data.y'],
      ["import { y } from './data';\nloss(y‸)", 'y'],
      ["import { ‸y } from './data';", 'y'],
      ['const { y‸, t } = load();', 'y'],
      ['const y = [0.1, ‸0.2].map(f);', 'y'],
      ['console.log([0.1, ‸0.2].map(f));', '[0.1, 0.2].map(f)'],
      ['const y = softmax([0.1, ‸0.2]);', 'y'],
      ['const data = { ‸y: f(x) };', 'y: f(x)'],
      ['‸const y = softmax(x);'],
      ['const y =‸ softmax(x);'],
      ['let y: num‸ber;'],
    ]);
  });

  it('say which part of the text their values come from, so that a literal there is not run', () => {
    const { text, expressions } = meant('const y = [1, 2];\nloss(y‸)');
    const [, initial] = expressions[0]!.covers;
    assert.equal(text.slice(initial!.start, initial!.end), '[1, 2]');
    assert.equal(expressions[0]!.line, 2);
  });

  it('are problems where they cannot be run', () => {
    table([
      ['a - «b - c»', 'expression-part a - b - c'],
      ['«softmax(lo»gits)', 'expression-part logits'],
      ['f(1«2»)', 'expression-part 12'],
      ['«const f = (x) => x;»', 'expression-function f'],
      ['function f‸(x) { return x; }', 'expression-function f'],
      ['«x => softmax(x)»', 'expression-function x => softmax(x)'],
      ['function g(x) { return «softmax(x)»; }', 'expression-local x'],
      ['function g() { const z = f(); «const y = softmax(z);» }', 'expression-local z'],
      ['it("works", () => { const p = f(); loss(p‸); });', 'expression-local p'],
      ['class A { m() { return «this.w»; } }', 'expression-local this'],
      ['function g(x‸) {}', 'expression-local x'],
      ['for (const r of rows) { «f(r)» }', 'expression-local r'],
    ]);
    const { problems } = meant('\n\nfunction g(x) { return «softmax(x)»; }');
    assert.deepEqual(problems[0]!.args, { expression: 'softmax(x)', line: 3, offset: 25, names: 'x' });
  });

  it('works in every dialect', () => {
    assert.deepEqual(summary('const a = <b>{«f(x)»}</b>;', 'javascriptreact'), ['f(x)']);
    assert.deepEqual(summary('const a = <b>{«f(x as never)»}</b>;', 'typescriptreact'), ['f(x as never)']);
  });

  it('never throws, and stays inside the text, whatever is selected', () => {
    const pieces = [
      'const y = ',
      'f(x)',
      '[1, 2]',
      '.map(',
      ')',
      '{',
      '}',
      '=>',
      'this',
      ';',
      '\n',
      '`${',
      'y',
      ' - ',
      '/*',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(all => all.join(''));
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((p, q) => p - q) as [number, number];
        const { expressions } = selectedExpressions(parseScript(text, 'typescript'), text, [{ start, end }]);
        for (const each of expressions) assert.ok(each.start >= 0 && each.end <= text.length && each.start < each.end);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});
