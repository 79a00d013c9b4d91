import { evenly, sampled, type Budget } from './sampling';
import type { Section } from './section';

/** The function through a point along one of its variables. */
export interface SliceValues {
  /** Ascending; the variable's own value is among them where it lies in the range. */
  readonly xs: Float64Array<ArrayBuffer>;
  /** NaN where the function has no value. */
  readonly ys: Float64Array<ArrayBuffer>;
}

/** A curve through so many points looks smooth; fewer are for functions that take long. */
const POINTS = 201;
const STRIDES = [20, 4, 2, 1] as const;

/** Points closer than this part of the space between them are the same but for rounding. */
const SAME = 1e-6;

/** A slice of a function; undefined where its calls take too long for any. */
export function sliceOver(section: Section, range: readonly [number, number], budget: Budget): SliceValues | undefined {
  const all = evenly(range, POINTS).map(x => section.givable([x])[0]!);
  const samples = sampled([POINTS, 1], STRIDES, column => section.at([all[column]!]), budget);
  if (!samples) return undefined;
  const { stride, values: ys } = samples;
  const xs = all.filter((_, i) => i % stride === 0);
  const [at] = section.center as [number];
  return range[0] <= at && at <= range[1] ? withPoint({ xs, ys }, at, section.at([at])) : { xs, ys };
}

/** The same with the point itself, in the place of one that differs from it by rounding, or between two. */
function withPoint({ xs, ys }: SliceValues, at: number, value: number): SliceValues {
  const next = xs.findIndex(x => x >= at);
  const space = (xs.at(-1)! - xs[0]!) / (xs.length - 1);
  const near = [next, next - 1].find(i => i >= 0 && Math.abs(xs[i]! - at) <= SAME * space);
  const put = (values: Float64Array, number: number) =>
    Float64Array.from(near === undefined ? Array.from(values).toSpliced(next, 0, number) : values.with(near, number));
  return { xs: put(xs, at), ys: put(ys, value) };
}
