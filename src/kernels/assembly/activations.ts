export function activationForward(
  size: i32,
  activation: i32,
  y: i32,
  count: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function activationBackward(
  size: i32,
  activation: i32,
  y: i32,
  dy: i32,
  count: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}
