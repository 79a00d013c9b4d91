import * as path from 'node:path';
import type { Build } from '../../../src/kernels/kernels';
import { supportedBuilds } from '../../../src/kernels/createEngine';
import { Companion } from '../companion';
import { startPython, type Python } from '../python';
import type { Numerical } from './numerical';
import type { PeerName } from './peers/peers';
import type { Workload } from './workloads';

/** Who is asked to train, and how the process for it is started. */
export interface Invited {
  readonly name: string;
  readonly peer: string;
  readonly threads: number;
  /** What our own training is to use. */
  readonly options?: { readonly build: Build; readonly threads: number };
  /** undefined where there is nothing that could do it. */
  readonly start: () => Companion | undefined;
}

const BUILD_NAMES: Readonly<Record<Build, string>> = {
  relaxed: 'Nabla, relaxed SIMD',
  simd128: 'Nabla, simd128',
  typescript: 'Nabla, TypeScript',
};

export function nameOf(build: Build, threads = 1): string {
  return withThreads(BUILD_NAMES[build], threads);
}

/** The fastest that this Node has. */
export function ourName(threads = 1): string {
  return nameOf(supportedBuilds()[0]!, threads);
}

export const NUMPY = {
  single: 'NumPy float32',
  double: 'NumPy float64',
  book: "NumPy float64, the book's loop",
} as const;
export const TORCH = { byHand: 'PyTorch, by hand', nn: 'PyTorch, nn and SGD' } as const;
export const JAVASCRIPT: Readonly<Record<PeerName, string>> = {
  tensorflowWasm: 'TensorFlow.js, wasm',
  jax: 'jax-js, wasm',
  typed: 'plain loops, typed arrays',
  rows: 'plain loops, arrays of arrays',
  convnet: 'ConvNetJS',
  tensorflowCpu: 'TensorFlow.js, cpu',
  playground: "Playground's nn.ts",
};

function withThreads(name: string, threads: number): string {
  return threads === 1 ? name : `${name}, ${threads} threads`;
}

/** Everybody, whether they are there or not. */
export function invitations(python: Python | undefined): Invited[] {
  const worker = () => Companion.start(process.execPath, [path.join(__dirname, 'worker.js')]);
  const nabla = (build: Build, threads: number): Invited => ({
    name: nameOf(build, threads),
    peer: 'nabla',
    threads,
    options: { build, threads },
    start: () => (supportedBuilds().includes(build) ? worker() : undefined),
  });
  const inPython = (name: string, peer: string, threads: number): Invited => ({
    name: withThreads(name, threads),
    peer,
    threads,
    start: () => (python ? startPython(python.command, threads) : undefined),
  });
  return [
    ...[nabla('relaxed', 1), nabla('relaxed', 2), nabla('simd128', 1), nabla('simd128', 2), nabla('typescript', 1)],
    ...[1, 2].map(threads => inPython(TORCH.byHand, 'torchByHand', threads)),
    ...[1, 2].map(threads => inPython(TORCH.nn, 'torchNn', threads)),
    ...[1, 2].map(threads => inPython(NUMPY.single, 'numpy32', threads)),
    inPython(NUMPY.double, 'numpy64', 1),
    inPython(NUMPY.book, 'book', 1),
    ...Object.entries(JAVASCRIPT).map(([peer, name]): Invited => ({ name, peer, threads: 1, start: worker })),
  ];
}

/**
 * What is done before a burst, in bursts. The threads of a process that did nothing for a while often share a processor
 * for some 50 ms, until the system moves one: a training that goes on does not meet that.
 */
const RUN_UP = 0.2;
const RUN_UP_OF_THREADS = 2;

/** Somebody who trains: a process that has the data and the first weights. */
export class Started {
  /** Mini-batches a burst. */
  private count = 1;

  private constructor(
    readonly name: string,
    private readonly runUp: number,
    private readonly companion: Companion,
  ) {}

  /** @throws Error where there is no such participant, or it cannot do that */
  static async start(
    { name, peer, threads, options, start }: Invited,
    workload: Workload,
    folder: string,
  ): Promise<Started> {
    const companion = start();
    if (!companion) throw new Error('not there');
    try {
      await companion.ask({ kind: 'start', peer, workload, folder, options });
    } catch (error) {
      companion.dispose();
      throw error;
    }
    return new Started(name, threads > 1 ? RUN_UP_OF_THREADS : RUN_UP, companion);
  }

  /** The losses of the first mini-batches. */
  losses(steps: number): Promise<number[]> {
    return this.companion.ask({ kind: 'losses', steps });
  }

  /** Finds out how many mini-batches a burst of so many ms is. @returns how long it is */
  async calibrate(atLeast: number): Promise<number> {
    let time = await this.burst();
    for (; time < atLeast; time = await this.burst())
      this.count = Math.ceil(this.count * Math.min(10, (1.2 * atLeast) / time));
    return time;
  }

  /** The time of a mini-batch in ms, over a burst; a few before it are not timed: threads and caches wake up in them. */
  async step(): Promise<number> {
    await this.take(Math.ceil(this.count * this.runUp));
    return (await this.burst()) / this.count;
  }

  numerical(parameters: readonly number[]): Promise<Numerical> {
    return this.companion.ask({ kind: 'numerical', parameters });
  }

  /** Central differences of the whole loss in float64; of Python only. */
  bruteForce(parameters: readonly number[]): Promise<number[]> {
    return this.companion.ask({ kind: 'bruteForce', parameters });
  }

  /** Trains and evaluates for so many ms; of ours only. @returns the time of a mini-batch in ms */
  epochs(duration: number, streamed: boolean): Promise<number> {
    return this.companion.ask({ kind: 'epochs', duration, streamed });
  }

  dispose(): void {
    this.companion.dispose();
  }

  private burst(): Promise<number> {
    return this.take(this.count);
  }

  /** Does so many mini-batches. @returns how long that took, in ms */
  private take(count: number): Promise<number> {
    return this.companion.ask({ kind: 'steps', count });
  }
}
