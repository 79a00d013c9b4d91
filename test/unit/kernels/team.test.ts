import * as assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { supportedBuilds } from '../../../src/kernels/createEngine';
import { ACTIVATIONS } from '../../../src/kernels/kernels';
import type { Executor } from '../../../src/kernels/webassembly/commands';
import { WebAssemblyKernels } from '../../../src/kernels/webassembly/kernels';
import { KernelMemory } from '../../../src/kernels/webassembly/memory';
import { instantiate, moduleOf, type WebAssemblyBuild } from '../../../src/kernels/webassembly/module';
import { Team } from '../../../src/kernels/webassembly/team';
import { Random } from '../../../src/numerics/random';

const BUILDS = supportedBuilds().filter(build => build !== 'typescript');

/** Where the first thread leaves a command for the others, and what the first of them has: if it is awake. Of words. */
const COMMAND = 384 / 4;
const IS_AWAKE = 516 / 4;

/** Kernels whose programs are run by as many threads as a test says. */
class Workshop {
  readonly memory = new KernelMemory();
  readonly words = new Int32Array(this.memory.memory.buffer, 0, 256);
  readonly compiled;
  readonly team: Team;
  readonly kernels: WebAssemblyKernels<Float32Array>;
  /** The program that was recorded last. */
  program: (threads: number) => number = () => NaN;

  constructor(build: WebAssemblyBuild, threads: number) {
    this.compiled = instantiate(moduleOf(build), this.memory.memory);
    this.team = new Team(this.compiled, moduleOf(build), this.memory.memory, threads);
    const executor: Executor = {
      execute: (commands, count) => this.team.execute(commands, count),
      program: (commands, count) => {
        this.program = threads => this.team.share(commands, count, threads);
        return { run: () => this.program(1) };
      },
    };
    this.kernels = new WebAssemblyKernels(build, this.memory, Float32Array, executor);
  }

  /** Waits until all threads are there. */
  async gather(): Promise<void> {
    while (this.team.gather() < this.team.most) await sleep(1);
  }

  numbers(length: number, random: Random): Float32Array {
    const numbers = this.kernels.floats(length);
    for (let i = 0; i < length; i++) numbers[i] = random.normal();
    return numbers;
  }

  /** A program that computes something large of ones. @returns what it computes */
  recordLarge(): Float32Array {
    const { kernels } = this;
    const size = { samples: 64, inputs: 64, outputs: 64 };
    const [x, w, b, y] = [
      kernels.floats(4096).fill(1),
      kernels.floats(4096).fill(1),
      kernels.floats(64),
      kernels.floats(4096),
    ];
    kernels.record(() => kernels.affineForward(x, w, b, y, size));
    return y;
  }
}

/** Workers that are started while something is done. */
async function workersOf(task: () => Promise<void>): Promise<Worker[]> {
  const workers: Worker[] = [];
  const note = (worker: Worker) => void workers.push(worker);
  process.on('worker', note);
  await task();
  await sleep(0); // it is told of them a moment later
  process.off('worker', note);
  return workers;
}

