import type { Part } from './dataset';

/**
 * Gathers and scales the features of some samples of a part, row by row.
 *
 * @param from the first of `count` positions in `order`, or in the part itself where there is no order
 * @param into takes shape [count, D] from its beginning on
 * @param order positions in the part, each from 0 to `part.rows.length − 1`
 */
export function gatherFeatures(
  { dataset, rows, scaling }: Part,
  from: number,
  count: number,
  into: Float32Array,
  order?: Uint32Array,
): void {
  const { features } = dataset;
  const { pixels, offset, factor } = scaling;
  const width = offset.length;
  for (let n = 0; n < count; n++) {
    const start = rows[order ? order[from + n]! : from + n]! * width;
    if (pixels) lookUp(features, start, pixels, into, n * width, width);
    else scale(features, start, offset, factor, into, n * width);
  }
}

/**
 * Gathers what is to be learned about some samples of a part; the numbers of a regression are scaled.
 *
 * @param into of a classification takes the class of each, shape [count]; of a regression its numbers, shape [count, T]
 */
export function gatherTargets(
  { dataset: { targets }, rows, targetScaling }: Part,
  from: number,
  count: number,
  into: Uint8Array | Float32Array,
  order?: Uint32Array,
): void {
  const width = targets.task === 'classification' ? 1 : targets.names.length;
  const source = targets.task === 'classification' ? targets.labels : targets.values;
  for (let n = 0; n < count; n++) {
    const start = rows[order ? order[from + n]! : from + n]! * width;
    if (targetScaling) scale(source, start, targetScaling.offset, targetScaling.factor, into, n * width);
    else for (let i = 0; i < width; i++) into[n * width + i] = source[start + i]!;
  }
}

/** x ← (x − offset) · factor. */
function scale(
  features: Float32Array | Uint8Array,
  start: number,
  offset: Float64Array,
  factor: Float64Array,
  into: Float32Array | Uint8Array,
  at: number,
): void {
  for (let i = 0; i < offset.length; i++) into[at + i] = (features[start + i]! - offset[i]!) * factor[i]!;
}

/** x ← pixels[x]. */
function lookUp(
  features: Float32Array | Uint8Array,
  start: number,
  pixels: Float32Array,
  into: Float32Array,
  at: number,
  width: number,
): void {
  for (let i = 0; i < width; i++) into[at + i] = pixels[features[start + i]!]!;
}
