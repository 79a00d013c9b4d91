import { CACHE_LINE, CACHE_STRIDE } from '../operations';
import { product } from './product';
import { meet, part } from './team';
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
  const dyRow = bytes<T>(outputs);
  let xRow = bytes<T>(inputs);
  sumRows<T>(dy, db, samples, outputs, thread, threads);
  if (xRow % CACHE_STRIDE == 0) {
    setApart(x, xRow, samples, scratch, thread, threads);
    x = scratch;
    xRow += CACHE_LINE;
    scratch += <usize>samples * xRow;
  }
  product<T>(x, one, xRow, dy, dyRow, one, 0, dw, inputs, samples, outputs, scratch, thread, threads);
}

/** Copies rows so that their columns are quick to read; each thread some rows. */
function setApart(rows: usize, row: usize, count: i32, target: usize, thread: i32, threads: i32): void {
  const end = part(count, thread + 1, threads);
  for (let n = part(count, thread, threads); n < end; n++) {
    memory.copy(target + <usize>n * (row + CACHE_LINE), rows + <usize>n * row, row);
  }
  meet(threads);
}

/** sum ← the sum of the rows; each thread some columns of it. */
export function sumRows<T>(rows: usize, sum: usize, count: i32, columns: i32, thread: i32, threads: i32): void {
  const row = bytes<T>(columns);
  const end = part(columns, thread + 1, threads);
  let column = part(columns, thread, threads);
  for (; column <= end - 4 * lanes<T>(); column += 4 * lanes<T>()) {
    sumFourVectors<T>(rows + bytes<T>(column), row, count, sum + bytes<T>(column));
  }
  for (; column <= end - lanes<T>(); column += lanes<T>()) {
    let total = i32x4.splat(0);
    const place = rows + bytes<T>(column);
    for (let n = 0; n < count; n++) total = v128.add<T>(total, v128.load(place + <usize>n * row));
    v128.store(sum + bytes<T>(column), total);
  }
  for (; column < end; column++) {
    let total: T = 0;
    const place = rows + bytes<T>(column);
    for (let n = 0; n < count; n++) total += load<T>(place + <usize>n * row);
    store<T>(sum + bytes<T>(column), total);
  }
}

/** Sums that do not wait for one another. */
function sumFourVectors<T>(rows: usize, row: usize, count: i32, sum: usize): void {
  let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let n = 0; n < count; n++) {
    s0 = v128.add<T>(s0, v128.load(rows));
    s1 = v128.add<T>(s1, v128.load(rows, 16));
    s2 = v128.add<T>(s2, v128.load(rows, 32));
    s3 = v128.add<T>(s3, v128.load(rows, 48));
    rows += row;
  }
  v128.store(sum, s0);
  v128.store(sum, s1, 16);
  v128.store(sum, s2, 32);
  v128.store(sum, s3, 48);
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
