import * as assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import type { Value } from '../../../../src/numerics/argument';
import { Problem } from '../../../../src/numerics/problem';
import type { PythonFunction } from '../../../../src/words/gradientPython';
import { calledInPython, translated } from './inPython';

/** The lines of f in Python. */
function lines(text: string, args: Value[] = [2]): string[] {
  return [...translated(text, args).lines];
}

/** The expression that is the same as one in a number x, two vectors v and w, a counter i and a truth value b. */
function expression(code: string): string {
  const text = `function f(x: number, v: number[], w: number[]) { const b = x > 0; for (let i = 0; i < v.length; i++) { const y = ${code}; } return x; }`;
  const line = lines(text, [2, [3, 4], [5, 6]]).find(each => each.includes(' y = '));
  return line!.trim().slice('y = '.length);
}

/** What is refused, with its line. */
function refusal(text: string, args: Value[] = [2]): unknown {
  try {
    return translated(text, args).lines;
  } catch (error) {
    assert.ok(error instanceof Problem, String((error as Error).stack));
    assert.equal(error.code, 'no-python');
    return [error.args['line'], error.args['what']].join(': ');
  }
}

describe('functions in Python', () => {
  it('are the same line by line', () => {
    const text = `/** A sum. */
export function f(x: readonly number[], k = 2): number {
  let sum = 0; // so far
  for (let i = 0; i < x.length; i++) {
    const v: number = x[i]!;
    if (v > 0 && i !== 1) sum += v ** k;
    else if (Math.abs(v) < 1e-3) continue;
    else {
      sum -= v;
    }
  }
  return -sum / x.length;
}`;
    assert.deepEqual(lines(text, [[1, -2]]), [
      'def f(x, k=2):',
      '    sum = 0.0',
      '    for i in range(len(x)):',
      '        v = x[i]',
      '        if v > 0 and i != 1:',
      '            sum += v ** k',
      '        elif np.abs(v) < 1e-3:',
      '            continue',
      '        else:',
      '            sum -= v',
      '    return -sum / len(x)',
    ]);
  });

  it('keep what belongs together', () => {
    const cases: [code: string, python: string][] = [
      ['(-x) ** 2', '(-x) ** 2'],
      ['-(x ** 2)', '-x ** 2'],
      ['2 ** -x', '2 ** -x'],
      ['x ** 3 ** x', 'x ** 3 ** x'],
      ['(x ** 3) ** x', '(x ** 3) ** x'],
      ['x - (1 - x)', 'x - (1 - x)'],
      ['(x - 1) - x', 'x - 1 - x'],
      ['x / (2 * x)', 'x / (2 * x)'],
      ['x * (1 + x) / 2', 'x * (1 + x) / 2'],
      ['(x < 1) === (x > 0)', '(x < 1) == (x > 0)'],
      ['!(x < 1) || b && x !== 2', 'not x < 1 or b and x != 2'],
      ['(x > 1 ? 1 : x) * 2', '(1.0 if x > 1 else x) * 2'],
      ['x > 1 ? 1 : x < 0 ? -1 : x', '1.0 if x > 1 else -1.0 if x < 0 else x'],
      ['(x as number)! + +1', 'x + 1'],
      ['1_000 * .5 + 0x10', '1_000 * .5 + float(0x10)'],
    ];
    for (const [code, python] of cases) assert.equal(expression(code), python, code);
  });

  it('use the functions of NumPy, whose numbers know infinity and NaN', () => {
    const cases: [code: string, python: string][] = [
      ['Math.exp(x) * Math.PI', 'np.exp(x) * 3.141592653589793'],
      ['Math.max(0, x)', 'np.maximum(0.0, x)'],
      ['Math.min(x, 1, 2)', 'np.minimum(np.minimum(x, 1.0), 2.0)'],
      ['Math.max(...v)', 'np.max(v)'],
      ['Math.max(i, 3)', 'max(i, 3)'],
      ['Math.pow(x, 2)', 'x ** 2'],
      ['Math.atan2(x, 1)', 'np.arctan2(x, 1.0)'],
      ['x % 2', 'np.fmod(x, 2.0)'], // the sign of the first, as in C
      ['i % 2', 'i % 2'],
      ['Math.round(x)', 'round_half_up(x)'],
      ['Number.isNaN(x) ? Infinity : -Infinity', 'float("inf") if np.isnan(x) else -float("inf")'],
    ];
    for (const [code, python] of cases) assert.equal(expression(code), python, code);
  });

  it('go through arrays as JavaScript does', () => {
    const cases: [code: string, python: string][] = [
      ['v.map(a => a * x)', '[a * x for a in v]'],
      ['v.map((a, j) => a * w[j]!)', '[a * w[j] for j, a in enumerate(v)]'],
      ['v.map(Math.exp)', '[np.exp(v_) for v_ in v]'],
      ['v.reduce((s, a) => s + a, 0)', 'functools.reduce(lambda s, a: s + a, v, 0.0)'],
      ['v.reduce((s, a, j) => s + a * w[j]!, 0)', 'fold(lambda s, a, j: s + a * w[j], v, 0.0)'],
      ['v.every(a => a > 0)', 'all(a > 0 for a in v)'],
      ['[...v, 1].slice(1, -1)', 'list([*v, 1.0][1:-1])'],
      ['v[v.length - 1]!', 'v[len(v) - 1]'],
      ['v.at(-1)!', 'v[-1]'],
      ['new Array<number>(3).fill(0)', '[0.0] * 3'],
      ['Array.from({ length: i }, (_, j) => j * x)', '[j * x for j in range(i)]'],
    ];
    for (const [code, python] of cases) assert.equal(expression(code), python, code);
  });

  it('rename what means something else in Python, and what hides another name', () => {
    const text = `const lambda = 3;
      export function f(len: number): number {
        const list = (np: number) => np * lambda;
        let y = len;
        if (y > 0) { const y = 2; len += y; }
        return list(len) + y;
      }`;
    assert.deepEqual(lines(text), [
      'def f(len_):',
      '    def list_(np_):',
      '        return np_ * lambda_',
      '    y = len_',
      '    if y > 0:',
      '        y_ = 2',
      '        len_ += y_',
      '    return list_(len_) + y',
      '',
      '',
      'lambda_ = 3',
    ]);
  });

  it('take along what they need of the module, and nothing else', () => {
    const text = `import { z } from './z';
      const rate = 0.5, unused = z;
      export function outer(x: number): number { return inner(x) * rate; }
      const inner = (x: number): number => Loss.square(x);
      class Loss { static square(x: number) { return x * x; } }`;
    const { lines: found, name } = translated(text, [2], { name: 'outer' });
    assert.equal(name, 'outer');
    assert.deepEqual(
      found.filter(line => line !== ''),
      [
        'def outer(x):',
        '    return inner(x) * rate',
        'def inner(x):',
        '    return Loss_square(x)',
        'def Loss_square(x):',
        '    return x * x',
        'rate = 0.5',
      ],
    );
  });

  it('write loops that count otherwise, and functions that change what is around them', () => {
    const text = `function f(x: number): number {
        let n = 0;
        const count = (by: number) => { n += by; return n; };
        for (let h = x; h > 1e-3; h -= 1) { if (h < 1) continue; count(2); }
        do { n--; } while (n > 3);
        while (true) { if (count(1) > 5) break; }
        return n;
      }`;
    assert.deepEqual(lines(text), [
      'def f(x):',
      '    n = 0.0',
      '    def count(by):',
      '        nonlocal n',
      '        n += by',
      '        return n',
      '    h_ = x',
      '    while h_ > 1e-3:',
      '        if h_ < 1:',
      '            h_ -= 1',
      '            continue',
      '        count(2)',
      '        h_ -= 1',
      '    while True:',
      '        n -= 1',
      '        if not (n > 3):',
      '            break',
      '    while True:',
      '        if count(1) > 5:',
      '            break',
      '    return n',
    ]);
  });

  it('never change a tensor in place', () => {
    const text =
      'function f(x: number[]): number { let s = x[0]!; s += x[1]!; const a = [0, s]; a[0] *= 2; return s + a[0]!; }';
    assert.deepEqual(translated(text, [[3, 4]], { library: 'torch' }).lines, [
      'def f(x):',
      '    s = x[0]',
      '    s = s + x[1]',
      '    a = [0.0, s]',
      '    a[0] = a[0] * 2',
      '    return s + a[0]',
    ]);
    assert.match(
      translated('const f = (x: number) => Math.log(2) * Math.max(x, 0);', [3], { library: 'torch' }).lines[1]!,
      /torch\.log\(torch\.as_tensor\(2, dtype=torch\.float64\)\) \* torch\.maximum\(x, torch\.as_tensor\(0, dtype/,
    );
  });

  it('are refused where Python may do something else', () => {
    const cases: [body: string, what: string][] = [
      ['return x || 1;', '2: return x || 1;'],
      ['if (x) return 1; return 2;', '2: if (x) return 1; return 2;'],
      ['return x < 1 < 2 ? 1 : 2;', '2: return x < 1 < 2 ? 1 : 2;'],
      ['return (x > 0) * 2;', '2: return (x > 0) * 2;'],
      ['return [1, 2][x]!;', '2: return [1, 2][x]!;'],
      ['let i = 3; i -= 1; return [1, 2, 3][i - 1]!;', '2: let i = 3; i -= 1; return [1, 2, 3][i - 1]!;'],
      ['return x ?? 1;', '2: x ?? 1'],
      ['return ~~x;', '2: ~~x'],
      ["return x + '1';", "2: '1'"],
      ['return [x, 1].sort()[0]!;', '2: [x, 1].sort()'],
      ['return Math.random();', '2: Math.random'],
      ['return { x }.x;', '2: { x }.x'],
      ['label: for (;;) break label; return x;', '2: label: for (;;) break label;'],
      ['switch (x) { case 1: return 2; } return 1;', '2: switch (x) { case 1: return 2; }'],
      ['try { return x; } catch { return 1; }', '2: try { return x; } catch { return 1; }'],
      ['for (const k in [x]) return 1; return x;', '2: for (const k in [x]) return 1;'],
      ['const g = x > 0 ? Math.sin : Math.cos; return g(x);', '2: Math.sin'],
      ['return this.y;', '2: this.y'],
      ['return imported(x);', '2: imported'],
      ['calls++; return x;', '2: calls'],
      ['const a = [x]; const b = a; return b.includes(x) ? 1 : 0;', '2: b.includes(x)'],
      ['return parseFloat(String(x));', '2: parseFloat'],
      ['return x.toFixed(2);', '2: x.toFixed(2)'],
    ];
    for (const [body, what] of cases) {
      const text = `import { imported } from './x'; let calls = 0; function f(x: number): number {\n${body}\n}`;
      assert.equal(refusal(text), what.length > 43 ? `${what.slice(0, 42)}…` : what, body);
    }
    assert.equal(refusal('const f = (x: number) => x\n  .y;'), '1: x');
  });

  it('give the same numbers', function () {
    this.timeout(60_000);
    const cases: [text: string, args: Value[], value: number][] = [
      ['const f = (x: number) => 0.01 * x ** 2 + 0.1 * x;', [5], 0.75],
      ['const f = (x: number) => -7 % x;', [3], -1],
      ['const f = (x: number) => Math.round(-x) * 100 + Math.round(x) * 10 + Math.trunc(-x);', [2.5], -200 + 30 - 2],
      ['const f = (x: number) => 2 ** 3 ** x;', [2], 512],
      ['const f = (x: number) => (x < 0 ? Math.sqrt(x) : Math.log(x));', [0], -Infinity],
      ['const f = (x: number) => Math.max(1, Math.sqrt(x));', [-1], NaN],
      [
        'const f = (m: number[][]) => m.map(r => Math.max(...r)).reduce((a, b) => a - b);',
        [
          [
            [1, 2],
            [4, 3],
          ],
        ],
        -2,
      ],
      [
        'const f = (x: number[]): number => x.slice(0, -1).reduce((s, v, i) => s + 10 * (x[i + 1]! - v * v) + v, 0);',
        [[3, 1, 2]],
        -80 + 3 + 10 + 1,
      ],
      [
        'function f(x: number) { let [a, b] = [1, x]; for (let i = 3; i >= 1; i--) [a, b] = [b, a + b * i]; return b; }',
        [2],
        23,
      ],
      ['function f(x: number) { let n = 7, s = 0; while (n > 0) { s += (n % 3) * x; n -= 2; } return s; }', [2], 8],
      [
        'function f(x: number) { let s = 16807; for (let i = 0; i < 9; i++) s = (s * 16807 * 7) % 2147483647; return s + x; }',
        [0],
        lcg(),
      ],
    ];
    const jobs = cases.map(([text, args]) => ({ code: translated(text, args), args }));
    const found = calledInPython(jobs);
    if (!found) return this.skip();
    for (const [index, [text, , value]] of cases.entries()) assert.deepEqual(found[index], [value], text);
  });

  it('give the same numbers, however they are put together', function () {
    this.timeout(60_000);
    const jobs: {
      readonly code: PythonFunction;
      readonly args: Value[];
      readonly text: string;
      readonly value: number;
    }[] = [];
    const count = 400;
    for (const text of fc.sample(expressionText(), { seed: 20261121, numRuns: count })) {
      const value = valueOf(text);
      const code =
        value === undefined
          ? undefined
          : orUndefined(() => translated(`const f = x => ${text};`, [1.5], { language: 'javascript' }));
      if (code) jobs.push({ code, args: [1.5], text, value: value! });
    }
    assert.ok(jobs.length > count / 4, `${jobs.length} of ${count} are translated`);
    const found = calledInPython(jobs);
    if (!found) return this.skip();
    for (const [index, { text, value, code }] of jobs.entries()) {
      const answer = found[index]!;
      if (typeof answer === 'string')
        assert.match(answer, /^(ZeroDivision|Overflow)Error$/, text); // of whole numbers
      else
        assert.ok(
          isClose(answer[0]!, value),
          `${text}: ${value} in JavaScript, ${answer[0]} by ${code.lines.join(' ')}`,
        );
    }
  });
});

/** A pseudorandom number: the products are beyond whole numbers that doubles hold. */
function lcg(): number {
  let s = 16807;
  for (let i = 0; i < 9; i++) s = (s * 16807 * 7) % 2147483647;
  return s;
}

function isClose(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** Expressions in x, with brackets here and there. */
function expressionText(): fc.Arbitrary<string> {
  const operator = fc.constantFrom('+', '-', '*', '/', '%', '**', '<', '>=', '===', '&&', '||');
  const { text } = fc.letrec<{ text: string }>(tie => ({
    text: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'text' },
      fc.constantFrom('x', '2', '0.5', '3', '7'),
      fc.tuple(tie('text'), operator, tie('text')).map(([a, sign, b]) => `${a} ${sign} ${b}`),
      fc.tuple(tie('text'), operator, tie('text')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      tie('text').map(a => `-${a}`.replace(/^--/, '- -')),
      tie('text').map(a => `(-${a})`.replace(/^\(--/, '(- -')),
      tie('text').map(a => `!(${a})`),
      fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} > 1 ? ${b} : ${c})`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `x > ${a} ? ${b} : x`),
    ),
  }));
  return text;
}

/** What an expression gives at x = 1.5; undefined where it is none, or gives no number. */
function valueOf(text: string): number | undefined {
  try {
    const value: unknown = runInNewContext(text, { x: 1.5 });
    return typeof value === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

function orUndefined<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
