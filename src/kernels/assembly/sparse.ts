export function sparseForward(
  starts: i32,
  columns: i32,
  values: i32,
  picked: i32,
  w: i32,
  b: i32,
  y: i32,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function sparseBackwardParameters(
  starts: i32,
  columns: i32,
  values: i32,
  picked: i32,
  dy: i32,
  dw: i32,
  db: i32,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}
