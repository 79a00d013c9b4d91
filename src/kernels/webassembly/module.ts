import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Build } from '../kernels';

/** The builds for WebAssembly. */
export type WebAssemblyBuild = Exclude<Build, 'typescript'>;

/** What the compiled kernels export; see assembly/. */
export interface KernelExports {
  execute(commands: number, count: number, threads: number): number;
  serve(thread: number): never;
  lose(): void;
  isLost(): number;
}

/** A module with one function that multiplies and adds in one step, and one that only uses vectors. */
const PROBES: Readonly<Record<WebAssemblyBuild, readonly number[]>> = {
  // (func (result v128) i32.const 0 i32x4.splat ×3 f32x4.relaxed_madd)
  relaxed: [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 17, 65, 0, 253, 17,
    65, 0, 253, 17, 253, 133, 2, 11,
  ],
  // (func (result v128) i32.const 0 i32x4.splat)
  simd128: [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 17, 11],
};

/** Whether this machine runs a build. */
export function isSupported(build: WebAssemblyBuild): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.from(PROBES[build]));
}

const modules = new Map<WebAssemblyBuild, WebAssembly.Module>();

/** The compiled kernels of a build that is supported: files in `kernels` beside the one that is run. */
export function moduleOf(build: WebAssemblyBuild): WebAssembly.Module {
  let module = modules.get(build);
  if (!module) {
    module = new WebAssembly.Module(readFileSync(path.join(__dirname, 'kernels', `${build}.wasm`)));
    modules.set(build, module);
  }
  return module;
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const words = new Int32Array(memory.buffer);
  const env = {
    memory,
    // eslint-disable-next-line no-restricted-properties -- threads of a team wait for each other's part of a command
    sleep: (place: number, value: number, ms: number) => void Atomics.wait(words, place / 4, value, ms),
    wake: (place: number) => void Atomics.notify(words, place / 4),
  };
  return new WebAssembly.Instance(module, { env }).exports as unknown as KernelExports;
}
