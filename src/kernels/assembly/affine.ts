/** Y = X W + b. X [N, D], W [D, K], b [K], Y [N, K]. */
export function affineForward(
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
  for (let n = 0; n < samples; n++) {
    for (let k = 0; k < outputs; k++) {
      let sum = load<f32>(b + 4 * k);
      for (let i = 0; i < inputs; i++)
        sum += load<f32>(x + 4 * (n * inputs + i)) * load<f32>(w + 4 * (i * outputs + k));
      store<f32>(y + 4 * (n * outputs + k), sum);
    }
  }
}
