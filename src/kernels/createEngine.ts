import type { Build, Kernels } from './kernels';
import type { SlopesOf } from './slopes';
import { double, single } from './typescript/arithmetic';
import { TypescriptKernels } from './typescript/kernels';
import { TypescriptSlopes } from './typescript/slopes';
import { WebAssemblyKernels } from './webassembly/kernels';
import { KernelMemory } from './webassembly/memory';
import { instantiate, isSupported, moduleOf, type WebAssemblyBuild } from './webassembly/module';
import { WebAssemblySlopes } from './webassembly/slopes';
import { Team } from './webassembly/team';

/** Kernels of both precisions that work in one memory. */
export interface Engine {
  readonly build: Build;
  /** How many may do a program together, at most. */
  readonly threads: number;
  readonly single: Kernels<Float32Array>;
  readonly double: Kernels<Float64Array>;
  /** Bytes that its memory can still give. */
  readonly free: number;
  /** Slopes of a pass in arrays of `double`. */
  readonly slopes: SlopesOf;
  /** Ends what works for it. */
  dispose(): void;
}

/** Which builds this machine runs, the fastest first. */
export function supportedBuilds(): Build[] {
  return [...(['relaxed', 'simd128'] as const).filter(isSupported), 'typescript'];
}

/** The fastest build that this machine runs; of those that compute the same bits on every machine if `reproducible`. */
export function fastestBuild(reproducible: boolean): Build {
  return supportedBuilds().find(build => !reproducible || build !== 'relaxed')!;
}

/**
 * @param build one that this machine runs
 * @param threads how many may do a program together, where that is faster; what is computed does not depend on it
 */
export function createEngine(build: Build, threads = 1): Engine {
  return build === 'typescript' ? typescriptEngine() : webAssemblyEngine(build, threads);
}

function typescriptEngine(): Engine {
  return {
    build: 'typescript',
    threads: 1,
    single: new TypescriptKernels(single),
    double: new TypescriptKernels(double),
    free: Infinity,
    slopes: pass => new TypescriptSlopes(pass),
    dispose: () => undefined,
  };
}

function webAssemblyEngine(build: WebAssemblyBuild, threads: number): Engine {
  const memory = new KernelMemory();
  const module = moduleOf(build);
  const team = new Team(instantiate(module, memory.memory), module, memory.memory, threads);
  return {
    build,
    threads,
    single: new WebAssemblyKernels(build, memory, Float32Array, team),
    double: new WebAssemblyKernels(build, memory, Float64Array, team),
    get free() {
      return memory.free;
    },
    slopes: pass => new WebAssemblySlopes(pass, memory, team),
    dispose: () => team.dispose(),
  };
}
