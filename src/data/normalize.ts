import type { Normalization } from './config';
import type { Dataset } from './dataset';

/** How each of the D features is scaled: x ← (x − offset) · factor. */
export interface Scaling {
  readonly offset: Float64Array;
  readonly factor: Float64Array;
  /** What each of the 256 values of a pixel becomes, where the samples are images of bytes. */
  readonly pixels?: Float32Array;
}

/**
 * The scaling of each feature by its figures over the samples to train on: `minmax` takes its range to [0, 1],
 * `standardize` its mean to 0 and its standard deviation to 1. Pixels are all scaled alike, by the figures of all of
 * them. A feature that is constant over these samples becomes 0 everywhere: nothing can be learned from it.
 *
 * @param rows indices of the samples to train on
 */
export function scalingOf(dataset: Dataset, rows: Uint32Array, normalization: Normalization): Scaling {
  const width = dataset.featureNames.length;
  const offset = new Float64Array(width);
  const factor = new Float64Array(width).fill(1);
  if (normalization === 'none') return withPixels(dataset, { offset, factor });
  const figures = normalization === 'minmax' ? minimumAndRange : meanAndDeviation;
  const group = dataset.image ? width : 1;
  for (let column = 0; column < width; column += group) {
    const { origin, spread } = figures(dataset, rows, column, group);
    offset.fill(origin, column, column + group);
    factor.fill(spread > 0 ? 1 / spread : 0, column, column + group);
  }
  return withPixels(dataset, { offset, factor });
}

function withPixels({ image, features }: Dataset, scaling: Scaling): Scaling {
  if (!image || !(features instanceof Uint8Array)) return scaling;
  const [offset, factor] = [scaling.offset[0]!, scaling.factor[0]!];
  return { ...scaling, pixels: Float32Array.from({ length: 256 }, (_, value) => (value - offset) * factor) };
}

interface Figures {
  readonly origin: number;
  readonly spread: number;
}

/** @param group number of columns from `column` on that are scaled alike */
function minimumAndRange(
  { features, featureNames }: Dataset,
  rows: Uint32Array,
  column: number,
  group: number,
): Figures {
  const width = featureNames.length;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let n = 0; n < rows.length; n++) {
    const first = rows[n]! * width + column;
    for (let i = first; i < first + group; i++) {
      const x = features[i]!;
      if (x < minimum) minimum = x;
      if (x > maximum) maximum = x;
    }
  }
  return { origin: minimum, spread: maximum - minimum };
}

/** Mean and standard deviation over the samples, in two passes. */
function meanAndDeviation(dataset: Dataset, rows: Uint32Array, column: number, group: number): Figures {
  const { features, featureNames } = dataset;
  const width = featureNames.length;
  const count = rows.length * group;
  // Relative to the first value, so that a constant column has exactly no spread.
  const origin = features[rows[0]! * width + column]!;
  let sum = 0;
  for (let n = 0; n < rows.length; n++) {
    const first = rows[n]! * width + column;
    for (let i = first; i < first + group; i++) sum += features[i]! - origin;
  }
  const mean = origin + sum / count;
  let squares = 0;
  for (let n = 0; n < rows.length; n++) {
    const first = rows[n]! * width + column;
    for (let i = first; i < first + group; i++) {
      const deviation = features[i]! - mean;
      squares += deviation * deviation;
    }
  }
  return { origin: mean, spread: Math.sqrt(squares / count) };
}
