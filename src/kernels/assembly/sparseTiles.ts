import { first, loadSplat, multiplyAdd } from './vectors';

/**
 * The innermost loop of products with a sparse matrix: a part of a row of C = S + A B, whose sums stay in registers,
 * the terms one after the other. To load rows of B is what takes the time, so the parts are as long as registers allow.
 *
 * vectors: numbers of the part in vectors, at most `MOST`
 * columns, values: which columns of a row of A are not 0, and the numbers there: shorts and float32, `columnStep` and
 * `valueStep` bytes from term to term
 * count: how many terms there are
 * b: where the part begins in the first row of B, `bRow` bytes from row to row
 * last: where the last vector of the part begins, in bytes: it may begin within the one before
 * start: where the numbers stand that the sums begin with, or 0 if those are 0
 * c: where the sums go
 */

export const MOST: i32 = 13;

export function sparseRow(
  vectors: i32,
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  switch (vectors) {
    case 1:
      return row1(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 2:
      return row2(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 3:
      return row3(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 4:
      return row4(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 5:
      return row5(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 6:
      return row6(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 7:
      return row7(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 8:
      return row8(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 9:
      return row9(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 10:
      return row10(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 11:
      return row11(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 12:
      return row12(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    case 13:
      return row13(columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
    default:
      unreachable();
  }
}

function row1(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(1, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row2(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(2, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row3(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(3, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row4(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(4, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row5(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(5, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row6(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(6, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row7(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(7, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row8(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(8, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row9(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(9, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row10(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(10, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row11(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(11, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row12(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(12, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

function row13(
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  row(13, columns, columnStep, values, valueStep, count, b, bRow, last, start, c);
}

// @ts-ignore: decorator
@inline
function row(
  vectors: i32,
  columns: usize,
  columnStep: usize,
  values: usize,
  valueStep: usize,
  count: i32,
  b: usize,
  bRow: usize,
  last: usize,
  start: usize,
  c: usize,
): void {
  let sum = first(start, last);
  let c0 = vectors > 1 ? first(start, 0) : sum;
  let c1 = vectors > 2 ? first(start, 16) : sum;
  let c2 = vectors > 3 ? first(start, 32) : sum;
  let c3 = vectors > 4 ? first(start, 48) : sum;
  let c4 = vectors > 5 ? first(start, 64) : sum;
  let c5 = vectors > 6 ? first(start, 80) : sum;
  let c6 = vectors > 7 ? first(start, 96) : sum;
  let c7 = vectors > 8 ? first(start, 112) : sum;
  let c8 = vectors > 9 ? first(start, 128) : sum;
  let c9 = vectors > 10 ? first(start, 144) : sum;
  let c10 = vectors > 11 ? first(start, 160) : sum;
  let c11 = vectors > 12 ? first(start, 176) : sum;
  const end = values + <usize>count * valueStep;
  while (values != end) {
    const x = loadSplat<f32>(values);
    const place = b + <usize>load<u16>(columns) * bRow;
    if (vectors > 1) c0 = multiplyAdd<f32>(x, v128.load(place), c0);
    if (vectors > 2) c1 = multiplyAdd<f32>(x, v128.load(place, 16), c1);
    if (vectors > 3) c2 = multiplyAdd<f32>(x, v128.load(place, 32), c2);
    if (vectors > 4) c3 = multiplyAdd<f32>(x, v128.load(place, 48), c3);
    if (vectors > 5) c4 = multiplyAdd<f32>(x, v128.load(place, 64), c4);
    if (vectors > 6) c5 = multiplyAdd<f32>(x, v128.load(place, 80), c5);
    if (vectors > 7) c6 = multiplyAdd<f32>(x, v128.load(place, 96), c6);
    if (vectors > 8) c7 = multiplyAdd<f32>(x, v128.load(place, 112), c7);
    if (vectors > 9) c8 = multiplyAdd<f32>(x, v128.load(place, 128), c8);
    if (vectors > 10) c9 = multiplyAdd<f32>(x, v128.load(place, 144), c9);
    if (vectors > 11) c10 = multiplyAdd<f32>(x, v128.load(place, 160), c10);
    if (vectors > 12) c11 = multiplyAdd<f32>(x, v128.load(place, 176), c11);
    sum = multiplyAdd<f32>(x, v128.load(place + last), sum);
    values += valueStep;
    columns += columnStep;
  }
  if (vectors > 1) v128.store(c, c0);
  if (vectors > 2) v128.store(c, c1, 16);
  if (vectors > 3) v128.store(c, c2, 32);
  if (vectors > 4) v128.store(c, c3, 48);
  if (vectors > 5) v128.store(c, c4, 64);
  if (vectors > 6) v128.store(c, c5, 80);
  if (vectors > 7) v128.store(c, c6, 96);
  if (vectors > 8) v128.store(c, c7, 112);
  if (vectors > 9) v128.store(c, c8, 128);
  if (vectors > 10) v128.store(c, c9, 144);
  if (vectors > 11) v128.store(c, c10, 160);
  if (vectors > 12) v128.store(c, c11, 176);
  v128.store(c + last, sum);
}
