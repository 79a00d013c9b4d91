import * as assert from 'node:assert/strict';
import type { Value } from '../../../src/numerics/argument';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { gradientsOver, valuesOver } from '../../../src/numerics/map';
import { Problem } from '../../../src/numerics/problem';
import type { Budget } from '../../../src/numerics/sampling';
import { Section } from '../../../src/numerics/section';
import { variablesOf } from '../../../src/numerics/variables';

const ENDLESS: Budget = { allows: () => true, isSpent: false };

/** Allows so many calls altogether, of which `spend` tells. */
class Calls implements Budget {
  constructor(public left: number) {}
  spend<T>(value: T): T {
    this.left--;
    return value;
  }
  allows(calls: number): boolean {
    return calls <= this.left;
  }
  get isSpent(): boolean {
    return this.left <= 0;
  }
}

function planeOf(f: (x: number, y: number) => number): Section {
  return sectionOf(([x, y]) => f(x as number, y as number), [0, 0], [0, 1]);
}

function sectionOf(f: Multivariate, args: Value[], moved: readonly number[]): Section {
  const variables = variablesOf(args);
  return new Section(
    f,
    args,
    moved.map(each => variables[each]!),
  );
}

/** Four numbers an arrow. */
function arrowsOf(flat: Float64Array): [number, number, number, number][] {
  return Array.from(
    { length: flat.length / 4 },
    (_, i) => Array.from(flat.subarray(4 * i, 4 * i + 4)) as [number, number, number, number],
  );
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);
}

describe('the map of a function of two variables', () => {
  it('has the points that f is given, of single precision and however far apart', () => {
    const given: number[] = [];
    const f: Multivariate = ([v]) => {
      given.push((v as Float32Array)[0]!);
      return 1;
    };
    const section = sectionOf(f, [Float32Array.of(0.5, 0.5)], [0, 1]);
    const { xs } = valuesOver(section, [0, 0.7], [0, 1], ENDLESS)!;
    assert.ok(xs.every(each => given.includes(each)));
    const far = valuesOver(
      planeOf(() => 1),
      [-1.5e308, 1.5e308],
      [0, 1],
      ENDLESS,
    )!;
    assert.ok(far.xs.every(Number.isFinite));
    assert.equal(far.xs[30], 0);
  });

  it('has its values, row by row', () => {
    const { xs, ys, values } = valuesOver(
      planeOf((x, y) => 10 * x + y),
      [-1, 2],
      [3, 9],
      ENDLESS,
    )!;
    assert.deepEqual([xs.length, xs[0], xs[60], xs[20], ys.length, ys[0], ys[60], ys[10]], [61, -1, 2, 0, 61, 3, 9, 4]);
    assert.equal(values.length, 61 * 61);
    for (const [row, y] of ys.entries())
      for (const [column, x] of xs.entries()) assert.equal(values[row * 61 + column], 10 * x + y);
  });

  it('asks for each value once', () => {
    const asked = new Set<string>();
    valuesOver(
      planeOf((x, y) => {
        assert.ok(!asked.has(`${x} ${y}`));
        asked.add(`${x} ${y}`);
        return x * y;
      }),
      [-1, 1],
      [-1, 1],
      ENDLESS,
    );
    assert.equal(asked.size, 61 * 61);
  });

  it('is coarser for a function that takes long, at the same places', () => {
    for (const [calls, side] of [
      [36, 6],
      [300, 16],
      [1000, 31],
      [3721, 61],
    ] as const) {
      const budget = new Calls(calls + 1);
      const { xs, ys, values } = valuesOver(
        planeOf((x, y) => budget.spend(x - 2 * y)),
        [0, 60],
        [-30, 30],
        budget,
      )!;
      assert.deepEqual([xs.length, ys.length, values.length], [side, side, side ** 2]);
      assert.deepEqual([xs[0], xs.at(-1), ys[0], ys.at(-1)], [0, 60, -30, 30]);
      for (const [i, value] of values.entries()) assert.equal(value, xs[i % side]! - 2 * ys[Math.floor(i / side)]!);
    }
  });

  it('is not there where there is no time for it', () => {
    assert.equal(
      valuesOver(
        planeOf(() => 1),
        [0, 1],
        [0, 1],
        new Calls(35),
      ),
      undefined,
    );
  });

  it('is the last that was whole where calls turn out to take longer', () => {
    let left = 100;
    const budget: Budget = {
      allows: () => true,
      get isSpent() {
        return left < 0;
      },
    };
    const { xs } = valuesOver(
      planeOf((x, y) => (left--, x * y)),
      [0, 1],
      [0, 1],
      budget,
    )!;
    assert.equal(xs.length, 6);
    left = 10;
    assert.equal(
      valuesOver(
        planeOf((x, y) => (left--, x * y)),
        [0, 1],
        [0, 1],
        budget,
      ),
      undefined,
    );
  });

  it('has no values where the function throws or gives several', () => {
    const f: Multivariate = ([x, y]) => {
      if ((x as number) < 0) throw new Problem('function-threw');
      return (y as number) < 0 ? Float64Array.of(1, 2) : 1;
    };
    const { xs, ys, values } = valuesOver(sectionOf(f, [0, 0], [0, 1]), [-1, 1], [-1, 1], ENDLESS)!;
    for (const [i, value] of values.entries())
      assert.equal(value, xs[i % 61]! < 0 || ys[Math.floor(i / 61)]! < 0 ? NaN : 1);
  });

  it('leaves the other variables and the point as they are, whatever the function does to its arguments', () => {
    const args: Value[] = ['text', [[1, 2], [3]], 5];
    const f: Multivariate = given => {
      const [, rows, z] = given as [string, number[][], number];
      const sum = 1000 * rows[0]![0]! + 100 * rows[0]![1]! + 10 * rows[1]![0]! + z;
      rows[0]!.fill(NaN);
      rows.length = 0;
      return sum;
    };
    const section = sectionOf(f, args, [1, 3]);
    assert.deepEqual(section.center, [2, 5]);
    const { xs, ys, values } = valuesOver(section, [0, 6], [0, 60], ENDLESS)!;
    for (const [i, value] of values.entries())
      near(value, 1000 + 100 * xs[i % 61]! + 30 + ys[Math.floor(i / 61)]!, 1e-9);
    assert.deepEqual(args, ['text', [[1, 2], [3]], 5]);
  });
});

