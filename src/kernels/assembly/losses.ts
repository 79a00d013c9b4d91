export function softmaxCrossEntropyForward(
  size: i32,
  logits: i32,
  labels: i32,
  samples: i32,
  classes: i32,
  losses: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function softmaxCrossEntropyBackward(
  size: i32,
  p: i32,
  labels: i32,
  samples: i32,
  classes: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function sigmoidCrossEntropyForward(
  size: i32,
  logits: i32,
  labels: i32,
  samples: i32,
  width: i32,
  losses: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function sigmoidCrossEntropyBackward(
  size: i32,
  p: i32,
  labels: i32,
  samples: i32,
  width: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function halfSquaresForward(
  size: i32,
  y: i32,
  targets: i32,
  samples: i32,
  outputs: i32,
  losses: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function halfSquaresBackward(
  size: i32,
  y: i32,
  targets: i32,
  samples: i32,
  outputs: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function halfSquaresOfClassesForward(
  size: i32,
  y: i32,
  labels: i32,
  samples: i32,
  classes: i32,
  losses: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}

export function halfSquaresOfClassesBackward(
  size: i32,
  y: i32,
  labels: i32,
  samples: i32,
  classes: i32,
  thread: i32,
  threads: i32,
): void {
  unreachable();
}
