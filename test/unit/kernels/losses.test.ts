import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine } from '../../../src/kernels/createEngine';
import type { Floats, Kernels } from '../../../src/kernels/kernels';
import { allKernels, array, bytes, near } from './arrays';

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(actual[i]! - value) <= tolerance * Math.abs(value), `${actual[i]} ${value}`);
}

// Reference values computed with mpmath.

for (const { name, kernels, isSingle, targets } of allKernels()) {
  const epsilon = isSingle ? 2e-7 : 5e-16;
  const of = (...numbers: readonly number[]) => array(kernels, numbers);
  const labels = (...numbers: readonly number[]) => bytes(kernels, numbers);

  describe(`softmax with cross-entropy, ${name}`, () => {
    it("gives the book's probabilities (3.5.1) and the loss of the label", () => {
      const logits = of(0.3, 2.9, 4, 0.3, 2.9, 4);
      const loss = kernels.softmaxCrossEntropyForward(logits, labels(2, 0), 2, 3);
      const p = [0.01821127329554753, 0.2451918129350739, 0.7365969137693786];
      close(logits, [...p, ...p], epsilon);
      close([loss], [0.3057144648124521 + 4.005714464812452], epsilon);
      kernels.softmaxCrossEntropyBackward(logits, labels(2, 0), 2, 3);
      close(logits, [p[0]! / 2, p[1]! / 2, (p[2]! - 1) / 2, (p[0]! - 1) / 2, p[1]! / 2, p[2]! / 2], 2 * epsilon);
    });

    it('stays finite for logits of ±1000, and exact', () => {
      const logits = of(1000, -1000, 1000, -1000, 0, 0);
      const loss = kernels.softmaxCrossEntropyForward(logits, labels(1, 0, 0), 3, 2);
      assert.equal(loss, 2000 + 0 + Math.log(2));
      assert.deepEqual([...logits], [1, 0, 1, 0, 0.5, 0.5]);
      kernels.softmaxCrossEntropyBackward(logits, labels(1, 0, 0), 3, 2);
      assert.deepEqual([...logits], [...of(...[1, -1, 0, 0, -0.5, 0.5].map(d => d / 3))]);
    });

    it('knows small losses', () => {
      // log(1 + e⁻²⁰)
      close([kernels.softmaxCrossEntropyForward(of(20, 0), labels(0), 1, 2)], [2.061153620314381e-9], 1e-6);
    });

    it('gives NaN, not a number, for logits that are none', () => {
      for (const logits of [
        [NaN, 0],
        [0, NaN],
        [Infinity, 0],
        [Infinity, Infinity],
        [-Infinity, -Infinity],
      ]) {
        // prettier-ignore
        const p = of(...logits);
        assert.equal(kernels.softmaxCrossEntropyForward(p, labels(0), 1, 2), NaN);
        assert.deepEqual([...p], [NaN, NaN]);
      }
    });
  });

  describe(`sigmoid with binary cross-entropy, ${name}`, () => {
    const loss = (z: number, t: number) => kernels.sigmoidCrossEntropyForward(of(z), labels(t), 1);

    it('is its formula, from the logit', () => {
      close([loss(1, 0), loss(-1, 1)], [1.3132616875182228, 1.3132616875182228], 4e-16);
      close([loss(1, 1), loss(-1, 0)], [0.3132616875182228, 0.3132616875182228], 4e-16);
      close([loss(0.5, 0), loss(40, 1)], [0.9740769841801067, 4.248354255291589e-18], 1e-15);
      const logits = of(0.5, -1, 1);
      const sum = kernels.sigmoidCrossEntropyForward(logits, labels(0, 1, 1), 3);
      close([sum], [0.9740769841801067 + 1.3132616875182228 + 0.3132616875182228], 4e-16);
      const p = [0.6224593312018546, 0.2689414213699951, 0.7310585786300049];
      close(logits, p, epsilon);
      kernels.sigmoidCrossEntropyBackward(logits, labels(0, 1, 1), 3);
      close(logits, [p[0]! / 3, (p[1]! - 1) / 3, (p[2]! - 1) / 3], 4 * epsilon);
    });

    it('stays finite for logits of ±1000, and exact', () => {
      assert.deepEqual([loss(1000, 0), loss(1000, 1), loss(-1000, 0), loss(-1000, 1)], [1000, 0, 0, 1000]);
      const p = of(1000, -1000);
      kernels.sigmoidCrossEntropyForward(p, labels(0, 0), 2);
      assert.deepEqual([...p], [1, 0]);
    });

    it('lets NaN and infinity through', () => {
      assert.deepEqual([loss(NaN, 0), loss(NaN, 1), loss(Infinity, 0), loss(-Infinity, 1)], [NaN, NaN, Infinity, Infinity]); // prettier-ignore
    });
  });

  describe(`half squares, ${name}`, () => {
    const y = [0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]; // 4.2.1
    const t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

    it("are the book's sum over numbers", () => {
      close([kernels.halfSquaresForward(of(...y), targets(t), 1, 10)], [0.0975], epsilon);
      close([kernels.halfSquaresForward(of(...y), targets(t), 5, 2)], [0.0975], epsilon);
      close([kernels.halfSquaresOfClassesForward(of(...y), labels(2), 1, 10)], [0.0975], epsilon);
      close([kernels.halfSquaresOfClassesForward(of(0.5, 2, -1, 0.25), labels(1, 0), 2, 2)], [0.625 + 2.03125], 0);
    });

    it('have its gradient over samples', () => {
      const gradient = [0.02, 0.01, -0.08, 0, 0.01, 0.02, 0, 0.02, 0, 0];
      const classes = of(...y);
      kernels.halfSquaresOfClassesBackward(classes, labels(0, 0, 0, 0, 0), 5, 2);
      close(classes, [-0.18, 0.01, -0.08, 0, -0.19, 0.02, -0.2, 0.02, -0.2, 0], epsilon);
      const numbers = of(...y);
      kernels.halfSquaresBackward(numbers, targets(t), 5, 2);
      close(numbers, gradient, 2 * epsilon);
    });

    it('let NaN and infinity through', () => {
      const loss = (bad: number) => [
        kernels.halfSquaresForward(of(1, bad), targets([0, 0]), 1, 2),
        kernels.halfSquaresOfClassesForward(of(1, bad), labels(1), 1, 2),
      ];
      assert.deepEqual([...loss(NaN), ...loss(-Infinity)], [NaN, NaN, Infinity, Infinity]);
    });
  });
}

