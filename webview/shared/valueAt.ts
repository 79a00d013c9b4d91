/** The value of a curve at `x`, on the straight line between its points; `xs` ascending. */
export function valueAt(xs: Float64Array, ys: Float64Array, x: number): number {
  const after = xs.findIndex(each => each >= x);
  if (after < 0) return ys.at(-1)!;
  if (after === 0 || xs[after] === x) return ys[after]!;
  const [x0, x1] = [xs[after - 1]!, xs[after]!];
  return ys[after - 1]! + ((x - x0) / (x1 - x0)) * (ys[after]! - ys[after - 1]!);
}
