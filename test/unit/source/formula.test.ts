import * as assert from 'node:assert/strict';
import { Problem } from '../../../src/numerics/problem';
import { checkDifferentiable, type FunctionSite } from '../../../src/source/functions';
import { parseScript, type ScriptLanguage } from '../../../src/source/script';
import { functionAt } from './sites';

/** What is meant by the part of a text between two `|`. */
function marked(text: string, language: ScriptLanguage = 'typescript'): FunctionSite {
  const [from, to] = [text.indexOf('|'), text.lastIndexOf('|') - 1];
  const plain = text.replaceAll('|', '');
  return functionAt(parseScript(plain, language), plain, language, from, to);
}

/** Its name and variables: `x` for a number, `x: 1` for a vector. */
function variables(text: string): string {
  const { variables: names, parameters } = marked(text);
  assert.deepEqual(
    parameters.map(({ name }) => name),
    names,
  );
  const forms = parameters.map(({ name, form }) => {
    if (form.kind !== 'numbers') return `${name}: ${form.kind}`;
    return form.depth === 0 ? name : `${name}: ${form.depth}${form.typed ? ' typed' : ''}`;
  });
  return forms.join(', ');
}

function codeOf(text: string): string {
  try {
    const site = marked(text);
    checkDifferentiable(site);
    return site.name;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.code;
  }
}

describe('a highlighted expression', () => {
  it('is a function of the names it leaves open, in their order', () => {
    for (const [text, expected] of [
      ['|0.01*x**2 + 0.1*x|', 'x'],
      ['const y = 1; | 0.5 * (b - a) ** 2; |', 'b, a'],
      ['f(|x * Math.sin(y) / Number.EPSILON|)', 'x, y'],
      ['const k = 2;\nimport { m } from "./m";\nenum E { A }\n|k * m * E.A * help(3) * x|;\nfunction help(y) {}', 'x'],
      ['|x > 0 ? x : -x|', 'x'],
      ['|[x, y, z].map(x => x * w)|', 'x, y, z, w'],
      ['|y = 2 * x + b|', 'x, b'],
      ['|const y = 2 * x;|', 'x'],
      ['function f() { |return 2 * x| }', 'x'],
      ['// f(x) = |0.01 * x ** 2|, as in the book', 'x'],
      ['1 + |2 * x + 3 * y| * z', 'x, y'],
    ] as const) {
      assert.equal(variables(text), expected, text);
    }
  });

  it('takes vectors where its names are used as such', () => {
    for (const [text, expected] of [
      ['|x[0] ** 2 + x[1] ** 2|', 'x: 1'],
      ['|w[i][j] * x.length|', 'w: 2, i, j, x: 1'],
      ['|x.map(v => v * k).reduce((a, b) => a + b)|', 'x: 1, k'],
      ['|rows[0].length + rows.length|', 'rows: 2'],
      ['|Math.max(...x)|', 'x: 1'],
      ['const loss = () => 1; |loss(x) + 1|', 'x: unknown'],
      ['|p.a * p.b|', 'p: unknown'],
    ] as const)
      assert.equal(variables(text), expected, text);
  });

  it('takes what the function around it says its names are', () => {
    for (const [text, expected] of [
      ['function f(w: Float64Array, k: number[][]) { return |g(w) + g(k)|; }\nconst g = 1;', 'w: 1 typed, k: 2'],
      ['function f(w: number[]) { const s = 0; let v: number[] = []; return |s + h(v) + h(w)|; }', 's, v: 1, w: 1'],
      ['const f = ([a, b]) => |a * b|;', 'a, b'],
      ['const x = 1; const f = (x: number[]) => |h(x) + 1|;', 'x: 1'],
      ['for (const i of [1]) { |i * 2| }', 'i'],
    ] as const)
      assert.equal(variables(text), expected, text);
  });

  it('is called by its text, and is where that is', () => {
    const text = 'const a = | 0.01 * x ** 2 |;';
    const { name, start, end, outerStart, inModule, numeric } = marked(text);
    assert.deepEqual([name, inModule, numeric, outerStart], ['0.01 * x ** 2', false, true, start]);
    assert.equal(text.replaceAll('|', '').slice(start, end), '0.01 * x ** 2');
    assert.equal(marked(`|${'x + '.repeat(20)}y|`).name.length, 40);
  });

  it('cannot use functions that only the code around it knows', () => {
    for (const text of [
      'function f() { const g = (y: number) => y; return |g(x)|; }',
      'function f(g: any) { return |2 * g(x)|; }',
      'function f() { function g() {} return |[1].map(g).length + x|; }',
    ])
      assert.equal(codeOf(text), 'needs-surroundings', text);
  });

  it('leaves something open', () => {
    assert.equal(codeOf('const k = 2; |k * 3|;'), 'formula-constant');
    assert.equal(codeOf('const k = 2; function f(x: number) { return |k * 3|; }'), 'f');
  });

  it('is nothing else than an expression', () => {
    for (const text of [
      '|2 * x; 3 * x|',
      '|2 * |x',
      '|x = |2',
      '|const a = x, b = 2 * y|',
      '|await x * 2|',
      '|this.x * 2|',
      '|x++ + 1|',
      '|x|',
      '|"text"|',
      '|if (x) y|',
      '|import("x" + y)|',
    ])
      assert.equal(codeOf(text), 'no-function', text);
  });

  it('gives way to a function that is highlighted whole', () => {
    assert.equal(marked('|const f = (x: number) => k * x;|').name, 'f');
    assert.deepEqual(marked('[1].map(|x => x * 2|);', 'javascript').variables, undefined);
  });
});
