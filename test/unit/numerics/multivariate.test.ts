import * as assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import {
  copyArguments,
  flatten,
  likeArgument,
  sameArguments,
  type Argument,
  type Value,
} from '../../../src/numerics/argument';
import { gradientAt, variableParameters, type Gradient } from '../../../src/numerics/gradient';
import { numericCall, type UserFunction } from '../../../src/source/call';
import { MULTIVARIATE } from '../../corpus/multivariate/entries';
import type { MultivariateEntry } from '../../corpus/multivariate/entry';

const METHODS = ['adaptive', 'fast'] as const;

/** Relative to the largest derivative of the same argument. */
const ACCURACY = { adaptive: 1e-10, fast: 1e-8 };

function gradientOf({ f }: MultivariateEntry, args: readonly Value[], method: (typeof METHODS)[number]): Gradient {
  return gradientAt(numericCall(f as UserFunction), args, { method, names: args.map((_, i) => `p${i}`) });
}

/** Calls f and its Jacobians with arguments of their own. */
function called<T>(f: (...args: never[]) => T, args: readonly Value[]): T {
  return f(...(copyArguments(args) as never[]));
}

describe('gradients and Jacobians of many functions', () => {
  for (const entry of MULTIVARIATE)
    for (const method of METHODS)
      it(`${entry.id}, ${method}`, () => {
        for (const args of entry.points) {
          const before = copyArguments(args);
          const gradient = gradientOf(entry, args, method);
          assert.ok(sameArguments(args, before), 'the arguments are as they were');
          assert.equal(gradient.changesArguments, entry.changes);
          for (const [i, expected] of called(entry.jacobians, args).entries()) {
            const { gradient: found, error, status } = gradient.parameters[i]!;
            const [derivatives, bars, statuses] = [
              flatten(found) as number[],
              flatten(error) as number[],
              flatten(status),
            ];
            assert.equal(derivatives.length, expected.length);
            const largest = Math.max(...expected.map(Math.abs));
            for (const [k, value] of expected.entries()) {
              assert.ok(statuses[k] === 'ok' || (statuses[k] === 'plateau' && value === 0), statuses[k]);
              const distance = Math.abs(derivatives[k]! - value);
              assert.ok(distance <= ACCURACY[method] * Math.max(largest, 1e-3), `${derivatives[k]} for ${value}`);
              assert.ok(distance <= bars[k]! + 1e-13 * largest, `${distance} > ${bars[k]}`);
            }
          }
        }
      });

  it('cost at most 15 calls a number where there are many', () => {
    const points = { squares: range(300).map(i => Math.sin(i)), rosenbrock: range(1000).map(i => Math.sin(i) + 0.5) };
    const squares = (x: readonly number[]) => x.reduce((sum, each) => sum + each * each, 0);
    const { f: rosenbrock } = MULTIVARIATE.find(({ id }) => id === 'Rosenbrock in ten dimensions')!;
    for (const [f, x] of [
      [squares, points.squares],
      [rosenbrock, points.rosenbrock],
    ] as const) {
      const { evaluations, method, status } = gradientAt(numericCall(f as UserFunction), [x], { names: ['x'] });
      assert.equal(method, 'fast');
      assert.equal(status, 'ok');
      assert.ok(evaluations <= 15 * x.length, `${evaluations / x.length} calls a number`);
    }
  });

  it('give the function arrays of doubles, on which code is fast, however they were made', () => {
    setFlagsFromString('--allow-natives-syntax');
    const holdsDoubles = runInThisContext('x => %HasDoubleElements(x)') as (x: unknown) => boolean;
    const mixed = [...range(300).map(i => Math.sin(i)), '']; // as arrays of a message are
    mixed.pop();
    assert.ok(!holdsDoubles(mixed));
    let slow = 0;
    const f = (x: readonly number[]) => {
      if (!holdsDoubles(x)) slow++;
      return x.reduce((sum, each) => sum + each * each, 0);
    };
    for (let i = 0; i < 20; i++) {
      gradientAt(numericCall(f as UserFunction), [mixed], { names: ['x'], method: 'central' });
      gradientAt(
        numericCall((x: unknown) => f((x as number[][])[0]!)),
        [[mixed]],
        { names: ['x'], method: 'central' },
      );
    }
    assert.equal(slow, 0);
  });

  it('have the form of the argument, or a row for each number of the result', () => {
    for (const entry of MULTIVARIATE) {
      const args = entry.points[0]!;
      const { value, parameters } = gradientOf(entry, args, 'fast');
      const variables = variableParameters(args);
      assert.equal(parameters.length, variables.length);
      for (const [i, { gradient }] of parameters.entries()) {
        const argument = args[variables[i]!] as Argument;
        const numbers = flatten(likeArgument(argument, Float64Array.of())).length;
        const form = Array.isArray(value)
          ? value.map(() => new Array<number>(numbers).fill(0))
          : likeArgument(argument, new Float64Array(numbers));
        assert.deepEqual(shapeOf(gradient), shapeOf(form), entry.id);
      }
    }
  });
});

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** Nested arrays with their numbers left out. */
function shapeOf(nested: unknown): unknown {
  return Array.isArray(nested) ? nested.map(shapeOf) : 0;
}
