import * as assert from 'node:assert/strict';
import type { Value } from '../../../src/numerics/argument';
import type { Problem } from '../../../src/numerics/problem';
import { readGradient } from '../../../src/source/analyticGradient';
import { likelyCause } from '../../../src/source/likelyCause';
import { parseScript } from '../../../src/source/script';
import { logarithmOffset, stepSlips } from '../../../src/source/slips';

/** What is read, as plain lists by parameter. */
function read(result: unknown, args: readonly Value[], output: number | Float64Array = 0, wrt?: string) {
  const parts = readGradient(result, { names: ['x', 'y', 'z'], args, output, ...(wrt !== undefined && { wrt }) });
  return parts.map(({ parameter, values, ...rest }) => ({ [parameter]: Array.from(values), ...rest }));
}

function refusal(result: unknown, args: readonly Value[], output: number | Float64Array = 0, wrt?: string) {
  try {
    read(result, args, output, wrt);
  } catch (error) {
    const { code, args: of } = error as Problem;
    return { code, ...of };
  }
  return undefined;
}

describe('a gradient that a person wrote', () => {
  it('has the form of the only parameter', () => {
    assert.deepEqual(read(2, [1]), [{ 0: [2] }]);
    assert.deepEqual(read([1, 2], [[3, 4]]), [{ 0: [1, 2] }]);
    assert.deepEqual(read(Float64Array.of(1, 2), [Float32Array.of(3, 4)]), [{ 0: [1, 2] }]);
    const matrix = [
      [1, 2],
      [3, 4],
    ];
    assert.deepEqual(read(matrix, [matrix]), [{ 0: [1, 2, 3, 4] }]);
    assert.deepEqual(read([[1, 2]], [[3, 4]]), [{ 0: [1, 2] }]); // a list of one gradient
    assert.deepEqual(read([2], [1]), [{ 0: [2] }]);
  });

  it('is one for each of several parameters, in order or by name', () => {
    assert.deepEqual(read([1, 2], [5, 6]), [{ 0: [1] }, { 1: [2] }]);
    assert.deepEqual(read([[1, 2], 3], [[5, 6], 7]), [{ 0: [1, 2] }, { 1: [3] }]);
    assert.deepEqual(read({ x: 1, y: 2 }, [5, 6]), [{ 0: [1] }, { 1: [2] }]);
    assert.deepEqual(read({ dy: 2, dx: 1 }, [5, 6]), [{ 0: [1] }, { 1: [2] }]);
    assert.deepEqual(read({ gradX: [1, 2] }, [[5, 6], 'mean']), [{ 0: [1, 2] }]);
    assert.deepEqual(read({ y: 2, loss: 7 }, [5, 6]), [{ 1: [2] }]);
  });

  it('may be with respect to the first alone, or to the one its name says', () => {
    assert.deepEqual(read([1, 2], [[3, 4], [[1], [2]], 5]), [{ 0: [1, 2] }]);
    assert.deepEqual(read(7, [1, [2, 3]]), [{ 0: [7] }]);
    assert.deepEqual(read(7, [1, 2], 0, 'y'), [{ 1: [7] }]);
    assert.equal(refusal([1, 2], [1, 2], 0, 'y')?.code, 'derivative-form');
  });

  it('is a Jacobian for several results', () => {
    const output = Float64Array.of(0, 0, 0);
    const rows = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    assert.deepEqual(read(rows, [[1, 1]], output), [{ 0: [1, 2, 3, 4, 5, 6] }]);
    assert.deepEqual(read([1, 2, 3], [1], output), [{ 0: [1, 2, 3] }]);
    assert.deepEqual(read([[1], [2], [3]], [1], output), [{ 0: [1, 2, 3] }]);
    assert.deepEqual(read([1, 2], [[5, 6]], Float64Array.of(0, 0)), [{ 0: [1, 0, 0, 2], diagonal: true }]);
    assert.equal(refusal([1, 2], [[1, 1]], output)?.code, 'derivative-form');
  });

  it('is refused in another form, with what was expected', () => {
    assert.deepEqual(refusal([1, 2, 3], [[3, 4]]), {
      code: 'derivative-form',
      found: '[ 1, 2, 3 ] (3)',
      expected: 'x (2)',
    });
    assert.deepEqual(refusal(1, [[3, 4]]), { code: 'derivative-form', found: '1', expected: 'x (2)' });
    const cases: unknown[] = [undefined, null, 'a', {}, { x: [1] }, [[1, 2], [3]], () => 1, NaN.toString()];
    for (const result of cases) assert.equal(refusal(result, [[3, 4]])?.code, 'derivative-form', String(result));
    assert.equal(refusal(Promise.resolve(1), [1])?.code, 'derivative-promise');
    const hostile = new Proxy([], { get: () => assert.fail(), getPrototypeOf: () => assert.fail() });
    assert.equal(refusal(hostile, [1])?.code, 'derivative-form');
  });
});

