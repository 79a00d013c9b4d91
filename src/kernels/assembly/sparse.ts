import { SPARSE_CHUNK } from '../operations';
import { sumRows } from './affine';
import { packSlim } from './packing';
import { unpackSlim, WORTH_SHARING } from './product';
import { MOST, sparseRow } from './sparseTiles';
import { meet, part } from './team';
import { offset } from './vectors';

/**
 * A fully connected layer whose input is sparse: `SparseBatch`, in float32. What is left out of the sums are products
 * that are 0: the sums are those of the dense layer to the bit, where weights are finite. See `Kernels`.
 */

/** Bytes of a term of the gradient. */
const TERM: usize = 8;

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
  meet(threads);
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
    sumRow(columns + (begin << 1), 2, values + (begin << 2), 4, count, w, b, y + <usize>(n * outputs) * 4, outputs);
  }
}

/** A row of C of at least 4 numbers, in parts of about as many vectors each. */
function sumRow(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  start: usize,
  c: usize,
  outputs: i32,
): void {
  const parts = (outputs + 4 * MOST - 1) / (4 * MOST);
  const width = 4 * ((outputs + 4 * parts - 1) / (4 * parts));
  const bRow = <usize>outputs * 4;
  for (let column = 0; column < outputs; column += width) {
    const from = min(column, outputs - 4);
    const own = min(width, outputs - from);
    const at = <usize>from * 4;
    const last = <usize>(own - 4) * 4;
    const vectors = (own + 3) / 4;
    sparseRow(vectors, columns, columnStep, values, valueStep, count, b + at, bRow, last, offset(start, at), c + at);
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
  meet(threads);
  backward(starts, columns, values, picked, scratch, slimDw, samples, inputs, 4, room, from, to);
  unpackSlim<f32>(slimDw + <usize>from * 16, dw + <usize>(from * outputs) * 4, to - from, outputs);
}

/** Inputs `from` … `to` − 1, at least 4 outputs. The samples are taken in chunks; sums go on from chunk to chunk. */
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
  const terms = scratch + <usize>inputs * 4;
  const before = terms + <usize>(inputs * chunk) * TERM;
  const dwRow = <usize>outputs * 4;
  for (let n = 0; n < samples; n += chunk) {
    const count = min(chunk, samples - n);
    sortByColumn(starts, columns, values, picked + <usize>n * 4, count, inputs, from, to, chunk, scratch, terms);
    const dyRows = dy + <usize>n * dwRow;
    if (n) memory.copy(before + <usize>from * dwRow, dw + <usize>from * dwRow, <usize>(to - from) * dwRow);
    let begin = from * chunk;
    for (let i = from; i < to; i++) {
      const end = load<i32>(scratch + <usize>i * 4);
      const place = terms + <usize>begin * TERM;
      const start = n ? before + <usize>i * dwRow : 0;
      sumRow(place + 4, TERM, place, TERM, end - begin, dyRows, start, dw + <usize>i * dwRow, outputs);
      begin = end;
    }
  }
}

/**
 * The inputs of some samples that are not 0, sorted by column: of each column the terms, ascending by sample. A term is
 * a float32, what the input is, and an index, which of the samples has it.
 *
 * @param from, to the columns
 * @param chunk room for so many terms of each column
 * @param ends where each column ends in `terms`; each begins where the one before ends, the first at from · chunk
 */
function sortByColumn(
  starts: usize,
  columns: usize,
  values: usize,
  picked: usize,
  samples: i32,
  inputs: i32,
  from: i32,
  to: i32,
  chunk: i32,
  ends: usize,
  terms: usize,
): void {
  memory.fill(ends + <usize>from * 4, 0, <usize>(to - from) * 4);
  for (let n = 0; n < samples; n++) {
    const row = starts + (<usize>load<u32>(picked + <usize>n * 4) << 2);
    const end = placeOf(columns, row, to, inputs);
    for (let at = placeOf(columns, row, from, inputs); at < end; at++) {
      const place = ends + (<usize>load<u16>(columns + (at << 1)) << 2);
      store<i32>(place, load<i32>(place) + 1);
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
    const end = placeOf(columns, row, to, inputs);
    for (let at = placeOf(columns, row, from, inputs); at < end; at++) {
      const place = ends + (<usize>load<u16>(columns + (at << 1)) << 2);
      const term = load<i32>(place);
      store<i32>(place, term + 1);
      store<u64>(terms + <usize>term * TERM, (<u64>n << 32) | load<u32>(values + (at << 2)));
    }
  }
}

/** Where in a row the first column is that is not before a given one. */
function placeOf(columns: usize, row: usize, column: i32, inputs: i32): usize {
  let from = load<u32>(row);
  let to = load<u32>(row, 4);
  if (column == 0) return from;
  if (column == inputs) return to;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (<i32>load<u16>(columns + (<usize>middle << 1)) < column) from = middle + 1;
    else to = middle;
  }
  return from;
}
