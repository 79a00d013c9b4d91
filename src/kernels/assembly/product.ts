import { pack, packSlim, packedBytes, panelWidth, PANELS, ROWS_OF_ALL } from './packing';
import { meet, part } from './team';
import { LONG, longRow, narrowTile, ROWS, shortRow, tile } from './tiles';
import { bytes, lanes, offset } from './vectors';

/** Terms, multiplications and additions, from which on it pays to call other threads. */
export const WORTH_SHARING: f64 = 5e5;

/** Numbers of B from which on it pays to pack it, where it is read by many rows. */
const WORTH_PACKING: i32 = 4096;

/**
 * C ← S + A B, A [rows, count], B [count, columns], each row of S being `start`, or 0 where `start` is. Every sum begins with S; then the terms
 * come one after the other. Rows of C stand one after the other.
 *
 * @param a A, `aRow` bytes from row to row, `aStep` from column to column
 * @param b B, `bRow` bytes from row to row, `bColumn` from column to column: one of them the size of a number
 * @param scratch room for B, packed, and for C, if it has fewer columns than a vector numbers
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
  const fromRow = part(rows, thread, threads);
  const ownRows = part(rows, thread + 1, threads) - fromRow;
  const ownA = a + <usize>fromRow * aRow;
  const ownC = c + bytes<T>(fromRow) * <usize>columns;
  if (columns < lanes<T>()) {
    if (thread == 0) {
      packSlim<T>(b, bRow, bColumn, count, columns, scratch);
      if (start) packSlim<T>(start, 0, sizeof<T>(), 1, columns, scratch + <usize>count * 16);
    }
    if (threads > 1) meet(threads);
    const slim = scratch + <usize>(count + 1 + fromRow) * 16;
    byRows<T>(ownA, aRow, aStep, scratch, 16, ROWS_OF_ALL, start && scratch + <usize>count * 16, slim, 16, ownRows, count, lanes<T>());
    unpackSlim<T>(slim, ownC, ownRows, columns);
    return;
  }
  const isTurned = bColumn != sizeof<T>();
  const layout = rows / threads >= ROWS ? PANELS : ROWS_OF_ALL;
  if (isTurned || (rows >= 4 * ROWS && count * columns >= WORTH_PACKING)) {
    const from = panels<T>(columns, thread, threads);
    pack<T>(b, bRow, bColumn, count, columns, from, panels<T>(columns, thread + 1, threads), scratch, layout);
    if (threads > 1) meet(threads);
    byRows<T>(ownA, aRow, aStep, scratch, bytes<T>(columns), layout, start, ownC, bytes<T>(columns), ownRows, count, columns);
  } else byRows<T>(ownA, aRow, aStep, b, bRow, ROWS_OF_ALL, start, ownC, bytes<T>(columns), ownRows, count, columns);
}

/** Where the columns begin that a thread packs. */
function panels<T>(columns: i32, thread: i32, threads: i32): i32 {
  const from = part(columns, thread, threads);
  return thread == threads ? from : from - (from % panelWidth<T>());
}

function byRows<T>(
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
  if (rows < ROWS) {
    for (let row = 0; row < rows; row++) {
      oneRow<T>(a + <usize>row * aRow, aStep, b, bRow, start, c + <usize>row * cRow, count, columns);
    }
  } else {
    for (let row = 0; row < rows; row += ROWS) {
      const r = <usize>min(row, rows - ROWS);
      rowOfTiles<T>(a + r * aRow, aRow, aStep, b, bRow, layout, start, c + r * cRow, cRow, count, columns);
    }
  }
}

function rowOfTiles<T>(
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
    tile<T>(a, aRow, aStep, b + <usize>column * bColumn, wideStep, count, offset(start, at), c + at, cRow);
  }
  for (; column < columns; column += lanes<T>()) {
    const last = min(column, columns - lanes<T>());
    const place = b + <usize>(layout == PANELS ? column : last) * bColumn;
    narrowTile<T>(a, aRow, aStep, place, narrowStep, count, offset(start, bytes<T>(last)), c + bytes<T>(last), cRow);
  }
}

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
