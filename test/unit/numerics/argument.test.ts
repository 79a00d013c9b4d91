import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { coordinatesOf, copyArguments, likeArgument, type Argument } from '../../../src/numerics/argument';

const SEED = 20261121;

const { argument } = fc.letrec<{ argument: Argument }>(tie => ({
  argument: fc.oneof(
    { depthSize: 'small' },
    fc.double(),
    fc.float64Array({ maxLength: 4 }),
    fc.array(tie('argument'), { maxLength: 4 }),
  ),
}));

describe('arguments', () => {
  it('have a coordinate for each number, row-major, with its indices', () => {
    const matrix = [
      [1, 2],
      [3, 4],
    ];
    const found = coordinatesOf([9, matrix, Float64Array.of(5, 6)], 1);
    assert.deepEqual(
      found.map(({ position, container, key }) => [position, container[key]]),
      [
        [[0, 0], 1],
        [[0, 1], 2],
        [[1, 0], 3],
        [[1, 1], 4],
      ],
    );
    assert.deepEqual(
      coordinatesOf([9, matrix, Float64Array.of(5, 6)], 2).map(({ position }) => position),
      [[0], [1]],
    );
    assert.deepEqual(coordinatesOf([9], 0)[0]!.position, []);
    assert.deepEqual(coordinatesOf([[]], 0), []);
  });

  it('are changed through their coordinates', () => {
    const args: Argument[] = [1, [[2, 3]], Float64Array.of(4)];
    args.forEach((_, index) => {
      for (const { container, key } of coordinatesOf(args, index)) container[key] = 10 * (container[key] as number);
    });
    assert.deepEqual(args, [10, [[20, 30]], Float64Array.of(40)]);
  });

  it('are copied with nothing in common', () => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 3 }), args => {
        const copy = copyArguments(args);
        assert.deepEqual(copy, args);
        const before = JSON.stringify(args);
        copy.forEach((_, index) => {
          for (const { container, key } of coordinatesOf(copy, index)) container[key] = -1;
        });
        assert.equal(JSON.stringify(args), before);
      }),
      { seed: SEED },
    );
  });

  it('give their form to other numbers', () => {
    assert.equal(likeArgument(5, ['a']), 'a');
    assert.deepEqual(likeArgument([[1, 2], [3]], ['a', 'b', 'c']), [['a', 'b'], ['c']]);
    assert.deepEqual(likeArgument(Float64Array.of(1, 2), Float64Array.of(7, 8)), [7, 8]);
    fc.assert(
      fc.property(argument, given => {
        const numbers = coordinatesOf([given], 0).map(({ container, key }) => container[key] as number);
        const plain = (part: Argument): unknown => (typeof part === 'number' ? part : Array.from(part, plain));
        assert.deepEqual(likeArgument(given, numbers), plain(given));
      }),
      { seed: SEED },
    );
  });
});
