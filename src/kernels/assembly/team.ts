/** Where the number stands that a command gives. Of the memory's first 4096 bytes, which are the kernels' own. */
export const RESULT: usize = 64;

/** Gives a number; for the first thread only. */
export function give(value: f64): void {
  store<f64>(RESULT, value);
}

/** Waits until all threads of the team are here. */
export function meet(threads: i32): void {}

/** Where the part of a thread begins of so many equal pieces of work; that of the next is where it ends. */
export function part(count: i32, thread: i32, threads: i32): i32 {
  return <i32>((<i64>count * thread) / threads);
}
