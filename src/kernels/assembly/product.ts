import { pack, packSlim, panelWidth, PANELS, ROWS_OF_ALL } from './packing';
import { meet, part } from './team';
import { HIGH, LONG, longRow, LOW, narrowTile, shortRow, tile } from './tiles';
import { bytes, lanes, offset } from './vectors';

/** Terms, multiplications and additions, from which on it pays to call other threads. */
export const WORTH_SHARING: f64 = 5e5;

/** Numbers of B from which on it pays to pack it, where it is read by many rows. */
const WORTH_PACKING: i32 = 4096;

/** Bytes of packed columns that stay in the cache while all rows of A are multiplied by them. */
const BLOCK: i32 = 262_144;

/** So many panels for each thread make it worth that each packs its own columns, and none waits for another. */
const WIDE: i32 = 8;

/**
 * C ← S + A B for A [rows, count] and B [count, columns], each row of S being `start`, or 0 where `start` is. A sum
 * begins with S, then come the terms, one after the other. Rows of C stand one after the other; each thread computes some.
 *
 * @param a A, `aRow` bytes from row to row, `aStep` from column to column
 * @param b B, `bRow` bytes from row to row, `bColumn` from column to column: one of them the size of a number
 * @param scratch see webassembly/scratch
 */
export function product<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  start: usize,
  c: usize,
  rows: i32,
  count: i32,
  columns: i32,
  scratch: usize,
  thread: i32,
  threads: i32,
): void {
  if (<f64>rows * <f64>count * <f64>columns < WORTH_SHARING) {
    if (thread) return;
    threads = 1;
  }
  if (columns < lanes<T>()) {
    slimProduct<T>(a, aRow, aStep, b, bRow, bColumn, start, c, rows, count, columns, scratch, thread, threads);
    return;
  }
  const cRow = bytes<T>(columns);
  const isTurned = bColumn != sizeof<T>();
  const isPacked = isTurned || (rows >= 4 * HIGH && count * columns >= WORTH_PACKING);
  const begin = panels<T>(columns, thread, threads);
  const end = panels<T>(columns, thread + 1, threads);
  if (isPacked && rows >= LOW && (threads == 1 || columns >= threads * WIDE * panelWidth<T>())) {
    const block = blockWidth<T>(count);
    for (let from = begin, to = from; from < end; from = to) {
      to = end - from < 2 * block ? end : from + block;
      const at = bytes<T>(from);
      pack<T>(b, bRow, bColumn, count, columns, from, to, scratch + bytes<T>(begin - from) * <usize>count, PANELS);
      const own = scratch + bytes<T>(begin) * <usize>count;
      multiply<T>(a, aRow, aStep, own, 0, PANELS, offset(start, at), c + at, cRow, rows, count, to - from);
    }
    return;
  }
  const from = part(rows, thread, threads);
  const own = part(rows, thread + 1, threads) - from;
  a += <usize>from * aRow;
  c += <usize>from * cRow;
  if (!isPacked) {
    multiply<T>(a, aRow, aStep, b, bRow, ROWS_OF_ALL, start, c, cRow, own, count, columns);
    return;
  }
  const layout = rows / threads >= LOW ? PANELS : ROWS_OF_ALL;
  pack<T>(b, bRow, bColumn, count, columns, begin, end, scratch, layout);
  meet(threads);
  multiply<T>(a, aRow, aStep, scratch, cRow, layout, start, c, cRow, own, count, columns);
}

/** B and C have fewer columns than a vector has numbers: they are padded. */
function slimProduct<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  start: usize,
  c: usize,
  rows: i32,
  count: i32,
  columns: i32,
  scratch: usize,
  thread: i32,
  threads: i32,
): void {
  const slimStart = start ? scratch + <usize>count * 16 : 0;
  if (thread == 0) {
    packSlim<T>(b, bRow, bColumn, count, columns, scratch);
    if (start) packSlim<T>(start, 0, sizeof<T>(), 1, columns, slimStart);
  }
  meet(threads);
  const from = part(rows, thread, threads);
  const own = part(rows, thread + 1, threads) - from;
  const slimC = scratch + <usize>(count + 1 + from) * 16;
  a += <usize>from * aRow;
  multiply<T>(a, aRow, aStep, scratch, 16, ROWS_OF_ALL, slimStart, slimC, 16, own, count, lanes<T>());
  unpackSlim<T>(slimC, c + bytes<T>(from * columns), own, columns);
}

/** So many columns are packed at a time. */
function blockWidth<T>(count: i32): i32 {
  return panelWidth<T>() * max(2, BLOCK / (2 * 16 * count));
}

/** Where the columns begin that a thread packs. */
function panels<T>(columns: i32, thread: i32, threads: i32): i32 {
  const from = part(columns, thread, threads);
  return thread == threads ? from : from - (from % panelWidth<T>());
}

/** C ← S + A B, by tiles; `b` is as `layout` says. */
function multiply<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  layout: bool,
  start: usize,
  c: usize,
  cRow: usize,
  rows: i32,
  count: i32,
  columns: i32,
): void {
  if (rows < LOW) {
    for (let row = 0; row < rows; row++) {
      oneRow<T>(a + <usize>row * aRow, aStep, b, bRow, start, c + <usize>row * cRow, count, columns);
    }
    return;
  }
  let height = HIGH;
  for (let row = 0; row < rows; row += height) {
    const left = rows - row;
    if (left <= LOW || rows < HIGH || (left > HIGH && left <= 2 * LOW)) height = LOW;
    const r = <usize>min(row, rows - height);
    rowOfTiles<T>(height, a + r * aRow, aRow, aStep, b, bRow, layout, start, c + r * cRow, cRow, count, columns);
  }
}

/** `height` rows of C: wide tiles, then narrow ones, the last of which may begin within the one before. */
function rowOfTiles<T>(
  height: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  layout: bool,
  start: usize,
  c: usize,
  cRow: usize,
  count: i32,
  columns: i32,
): void {
  const wideStep = layout == PANELS ? <usize>32 : bRow;
  const narrowStep = layout == PANELS ? <usize>16 : bRow;
  const bColumn = layout == PANELS ? bytes<T>(count) : sizeof<T>();
  let column = 0;
  for (; column <= columns - panelWidth<T>(); column += panelWidth<T>()) {
    const at = bytes<T>(column);
    tile<T>(height, a, aRow, aStep, b + <usize>column * bColumn, wideStep, count, offset(start, at), c + at, cRow);
  }
  for (; column < columns; column += lanes<T>()) {
    const last = min(column, columns - lanes<T>());
    const place = b + <usize>(layout == PANELS ? column : last) * bColumn;
    const at = bytes<T>(last);
    narrowTile<T>(height, a, aRow, aStep, place, narrowStep, count, offset(start, at), c + at, cRow);
  }
}

/** One row of C, in long or in short parts, the last of which may begin within the one before. */
function oneRow<T>(
  a: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  start: usize,
  c: usize,
  count: i32,
  columns: i32,
): void {
  const long = LONG * lanes<T>();
  const width = columns < long ? lanes<T>() : long;
  for (let column = 0; column < columns; column += width) {
    const at = bytes<T>(min(column, columns - width));
    if (width == long) longRow<T>(a, aStep, b + at, bRow, count, offset(start, at), c + at);
    else shortRow<T>(a, aStep, b + at, bRow, count, offset(start, at), c + at);
  }
}

/** Takes rows of a vector each to rows of so many numbers. */
export function unpackSlim<T>(slim: usize, c: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<T>(c, load<T>(slim + <usize>row * 16 + bytes<T>(column)));
      c += sizeof<T>();
    }
  }
}
