import { bytes, lanes } from './vectors';

/**
 * Matrices copied so that innermost loops read them one number after the other: `PANELS` holds the columns of a matrix
 * in panels of two vectors, [panel][row][column], and what is left of the columns in panels of one vector, the last of
 * which may begin within the one before. `ROWS_OF_ALL` holds the rows as they are.
 */
export const PANELS: bool = true;
export const ROWS_OF_ALL: bool = false;

/** So many lines of the cache are copied of a row at once, each to two panels: more would drive each other out of it. */
const LINES: i32 = 4;

/** Columns of a wide panel. */
// @ts-ignore: decorator
@inline
export function panelWidth<T>(): i32 {
  return 2 * lanes<T>();
}

/**
 * Packs columns `from` … `to` − 1 of B, at least one vector in all.
 *
 * @param b B, `bRow` bytes from row to row, `bColumn` from column to column: one of them the size of a number
 * @param from a multiple of the width of a panel
 * @param to a multiple of the width of a panel, or all columns
 * @param packed where the packed matrix of all columns begins
 */
export function pack<T>(
  b: usize,
  bRow: usize,
  bColumn: usize,
  rows: i32,
  columns: i32,
  from: i32,
  to: i32,
  packed: usize,
  layout: bool,
): void {
  const wide = layout == PANELS ? min(to, columns - (columns % panelWidth<T>())) : from;
  let column = from;
  if (bColumn == sizeof<T>()) {
    for (let lines = 0; column <= wide - 2 * panelWidth<T>(); column += lines * 2 * panelWidth<T>()) {
      lines = min(LINES, (wide - column) / (2 * panelWidth<T>()));
      copyLines(b + bytes<T>(column), bRow, rows, lines, packed + bytes<T>(column) * <usize>rows);
    }
  }
  for (; column < wide; column += panelWidth<T>()) {
    const source = b + <usize>column * bColumn;
    const target = packed + bytes<T>(column) * <usize>rows;
    if (bColumn == sizeof<T>()) copyTwo(source, bRow, rows, target);
    else {
      turn<T>(source, bColumn, rows, target, 32);
      turn<T>(source + <usize>lanes<T>() * bColumn, bColumn, rows, target + 16, 32);
    }
  }
  for (; column < to; column += lanes<T>()) {
    const last = min(column, columns - lanes<T>());
    const target = packed + (layout == PANELS ? bytes<T>(column) * <usize>rows : bytes<T>(last));
    const step = layout == PANELS ? <usize>16 : bytes<T>(columns);
    if (bColumn == sizeof<T>()) copyOne(b + <usize>last * bColumn, bRow, rows, target, step);
    else turn<T>(b + <usize>last * bColumn, bColumn, rows, target, step);
  }
}

/** Of each row so many times four vectors, a line of the cache, to two panels each: memory is read row by row. */
function copyLines(b: usize, bRow: usize, rows: i32, lines: i32, target: usize): void {
  const panel = 32 * <usize>rows;
  for (let row = 0; row < rows; row++) {
    let from = b;
    let to = target;
    for (let line = 0; line < lines; line++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      to += panel;
      v128.store(to, v128.load(from, 32));
      v128.store(to, v128.load(from, 48), 16);
      to += panel;
      from += 64;
    }
    b += bRow;
    target += 32;
  }
}

/** Two vectors of each row. */
function copyTwo(b: usize, bRow: usize, rows: i32, target: usize): void {
  for (let row = 0; row < rows; row++) {
    v128.store(target, v128.load(b));
    v128.store(target, v128.load(b, 16), 16);
    b += bRow;
    target += 32;
  }
}

/** One vector of each row. */
function copyOne(b: usize, bRow: usize, rows: i32, target: usize, step: usize): void {
  for (let row = 0; row < rows; row++) {
    v128.store(target, v128.load(b));
    b += bRow;
    target += step;
  }
}

/** One vector of each row of a matrix whose columns stand one after the other, `bColumn` bytes from column to column. */
function turn<T>(b: usize, bColumn: usize, rows: i32, target: usize, step: usize): void {
  let row = 0;
  if (sizeof<T>() == 4) {
    for (; row < rows - 3; row += 4) {
      turnFour(b + bytes<T>(row), bColumn, target, step);
      target += 4 * step;
    }
  }
  for (; row < rows; row++) {
    for (let lane = 0; lane < lanes<T>(); lane++) {
      store<T>(target + bytes<T>(lane), load<T>(b + <usize>lane * bColumn + bytes<T>(row)));
    }
    target += step;
  }
}

/** Four rows and columns of float32. */
// @ts-ignore: decorator
@inline
function turnFour(b: usize, bColumn: usize, target: usize, step: usize): void {
  const c0 = v128.load(b);
  const c1 = v128.load(b + bColumn);
  const c2 = v128.load(b + 2 * bColumn);
  const c3 = v128.load(b + 3 * bColumn);
  const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(target + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(target + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(target + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** Packs a matrix of fewer columns than a vector has numbers: zeros fill it up. */
export function packSlim<T>(b: usize, bRow: usize, bColumn: usize, rows: i32, columns: i32, packed: usize): void {
  for (let row = 0; row < rows; row++) {
    v128.store(packed + <usize>row * 16, i32x4.splat(0));
    for (let column = 0; column < columns; column++) {
      const number = load<T>(b + <usize>row * bRow + <usize>column * bColumn);
      store<T>(packed + <usize>row * 16 + bytes<T>(column), number);
    }
  }
}
