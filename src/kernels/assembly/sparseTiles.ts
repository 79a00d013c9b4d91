import { first, loadSplat, multiplyAdd } from './vectors';

/**
 * The innermost loop of products with a sparse matrix: a part of a row of C = S + A B, whose sums stay in registers, the
 * terms one after the other. To load the rows of B is what takes the time.
 *
 * vectors: numbers of the part in vectors, at most `MOST`
 * columns, values: the numbers of a row of A that are not 0, and which columns they stand in
 * count: how many those are
 * b: where the part begins in the first row of B, `bRow` bytes from row to row
 * start: where the numbers stand that the sums begin with, or 0 if those are 0
 * c: where the sums go
 */

export const MOST: i32 = 8;

export function sparseRow(
  vectors: i32,
  columns: usize,
  values: usize,
  count: i32,
  b: usize,
  bRow: usize,
  start: usize,
  c: usize,
): void {
  switch (vectors) {
    case 1:
      return row1(columns, values, count, b, bRow, start, c);
    case 2:
      return row2(columns, values, count, b, bRow, start, c);
    case 3:
      return row3(columns, values, count, b, bRow, start, c);
    case 4:
      return row4(columns, values, count, b, bRow, start, c);
    case 5:
      return row5(columns, values, count, b, bRow, start, c);
    case 6:
      return row6(columns, values, count, b, bRow, start, c);
    case 7:
      return row7(columns, values, count, b, bRow, start, c);
    case 8:
      return row8(columns, values, count, b, bRow, start, c);
    default:
      unreachable();
  }
}

function row1(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(1, columns, values, count, b, bRow, start, c);
}

function row2(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(2, columns, values, count, b, bRow, start, c);
}

function row3(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(3, columns, values, count, b, bRow, start, c);
}

function row4(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(4, columns, values, count, b, bRow, start, c);
}

function row5(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(5, columns, values, count, b, bRow, start, c);
}

function row6(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(6, columns, values, count, b, bRow, start, c);
}

function row7(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(7, columns, values, count, b, bRow, start, c);
}

function row8(columns: usize, values: usize, count: i32, b: usize, bRow: usize, start: usize, c: usize): void {
  row(8, columns, values, count, b, bRow, start, c);
}

// @ts-ignore: decorator
@inline
function row(
  vectors: i32,
  columns: usize,
  values: usize,
  count: i32,
  b: usize,
  bRow: usize,
  start: usize,
  c: usize,
): void {
  let c0 = first(start, 0);
  let c1 = vectors > 1 ? first(start, 16) : c0;
  let c2 = vectors > 2 ? first(start, 32) : c0;
  let c3 = vectors > 3 ? first(start, 48) : c0;
  let c4 = vectors > 4 ? first(start, 64) : c0;
  let c5 = vectors > 5 ? first(start, 80) : c0;
  let c6 = vectors > 6 ? first(start, 96) : c0;
  let c7 = vectors > 7 ? first(start, 112) : c0;
  const end = values + <usize>count * 4;
  while (values != end) {
    const x = loadSplat<f32>(values);
    const place = b + <usize>load<u16>(columns) * bRow;
    c0 = multiplyAdd<f32>(x, v128.load(place), c0);
    if (vectors > 1) c1 = multiplyAdd<f32>(x, v128.load(place, 16), c1);
    if (vectors > 2) c2 = multiplyAdd<f32>(x, v128.load(place, 32), c2);
    if (vectors > 3) c3 = multiplyAdd<f32>(x, v128.load(place, 48), c3);
    if (vectors > 4) c4 = multiplyAdd<f32>(x, v128.load(place, 64), c4);
    if (vectors > 5) c5 = multiplyAdd<f32>(x, v128.load(place, 80), c5);
    if (vectors > 6) c6 = multiplyAdd<f32>(x, v128.load(place, 96), c6);
    if (vectors > 7) c7 = multiplyAdd<f32>(x, v128.load(place, 112), c7);
    values += 4;
    columns += 2;
  }
  v128.store(c, c0);
  if (vectors > 1) v128.store(c, c1, 16);
  if (vectors > 2) v128.store(c, c2, 32);
  if (vectors > 3) v128.store(c, c3, 48);
  if (vectors > 4) v128.store(c, c4, 64);
  if (vectors > 5) v128.store(c, c5, 80);
  if (vectors > 6) v128.store(c, c6, 96);
  if (vectors > 7) v128.store(c, c7, 112);
}
