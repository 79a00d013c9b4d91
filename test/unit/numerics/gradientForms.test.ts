import * as assert from 'node:assert/strict';
import { flatten } from '../../../src/numerics/argument';
import type { Gradient } from '../../../src/numerics/gradient';
import { variablesOf } from '../../../src/numerics/variables';
import { derivatives, gradientOf } from './gradients';

describe('a function of values of other kinds', () => {
  it('is differentiated with respect to the numbers only', () => {
    const f = (x: number, mode: string, { scale }: { scale: number }, labels: string[], w: number[]) =>
      (mode === 'square' ? x * x : x) * scale + w[0]! * labels.length;
    const args = [3, 'square', { scale: 2 }, ['a', 'b'], [5]];
    const { parameters, status } = gradientOf(f, args, { names: ['x', 'mode', 'options', 'labels', 'w'] });
    assert.equal(status, 'ok');
    assert.deepEqual(
      parameters.map(({ name, gradient }) => [name, flatten(gradient).map(each => Math.round(each!))]),
      [
        ['x', [12]],
        ['w', [2]],
      ],
    );
    assert.deepEqual(args, [3, 'square', { scale: 2 }, ['a', 'b'], [5]]);
  });
});

describe('a function of several numbers that gives several', () => {
  /** Polar to Cartesian coordinates. */
  const cartesian = ([r, phi]: [number, number]) => Float64Array.of(r * Math.cos(phi), r * Math.sin(phi));

  it('has a Jacobian: a row for each result, a column for each number', () => {
    const { value, parameters, status } = gradientOf(cartesian, [[2, Math.PI / 6]], { method: 'central' });
    assert.equal(status, 'ok');
    assert.deepEqual(value, [...cartesian([2, Math.PI / 6])]);
    const [{ gradient, error }] = parameters as [Gradient['parameters'][0]];
    const expected = [
      [Math.sqrt(3) / 2, -1],
      [0.5, Math.sqrt(3)],
    ];
    (gradient as number[][]).forEach((row, i) =>
      row.forEach((each, j) =>
        assert.ok(Math.abs(each - expected[i]![j]!) <= (error as number[][])[i]![j]!, `${i}, ${j}: ${each}`),
      ),
    );
    assert.deepEqual(parameters[0]!.status, [
      ['ok', 'ok'],
      ['ok', 'ok'],
    ]);
  });

  it('has a column for a number, and columns for the numbers of each parameter', () => {
    const f = (x: number, w: number[][]) => Float64Array.of(3 * x, x * w[0]![1]!);
    const { parameters } = gradientOf(f, [2, [[5, 7]]], { names: ['x', 'w'] });
    const rounded = parameters.map(({ gradient }) =>
      (gradient as number[][]).map(row => row.map(each => Math.round(each) + 0)),
    );
    assert.deepEqual(rounded, [
      [[3], [7]],
      [
        [0, 0],
        [0, 2],
      ],
    ]);
  });

  it('evaluates each point once for all rows', () => {
    const many = (x: number) => Float64Array.from({ length: 50 }, (_, i) => i * x);
    const one = (x: number) => 7 * x;
    assert.equal(gradientOf(many, [3]).evaluations, gradientOf(one, [3]).evaluations);
  });

  it('may lack one of them', () => {
    const f = (x: number) => Float64Array.of(x, Math.log(-x), 2 * x);
    const { parameters, status, problem } = gradientOf(f, [3]);
    assert.equal(status, 'undefined');
    assert.deepEqual(parameters[0]!.status, [['ok'], ['undefined'], ['ok']]);
    assert.deepEqual(problem, { code: 'value-undefined', args: { value: NaN } });
  });

  it('must give as many each time', () => {
    const f = (x: number) => new Float64Array(x > 3 ? 3 : 2);
    const { status, problem } = gradientOf(f, [3]);
    assert.deepEqual([status, problem], ['error', { code: 'length-changes', args: { expected: 2, found: 3 } }]);
  });
});

describe('arguments that a function changes', () => {
  it('are said to be changed, also where it happens beside the point only', () => {
    const sorts = (v: number[]) => v.sort((a, b) => a - b)[0]! * 3 + v[1]!;
    const sorted = gradientOf(sorts, [[1, 1.00001]]); // in order at the point, not beside it
    assert.equal(sorted.changesArguments, true);
    const smaller = gradientOf(sorts, [[1, 5]]);
    assert.equal(smaller.changesArguments, undefined);
    assert.deepEqual(
      derivatives(smaller).map(each => Math.round(each!)),
      [3, 1],
    );
    const drops = gradientOf((v: number[]) => v.pop()! * 2, [[1, 5]]);
    assert.equal(drops.changesArguments, true);
    assert.deepEqual(
      derivatives(drops).map(each => Math.round(each!)),
      [0, 2],
    );
  });

  it('may be values of other kinds', () => {
    const f = (x: number, options: { calls: number }) => x * ++options.calls;
    const { parameters, changesArguments } = gradientOf(f, [3, { calls: 0 }]);
    assert.equal(changesArguments, true);
    assert.equal(Math.round(parameters[0]!.gradient as number), 1);
  });
});

describe('a function that gives another number after a while', () => {
  it('is nondeterministic', () => {
    let calls = 0;
    const { status, parameters } = gradientOf((x: number) => (++calls > 5 ? 2 * x : x), [1], { method: 'five-point' });
    assert.equal(status, 'nondeterministic');
    assert.equal(parameters[0]!.gradient, null);
  });
});

describe('the variables of a function', () => {
  it('are all the numbers among the arguments', () => {
    assert.deepEqual(variablesOf([3, 'text', [[0, 5]]]), [
      { parameter: 0, component: 0 },
      { parameter: 2, component: 0 },
      { parameter: 2, component: 1 },
    ]);
  });
});
