/** Numbers with a shape, row-major: a vector has shape [n], a batch of N samples of K values has shape [N, K]. */
export interface Tensor {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

/** Numbers nested in arrays as deep as their shape; a scalar is a plain number. */
export type Nested = number | Nested[];

/** Number of samples in a tensor: one for a vector, the first dimension otherwise. */
export function sampleCount(shape: readonly number[]): number {
  return shape.length < 2 ? 1 : shape[0]!;
}

/** Number of elements in a tensor of shape `shape`. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Whether two shapes are the same, dimension by dimension. Nothing is ever broadcast. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** The position of flat index `index` in a tensor of shape `shape`, one number per dimension. */
export function positionOf(index: number, shape: readonly number[]): number[] {
  const position: number[] = [];
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return position;
}

/** The tensor as nested arrays, for JSON. */
export function toNested({ data, shape }: Tensor): Nested {
  let offset = 0;
  const build = (axis: number): Nested =>
    axis === shape.length ? data[offset++]! : Array.from({ length: shape[axis]! }, () => build(axis + 1));
  return build(0);
}