describe('the arrows of a map', () => {
  it('are the gradient, with both variables at the place of the arrow', () => {
    // By rules: ∇(x y) = (y, x); Rosenbrock's is (−2 (1 − x) − 400 x (y − x²), 200 (y − x²)).
    const product = arrowsOf(
      gradientsOver(
        planeOf((x, y) => x * y),
        [-3, 3],
        [-2, 2],
        ENDLESS,
      ),
    );
    assert.equal(product.length, 13 ** 2);
    for (const [x, y, dx, dy] of product) {
      near(dx, y, 1e-11);
      near(dy, x, 1e-11);
    }
    const rosenbrock = planeOf((x, y) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2);
    for (const [x, y, dx, dy] of arrowsOf(gradientsOver(rosenbrock, [-2, 2], [-1, 3], ENDLESS))) {
      near(dx, -2 * (1 - x) - 400 * x * (y - x ** 2), 2e-3);
      near(dy, 200 * (y - x ** 2), 1e-6);
    }
  });

  it('stand in the middle of cells of the same size', () => {
    const arrows = arrowsOf(
      gradientsOver(
        planeOf((x, y) => x + y),
        [0, 26],
        [-13, 0],
        ENDLESS,
      ),
    );
    near(arrows[0]![0], 1, 1e-12);
    near(arrows[0]![1], -12.5, 1e-12);
    near(arrows[1]![0], 3, 1e-12);
    near(arrows.at(-1)![0], 25, 1e-12);
    near(arrows.at(-1)![1], -0.5, 1e-12);
  });

  it('are right at any scale', () => {
    for (const scale of [1e-150, 1e-9, 1, 1e9, 1e150]) {
      const f = planeOf((x, y) => Math.sin(x / scale) + Math.cos(y / scale));
      for (const [x, y, dx, dy] of arrowsOf(gradientsOver(f, [-scale, scale], [0, 2 * scale], ENDLESS))) {
        near(dx * scale, Math.cos(x / scale), 1e-8);
        near(dy * scale, -Math.sin(y / scale), 1e-8);
      }
    }
  });

  it('are right far away from 0, and in single precision', () => {
    for (const args of [[1e6, 1e6], [Float32Array.of(1e6, 1e6)]]) {
      const f: Multivariate = given => {
        const [x, y] = given.length === 2 ? (given as [number, number]) : (given[0] as Float32Array);
        return x! * x! - 3 * y!;
      };
      const section = sectionOf(f, args, [0, 1]);
      const arrows = arrowsOf(gradientsOver(section, [1e6 - 1000, 1e6 + 1000], [1e6 - 1000, 1e6 + 1000], ENDLESS));
      assert.equal(arrows.length, 13 ** 2);
      for (const [x, , dx, dy] of arrows) {
        near(dx, 2 * x, 0.2); // the middle between two numbers of single precision may be 1/32 away
        near(dy, -3, 0.01);
      }
    }
  });

  it('are only where they are finite', () => {
    const f = planeOf((x, y) => Math.sqrt(x) + (y > 0 ? y : Infinity));
    const arrows = arrowsOf(gradientsOver(f, [-1, 1], [-1, 1], ENDLESS));
    assert.equal(arrows.length, 6 * 6);
    for (const [x, y] of arrows) assert.ok(x > 0 && y > 0);
  });

  it('are fewer for a function that takes long', () => {
    for (const [calls, side] of [
      [4 * 169, 13],
      [4 * 169 - 1, 9],
      [4 * 81 - 1, 5],
      [4 * 25 - 1, 0],
    ] as const)
      assert.equal(
        gradientsOver(
          planeOf((x, y) => x + y),
          [0, 1],
          [0, 1],
          new Calls(calls),
        ).length,
        4 * side ** 2,
      );
    const budget: Budget = { allows: () => true, isSpent: true };
    assert.equal(
      gradientsOver(
        planeOf((x, y) => x + y),
        [0, 1],
        [0, 1],
        budget,
      ).length,
      0,
    );
  });
});
