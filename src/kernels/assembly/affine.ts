import { product } from './product';
import { part } from './team';
import { bytes, lanes } from './vectors';

/** Fully connected layers. See `Kernels`. */

/** Y = b + X W */
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
  if (size == 4) forward<f32>(x, w, b, y, samples, inputs, outputs, scratch, thread, threads);
  else forward<f64>(x, w, b, y, samples, inputs, outputs, scratch, thread, threads);
}

function forward<T>(
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
  const one = sizeof<T>();
  const xRow = bytes<T>(inputs);
  const wRow = bytes<T>(outputs);
  product<T>(x, xRow, one, w, wRow, one, b, y, samples, inputs, outputs, scratch, thread, threads);
}

/** ∂L/∂W = Xᵀ ∂L/∂Y, ∂L/∂b = the sum of the rows of ∂L/∂Y */
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
  if (size == 4) backwardParameters<f32>(x, dy, dw, db, samples, inputs, outputs, scratch, thread, threads);
  else backwardParameters<f64>(x, dy, dw, db, samples, inputs, outputs, scratch, thread, threads);
}

function backwardParameters<T>(
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
  const one = sizeof<T>();
  const xRow = bytes<T>(inputs);
  const dyRow = bytes<T>(outputs);
  sumRows<T>(dy, db, samples, outputs, thread, threads);
  product<T>(x, one, xRow, dy, dyRow, one, 0, dw, inputs, samples, outputs, scratch, thread, threads);
}

/** sum ← the sum of the rows; each thread some columns of it. */
export function sumRows<T>(rows: usize, sum: usize, count: i32, columns: i32, thread: i32, threads: i32): void {
  const from = part(columns, thread, threads);
  const own = part(columns, thread + 1, threads) - from;
  memory.fill(sum + bytes<T>(from), 0, bytes<T>(own));
  for (let n = 0; n < count; n++) addRow<T>(sum + bytes<T>(from), rows + bytes<T>(n * columns + from), own);
}

function addRow<T>(sum: usize, row: usize, columns: i32): void {
  let column = 0;
  for (; column <= columns - lanes<T>(); column += lanes<T>()) {
    v128.store(sum, v128.add<T>(v128.load(sum), v128.load(row)));
    sum += 16;
    row += 16;
  }
  for (; column < columns; column++) {
    store<T>(sum, load<T>(sum) + load<T>(row));
    sum += sizeof<T>();
    row += sizeof<T>();
  }
}

/** ∂L/∂X = ∂L/∂Y Wᵀ */
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
  if (size == 4) backwardInput<f32>(dy, w, dx, samples, inputs, outputs, scratch, thread, threads);
  else backwardInput<f64>(dy, w, dx, samples, inputs, outputs, scratch, thread, threads);
}

function backwardInput<T>(
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
  const one = sizeof<T>();
  const row = bytes<T>(outputs);
  product<T>(dy, row, one, w, one, row, 0, dx, samples, outputs, inputs, scratch, thread, threads);
}
