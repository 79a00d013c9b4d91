/**
 * Where the part of a thread begins, of `count` things that are done in multiples of `unit`; it ends where that of the
 * next thread begins.
 */
export function partOf(count: i32, unit: i32, thread: i32, threads: i32): i32 {
  if (thread == threads) return count;
  const units = <i64>(count / unit);
  return <i32>((units * thread) / threads) * unit;
}