/** A mini-batch of logits or outputs, as floats, with what is right. */
const batches = fc
  .record({ samples: fc.integer({ min: 0, max: 9 }), classes: fc.integer({ min: 1, max: 11 }) })
  .chain(({ samples, classes }) => {
    const numbers = (any: fc.Arbitrary<number>) => {
      const length = samples * classes;
      return fc.array(any, { minLength: length, maxLength: length });
    };
    const some = fc.float({ min: -30, max: 30, noNaN: true });
    return fc.record({
      samples: fc.constant(samples),
      classes: fc.constant(classes),
      y: fc.oneof({ arbitrary: numbers(some), weight: 3 }, numbers(fc.float())),
      t: numbers(some),
      labels: fc.array(fc.nat({ max: classes - 1 }), { minLength: samples, maxLength: samples }),
    });
  });

describe('losses', () => {
  const typescript = createEngine('typescript');

  for (const { name, build, kernels, isSingle, targets } of allKernels()) {
    const twin = (isSingle ? typescript.single : typescript.double) as Kernels<Floats>;

    it(`are those of plain loops, ${name}`, () => {
      // What multiplies and adds with one rounding: up to 2 ulp each, and what the sum of a row makes of them.
      const within = build === 'relaxed' && isSingle ? 8 : 0;
      const property = fc.property(batches, ({ samples, classes, y, t, labels }) => {
        const compare = (
          change: (k: Kernels<Floats>, y: Floats, t: Float32Array, labels: Uint8Array) => number | void,
        ) => {
          const [changed, expected] = [array(kernels, [...y, -7]), array(twin, [...y, -7])];
          const given = change(kernels, changed, targets(t), bytes(kernels, labels));
          const right = change(twin, expected, Float32Array.from(t), Uint8Array.from(labels));
          assert.ok(Object.is(given, right) || Math.abs(given! - right!) <= within * 2 ** -23 * right!);
          near(changed, expected, isSingle, within);
        };
        const binary = (numbers: Uint8Array) => numbers.map(label => label % 2);
        compare((k, z, _, of) => k.softmaxCrossEntropyForward(z, of, samples, classes));
        compare((k, p, _, of) => k.softmaxCrossEntropyBackward(p, of, samples, classes));
        compare((k, z, _, of) => k.sigmoidCrossEntropyForward(z, bytes(k, binary(of)), samples));
        compare((k, p, _, of) => k.sigmoidCrossEntropyBackward(p, bytes(k, binary(of)), samples));
        compare((k, o, of) => k.halfSquaresForward(o, of, samples, classes));
        compare((k, o, of) => k.halfSquaresBackward(o, of, samples, classes));
        compare((k, o, _, of) => k.halfSquaresOfClassesForward(o, of, samples, classes));
        compare((k, o, _, of) => k.halfSquaresOfClassesBackward(o, of, samples, classes));
      });
      fc.assert(property, { seed: 20261121, numRuns: 60 });
    });

    it(`are added in the order of the samples, ${name}`, () => {
      const y = [1e10, ...new Array<number>(20_000).fill(1)];
      const loss = kernels.halfSquaresForward(array(kernels, y), targets(y.map(() => 0)), y.length, 1);
      assert.equal(loss, y.reduce((sum, yn) => sum + Math.fround(yn) ** 2 / 2, 0)); // prettier-ignore
    });
  }
});
