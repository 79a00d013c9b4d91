import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readCsvDataset } from '../../../src/data/csvDataset';
import { Problem } from '../../../src/numerics/problem';

function problem(text: string, label?: string): unknown {
  try {
    readCsvDataset(text, label);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...error.args };
  }
  return assert.fail('no problem');
}

describe('a dataset from CSV', () => {
  it('has features row by row and classes of the last column', () => {
    const dataset = readCsvDataset('x,y,kind\n1,2.5,b\n-3,4e-1,a\n5,6,b\n');
    assert.deepEqual(dataset, {
      features: Float32Array.of(1, 2.5, -3, 0.4, 5, 6),
      labels: Uint8Array.of(1, 0, 1),
      classes: ['a', 'b'],
      featureNames: ['x', 'y'],
      columns: ['x', 'y', 'kind'],
      label: 'kind',
    });
  });

  it('takes the classes of any column', () => {
    const { features, labels, featureNames } = readCsvDataset('x,kind,y\n1,b,2\n3,a,4\n5,a,6', 'kind');
    assert.deepEqual([...features], [1, 2, 3, 4, 5, 6]);
    assert.deepEqual([...labels], [1, 0, 0]);
    assert.deepEqual(featureNames, ['x', 'y']);
  });

  it('sorts numeric classes as numbers, others by their characters, whatever the order of the samples', () => {
    const classes = (...labels: string[]) => readCsvDataset(['x,c', ...labels.map(l => `1,${l}`)].join('\n')).classes;
    assert.deepEqual(classes('10', '9', '-1', '9.0', '10'), ['-1', '9', '10']);
    assert.deepEqual(classes('10', '9', 'b', '9'), ['10', '9', 'b']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 3 }), labels => {
        const all = ['a', 'b', 'c', ...labels];
        assert.deepEqual(classes(...all), classes(...all.toReversed()));
      }),
      { seed: 1 },
    );
  });

  it('grows with the samples', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},${-i},${i % 3}`);
    const { features, labels } = readCsvDataset(['a,b,c', ...rows].join('\n'));
    assert.deepEqual([features.length, labels.length], [6000, 3000]);
    assert.deepEqual([...features.slice(-2), labels[2999]], [2999, -2999, 2]);
  });

  it('says what is wrong, and where', () => {
    assert.deepEqual(problem('x,c\n1,a', 'kind'), { code: 'data-label', label: 'kind', columns: 'x, c' });
    assert.deepEqual(problem('c\na\nb'), { code: 'data-no-features', label: 'c' });
    assert.deepEqual(problem('x,c\n1,a\n?,b'), { code: 'data-cell', line: 3, column: 'x', found: '?' });
    assert.deepEqual(problem('x,c\n1e39,a'), { code: 'data-cell', line: 2, column: 'x', found: '1e39' });
    assert.deepEqual(problem('x,c\nInfinity,a'), { code: 'data-cell', line: 2, column: 'x', found: 'Infinity' });
    assert.deepEqual(problem('x,c\n1,a\n,b'), { code: 'data-empty-cell', line: 3, column: 'x' });
    assert.deepEqual(problem('x,c\n1,'), { code: 'data-empty-cell', line: 2, column: 'c' });
    assert.deepEqual(problem('x,c\n'), { code: 'data-no-samples' });
    assert.deepEqual(problem('x,c\n1,a\n2,a'), { code: 'data-one-class', label: 'c', found: 'a' });
  });

  it('does not take numbers for classes', () => {
    const price = (n: number, value: (i: number) => number) =>
      ['x,price', ...Array.from({ length: n }, (_, i) => `${i},${value(i)}`)].join('\n');
    const found = (n: number, classes: number) => ({
      code: 'data-not-classes',
      label: 'price',
      found: classes,
      samples: n,
      columns: 'x, price',
    });
    assert.deepEqual(problem(price(20, i => i)), found(20, 20));
    assert.deepEqual(problem(price(20, i => 0.1 * Math.min(i, 15))), found(20, 16));
    assert.deepEqual(problem(price(500, i => i % 101)), found(500, 101));
    assert.equal(readCsvDataset(price(500, i => i % 100)).classes.length, 100);
    assert.equal(readCsvDataset('a,b,xor\n0,0,0\n0,1,1\n1,0,1\n1,1,0').classes.length, 2);
  });
});
