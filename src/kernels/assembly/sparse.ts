/** A fully connected layer whose input is sparse: `SparseBatch`, in float32. See `Kernels`. */

export function sparseForward(
  starts: usize,
  columns: usize,
  values: usize,
  picked: usize,
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
  for (let n = 0; n < samples; n++) {
    const row = starts + <usize>load<u32>(picked + <usize>n * 4) * 4;
    for (let k = 0; k < outputs; k++) {
      let sum = load<f32>(b + <usize>k * 4);
      for (let at = load<u32>(row); at < load<u32>(row, 4); at++) {
        const input = <usize>load<u16>(columns + <usize>at * 2);
        sum += load<f32>(values + <usize>at * 4) * load<f32>(w + (input * outputs + k) * 4);
      }
      store<f32>(y + <usize>(n * outputs + k) * 4, sum);
    }
  }
}

export function sparseBackwardParameters(
  starts: usize,
  columns: usize,
  values: usize,
  picked: usize,
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
  memory.fill(dw, 0, <usize>(inputs * outputs) * 4);
  memory.fill(db, 0, <usize>outputs * 4);
  for (let n = 0; n < samples; n++) {
    const row = starts + <usize>load<u32>(picked + <usize>n * 4) * 4;
    for (let k = 0; k < outputs; k++) {
      const error = load<f32>(dy + <usize>(n * outputs + k) * 4);
      const sum = db + <usize>k * 4;
      store<f32>(sum, load<f32>(sum) + error);
      for (let at = load<u32>(row); at < load<u32>(row, 4); at++) {
        const input = <usize>load<u16>(columns + <usize>at * 2);
        const weight = dw + (input * outputs + k) * 4;
        store<f32>(weight, load<f32>(weight) + load<f32>(values + <usize>at * 4) * error);
      }
    }
  }
}
