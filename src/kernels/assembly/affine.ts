export function affineForward(
  size: i32,
  x: i32,
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

export function affineBackwardParameters(
  size: i32,
  x: i32,
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

export function affineBackwardInput(
  size: i32,
  dy: i32,
  w: i32,
  dx: i32,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}
