import * as assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import type { Value } from '../../../src/numerics/argument';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { gradientAt } from '../../../src/numerics/gradient';
import { bookGradient } from '../../../src/numerics/bookGradient';
import { gradientCode, type CodeSubject } from '../../../src/words/gradientCode';
import { gradientNumpy, gradientTorch } from '../../../src/words/gradientPython';
import type { GradientReport } from '../../../src/words/gradientReport';
import { printedBy, translated } from '../source/python/inPython';

/** A function as its text, to be called and to be reported of. */
interface Subject {
  readonly text: string;
  readonly args: readonly Value[];
  readonly names: readonly string[];
  /** The exact derivatives, one for each argument. */
  readonly exact?: readonly (number | number[])[];
}

function functionOf(text: string): (...args: Value[]) => unknown {
  const { code } = transformSync(`${text}; f`, { loader: 'ts' });
  return runInNewContext(code, { Float64Array, structuredClone }) as (...args: Value[]) => unknown;
}

function reportOf({ text, args, names, exact }: Subject): GradientReport {
  const f = functionOf(text);
  const numeric: Multivariate = given => f(...given) as number;
  const gradient = gradientAt(numeric, args, { names, method: 'central' });
  const books = bookGradient(numeric, args);
  const parameters = gradient.parameters.map((parameter, index) => {
    const isNumber = typeof parameter.gradient === 'number';
    const rows = Array.isArray(parameter.gradient) && Array.isArray(parameter.gradient[0]);
    const book = isNumber ? books[index]![0]! : rows ? nested(books[index]!, parameter.gradient) : books[index]!;
    return { ...parameter, book, exact: exact?.[index] ?? null };
  });
  return { name: 'f', point: '', args, names, gradient: { ...gradient, parameters } };
}

/** Numbers in rows as long as those of another matrix. */
function nested(numbers: readonly number[], like: unknown): number[][] {
  const length = (like as number[][])[0]!.length;
  return Array.from({ length: numbers.length / length }, (_, row) => numbers.slice(row * length, (row + 1) * length));
}

function code(subject: Subject, options: Partial<CodeSubject> = {}): string | undefined {
  return gradientCode({ report: reportOf(subject), callee: 'f', isTyped: true, arrays: [], ...options });
}

const BOOK: Subject = {
  text: 'const f = (x: number) => 0.01 * x ** 2 + 0.1 * x',
  args: [5],
  names: ['x'],
  exact: [0.2],
};
const BOWL: Subject = {
  text: 'const f = (x: number[]) => x[0]! ** 2 + x[1]! ** 2',
  args: [[3, 4]],
  names: ['x'],
  exact: [[6, 8]],
};
const LAYER: Subject = {
  text: 'const f = (w: number[][], b: number) => w.map((row, i) => row.reduce((s, v) => s + v * (i + 1), b)).reduce((s, v) => s + v * v, 0)',
  args: [
    [
      [0.5, 1],
      [-1, 2],
    ],
    0.25,
  ],
  names: ['w', 'b'],
};

/** What the code prints, as JSON, beside the comment of the line. */
function printed(lines: string, definition: string): [string, string][] {
  const values: string[] = [];
  const console = { log: (value: unknown) => values.push(JSON.stringify(value)) };
  const { code: plain } = transformSync(`${definition};\n${lines}`, { loader: 'ts' });
  runInNewContext(plain, { console, structuredClone, Float64Array });
  const comments = [...lines.matchAll(/; \/\/ (.*)$/gm)].map(([, comment]) => comment!.replaceAll(', ', ','));
  return values.map((value, index) => [value, comments[index]!]);
}

