import { first, loadSplat, multiplyAdd } from './vectors';

/**
 * The innermost loops of products of matrices: each computes a tile of C = S + A B, whose sums stay in registers, the
 * terms one after the other. V8 leaves 15 registers for vectors; one too many makes a loop several times slower.
 *
 * a: the first row of A that the tile needs, `aRow` bytes from row to row, `aStep` from column to column
 * b: the first column of B that the tile needs, `bStep` bytes from row to row; its columns stand one after the other
 * count: terms of a sum; columns of A, rows of B
 * start: where the numbers stand that the sums of each row begin with, or 0 if those are 0
 * c: where the tile goes, `cRow` bytes from row to row
 */

/** Rows of a tile: as many as registers allow. A product that is rounded before it is added needs one for itself. */
export const HIGH: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;

/** Rows of a tile where so few are left. */
export const LOW: i32 = 4;

/** `height` rows of two vectors. */
export function tile<T>(
  height: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  if (height == HIGH) highTile<T>(a, aRow, aStep, b, bStep, count, start, c, cRow);
  else lowTile<T>(a, aRow, aStep, b, bStep, count, start, c, cRow);
}

function highTile<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  tileOf<T>(HIGH, a, aRow, aStep, b, bStep, count, start, c, cRow);
}

function lowTile<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  tileOf<T>(LOW, a, aRow, aStep, b, bStep, count, start, c, cRow);
}

// @ts-ignore: decorator
@inline
function tileOf<T>(
  rows: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let a4 = a3 + aRow;
  let a5 = a4 + aRow;
  const s0 = first(start, 0);
  const s1 = first(start, 16);
  let c00 = s0, c10 = s0, c20 = s0, c30 = s0, c40 = s0, c50 = s0;
  let c01 = s1, c11 = s1, c21 = s1, c31 = s1, c41 = s1, c51 = s1;
  const end = a + <usize>count * aStep;
  while (a != end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = loadSplat<T>(a);
    c00 = multiplyAdd<T>(x0, b0, c00);
    c01 = multiplyAdd<T>(x0, b1, c01);
    a += aStep;
    const x1 = loadSplat<T>(a1);
    c10 = multiplyAdd<T>(x1, b0, c10);
    c11 = multiplyAdd<T>(x1, b1, c11);
    a1 += aStep;
    const x2 = loadSplat<T>(a2);
    c20 = multiplyAdd<T>(x2, b0, c20);
    c21 = multiplyAdd<T>(x2, b1, c21);
    a2 += aStep;
    const x3 = loadSplat<T>(a3);
    c30 = multiplyAdd<T>(x3, b0, c30);
    c31 = multiplyAdd<T>(x3, b1, c31);
    a3 += aStep;
    if (rows > 4) {
      const x4 = loadSplat<T>(a4);
      c40 = multiplyAdd<T>(x4, b0, c40);
      c41 = multiplyAdd<T>(x4, b1, c41);
      a4 += aStep;
    }
    if (rows > 5) {
      const x5 = loadSplat<T>(a5);
      c50 = multiplyAdd<T>(x5, b0, c50);
      c51 = multiplyAdd<T>(x5, b1, c51);
      a5 += aStep;
    }
    b += bStep;
  }
  storeTwo(c, c00, c01);
  storeTwo(c + cRow, c10, c11);
  storeTwo(c + 2 * cRow, c20, c21);
  storeTwo(c + 3 * cRow, c30, c31);
  if (rows > 4) storeTwo(c + 4 * cRow, c40, c41);
  if (rows > 5) storeTwo(c + 5 * cRow, c50, c51);
}

/** `height` rows of one vector. */
export function narrowTile<T>(
  height: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  if (height == HIGH) highNarrowTile<T>(a, aRow, aStep, b, bStep, count, start, c, cRow);
  else lowNarrowTile<T>(a, aRow, aStep, b, bStep, count, start, c, cRow);
}

function highNarrowTile<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  narrowTileOf<T>(HIGH, a, aRow, aStep, b, bStep, count, start, c, cRow);
}

function lowNarrowTile<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  narrowTileOf<T>(LOW, a, aRow, aStep, b, bStep, count, start, c, cRow);
}

// @ts-ignore: decorator
@inline
function narrowTileOf<T>(
  rows: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
  cRow: usize,
): void {
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let a4 = a3 + aRow;
  let a5 = a4 + aRow;
  const s0 = first(start, 0);
  let c0 = s0, c1 = s0, c2 = s0, c3 = s0, c4 = s0, c5 = s0;
  const end = a + <usize>count * aStep;
  while (a != end) {
    const b0 = v128.load(b);
    c0 = multiplyAdd<T>(loadSplat<T>(a), b0, c0);
    a += aStep;
    c1 = multiplyAdd<T>(loadSplat<T>(a1), b0, c1);
    a1 += aStep;
    c2 = multiplyAdd<T>(loadSplat<T>(a2), b0, c2);
    a2 += aStep;
    c3 = multiplyAdd<T>(loadSplat<T>(a3), b0, c3);
    a3 += aStep;
    if (rows > 4) {
      c4 = multiplyAdd<T>(loadSplat<T>(a4), b0, c4);
      a4 += aStep;
    }
    if (rows > 5) {
      c5 = multiplyAdd<T>(loadSplat<T>(a5), b0, c5);
      a5 += aStep;
    }
    b += bStep;
  }
  v128.store(c, c0);
  v128.store(c + cRow, c1);
  v128.store(c + 2 * cRow, c2);
  v128.store(c + 3 * cRow, c3);
  if (rows > 4) v128.store(c + 4 * cRow, c4);
  if (rows > 5) v128.store(c + 5 * cRow, c5);
}

// @ts-ignore: decorator
@inline
function storeTwo(place: usize, first: v128, second: v128): void {
  v128.store(place, first);
  v128.store(place, second, 16);
}

/** Vectors of a long row. */
export const LONG: i32 = 8;

/** One row of `LONG` vectors. */
export function longRow<T>(
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
): void {
  let c0 = first(start, 0);
  let c1 = first(start, 16);
  let c2 = first(start, 32);
  let c3 = first(start, 48);
  let c4 = first(start, 64);
  let c5 = first(start, 80);
  let c6 = first(start, 96);
  let c7 = first(start, 112);
  const end = a + <usize>count * aStep;
  while (a != end) {
    const x = loadSplat<T>(a);
    c0 = multiplyAdd<T>(x, v128.load(b), c0);
    c1 = multiplyAdd<T>(x, v128.load(b, 16), c1);
    c2 = multiplyAdd<T>(x, v128.load(b, 32), c2);
    c3 = multiplyAdd<T>(x, v128.load(b, 48), c3);
    c4 = multiplyAdd<T>(x, v128.load(b, 64), c4);
    c5 = multiplyAdd<T>(x, v128.load(b, 80), c5);
    c6 = multiplyAdd<T>(x, v128.load(b, 96), c6);
    c7 = multiplyAdd<T>(x, v128.load(b, 112), c7);
    a += aStep;
    b += bStep;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
  v128.store(c, c4, 64);
  v128.store(c, c5, 80);
  v128.store(c, c6, 96);
  v128.store(c, c7, 112);
}

/** One row of one vector. */
export function shortRow<T>(
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  c: usize,
): void {
  let sum = first(start, 0);
  const end = a + <usize>count * aStep;
  while (a != end) {
    sum = multiplyAdd<T>(loadSplat<T>(a), v128.load(b), sum);
    a += aStep;
    b += bStep;
  }
  v128.store(c, sum);
}
