import { evenly, sampled, type Budget } from './sampling';
import type { Section } from './section';

/** Ends of an interval, the smaller first; finite. */
type Range = readonly [from: number, to: number];

/** A function of two variables on a grid. */
export interface GridValues {
  /** Values of the first variable, one a column, and of the second, one a row; ascending and evenly spaced, as f is given them. */
  readonly xs: Float64Array<ArrayBuffer>;
  readonly ys: Float64Array<ArrayBuffer>;
  /** Row by row; NaN where the function has none. */
  readonly values: Float64Array<ArrayBuffer>;
}

/** Contour lines through so many points to each side look smooth; coarser grids are for functions that take long. */
const GRID = 61;
const STRIDES = [12, 4, 2, 1] as const;

/** The values of a function over a rectangle; undefined where its calls take too long for any grid. */
export function valuesOver(section: Section, x: Range, y: Range, budget: Budget): GridValues | undefined {
  const [xs, ys] = [x, y].map((range, along) =>
    evenly(range, GRID).map(value => section.givable(section.center.with(along, value))[along]!),
  ) as [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>];
  const samples = sampled([GRID, GRID], STRIDES, (column, row) => section.at([xs[column]!, ys[row]!]), budget);
  if (!samples) return undefined;
  const kept = (_: number, i: number) => i % samples.stride === 0;
  return { xs: xs.filter(kept), ys: ys.filter(kept), values: samples.values };
}

/** Arrows to each side of a map, in the middle of as many cells. */
const ARROWS = [13, 9, 5] as const;

/** h of the arrows' differences, as a part of the map's width or height. */
const STEP = 2 ** -13;

/**
 * The gradient at points that are evenly spread over a rectangle: x, y, ∂f/∂x, ∂f/∂y of each, one after the other; only
 * where it is finite. Each is taken with both variables at that point, so that it is right for any function, not only
 * for one that is a sum of functions of one variable.
 *
 * Arrows are looked at, not read: central differences do, four calls each. Their step is a small part of what the map
 * shows, so that nothing in sight lies between the two values, and yet large against the rounding of values that differ
 * visibly from one side of the map to the other, at whatever scale.
 */
export function gradientsOver(section: Section, x: Range, y: Range, budget: Budget): Float64Array<ArrayBuffer> {
  const count = ARROWS.find(each => budget.allows(4 * each ** 2)) ?? 0;
  const h = [(x[1] - x[0]) * STEP, (y[1] - y[0]) * STEP] as const;
  const arrows: number[] = [];
  for (const v of middles(y, count)) {
    for (const u of middles(x, count)) {
      if (budget.isSpent) return new Float64Array(); // some of them would look like a field that ends there
      const slopes = [slope(section, [u, v], 0, h[0]), slope(section, [u, v], 1, h[1])];
      if (slopes.every(Number.isFinite)) arrows.push(u, v, ...slopes);
    }
  }
  return Float64Array.from(arrows);
}

/** The middles of so many equal parts of a range. */
function middles(range: Range, count: number): Float64Array {
  return evenly(range, 2 * count + 1).filter((_, i) => i % 2 === 1);
}

/** The central difference along one of the variables, over the step that is left of h after rounding. */
function slope(section: Section, point: readonly number[], along: number, h: number): number {
  const [below, above] = [-h, h].map(step => section.givable(point.with(along, point[along]! + step))) as Ends;
  return (section.at(above) - section.at(below)) / (above[along]! - below[along]!);
}

type Ends = [below: number[], above: number[]];
