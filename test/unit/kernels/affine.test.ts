import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine, supportedBuilds } from '../../../src/kernels/createEngine';
import type { AffineSize, Floats, Kernels } from '../../../src/kernels/kernels';
import { Random } from '../../../src/numerics/random';
import { array } from './arrays';

/** Σ terms for k = 0 … count − 1. */
function sum(count: number, term: (k: number) => number): number {
  let total = 0;
  for (let k = 0; k < count; k++) total += term(k);
  return total;
}

function normal(random: Random, length: number): Float64Array {
  return new Float64Array(length).map(() => random.normal());
}

/** Numbers of a layer at work: what it is given, and room for what it computes, with rubbish in it. */
function layer<A extends Floats>(kernels: Kernels<A>, { samples, inputs, outputs }: AffineSize, random: Random) {
  const given = (length: number) => array(kernels, normal(random, length));
  const computed = (length: number) => array(kernels, new Float64Array(length).fill(9));
  return {
    x: given(samples * inputs),
    w: given(inputs * outputs),
    b: given(outputs),
    dy: given(samples * outputs),
    y: computed(samples * outputs),
    dw: computed(inputs * outputs),
    db: computed(outputs),
    dx: computed(samples * inputs),
  };
}

type Layer<A extends Floats> = ReturnType<typeof layer<A>>;

function compute<A extends Floats>(kernels: Kernels<A>, { x, w, b, dy, y, dw, db, dx }: Layer<A>, size: AffineSize) {
  kernels.affineForward(x, w, b, y, size);
  kernels.affineBackwardParameters(x, dy, dw, db, size);
  kernels.affineBackwardInput(dy, w, dx, size);
}

/** What the formulas say, in double precision, and the sums of the sizes of the terms: errors are relative to those. */
function expected({ x, w, b, dy }: Layer<Floats>, { samples: N, inputs: D, outputs: K }: AffineSize) {
  const matrix = (rows: number, columns: number, terms: number, term: (r: number, c: number, k: number) => number) => {
    const at = (i: number, k: number) => term(Math.floor(i / columns), i % columns, k);
    return {
      sums: new Float64Array(rows * columns).map((_, i) => sum(terms, k => at(i, k))),
      sizes: new Float64Array(rows * columns).map((_, i) => sum(terms, k => Math.abs(at(i, k)))),
      terms,
    };
  };
  return {
    y: matrix(N, K, D + 1, (n, k, i) => (i === 0 ? b[k]! : x[n * D + i - 1]! * w[(i - 1) * K + k]!)),
    dw: matrix(D, K, N, (i, k, n) => x[n * D + i]! * dy[n * K + k]!),
    db: matrix(1, K, N, (_, k, n) => dy[n * K + k]!),
    dx: matrix(N, D, K, (n, i, k) => dy[n * K + k]! * w[i * K + k]!),
  };
}

const RESULTS = ['y', 'dw', 'db', 'dx'] as const;

function checkFormulas(numbers: Layer<Floats>, size: AffineSize) {
  const epsilon = numbers.y instanceof Float32Array ? 2 ** -24 : 2 ** -53;
  const right = expected(numbers, size);
  for (const name of RESULTS) {
    const { sums, sizes, terms } = right[name];
    numbers[name].forEach((value, at) => {
      const bound = 1.1 * terms * (epsilon + 2 ** -53) * sizes[at]!;
      assert.ok(Math.abs(value - sums[at]!) <= bound, `${name}[${at}] ${value} ${sums[at]}`);
    });
  }
}

const SIZES: readonly AffineSize[] = [
  { samples: 1, inputs: 5000, outputs: 3 },
  { samples: 257, inputs: 129, outputs: 67 },
  { samples: 100, inputs: 784, outputs: 50 },
  { samples: 37, inputs: 1031, outputs: 333 }, // packed block by block
  { samples: 100, inputs: 50, outputs: 10 },
  { samples: 31, inputs: 1024, outputs: 13 },
  { samples: 10, inputs: 2, outputs: 8 },
  { samples: 10, inputs: 8, outputs: 1 },
];

const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 12, 13, 16, 17, 30, 37));
const anySize = fc.record({ samples: side, inputs: side, outputs: side });
const RUNS = { seed: 20261121, numRuns: 200 };

