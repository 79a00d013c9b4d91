export function addScaled(
  size: i32,
  count: i32,
  constants: i32,
  to: i32,
  from: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function momentumUpdate(
  size: i32,
  count: i32,
  constants: i32,
  w: i32,
  g: i32,
  v: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function bookNesterovUpdate(
  size: i32,
  count: i32,
  constants: i32,
  w: i32,
  g: i32,
  v: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function adagradUpdate(
  size: i32,
  count: i32,
  constants: i32,
  w: i32,
  g: i32,
  h: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function rmspropUpdate(
  size: i32,
  count: i32,
  constants: i32,
  w: i32,
  g: i32,
  h: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function adamUpdate(
  size: i32,
  count: i32,
  constants: i32,
  w: i32,
  g: i32,
  m: i32,
  v: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}
