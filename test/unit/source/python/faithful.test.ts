import * as assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import type { Value } from '../../../../src/numerics/argument';
import { Problem } from '../../../../src/numerics/problem';
import type { PythonFunction } from '../../../../src/words/gradientPython';
import { calledInPython, translated } from './inPython';

/** A program with a function f, in JavaScript; undefined where it is refused. */
function orRefused(text: string, args: readonly Value[]): PythonFunction | undefined {
  try {
    return translated(text, args, { language: 'javascript' });
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Programs that look the same in Python, and would give something else. */
const SAME: readonly [text: string, args: Value[]][] = [
  ['function f(x) { let s = 0; for (let i = 0; i < 3 && x[i] > 0; i++) s += x[i]; return s; }', [[1, -2, 3]]],
  ['const list = 3; function f(x) { const list_ = 5; return x * list + list_; }', [2]],
  ['const $k = 3; const f = _k => _k * $k;', [2]],
  ['const Loss = { mse: x => x * x }; function f(x) { const Loss_mse = 3; return Loss_mse + x; }', [2]],
  ['const callback = 3; const f = x => x.map(v => { const w = v * callback; return w; })[0];', [[2]]],
  ['const f = _ => Array.from({ length: 2 }, () => _ * 2)[1];', [3]],
  ['const f = x => 3 ** 40 + 1 - 3 ** 40 + x;', [2]],
  ['function f(x) { let a = 0, b = 1; for (let i = 0; i < 100; i++) [a, b] = [b, a + b]; return b % 1000 + x; }', [0]],
  ['const fact = n => (n < 2 ? 1 : n * fact(n - 1)); const f = x => (fact(25) % 1000) + x;', [1]],
  ['const power = (n, a) => (n < 1 ? a : power(n - 1, a * 3)); const f = x => (power(40, 1) % 1000) + x;', [1]],
  ['const f = x => (x > 0 ? 3 : x) ** 41 - 3 ** 41 + 1;', [1]],
  ['const f = x => [2, x].reduce((s, v) => s * 3 ** 39 + v, 0);', [1]],
  ['function f(x) { if (x.every(v => { const w = v * 2; return w > 0; })) { return x[0] + 1; } return 0; }', [[1, 2]]],
  [
    'function f(x) { for (const v of x.map(v => { const w = v * 2; return w; })) { if (v > 2) return v; } return 0; }',
    [[1, 2]],
  ],
  ['function f(x) { const n = x.length - 1; return n % 2 + x[x.length - 1]; }', [[1, 2]]],
  ['function f(x) { const a = [0, 0]; a[1] = x; const b = a; b[0] = 0.5; return a[0] + a[1]; }', [3]],
  [
    'function f(x) { const a = [1]; const b = a; b.push(x); let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s; }',
    [3],
  ],
  ['const f = x => 1 / (x * -0);', [1]],
  ['const f = x => { console.log(x); console.info(Math.exp(x)); return x; };', [1]],
  ['const f = x => (-8) ** (1 / 3) + x;', [1]],
  ['const f = x => 2 ** -1 * x;', [1]],
];

/** Programs that are refused, as nobody can be sure of them. */
const REFUSED: readonly [text: string, args: Value[]][] = [
  ['const isFinite = x => x > 3; const f = x => (isFinite(x) ? 1 : 2);', [1]],
  ['const f = x => { const Math = { exp: v => v }; return Math.exp(x); };', [1]],
  ['function f(x) { let best; const set = v => { best = v; return v; }; set(x); return best; }', [1]],
  ['const f = x => Math.max(...[3, 4]) ** 50 * x;', [1]],
  ['function f(x) { let s = 0; for (let i = 0; i < 5 | 0; i++) s += x; return s; }', [1]],
  ['function f(x) { let i = 0; console.log(i++); return x * i; }', [1]],
  ['function f(x) { let y = 0; console.log(1), (y = 2); return x * y; }', [1]],
  ['function f(x) { let y = 0; const g = () => { y++; return y; }; console.log(g()); return x * y; }', [1]],
  ['function f(x) { const e = [1]; return x[e.length - 1 - 1]; }', [[1, 2]]],
  ['function f(x, e) { return x[e.length - 1]; }', [[1, 2], [1]]],
  ['function f(x) { let i = 0; const a = [0, 0]; const g = () => { i++; return x; }; a[i] = g(); return a[0]; }', [1]],
  ['function f(x) { const a = [0]; const b = a; b[0] = 0.5; return [x, 1][a[0]]; }', [1]],
  ['function f(x) { const a = [[0]]; a[0][0] = 0.5; return [x, 1][a[0][0]]; }', [1]],
  ['function f(x) { const a = [[0]]; for (const r of a) r[0] = -1; return [x, 1][a[0][0]]; }', [1]],
  ['function f(x) { const a = [0]; const set = b => { b[0] = -1; return 1; }; set(a); return [x, 1][a[0]]; }', [1]],
];

describe('what is written in Python', () => {
  it('gives what JavaScript gives, where the two look the same and are not', function () {
    this.timeout(60_000);
    const jobs = SAME.map(([text, args]) => ({ code: orRefused(text, args), args, text }));
    assert.deepEqual(
      jobs.filter(({ code }) => !code).map(({ text }) => text),
      [],
    );
    const found = calledInPython(jobs.map(({ code, args }) => ({ code: code!, args })));
    if (!found) return this.skip();
    const wanted = jobs.map(
      ({ text, args }) =>
        runInNewContext(`const console = { log() {}, info() {} }; ${text}; f(...${JSON.stringify(args)})`) as number,
    );
    for (const [index, { text, code }] of jobs.entries()) {
      const [value, answer] = [wanted[index]!, found[index]!];
      const isSame = typeof answer !== 'string' && Math.abs(answer[0]! - value) <= 1e-15 * Math.abs(value);
      assert.ok(
        isSame || Object.is(answer[0], value),
        `${text}: ${value} here, ${String(answer)} by\n${code!.lines.join('\n')}`,
      );
    }
  });

  it('is refused, where the two may differ', () => {
    for (const [text, args] of REFUSED) assert.equal(orRefused(text, args)?.lines.join('\n'), undefined, text);
  });

  it('is refused for arrays that round what is stored in them', () => {
    assert.throws(
      () => translated('const f = (x: Float32Array): number => x[0]!;', [[1]]),
      (error: unknown) => error instanceof Problem && error.args['what'] === 'Float32Array',
    );
  });
});
