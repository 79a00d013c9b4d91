import { SPARSE_CHUNK } from '../operations';
import { sumRows } from './affine';
import { packSlim } from './packing';
import { unpackSlim, WORTH_SHARING } from './product';
import { MOST, sparseRow } from './sparseTiles';
import { meet, part } from './team';
import { offset } from './vectors';

/**
 * A fully connected layer whose input is sparse: `SparseBatch`, in float32. What is left out of the sums are products that
 * are 0: the sums are those of the dense layer to the bit, where weights are finite. See `Kernels`.
 */

/** Terms, by the size of the dense layer, from which on it pays to call other threads. */
const WORTH: f64 = 4 * WORTH_SHARING;

/** y[n] = b + the sum of x[n][i] · w[i] over the inputs i that are not 0; each thread some samples. */
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
  if (<f64>samples * <f64>inputs * <f64>outputs < WORTH) {
    if (thread) return;
    threads = 1;
  }
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  if (outputs >= 4) {
    forward(starts, columns, values, picked, w, b, y, from, to, outputs);
    return;
  }
  const slimW = scratch + 16;
  const slimY = slimW + <usize>inputs * 16;
  if (thread == 0) {
    packSlim<f32>(b, 0, 4, 1, outputs, scratch);
    packSlim<f32>(w, <usize>outputs * 4, 4, inputs, outputs, slimW);
  }
  if (threads > 1) meet(threads);
  forward(starts, columns, values, picked, slimW, scratch, slimY, from, to, 4);
  unpackSlim<f32>(slimY + <usize>from * 16, y + <usize>(from * outputs) * 4, to - from, outputs);
}

/** Samples `from` … `to` − 1, at least 4 outputs. */
function forward(
  starts: usize,
  columns: usize,
  values: usize,
  picked: usize,
  w: usize,
  b: usize,
  y: usize,
  from: i32,
  to: i32,
  outputs: i32,
): void {
  for (let n = from; n < to; n++) {
    const row = starts + (<usize>load<u32>(picked + <usize>n * 4) << 2);
    const begin = <usize>load<u32>(row);
    const count = load<i32>(row, 4) - <i32>begin;
    sumRow(columns + (begin << 1), values + (begin << 2), count, w, b, y + <usize>(n * outputs) * 4, outputs);
  }
}

/** A row of C in parts of as many vectors each; the last may begin within the one before. */
function sumRow(
  columns: usize,
  values: usize,
  count: i32,
  b: usize,
  start: usize,
  c: usize,
  outputs: i32,
): void {
  const vectors = (outputs + 3) / 4;
  const parts = max((vectors + MOST - 1) / MOST, outputs % 4 ? 2 : 1);
  const own = (vectors + parts - 1) / parts;
  for (let column = 0; column < outputs; column += 4 * own) {
    const at = <usize>min(column, outputs - 4 * own) * 4;
    sparseRow(own, columns, values, count, b + at, <usize>outputs * 4, offset(start, at), c + at);
  }
}

/** dw[i] = the sum of x[n][i] · dy[n] over the samples n whose input i is not 0; each thread some inputs. */
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
  if (<f64>samples * <f64>inputs * <f64>outputs < WORTH) {
    if (thread) return;
    threads = 1;
  }
  sumRows<f32>(dy, db, samples, outputs, thread, threads);
  const from = part(inputs, thread, threads);
  const to = part(inputs, thread + 1, threads);
  if (outputs >= 4) {
    backward(starts, columns, values, picked, dy, dw, samples, inputs, outputs, scratch, from, to);
    return;
  }
  const slimDw = scratch + <usize>samples * 16;
  const room = slimDw + <usize>inputs * 16;
  if (thread == 0) packSlim<f32>(dy, <usize>outputs * 4, 4, samples, outputs, scratch);
  if (threads > 1) meet(threads);
  backward(starts, columns, values, picked, scratch, slimDw, samples, inputs, 4, room, from, to);
  unpackSlim<f32>(slimDw + <usize>from * 16, dw + <usize>(from * outputs) * 4, to - from, outputs);
}

/** Inputs `from` … `to` − 1, at least 4 outputs. The samples are taken in chunks, whose sums go on from chunk to chunk. */
function backward(
  starts: usize,
  columns: usize,
  values: usize,
  picked: usize,
  dy: usize,
  dw: usize,
  samples: i32,
  inputs: i32,
  outputs: i32,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  const chunk = min(samples, SPARSE_CHUNK);
  const numbers = scratch + <usize>inputs * 4;
  const rows = numbers + <usize>(inputs * chunk) * 4;
  const before = rows + <usize>(inputs * chunk) * 2;
  const dwRow = <usize>outputs * 4;
  for (let n = 0; n < samples; n += chunk) {
    const count = min(chunk, samples - n);
    sortByColumn(starts, columns, values, picked + <usize>n * 4, count, from, to, chunk, scratch, rows, numbers);
    const dyRows = dy + <usize>n * dwRow;
    if (n) memory.copy(before + <usize>from * dwRow, dw + <usize>from * dwRow, <usize>(to - from) * dwRow);
    let begin = from * chunk;
    for (let i = from; i < to; i++) {
      const end = load<i32>(scratch + <usize>i * 4);
      const place = <usize>begin;
      const start = n ? before + <usize>i * dwRow : 0;
      sumRow(rows + (place << 1), numbers + (place << 2), end - begin, dyRows, start, dw + <usize>i * dwRow, outputs);
      begin = end;
    }
  }
}

/**
 * The inputs of some samples that are not 0, sorted by column: of each column which samples have them, ascending, and what
 * they are.
 *
 * @param from, to the columns
 * @param chunk room for so many inputs of each column
 * @param ends where each column ends in `rows` and `numbers`; each begins where the one before ends, the first at
 * from · chunk
 */
function sortByColumn(
  starts: usize,
  columns: usize,
  values: usize,
  picked: usize,
  samples: i32,
  from: i32,
  to: i32,
  chunk: i32,
  ends: usize,
  rows: usize,
  numbers: usize,
): void {
  memory.fill(ends + <usize>from * 4, 0, <usize>(to - from) * 4);
  for (let n = 0; n < samples; n++) {
    const row = starts + (<usize>load<u32>(picked + <usize>n * 4) << 2);
    const end = load<u32>(row, 4);
    for (let at = load<u32>(row); at < end; at++) {
      const column = <i32>load<u16>(columns + (<usize>at << 1));
      if (column >= from && column < to) next(ends, column);
    }
  }
  let total = from * chunk;
  for (let column = from; column < to; column++) {
    const count = load<i32>(ends + <usize>column * 4);
    store<i32>(ends + <usize>column * 4, total);
    total += count;
  }
  for (let n = 0; n < samples; n++) {
    const row = starts + (<usize>load<u32>(picked + <usize>n * 4) << 2);
    const end = load<u32>(row, 4);
    for (let at = load<u32>(row); at < end; at++) {
      const column = <i32>load<u16>(columns + (<usize>at << 1));
      if (column < from || column >= to) continue;
      const place = <usize>next(ends, column);
      store<u16>(rows + (place << 1), <u16>n);
      store<f32>(numbers + (place << 2), load<f32>(values + (<usize>at << 2)));
    }
  }
}

/** @returns the number of a column before it grew by one */
// @ts-ignore: decorator
@inline
function next(numbers: usize, column: i32): i32 {
  const place = numbers + (<usize>column << 2);
  const number = load<i32>(place);
  store<i32>(place, number + 1);
  return number;
}
