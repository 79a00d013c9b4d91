/**
 * Where the part of a thread begins of so many numbers that can be cut anywhere, and where the one before ends: at a line
 * of the cache.
 */
export function edge(count: i32, thread: i32, threads: i32): i32 {
  return thread == threads ? count : <i32>((<i64>count * thread) / threads) & ~15;
}
