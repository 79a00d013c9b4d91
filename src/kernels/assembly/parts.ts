/**
 * Where the part of a thread begins of what can be cut anywhere, and where the one before ends: `edge(count, thread, …)` to
 * `edge(count, thread + 1, …)`. Parts are whole lines of the cache if numbers are counted. The first thread does all of
 * what is too little to share.
 */
export function edge(count: i32, thread: i32, threads: i32, tooLittle: bool): i32 {
  if (thread <= 0) return 0;
  if (thread >= threads || tooLittle) return count;
  return <i32>((<i64>count * thread) / threads) & ~15;
}