for (const build of supportedBuilds()) {
  describe(`an affine layer, ${build}`, () => {
    const engine = createEngine(build);
    const kernels = engine.single;
    const size = { samples: 2, inputs: 3, outputs: 2 };
    const x = array(kernels, [1, 2, 3, -1, 0, 1]);
    const w = array(kernels, [1, 2, 3, 4, 5, 6]);

    it('computes sums with weights', () => {
      const y = kernels.floats(4);
      kernels.affineForward(x, w, array(kernels, [10, 20]), y, size);
      assert.deepEqual([...y], [10 + 1 + 6 + 15, 20 + 2 + 8 + 18, 10 - 1 + 5, 20 - 2 + 6]);
    });

    it('and gradients, writing over what was there', () => {
      const dy = array(kernels, [1, 0, 2, -1]);
      const [dw, db, dx] = [kernels.floats(6).fill(9), kernels.floats(2).fill(9), kernels.floats(6).fill(9)];
      kernels.affineBackwardParameters(x, dy, dw, db, size);
      kernels.affineBackwardInput(dy, w, dx, size);
      assert.deepEqual([...dw], [1 - 2, 1, 2, 0, 3 + 2, -1]);
      assert.deepEqual([...db], [3, -1]);
      assert.deepEqual([...dx], [1, 3, 5, 2 - 2, 6 - 4, 10 - 6]);
    });

    it('computes what the formulas say, for any sizes, in both precisions', () => {
      fc.assert(
        fc.property(anySize, fc.nat(), fc.boolean(), (sizes, seed, wide) => {
          const precision: Kernels<Floats> = wide ? engine.double : engine.single;
          const numbers = layer(precision, sizes, Random.seeded(seed, 'data'));
          compute(precision, numbers, sizes);
          checkFormulas(numbers, sizes);
        }),
        RUNS,
      );
    });

    it('reads and writes no further than the sizes say', () => {
      const one = { ...size, samples: 1 };
      const [y, dx] = [kernels.floats(6).fill(7), kernels.floats(6).fill(7)];
      const [dw, db] = [kernels.floats(8).fill(7), kernels.floats(4).fill(7)];
      const nothing = array(kernels, [1, 2, 3, NaN, NaN, NaN]);
      const dy = array(kernels, [1, 1, NaN, NaN]);
      kernels.affineForward(nothing, w, array(kernels, [0, 0, NaN]), y, one);
      kernels.affineBackwardParameters(nothing, dy, dw, db, one);
      kernels.affineBackwardInput(dy, w, dx, one);
      assert.deepEqual([...y], [22, 28, 7, 7, 7, 7]);
      assert.deepEqual([...dw], [1, 1, 2, 2, 3, 3, 7, 7]);
      assert.deepEqual([...db], [1, 1, 7, 7]);
      assert.deepEqual([...dx], [3, 7, 11, 7, 7, 7]);
    });

    it('lets NaN and infinity through', () => {
      for (const bad of [NaN, Infinity]) {
        const y = kernels.floats(4);
        kernels.affineForward(array(kernels, [bad, 2, 3, -1, 0, 1]), w, array(kernels, [0, 0]), y, size);
        assert.deepEqual([...y], [bad, bad, 4, 4]);
        const [dw, db] = [kernels.floats(6), kernels.floats(2)];
        kernels.affineBackwardParameters(x, array(kernels, [0, 1, bad, 1]), dw, db, size);
        assert.deepEqual([...db], [bad, 2]);
        assert.ok([0, 2, 4].every(i => !Number.isFinite(dw[i])) && [1, 3, 5].every(i => Number.isFinite(dw[i])));
      }
    });

    for (const sizes of SIZES) {
      const { samples, inputs, outputs } = sizes;
      it(`computes ${samples} × ${inputs} × ${outputs} as loops do`, () => {
        const numbers = layer(kernels, sizes, Random.seeded(1, 'data'));
        compute(kernels, numbers, sizes);
        sameAsLoops(numbers, sizes);
      });
    }

    it('computes as loops do in double precision, in all builds', () => {
      const loops = createEngine('typescript').double;
      for (const sizes of SIZES) {
        const numbers = layer(engine.double, sizes, Random.seeded(1, 'data'));
        const same = { ...numbers };
        for (const name of RESULTS) same[name] = new Float64Array(numbers[name].length);
        compute(engine.double, numbers, sizes);
        compute(loops, same, sizes);
        for (const name of RESULTS) assertSame(numbers[name], same[name], name);
      }
    });

    it('computes the same numbers as loops, for any sizes, with NaN and infinities among them', () => {
      fc.assert(
        fc.property(anySize, fc.nat(), fc.boolean(), (sizes, seed, wild) => {
          const random = Random.seeded(seed, 'data');
          const numbers = layer(kernels, sizes, random);
          if (wild) for (const a of [numbers.x, numbers.w, numbers.dy]) a[random.below(a.length)] = bads(random);
          compute(kernels, numbers, sizes);
          sameAsLoops(numbers, sizes);
        }),
        RUNS,
      );
    });

    /** To the bit, but for the build that may multiply and add with a single rounding. */
    function sameAsLoops(numbers: Layer<Float32Array>, sizes: AffineSize) {
      const loops = createEngine('typescript').single;
      const same = { ...numbers };
      for (const name of RESULTS) same[name] = new Float32Array(numbers[name].length);
      compute(loops, same, sizes);
      if (build !== 'relaxed') for (const name of RESULTS) assertSame(numbers[name], same[name], name);
      else if (RESULTS.every(name => same[name].every(Number.isFinite))) checkFormulas(numbers, sizes);
      else for (const name of RESULTS) assertSame(numbers[name].map(kind), same[name].map(kind), name);
    }
  });
}

/** Of NaN there are several; all are the same here. */
function assertSame(actual: Floats, expected: Floats, name: string) {
  const at = actual.findIndex((value, i) => !Object.is(value, expected[i]));
  assert.ok(at === -1, `${name}[${at}] ${actual[at]} ${expected[at]}`);
}

function bads(random: Random): number {
  return [NaN, Infinity, -Infinity][random.below(3)]!;
}

/** What remains of a number where rounding differs. */
function kind(x: number): number {
  return Number.isFinite(x) ? 0 : x;
}
