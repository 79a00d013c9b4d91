import * as assert from 'node:assert/strict';
import { createEngine, supportedBuilds } from '../../../src/kernels/createEngine';
import { ACTIVATIONS, type Floats, type Kernels } from '../../../src/kernels/kernels';
import { WebAssemblyKernels } from '../../../src/kernels/webassembly/kernels';
import { KernelMemory } from '../../../src/kernels/webassembly/memory';
import { instantiate, moduleOf } from '../../../src/kernels/webassembly/module';
import { Team } from '../../../src/kernels/webassembly/team';
import { Random } from '../../../src/numerics/random';
import { eventually } from '../processes/children';
import { array, bytes, doubles } from './arrays';

const MOST = 3;

/** So many numbers, and samples of so many classes, that every thread gets some; neither can be shared evenly. */
const COUNT = 40_003;
const SAMPLES = 3003;
const CLASSES = 11;

type Call = (kernels: Kernels, ...arrays: Float32Array[]) => void;

const labelsOf = (kernels: Kernels) =>
  bytes(
    kernels,
    Array.from({ length: SAMPLES }, (_, n) => (n * n) % CLASSES),
  );
const bitsOf = (kernels: Kernels) =>
  bytes(
    kernels,
    Array.from({ length: COUNT }, (_, n) => n % 2),
  );
const constantsOf = (kernels: Kernels) => doubles(kernels, [0.1, 0.9, 0.8, 0.7, 0.6]);

/** Calls of kernels that are given arrays of `COUNT` numbers. */
const CALLS: Readonly<Record<string, Call>> = {
  ...Object.fromEntries(
    ACTIVATIONS.flatMap(activation => [
      [activation, (k, y) => k.activationForward(activation, y, COUNT)] satisfies [string, Call],
      [`${activation} back`, (k, y, dy) => k.activationBackward(activation, y, dy, COUNT)] satisfies [string, Call],
    ]),
  ),
  softmax: (k, y) => k.softmaxCrossEntropyForward(y, labelsOf(k), SAMPLES, CLASSES),
  'softmax back': (k, y) => k.softmaxCrossEntropyBackward(y, labelsOf(k), SAMPLES, CLASSES),
  sigmoidCrossEntropy: (k, y) => k.sigmoidCrossEntropyForward(y, bitsOf(k), COUNT),
  'sigmoidCrossEntropy back': (k, y) => k.sigmoidCrossEntropyBackward(y, bitsOf(k), COUNT),
  halfSquares: (k, y, t) => k.halfSquaresForward(y, t, SAMPLES, CLASSES),
  'halfSquares back': (k, y, t) => k.halfSquaresBackward(y, t, SAMPLES, CLASSES),
  halfSquaresOfClasses: (k, y) => k.halfSquaresOfClassesForward(y, labelsOf(k), SAMPLES, CLASSES),
  'halfSquaresOfClasses back': (k, y) => k.halfSquaresOfClassesBackward(y, labelsOf(k), SAMPLES, CLASSES),
  addScaled: (k, w, g) => k.addScaled(w, g, constantsOf(k)),
  'a step of SGD': (k, w, g, before) => {
    k.copy(w, before);
    k.addScaled(w, g, constantsOf(k));
    k.allFinite(w, COUNT);
  },
  momentum: (k, w, g, v) => k.momentumUpdate(w, g, v, constantsOf(k)),
  nesterov: (k, w, g, v) => k.bookNesterovUpdate(w, g, v, constantsOf(k)),
  adagrad: (k, w, g, h) => k.adagradUpdate(w, g, h, constantsOf(k)),
  rmsprop: (k, w, g, h) => k.rmspropUpdate(w, g, h, constantsOf(k)),
  adam: (k, w, g, v, m) => k.adamUpdate(w, g, m, v, constantsOf(k)),
};

const NUMBERS = (() => {
  const random = Random.seeded(1, 'points');
  const numbers = Array.from({ length: 4 }, () => new Float32Array(COUNT).map(() => random.normal()));
  return numbers.map((all, i) => (i === 2 ? all.map(Math.abs) : all)); // roots are taken of those
})();

/** What a call makes of the same arrays, and what it gives. */
function after(kernels: Kernels, call: Call): { arrays: Float32Array[]; given: number } {
  const arrays = NUMBERS.map(numbers => array(kernels, numbers));
  const given = kernels.record!(() => call(kernels, ...arrays)).run();
  return { arrays, given };
}

describe('kernels that go element by element', () => {
  it('compute the same bits by several threads as by one', async () => {
    const [build] = supportedBuilds();
    if (build === 'typescript' || build === undefined) return;
    const alone = createEngine(build).single;
    const memory = new KernelMemory();
    const module = moduleOf(build);
    const team = new Team(instantiate(module, memory.memory), module, memory.memory, MOST);
    try {
      await eventually(() => team.gather() === MOST);
      for (const [name, call] of Object.entries(CALLS)) {
        const expected = after(alone, call);
        for (let threads = 2; threads <= MOST; threads++) {
          const shared = new WebAssemblyKernels<Float32Array>(build, memory, Float32Array, {
            execute: (commands, count) => team.execute(commands, count),
            program: (commands, count) => ({ run: () => team.share(commands, count, threads) }),
          });
          const { arrays, given } = after(shared, call);
          assert.equal(given, expected.given, name);
          for (const [i, a] of arrays.entries()) assert.ok(equal(a, expected.arrays[i]!), `${name}, array ${i}`);
        }
      }
    } finally {
      team.dispose();
    }
  });
});

/** Bit by bit; faster than assert.deepEqual. */
function equal(a: Floats, b: Floats): boolean {
  const [aBytes, bBytes] = [a, b].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return aBytes!.equals(bBytes!);
}