for (const build of BUILDS) {
  describe(`a team of threads, ${build}`, () => {
    let shop: Workshop;
    before(async () => {
      shop = new Workshop(build, 3);
      await shop.gather();
    });
    after(() => shop.team.dispose());

    /** Runs a program with 1, and again and again with 2 and 3 threads: what arrays hold then is the same. */
    function assertSame(arrays: readonly Float32Array[], issue: () => void): void {
      const initial = arrays.map(array => array.slice());
      shop.kernels.record(issue);
      const run = (threads: number) => {
        arrays.forEach((array, i) => array.set(initial[i]!));
        const result = shop.program(threads);
        return [result, ...arrays.map(array => Buffer.from(array.slice().buffer).toString('base64'))];
      };
      const expected = run(1);
      for (let i = 0; i < 5; i++) for (const threads of [2, 3]) assert.deepEqual(run(threads), expected);
    }

    it('computes the same bits as one thread: layers', () => {
      const random = Random.seeded(20261121, 'points');
      for (let i = 0; i < 12; i++) {
        const { kernels } = shop;
        const [samples, inputs, outputs] = [1 + random.below(150), 1 + random.below(200), 1 + random.below(250)];
        const size = { samples, inputs, outputs };
        const [x, w, b] = [inputs * samples, inputs * outputs, outputs].map(n => shop.numbers(n, random)) as [Float32Array, Float32Array, Float32Array]; // prettier-ignore
        const [y, dy, dw] = [samples * outputs, samples * outputs, inputs * outputs].map(n => shop.numbers(n, random)) as [Float32Array, Float32Array, Float32Array]; // prettier-ignore
        const [db, dx] = [kernels.floats(outputs), kernels.floats(samples * inputs)];
        assertSame([y, dw, db, dx], () => {
          kernels.affineForward(x, w, b, y, size);
          kernels.affineBackwardParameters(x, dy, dw, db, size);
          kernels.affineBackwardInput(dy, w, dx, size);
        });
      }
      assert.notEqual(shop.words[COMMAND], 0); // others have taken part
    });

    it('computes the same bits as one thread: sparse layers', () => {
      const random = Random.seeded(20261121, 'points');
      const { kernels } = shop;
      const [count, inputs, outputs, samples] = [90, 200, 61, 77];
      const starts = kernels.indices(count + 1);
      const [columns, values] = [kernels.shorts(count * 40), kernels.floats(count * 40)];
      for (let row = 0, end = 0; row < count; row++) {
        for (let column = 0; column < inputs; column++) {
          if (random.below(6) > 0) continue;
          columns[end] = column;
          values[end++] = random.normal();
        }
        starts[row + 1] = end;
      }
      const picked = kernels.indices(samples);
      for (let n = 0; n < samples; n++) picked[n] = random.below(count);
      const size = { samples, inputs, outputs };
      const [w, b, dy] = [inputs * outputs, outputs, samples * outputs].map(n => shop.numbers(n, random)) as [Float32Array, Float32Array, Float32Array]; // prettier-ignore
      const [y, dw, db] = [
        kernels.floats(samples * outputs),
        kernels.floats(inputs * outputs),
        kernels.floats(outputs),
      ];
      const batch = { rows: { starts, columns, values }, picked };
      assertSame([y, dw, db], () => {
        kernels.affineForward(batch, w, b, y, size);
        kernels.affineBackwardParameters(batch, dy, dw, db, size);
      });
    });

    it('computes the same bits as one thread: element by element, losses, updates', () => {
      const random = Random.seeded(20261121, 'points');
      const { kernels } = shop;
      const count = 30_011;
      const [y, dy, w, v, h] = Array.from({ length: 5 }, () => kernels.floats(count)) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]; // prettier-ignore
      for (const array of [y, dy, w, v]) for (let i = 0; i < count; i++) array[i] = random.normal();
      const constants = kernels.doubles(5);
      constants.set([0.01, 0.9, 0.9, 0.99, 1e-7]);
      for (const activation of ACTIVATIONS) {
        assertSame([y, dy], () => {
          kernels.activationForward(activation, y, count);
          kernels.activationBackward(activation, y, dy, count);
        });
      }
      assertSame([w, v, h], () => {
        kernels.addScaled(w, y, constants);
        kernels.momentumUpdate(w, y, v, constants);
        kernels.bookNesterovUpdate(w, y, v, constants);
        kernels.adagradUpdate(w, y, h, constants);
        kernels.rmspropUpdate(w, y, h, constants);
        kernels.adamUpdate(w, y, v, h, constants);
      });
      const [samples, classes] = [3001, 10];
      const labels = kernels.bytes(count);
      for (let i = 0; i < count; i++) labels[i] = random.below(2);
      assertSame([y], () => kernels.softmaxCrossEntropyBackward(y, labels, samples, classes));
      assertSame([y], () => kernels.softmaxCrossEntropyForward(y, labels, samples, classes));
      assertSame([y], () => kernels.sigmoidCrossEntropyForward(y, labels, count));
      assertSame([y], () => kernels.sigmoidCrossEntropyBackward(y, labels, count));
      assertSame([y], () => kernels.halfSquaresForward(y, dy, samples, classes));
      assertSame([y], () => kernels.halfSquaresBackward(y, dy, samples, classes));
      assertSame([y], () => kernels.halfSquaresOfClassesForward(y, labels, samples, classes));
      assertSame([y], () => kernels.halfSquaresOfClassesBackward(y, labels, samples, classes));
    });

    it('computes the same bits as one thread: what is gathered and looked through', () => {
      const random = Random.seeded(20261121, 'points');
      const { kernels } = shop;
      const [rows, width, count] = [120, 333, 97];
      const source = kernels.bytes(rows * width);
      for (let i = 0; i < source.length; i++) source[i] = random.below(256);
      const [order, position, scale] = [kernels.indices(rows), kernels.indices(1), kernels.doubles(2)];
      for (let i = 0; i < rows; i++) order[i] = random.below(rows);
      position[0] = 11;
      scale.set([3, 1 / 255]);
      const [into, copied] = [kernels.floats(count * width), kernels.floats(count * width)];
      assertSame([into, copied], () => {
        kernels.gatherRows(source, order, position, count, width, into, scale);
        kernels.copy(into, copied);
        kernels.allFinite(copied, copied.length);
      });
      for (const place of [0, 16_000, copied.length - 1]) {
        into[place] = NaN;
        assertSame([copied], () => kernels.allFinite(into, into.length));
        assert.equal(shop.program(3), 0);
        into[place] = 1;
      }
    });
  });
}

