/** to ← from, `bytes` bytes. */
export function copy(from: i32, to: i32, bytes: i32, thread: i32, threads: i32): void {
  if (thread == 0) memory.copy(<usize>to, <usize>from, <usize>bytes);
}
