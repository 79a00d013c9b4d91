import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { roundedIn, Sight } from '../../../../src/editor/gradient/ranges';

const double = () => fc.double({ noNaN: true, noDefaultInfinity: true });

describe('what is in sight', () => {
  it('is centered by the point, at least 2 to each side, else as far as 0 and half beyond', () => {
    assert.deepEqual(new Sight([0]).range(0), [-2, 2]);
    assert.deepEqual(new Sight([1]).range(0), [-1, 3]);
    assert.deepEqual(new Sight([5]).range(0), [-2.5, 12.5]);
    assert.deepEqual(new Sight([-10]).range(0), [-25, 5]);
    assert.deepEqual(new Sight([5e-324]).range(0), [-2, 2]);
  });

  it('is as wide for both of two variables', () => {
    const sight = new Sight([3, 4]);
    assert.deepEqual(
      [sight.range(0), sight.range(1)],
      [
        [-3, 9],
        [-2, 10],
      ],
    );
  });

  it('is its own for two variables of very different size', () => {
    const sight = new Sight([100, 1]);
    assert.deepEqual(
      [sight.range(0), sight.range(1)],
      [
        [-50, 250],
        [-1, 3],
      ],
    );
    const [near] = [new Sight([20, 1])];
    assert.deepEqual(near.range(1), [-29, 31]);
  });

  it('is its own for each of many variables', () => {
    const sight = new Sight([0, 10, 0]);
    assert.deepEqual(
      [sight.range(0), sight.range(1), sight.range(2)],
      [
        [-2, 2],
        [-5, 25],
        [-2, 2],
      ],
    );
    assert.equal(sight.range(3), undefined);
  });

  it('is nothing about numbers that are not finite', () => {
    for (const x of [NaN, Infinity, -Infinity]) assert.equal(new Sight([x]).range(0), undefined);
    assert.deepEqual(new Sight([NaN, 5]).range(1), [-2.5, 12.5]);
  });

  it('has a finite width and the point in it, whatever that is and wherever it is moved', () => {
    fc.assert(
      fc.property(fc.array(double(), { minLength: 1, maxLength: 3 }), fc.array(double()), (point, moves) => {
        const sight = new Sight(point);
        for (const [variable, x] of point.entries()) {
          const [from, to] = sight.range(variable)!;
          assert.ok(from <= x && x <= to && from < to && Number.isFinite(to - from), `${x} in ${from}, ${to}`);
          for (const value of moves) {
            sight.include(variable, value);
            sight.widen(
              point.map(() => moves),
              true,
            );
            const [a, b] = sight.range(variable)!;
            assert.ok(a < b && Number.isFinite(b - a), `${a}, ${b}`);
          }
        }
      }),
      { seed: 20261121 },
    );
  });

  it('is pulled along by a point that leaves it, and not by another', () => {
    const sight = new Sight([5]);
    sight.include(0, 12.5);
    assert.deepEqual(sight.range(0), [-2.5, 12.5]);
    sight.include(0, 14);
    assert.deepEqual(sight.range(0), [-1, 14]);
    sight.include(0, -4);
    assert.deepEqual(sight.range(0), [-4, 11]);
  });

  it('is widened by a path that leaves it, to four times at most', () => {
    const sight = new Sight([0]);
    sight.widen([[0, 1.9, -1.9]], false);
    assert.deepEqual(sight.range(0), [-2, 2]);
    sight.widen([[0, 2.5]], false);
    assert.deepEqual(sight.range(0), [-2, 3]);
    sight.widen([[0, -1e300, 1e300, NaN, Infinity]], false);
    assert.deepEqual(sight.range(0), [-8, 8]);
  });

  it('is as it was once the path is', () => {
    const sight = new Sight([0]);
    sight.widen([[100]], false);
    sight.widen([[3]], true);
    assert.deepEqual(sight.range(0), [-2, 8]);
    sight.widen([[3]], false);
    assert.deepEqual(sight.range(0), [-2, 3]);
    sight.widen([[]], false);
    assert.deepEqual(sight.range(0), [-2, 2]);
  });

  it('stays as wide for both of two variables when a path widens one', () => {
    const sight = new Sight([0, 0]);
    sight.widen([[0, 5], [0, 0.5]], false); // prettier-ignore
    const [x, y] = [sight.range(0)!, sight.range(1)!];
    assert.deepEqual(
      [x, y],
      [
        [-2, 5],
        [-3.5, 3.5],
      ],
    );
  });
});

describe('a value that is pointed at', () => {
  it('has the digits that can be told apart in what is in sight', () => {
    assert.equal(roundedIn([-2.5, 12.5], 4.371298412), 4.37);
    assert.equal(roundedIn([-2, 2], 0.1 + 0.2), 0.3);
    assert.equal(roundedIn([-2, 2], -1e-9), 0);
    assert.equal(roundedIn([-1.5e6, 1.5e6], 123456.789), 123000);
    assert.equal(roundedIn([0, 1e-3], 0.00034567891), 0.000346);
  });

  it('stays near where it was pointed at, in any range', () => {
    fc.assert(
      fc.property(double(), fc.double({ min: 0, max: 1, noNaN: true }), (x, share) => {
        const [from, to] = new Sight([x]).range(0)!;
        const value = from + share * (to - from);
        assert.ok(Math.abs(roundedIn([from, to], value) - value) <= (to - from) / 1000);
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });

  it('is left alone far outside', () => {
    assert.equal(roundedIn([-2, 2], 1.23456789e300), 1.23456789e300);
  });
});
