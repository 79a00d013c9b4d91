/** Fully connected layers. See `Kernels`. */

export function affineForward(
  size: i32,
  x: usize,
  w: usize,
  b: usize,
  y: usize,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: usize,
  thread: i32,
  threads: i32,
): void {
  if (thread) return;
  if (size == 4) forward<f32>(x, w, b, y, samples, inputs, outputs);
  else forward<f64>(x, w, b, y, samples, inputs, outputs);
}

function forward<T>(x: usize, w: usize, b: usize, y: usize, samples: i32, inputs: i32, outputs: i32): void {
  for (let n = 0; n < samples; n++) {
    for (let k = 0; k < outputs; k++) {
      let sum = number<T>(b, k);
      for (let i = 0; i < inputs; i++) sum += number<T>(x, n * inputs + i) * number<T>(w, i * outputs + k);
      store<T>(y + <usize>(n * outputs + k) * sizeof<T>(), sum);
    }
  }
}

// @ts-ignore: decorator
@inline
function number<T>(a: usize, at: i32): T {
  return load<T>(a + <usize>at * sizeof<T>());
}

export function affineBackwardParameters(
  size: i32,
  x: usize,
  dy: usize,
  dw: usize,
  db: usize,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: usize,
  thread: i32,
  threads: i32,
): void {
  if (thread) return;
  if (size == 4) backwardParameters<f32>(x, dy, dw, db, samples, inputs, outputs);
  else backwardParameters<f64>(x, dy, dw, db, samples, inputs, outputs);
}

function backwardParameters<T>(
  x: usize,
  dy: usize,
  dw: usize,
  db: usize,
  samples: i32,
  inputs: i32,
  outputs: i32,
): void {
  for (let k = 0; k < outputs; k++) {
    let total: T = 0;
    for (let n = 0; n < samples; n++) total += number<T>(dy, n * outputs + k);
    store<T>(db + <usize>k * sizeof<T>(), total);
    for (let i = 0; i < inputs; i++) {
      let sum: T = 0;
      for (let n = 0; n < samples; n++) sum += number<T>(x, n * inputs + i) * number<T>(dy, n * outputs + k);
      store<T>(dw + <usize>(i * outputs + k) * sizeof<T>(), sum);
    }
  }
}

export function affineBackwardInput(
  size: i32,
  dy: usize,
  w: usize,
  dx: usize,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: usize,
  thread: i32,
  threads: i32,
): void {
  if (thread) return;
  if (size == 4) backwardInput<f32>(dy, w, dx, samples, inputs, outputs);
  else backwardInput<f64>(dy, w, dx, samples, inputs, outputs);
}

function backwardInput<T>(dy: usize, w: usize, dx: usize, samples: i32, inputs: i32, outputs: i32): void {
  for (let n = 0; n < samples; n++) {
    for (let i = 0; i < inputs; i++) {
      let sum: T = 0;
      for (let k = 0; k < outputs; k++) sum += number<T>(dy, n * outputs + k) * number<T>(w, i * outputs + k);
      store<T>(dx + <usize>(n * inputs + i) * sizeof<T>(), sum);
    }
  }
}