describe('slips in the text of a derivative', () => {
  const slips = (text: string) =>
    stepSlips({ text, tree: parseScript(text, 'typescript') }, { start: 0, end: text.length });

  it('are divisions by 2 that multiply by h', () => {
    const text = 'const h = 1e-4; return (f(x + h) - f(x - h)) / 2 * h;';
    const slip = {
      offset: 45,
      written: '/ 2 * h',
      meant: '/ (2 * h)',
      step: 1e-4,
    };
    assert.deepEqual(slips(text), [slip]);
    const eps = { offset: 14, written: '/ 2*eps', meant: '/ (2 * eps)' };
    assert.deepEqual(slips('(fxh1 - fxh2) / 2*eps'), [eps]);
    assert.deepEqual(
      slips(`((a - b)) / 2 * k; ${text}`).map(({ written }) => written),
      ['/ 2 * k', '/ 2 * h'],
    );
    for (const right of [
      ...['(a - b) / (2 * h)', '(a - b) / 2 / h', '(a - b) / 2 * Math.PI', '(a - b) / 2 * f(x)', '(a - b) / 20 * h'],
      ...['(f(a) + f(b)) / 2 * h', 'x / 2 * h', 'a - b / 2 * h', '(-a) / 2 * h', '(a - b, c) / 2 * h'],
      ...['// (a - b) / 2 * h', '"(a - b) / 2 * h"', '/* (a - b) / 2 * h */ x'],
    ])
      assert.deepEqual(slips(right), [], right);
  });

  it('and what a logarithm adds to its argument', () => {
    assert.equal(logarithmOffset('-Math.log(y[i] + 1e-7)'), '1e-7');
    assert.equal(logarithmOffset('t * Math.log(Math.max(f(y), 0) + EPSILON)'), 'EPSILON');
    assert.equal(logarithmOffset('log(p + 0.0001)'), '0.0001');
    for (const none of ['Math.log(y)', 'Math.log(1 + y)', 'catalog(y + 1e-7)', 'Math.log(y) + 1e-7'])
      assert.equal(logarithmOffset(none), undefined, none);
  });
});

describe('the likely cause of a difference', () => {
  const partOf = (text: string, part = text) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  const cause = (factor: number, text = '', args: readonly Value[] = [1]) =>
    likelyCause({ kind: 'factor', factor }, { text, language: 'typescript', parts: [partOf(text)], args });

  it('is what the numbers and the text show together', () => {
    const slip = 'const h = 1e-4; (a - b) / 2 * h';
    assert.equal(cause(1e-8, slip)?.code, 'cause-step');
    assert.deepEqual(cause(2, slip), { code: 'cause-factor', args: { factor: 2 } }); // the slip is not the cause
    assert.equal(cause(-1, '(f(x + h) - f(x - h)) / 2 * h')?.code, 'cause-sign'); // however small h is
    assert.equal(cause(1e-8, `const k = 1; (c - d) / 2 * k; ${slip}`)?.args['written'], '/ 2 * h'); // not the first
    assert.equal(cause(1e-8)?.code, 'cause-factor');
    assert.equal(cause(-1)?.code, 'cause-sign');
    assert.deepEqual(cause(5, '', [1, [1, 2, 3, 4, 5]]), { code: 'cause-count', args: { factor: 5, count: 5 } });
    assert.equal(
      cause(1 / 6, '', [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ])?.args['count'],
      6,
    );
    assert.equal(cause(5, '', [1, [1, 2]])?.code, 'cause-factor');
  });

  it('is looked for in what the derivative calls, and has its place in the whole text', () => {
    const [function_, helper] = [
      'const f = x => x / 2 * k;',
      'const slope = (f, x, h = 1e-4) => (f(x + h) - f(x - h)) / 2 * h;',
    ];
    const derivative = 'const df = x => slope(f, x);';
    const text = [function_, derivative, helper].join('\n');
    const parts = [partOf(text, derivative), partOf(text, helper)];
    const evidence = { text, language: 'typescript', parts, args: [1] } as const;
    const found = likelyCause({ kind: 'factor', factor: 1e-8 }, evidence);
    const offset = text.lastIndexOf('/ 2 * h');
    assert.deepEqual(found, {
      code: 'cause-step',
      args: { factor: 1e-8, written: '/ 2 * h', meant: '/ (2 * h)', offset },
    });
    const alone = { ...evidence, parts: parts.slice(0, 1) };
    assert.equal(likelyCause({ kind: 'factor', factor: 1e-8 }, alone)?.code, 'cause-factor');
  });

  it('is an ε only where a logarithm has one', () => {
    const small = (text: string) =>
      likelyCause({ kind: 'small' }, { text, language: 'typescript', parts: [], args: [] });
    assert.deepEqual(small('Math.log(y + 1e-7)'), { code: 'cause-offset', args: { offset: '1e-7' } });
    assert.equal(small('Math.log(y)'), undefined);
  });
});
