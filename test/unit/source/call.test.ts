import * as assert from 'node:assert/strict';
import type { Argument } from '../../../src/numerics/argument';
import type { Output } from '../../../src/numerics/evaluator';
import { Problem } from '../../../src/numerics/problem';
import { givenArguments, numericCall, type UserFunction } from '../../../src/source/call';
import { sentence } from '../../../src/words/sentences';
import { siteNamed } from './sites';

type Any = (...args: never[]) => unknown;

function callOf(f: Any, list: string, args: Argument[]): Output {
  const { parameters } = siteNamed(`function f(${list}) { return 0; }`, 'f');
  return numericCall(f as UserFunction)(givenArguments(args, parameters));
}

/** The problem of a call that is given 1, one that can be told in a sentence. */
function problemOf(f: Any): Problem {
  try {
    callOf(f, 'x: number', [1]);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.doesNotMatch(sentence(error), /\{\w+\}|NaN/);
    return error;
  }
  return assert.fail('It gave a number.');
}

describe('calling a function', () => {
  it('gives it its arguments, typed arrays where it asks for them', () => {
    assert.equal(
      callOf((x: number, v: number[]) => x + v.length, 'x: number, v: number[]', [1, [2, 3]]),
      3,
    );
    const rows = (w: Float32Array[]) => w.every(row => row instanceof Float32Array) && w[1]![0]!;
    assert.equal(callOf(rows, 'w: Float32Array[]', [[[1], [0.1]]]), Math.fround(0.1));
    const sum = (v: Float64Array, w: number[]) => (v instanceof Float64Array && Array.isArray(w) ? v[1]! + w[0]! : NaN);
    assert.equal(callOf(sum, 'v: Float64Array, w: number[]', [[1, 2], [3]]), 5);
    assert.equal(
      callOf((x: number, k = 4) => x * k, 'x: number, k = 4', [2]),
      8,
    );
  });

  it('gives back any number', () => {
    for (const value of [0, -0, NaN, Infinity, -Infinity, 1e-300])
      assert.ok(
        Object.is(
          callOf(() => value, 'x: number', [1]),
          value,
        ),
      );
  });

  it('gives back several numbers, flattened', () => {
    for (const [value, numbers] of [
      [
        [1, NaN],
        [1, NaN],
      ],
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [1, 2, 3, 4, 5, 6],
      ],
      [Float32Array.of(0.5), [0.5]],
      [
        [Float64Array.of(1, 2), [3, 4]],
        [1, 2, 3, 4],
      ],
      [Uint8Array.of(7), [7]],
    ] as const)
      assert.deepEqual(
        callOf(() => value, 'x: number', [1]),
        Float64Array.from(numbers),
      );
  });

  it('takes the numbers out of an array that it uses again', () => {
    const same = Float64Array.of(0);
    const f = numericCall(((x: number) => ((same[0] = x), same)) as UserFunction);
    const [first, second] = [f([1]), f([2])];
    assert.deepEqual([first, second], [Float64Array.of(1), Float64Array.of(2)]);
  });

  it('names what it throws, and where', () => {
    const { code, args } = problemOf(() => {
      throw new TypeError('first line\nsecond line');
    });
    assert.equal(code, 'function-threw');
    assert.equal(args['message'], 'TypeError: first line');
    assert.match(String(args['file']), /call\.test\.[jt]s$/);
    assert.ok(Number(args['line']) > 1 && Number(args['column']) >= 1);
  });

  it('names whatever it throws', () => {
    const withGetter = (key: string) =>
      Object.defineProperty(new RangeError('Maximum call stack size'), key, {
        get() {
          throw new Error('no');
        },
      });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const thrown of [
      'text',
      null,
      undefined,
      3n,
      Symbol('s'),
      {
        toString() {
          throw new Error('no');
        },
      },
      Object.create(null),
      withGetter('message'),
      revoked.proxy,
    ]) {
      const { code } = problemOf(() => {
        throw thrown;
      });
      assert.equal(code, 'function-threw');
    }
    const message = (thrown: unknown) =>
      problemOf(() => {
        throw thrown;
      }).args['message'];
    assert.deepEqual(
      [message('text'), message(null), message(Symbol('s'))],
      ['thrown: text', 'thrown: null', 'thrown: Symbol(s)'],
    );
  });

  it('names an endless recursion, and where', () => {
    const f = (x: number): number => f(x + 1) + 1;
    const { code, args } = problemOf(f);
    assert.equal(code, 'stack-overflow');
    assert.match(String(args['file']), /call\.test\.[jt]s$/);
  });

  it('names what is no number', () => {
    for (const [value, code, args] of [
      ['5', 'not-a-number-returned', { type: 'string', found: "'5'" }],
      [undefined, 'nothing-returned', { found: 'undefined' }],
      [null, 'nothing-returned', { found: 'null' }],
      [[], 'no-numbers-returned', { found: '[]' }],
      [new Float32Array(), 'no-numbers-returned', { found: 'Float32Array(0) []' }],
      [[[1, 2], [3]], 'no-numbers-returned', { found: '[ [ 1, 2 ], [ 3 ] ]' }],
      [['1'], 'no-numbers-returned', { found: "[ '1' ]" }],
      [[1n], 'no-numbers-returned', { found: '[ 1n ]' }],
      [5n, 'not-a-number-returned', { type: 'bigint', found: '5n' }],
      [true, 'not-a-number-returned', { type: 'boolean', found: 'true' }],
      [Math.sin, 'not-a-number-returned', { type: 'function', found: '[Function: sin]' }],
      [{ a: 1 }, 'not-a-number-returned', { type: 'object', found: '{ a: 1 }' }],
      [Promise.resolve(1), 'promise-returned', {}],
    ] as const) {
      const problem = problemOf(() => value);
      assert.deepEqual([problem.code, problem.args], [code, args]);
    }
    assert.ok(String(problemOf(() => 'x'.repeat(1000)).args['found']).length <= 41);
  });

  it('does no harm by what refuses to be looked at', () => {
    const refuse = () => {
      throw new Error('no');
    };
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    for (const value of [
      Object.defineProperty({}, 'then', { get: refuse }),
      new Proxy({}, { get: refuse }),
      revoked.proxy,
      Object.defineProperty({}, Symbol.toStringTag, { get: refuse }),
    ]) {
      assert.equal(problemOf(() => value).code, 'not-a-number-returned');
    }
    const itself: unknown[] = [];
    itself.push(itself);
    for (const value of [
      new Proxy([], { get: refuse }),
      [new Proxy({}, { get: refuse, getPrototypeOf: refuse })],
      itself,
      Object.assign(Array(2 ** 32 - 1), { 0: 1 }),
    ]) {
      assert.equal(problemOf(() => value).code, 'no-numbers-returned');
    }
    const odd = Object.defineProperty(Promise.resolve(1), 'constructor', { get: refuse });
    assert.equal(problemOf(() => odd).code, 'promise-returned');
    class Own extends Float64Array {
      override slice = refuse;
      override get length(): number {
        throw new Error('no');
      }
    }
    assert.equal(problemOf(() => new Own([1])).code, 'no-numbers-returned');
  });

  it('hears nothing more of a promise that is rejected later', async () => {
    const lost: unknown[] = [];
    const hear = (reason: unknown) => void lost.push(reason);
    process.on('unhandledRejection', hear);
    try {
      const later = () => new Promise((_, reject) => setTimeout(() => reject(new Error('later')), 1));
      assert.equal(problemOf(later).code, 'promise-returned');
      const thenable = { then: (_: unknown, reject: (reason: Error) => void) => reject(new Error('at once')) };
      assert.equal(problemOf(() => thenable).code, 'promise-returned');
      await new Promise(resolve => setTimeout(resolve, 20));
    } finally {
      process.off('unhandledRejection', hear);
    }
    assert.deepEqual(lost, []);
  });
});
