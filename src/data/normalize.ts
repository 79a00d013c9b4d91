import type { Normalization } from './config';
import type { Dataset, NumberTargets } from './dataset';

/** How each of some columns is scaled: x ← (x − offset) · factor. */
export interface ColumnScaling {
  readonly offset: Float64Array;
  readonly factor: Float64Array;
}

/** How each of the D features is scaled. */
export interface Scaling extends ColumnScaling {
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
  const { features: values, featureNames } = dataset;
  const width = featureNames.length;
  const scaling = columnScaling({ values, width }, rows, normalization, dataset.image ? width : 1);
  return withPixels(dataset, scaling);
}

/**
 * The scaling of the numbers of a regression, in the same way; but numbers that are constant over the samples to train on
 * only have their offset taken away, as those to test on may differ from it.
 */
export function targetScalingOf(
  { values, names }: NumberTargets,
  rows: Uint32Array,
  normalization: Normalization,
): ColumnScaling {
  const { offset, factor } = columnScaling({ values, width: names.length }, rows, normalization, 1);
  return { offset, factor: factor.map(each => (each === 0 ? 1 : each)) };
}

/** Numbers of samples, shape [N, width]. */
interface Columns {
  readonly values: Float32Array | Uint8Array;
  readonly width: number;
}

/** @param group number of columns next to each other that are scaled alike */
function columnScaling(
  columns: Columns,
  rows: Uint32Array,
  normalization: Normalization,
  group: number,
): ColumnScaling {
  const { width } = columns;
  const offset = new Float64Array(width);
  const factor = new Float64Array(width).fill(1);
  if (normalization === 'none') return { offset, factor };
  const figures = normalization === 'minmax' ? minimumAndRange : meanAndDeviation;
  for (let column = 0; column < width; column += group) {
    const { origin, spread } = figures(columns, rows, column, group);
    offset.fill(origin, column, column + group);
    factor.fill(spread > 0 ? 1 / spread : 0, column, column + group);
  }
  return { offset, factor };
}

function withPixels({ image, features }: Dataset, scaling: ColumnScaling): Scaling {
  if (!image || !(features instanceof Uint8Array)) return scaling;
  const [offset, factor] = [scaling.offset[0]!, scaling.factor[0]!];
  return { ...scaling, pixels: Float32Array.from({ length: 256 }, (_, value) => (value - offset) * factor) };
}

interface Figures {
  readonly origin: number;
  readonly spread: number;
}

/** @param group number of columns from `column` on that are scaled alike */
function minimumAndRange({ values, width }: Columns, rows: Uint32Array, column: number, group: number): Figures {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let n = 0; n < rows.length; n++) {
    const first = rows[n]! * width + column;
    for (let i = first; i < first + group; i++) {
      const x = values[i]!;
      if (x < minimum) minimum = x;
      if (x > maximum) maximum = x;
    }
  }
  return { origin: minimum, spread: maximum - minimum };
}

/** Mean and standard deviation over the samples, in two passes. */
function meanAndDeviation({ values, width }: Columns, rows: Uint32Array, column: number, group: number): Figures {
  const count = rows.length * group;
  // Relative to the first value, so that a constant column has exactly no spread.
  const origin = values[rows[0]! * width + column]!;
  let sum = 0;
  for (let n = 0; n < rows.length; n++) {
    const first = rows[n]! * width + column;
    for (let i = first; i < first + group; i++) sum += values[i]! - origin;
  }
  const mean = origin + sum / count;
  let squares = 0;
  for (let n = 0; n < rows.length; n++) {
    const first = rows[n]! * width + column;
    for (let i = first; i < first + group; i++) {
      const deviation = values[i]! - mean;
      squares += deviation * deviation;
    }
  }
  return { origin: mean, spread: Math.sqrt(squares / count) };
}