describe('code that reproduces a gradient', () => {
  it("is the book's central difference of one variable, digit for digit", () => {
    assert.equal(
      code(BOOK),
      [
        'const h = 1e-4;',
        'const x = 5;',
        'console.log(f(x)); // 0.75',
        'console.log((f(x + h) - f(x - h)) / (2 * h)); // 0.1999999999990898',
        '',
      ].join('\n'),
    );
  });

  it('leaves the names of the function alone', () => {
    for (const callee of ['h', 'numericalGradient', 'h.of']) {
      const definition = BOWL.text.replace('const f =', callee === 'h.of' ? 'const h = { of:' : `const ${callee} =`);
      const pairs = printed(code(BOWL, { callee })!, callee === 'h.of' ? `${definition} }` : definition);
      assert.equal(pairs.length, 2);
      for (const [value, comment] of pairs) assert.equal(value, comment, callee);
    }
  });

  it("is the book's loop over a vector", () => {
    const lines = code(BOWL)!.split('\n');
    assert.deepEqual(lines.slice(0, 6), [
      'const h = 1e-4;',
      'const x = [3, 4];',
      'console.log(f(x)); // 25',
      'console.log(numericalGradient(() => f(x), x)); // [6.00000000000378, 7.999999999999119]',
      '',
      'function numericalGradient(f: () => number, x: number[]): number[] {',
    ]);
    assert.match(code(BOWL, { isTyped: false })!, /^function numericalGradient\(f, x\) \{$/m);
  });

  it('prints what its comments say', () => {
    for (const subject of [BOOK, BOWL, LAYER]) {
      const lines = printed(code(subject)!, subject.text);
      assert.equal(lines.length, 1 + subject.args.length);
      for (const [value, comment] of lines) assert.equal(value, comment);
    }
  });

  it('defines what has no name, calls members, and asks for typed arrays', () => {
    assert.match(code(BOOK, { definition: '(x: number) => x' })!, /^const f = \(x: number\) => x;\n\nconst h/);
    assert.match(code(BOOK, { callee: 'Loss.mse' })!, /\(Loss\.mse\(x \+ h\) - Loss\.mse\(x - h\)\)/);
    const typed = code(BOWL, { arrays: ['Float64Array'] })!;
    assert.match(typed, /^const x = Float64Array\.of\(3, 4\);$/m);
    assert.match(typed, /x: number\[\] \| Float64Array\): number\[\]/);
  });

  it('renames arguments that would hide what it uses', () => {
    const subject = { ...BOOK, text: 'const f = (h: number) => h', names: ['h'] };
    assert.match(code(subject)!, /^const h_ = 5;$/m);
    assert.match(code({ ...BOWL, names: ['[a, b]'] })!, /^const a_b = \[3, 4\];$/m);
  });

  it('is not there for several results, and for more numbers than anybody pastes', () => {
    assert.equal(code({ ...BOWL, text: 'const f = (x: number[]) => x.map(v => v * v)' }), undefined);
    assert.equal(code({ ...BOWL, args: [Array.from({ length: 201 }, () => 1)] }), undefined);
  });
});

describe('scripts in Python that reproduce a gradient', () => {
  const script = (subject: Subject, library: 'numpy' | 'torch') => {
    const python = translated(subject.text, subject.args, { library });
    return (library === 'numpy' ? gradientNumpy : gradientTorch)(reportOf(subject), python);
  };

  it("are the function and the book's difference with NumPy", () => {
    assert.equal(
      script(BOOK, 'numpy'),
      [
        'import numpy as np',
        '',
        '',
        'def f(x):',
        '    return 0.01 * x ** 2 + 0.1 * x',
        '',
        '',
        'h = 1e-4',
        'x = np.float64(5.0)',
        'print(f(x))  # 0.75',
        'print((f(x + h) - f(x - h)) / (2 * h))  # 0.1999999999990898',
        '',
      ].join('\n'),
    );
  });

  it('are the function and its exact gradient with PyTorch', () => {
    assert.equal(
      script(BOWL, 'torch'),
      [
        'import torch',
        '',
        '',
        'def f(x):',
        '    return x[0] ** 2 + x[1] ** 2',
        '',
        '',
        'x = torch.tensor([3.0, 4.0], dtype=torch.float64, requires_grad=True)',
        'y = f(x)',
        'y.backward()',
        'print(y.item())  # 25.0',
        'print(x.grad.tolist())  # [6.0, 8.0]',
        '',
      ].join('\n'),
    );
    assert.equal(script({ ...BOWL, exact: [] }, 'torch'), undefined); // what cannot be traced here cannot be there
  });

  it('print what their comments say', function () {
    this.timeout(60_000);
    const changing: Subject = {
      ...BOWL,
      text: 'const f = (x: number[]) => { x[0]! *= 2; return x[0]! * x[1]!; }',
    };
    const relu: Subject = { ...BOOK, text: 'const f = (x: number) => x > 0 ? x : 0', args: [-2], exact: [0] };
    const hiding: Subject = {
      text: 'const x = 5, y = 2; function g(y: number) { return y * x; }\nfunction f(x: number) { return g(x) + y; }',
      args: [2],
      names: ['x'],
      exact: [5],
    };
    const cases: [Subject, 'numpy' | 'torch'][] = [
      [hiding, 'numpy'],
      [hiding, 'torch'],
      [BOOK, 'numpy'],
      [BOWL, 'numpy'],
      [LAYER, 'numpy'],
      [changing, 'numpy'],
      [BOOK, 'torch'],
      [BOWL, 'torch'],
      [relu, 'torch'],
    ];
    for (const [subject, library] of cases) {
      const text = script(subject, library)!;
      const comments = [...text.matchAll(/^print.* {2}# (.*)$/gm)].map(([, comment]) => comment!);
      assert.equal(comments.length, 1 + subject.args.length, text);
      const lines = printedBy(text);
      if (!lines) return this.skip();
      assert.deepEqual(
        lines.map(line => JSON.parse(line) as unknown),
        comments.map(comment => JSON.parse(comment) as unknown),
        text,
      );
    }
  });

  it('say about where the last digit may be another', () => {
    assert.match(script({ ...BOOK, text: 'const f = (x: number) => Math.exp(x)' }, 'numpy')!, /# ≈ 148\.4131591025766/);
  });
});
