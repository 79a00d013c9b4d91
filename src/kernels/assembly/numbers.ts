export function copy(
  from: i32,
  to: i32,
  bytes: i32,
  thread: i32,
  threads: i32,
): void {
  if (thread == 0) memory.copy(<usize>to, <usize>from, <usize>bytes);
}

export function gatherRows(
  source: i32,
  order: i32,
  position: i32,
  into: i32,
  count: i32,
  rowBytes: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function gatherPixels(
  size: i32,
  source: i32,
  order: i32,
  position: i32,
  into: i32,
  scale: i32,
  count: i32,
  width: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function allFinite(
  size: i32,
  a: i32,
  count: i32,
  thread: i32,
  threads: i32,
): bool {
  unreachable();
  return true;
}