describe('threads of a team', () => {
  const [build] = BUILDS as [WebAssemblyBuild, ...WebAssemblyBuild[]];

  it('end when they are disposed of, however often they are started', async () => {
    const workers = await workersOf(async () => {
      for (let i = 0; i < 50; i++) {
        const { team } = new Workshop(build, 2);
        team.gather();
        if (i % 10 === 0) while (team.gather() < 2) await sleep(1);
        team.dispose();
        assert.equal(team.gather(), 1);
      }
    });
    assert.equal(workers.length, 50);
    const deadline = performance.now() + 8000;
    while (workers.some(({ threadId }) => threadId !== -1) && performance.now() < deadline) await sleep(5);
    assert.ok(workers.every(({ threadId }) => threadId === -1));
  });

  it('take no time while there is nothing to do', async () => {
    const shop = new Workshop(build, 3);
    await shop.gather();
    shop.recordLarge();
    for (let i = 0; i < 50; i++) shop.program(3);
    await sleep(20);
    const before = process.cpuUsage();
    await sleep(300);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 150_000, `${user + system} µs`); // one that is busy takes 300,000
    shop.team.dispose();
  });

  it('are done without when one has died', async () => {
    const shop = new Workshop(build, 3);
    const workers = await workersOf(() => shop.gather());
    const y = shop.recordLarge();
    await workers[1]!.terminate();
    assert.equal(shop.team.gather(), 1);
    shop.program(3);
    assert.ok(y.every(each => each === 64));
    while (workers.some(({ threadId }) => threadId !== -1)) await sleep(1); // the other one is not needed any more
  });

  it('do not let the first wait for one that dies amid a command', async () => {
    const shop = new Workshop(build, 2);
    const [worker] = await workersOf(() => shop.gather());
    shop.recordLarge();
    worker!.removeAllListeners('exit'); // its team does not hear of it
    await worker!.terminate();
    Atomics.store(shop.words, IS_AWAKE, 1); // as it would be if it had died while it worked
    shop.compiled.lose();
    assert.throws(() => shop.program(2), { code: 'kernel-thread' });
    assert.equal(shop.team.gather(), 1);
  });
});
