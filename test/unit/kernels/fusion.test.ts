import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Floats, Kernels } from '../../../src/kernels/kernels';
import { Operation } from '../../../src/kernels/operations';
import { fused, type Command } from '../../../src/kernels/webassembly/fusion';
import { allKernels, array, doubles } from './arrays';

const { copy, addScaled, allFinite, descend, activationForward } = Operation;

/** A step of SGD of 25 numbers, with an array of 128 bytes for each. */
const STEP: readonly Command[] = [
  [copy, 4096, 4352, 100],
  [addScaled, 4, 25, 8192, 4096, 4224],
  [allFinite, 4, 4096, 25],
];
const OTHER: Command = [activationForward, 4, 0, 4096, 25];

describe('commands that become fewer', () => {
  it('are those of a step of SGD, wherever they stand', () => {
    const one: Command = [descend, 25, 8192, 4096, 4224, 4352];
    assert.deepEqual(fused(STEP), [one]);
    assert.deepEqual(fused([OTHER, ...STEP, ...STEP, OTHER]), [OTHER, one, one, OTHER]);
  });

  it('are not others', () => {
    const [first, second, third] = STEP as [Command, Command, Command];
    for (const commands of [
      [],
      [first, second],
      [second, third],
      [first, OTHER, second, third],
      [[copy, 4100, 4352, 100], second, third], // other numbers than those that move
      [[copy, 4096, 4352, 96], second, third],
      [[copy, 4096, 4160, 100], second, third], // onto some that move
      [[copy, 4096, 4220, 100], second, third], // onto the gradient
      [
        [copy, 4096, 4352, 200],
        [addScaled, 8, 25, 8192, 4096, 4224],
        [allFinite, 8, 4096, 25],
      ], // doubles
      [first, [addScaled, 4, 25, 8192, 4096, 4096], third],
      [first, [addScaled, 4, 25, 8192, 4352, 4224], third],
      [first, second, [allFinite, 4, 4224, 25]],
      [first, second, [allFinite, 4, 4096, 24]],
    ] satisfies Command[][])
      assert.deepEqual(fused(commands), commands);
  });

  for (const { name, kernels, isSingle } of allKernels()) {
    if (!kernels.record || !isSingle) continue;

    it(`do the same, ${name}`, () => {
      const factor = doubles(kernels, [-0.1]);
      const step = (numbers: readonly Floats[]) => {
        const [values, gradient, before] = numbers as [Floats, Floats, Floats];
        kernels.copy(values, before);
        kernels.addScaled(values, gradient, factor);
        return kernels.allFinite(values, values.length);
      };
      const pairs = fc.array(fc.tuple(fc.float(), fc.float({ noNaN: true })), { maxLength: 70 });
      const finite = fc.float({ min: -1e9, max: 1e9, noNaN: true });
      const finitePairs = fc.array(fc.tuple(finite, finite), { maxLength: 70 });
      fc.assert(
        fc.property(fc.oneof(pairs, finitePairs), all => {
          const [one, three] = [arraysOf(kernels, all), arraysOf(kernels, all)];
          const found = kernels.record!(() => step(one)).run();
          assert.equal(found === 1, step(three));
          for (const [i, numbers] of one.entries()) assert.deepEqual(numbers, three[i]);
        }),
        { seed: 20261121, numRuns: 100 },
      );
    });
  }
});

/** Values, their gradient, and room for the values from before. */
function arraysOf(kernels: Kernels<Floats>, pairs: readonly (readonly [number, number])[]): Floats[] {
  const columns = [pairs.map(([value]) => value), pairs.map(([, slope]) => slope), pairs.map(() => 0)];
  return columns.map(numbers => array(kernels, numbers));
}
