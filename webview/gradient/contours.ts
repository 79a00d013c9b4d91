import { contours } from 'd3-contour';
import type { ShownPlots } from '../../src/editor/gradient/messages';

/** Lines along which a function has one value. */
export interface ContourLines {
  readonly level: number;
  /** Each x, y, x, y …, in the units of the map. */
  readonly pieces: readonly Float64Array[];
}

type Grid = Pick<NonNullable<ShownPlots['map']>, 'xs' | 'ys' | 'values'>;

/** So many lines show the form of a valley without hiding it. */
const LINES = 14;

/** The contour lines of a map; none where it has no value, or but one. */
export function contourLines(grid: Grid): ContourLines[] {
  const { xs, ys, values } = grid;
  const trace = contours().size([xs.length, ys.length]);
  return levelsOf(grid).map(level => ({
    level,
    pieces: trace
      .contour(Array.from(values), level)
      .coordinates.flat()
      .flatMap(ring => insidePieces(ring as [number, number][], grid)),
  }));
}

/**
 * Levels that divide the map and not the values: a function that is steep at the edges has lines in its valley, too. About
 * a minimum the areas between them grow as rings do, so that those of a bowl are evenly spaced.
 */
export function levelsOf({ xs, ys, values }: Grid): number[] {
  const sorted = values.filter(Number.isFinite).sort();
  if (!(sorted[0]! < sorted.at(-1)!)) return [];
  const power = isInside(values.indexOf(sorted[0]!), xs.length, ys.length) ? 2 : 1;
  const level = (k: number) => sorted[Math.floor((k / (LINES + 1)) ** power * (sorted.length - 1))]!;
  const levels = Array.from({ length: LINES }, (_, k) => level(k + 1));
  const rounded = levels.map((each, k) => roundedTo(each, (levels[k + 1] ?? sorted.at(-1)!) - each));
  return [...new Set(rounded)].filter(each => sorted[0]! < each && each < sorted.at(-1)!);
}

function isInside(index: number, columns: number, rows: number): boolean {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return column > 0 && column < columns - 1 && row > 0 && row < rows - 1;
}

/** With no more digits than tell it from the level above. */
function roundedTo(level: number, gap: number): number {
  if (!(gap > 0) || level === 0) return level;
  const digits = Math.floor(Math.log10(Math.abs(level))) - Math.floor(Math.log10(gap)) + 2;
  return Number(level.toPrecision(Math.min(Math.max(digits, 1), 17)));
}

/**
 * The parts of a ring that are contour lines: it also goes around the map and around what has no value. Ring coordinates
 * are half a cell more than the numbers of columns and rows.
 */
function insidePieces(ring: readonly [number, number][], { xs, ys, values }: Grid): Float64Array[] {
  const [columns, rows] = [xs.length, ys.length];
  const hasValue = (column: number, row: number) => Number.isFinite(values[row * columns + column]);
  const isLine = ([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]) => {
    if (Math.min(x0, x1, y0, y1) < 0.5 || Math.max(x0, x1) > columns - 0.5 || Math.max(y0, y1) > rows - 0.5)
      return false;
    const [acrossX, acrossY] = [cornersAbout((x0 + x1) / 2 - 0.5), cornersAbout((y0 + y1) / 2 - 0.5)];
    return acrossY.every(row => acrossX.every(column => isOutside(column, row) || hasValue(column, row)));
  };
  const isOutside = (column: number, row: number) => column < 0 || column >= columns || row < 0 || row >= rows;
  const pieces: number[][] = [];
  let piece: number[] | undefined;
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1]!, ring[i]!];
    if (!isLine(from, to)) {
      piece = undefined;
      continue;
    }
    if (!piece) pieces.push((piece = [at(xs, from[0]), at(ys, from[1])]));
    piece.push(at(xs, to[0]), at(ys, to[1]));
  }
  return pieces.map(each => Float64Array.from(each));
}

/** The corners of the cell that a place lies in; of both cells where it lies between them. */
function cornersAbout(place: number): number[] {
  const [first, last] = [Math.ceil(place) - 1, Math.floor(place) + 1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The coordinate of a place between the points of an even grid. */
function at(grid: Float64Array, place: number): number {
  const [first, last] = [grid[0]!, grid.at(-1)!];
  return first + ((place - 0.5) / (grid.length - 1)) * (last - first);
}

/** Arrows are at least so long, as a part of the longest, that their direction can be seen. */
const SHORTEST = 0.25;

/**
 * Lengths of arrows relative to the longest: the cube roots of the gradients' lengths, so that a map shows directions in the
 * valley and on the slopes; 0 where there is no slope.
 *
 * @param arrows x, y, ∂f/∂x, ∂f/∂y of each
 */
export function arrowLengths(arrows: Float64Array): Float64Array {
  const components = arrows.map((each, i) => (i % 4 < 2 ? 0 : clamped(each)));
  const scale = components.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
  const slopes = Float64Array.from({ length: arrows.length / 4 }, (_, i) =>
    Math.hypot(components[4 * i + 2]! / scale, components[4 * i + 3]! / scale),
  );
  const longest = slopes.reduce((a, b) => Math.max(a, b), 0);
  return slopes.map(slope => (slope === 0 ? 0 : Math.max(SHORTEST, Math.cbrt(slope / longest))));
}

/** The nearest finite number. */
function clamped(x: number): number {
  return Math.min(Math.max(x, -Number.MAX_VALUE), Number.MAX_VALUE);
}
