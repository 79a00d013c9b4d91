import * as path from 'node:path';
import { createEngine, supportedBuilds } from '../../src/kernels/createEngine';
import type { AffineSize, Build, Kernels } from '../../src/kernels/kernels';
import { measure, type Contender } from './measure';

/** How near the kernels come to what the processor can do. */
export interface KernelRow {
  readonly build: Build;
  readonly workload: string;
  readonly product: string;
  readonly size: AffineSize;
  readonly gigaflops: number;
  /** The part of the ceiling of the same rounds. */
  readonly ofCeiling: number;
}

/** A layer of a workload; the derivatives by what enters the first are not needed. */
interface Size extends AffineSize {
  readonly workload: string;
  readonly isFirst: boolean;
}

const SIZES: readonly Size[] = [
  { workload: 'W1', samples: 100, inputs: 784, outputs: 50, isFirst: true },
  { workload: 'W2', samples: 128, inputs: 784, outputs: 512, isFirst: true },
  { workload: 'W2', samples: 128, inputs: 512, outputs: 256, isFirst: false },
];

/** The builds that are compared with what vectors can do. */
export const VECTOR_BUILDS = ['relaxed', 'simd128'] as const;
type VectorBuild = (typeof VECTOR_BUILDS)[number];

/** A round of measuring, in ms. */
const BURST = 10;

interface Job {
  readonly name: string;
  readonly flops: number;
  readonly run: (times: number) => void;
}

interface Product extends Job {
  readonly size: Size;
}

/** GFLOP/s of the products of fully connected layers, next to those of multiplications and additions alone. */
export async function kernelRows(): Promise<KernelRow[]> {
  const rows: KernelRow[] = [];
  for (const build of VECTOR_BUILDS) {
    if (!supportedBuilds().includes(build)) continue;
    const engine = createEngine(build);
    const jobs = SIZES.flatMap(size => products(engine.single, size));
    const [, ...timings] = await measure([await ceilingOf(build), ...jobs].map(inTurn));
    for (const [i, { milliseconds, ratio }] of timings.entries()) {
      const { name, size } = jobs[i]!;
      rows.push({
        build,
        workload: size.workload,
        product: name,
        size,
        gigaflops: 1 / milliseconds,
        ofCeiling: 1 / ratio,
      });
    }
    engine.dispose();
  }
  return rows;
}

async function ceilingOf(build: VectorBuild): Promise<Job> {
  const { compile } = (await import(path.resolve('src', 'kernels', 'assembly', 'compile.js'))) as Compiler;
  const bytes = await compile(path.resolve('test', 'bench', 'assembly', 'ceiling.ts'), build);
  const { instance } = await WebAssembly.instantiate(bytes);
  const { run, perRound } = instance.exports as unknown as {
    readonly run: (rounds: number, factor: number) => number;
    readonly perRound: () => number;
  };
  const ROUNDS = 100_000;
  return { name: 'ceiling', flops: ROUNDS * perRound(), run: times => void run(times * ROUNDS, 0.5) };
}

/** What compiles the kernels, too. */
interface Compiler {
  readonly compile: (entry: string, build: VectorBuild) => Promise<Uint8Array<ArrayBuffer>>;
}

function products(kernels: Kernels, size: Size): Product[] {
  const { samples, inputs, outputs } = size;
  const numbers = (length: number) => kernels.floats(length).fill(0.01);
  const [x, y, w, b] = [samples * inputs, samples * outputs, inputs * outputs, outputs].map(numbers);
  const [dx, dw, db] = [samples * inputs, inputs * outputs, outputs].map(numbers);
  const job = (name: string, once: () => void): Product => ({
    name,
    size,
    flops: 2 * samples * inputs * outputs,
    run: times => {
      for (let i = 0; i < times; i++) once();
    },
  });
  return [
    job('Y = X W + b', () => kernels.affineForward(x!, w!, b!, y!, size)),
    job('∂L/∂W, ∂L/∂b', () => kernels.affineBackwardParameters(x!, y!, dw!, db!, size)),
    ...(size.isFirst ? [] : [job('∂L/∂X', () => kernels.affineBackwardInput(y!, w!, dx!, size))]),
  ];
}

/** A contender that tells how long a floating-point operation takes, in ns. All are done in turn: what disturbs meets all. */
function inTurn({ name, flops, run }: Job): Contender {
  const times = timesFor(run);
  return { name, run: () => (1e6 * timed(run, times)) / (times * flops), tellsTime: true };
}

/** How often it is done in a burst. */
function timesFor(run: Job['run']): number {
  let times = 1;
  for (let time = timed(run, times); time < BURST; time = timed(run, times))
    times = Math.ceil(times * Math.min(10, (1.2 * BURST) / time));
  return times;
}

function timed(run: Job['run'], times: number): number {
  const start = performance.now();
  run(times);
  return performance.now() - start;
}
