import type { Normalization } from './config';
import { sampleCountOf, type Dataset } from './dataset';

/** How each of the D features is scaled: x ← (x − offset) · factor. */
export interface Scaling {
  readonly offset: Float64Array;
  readonly factor: Float64Array;
}

/**
 * The scaling of each feature by its figures over the given samples: `minmax` takes its range to [0, 1], `standardize`
 * its mean to 0 and its standard deviation to 1. A feature that is constant over these samples becomes 0 everywhere:
 * nothing can be learned from it.
 */
export function scalingOf(dataset: Dataset, normalization: Normalization): Scaling {
  const width = dataset.featureNames.length;
  const offset = new Float64Array(width);
  const factor = new Float64Array(width).fill(1);
  if (normalization === 'none') return { offset, factor };
  const figures = normalization === 'minmax' ? minimumAndRange : meanAndDeviation;
  for (let column = 0; column < width; column++) {
    const { origin, spread } = figures(dataset, column);
    offset[column] = origin;
    factor[column] = spread > 0 ? 1 / spread : 0;
  }
  return { offset, factor };
}

/** Scales the features of a dataset in place. */
export function scaleFeatures({ features, featureNames }: Dataset, { offset, factor }: Scaling): void {
  const width = featureNames.length;
  for (let i = 0; i < features.length; i += width) {
    for (let column = 0; column < width; column++) {
      features[i + column] = (features[i + column]! - offset[column]!) * factor[column]!;
    }
  }
}

interface Figures {
  readonly origin: number;
  readonly spread: number;
}

function minimumAndRange({ features, featureNames }: Dataset, column: number): Figures {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = column; i < features.length; i += featureNames.length) {
    minimum = Math.min(minimum, features[i]!);
    maximum = Math.max(maximum, features[i]!);
  }
  return { origin: minimum, spread: maximum - minimum };
}

/** Mean and standard deviation over the samples, in two passes. */
function meanAndDeviation(dataset: Dataset, column: number): Figures {
  const { features, featureNames } = dataset;
  const n = sampleCountOf(dataset);
  // Relative to the first value, so that a constant column has exactly no spread.
  const first = features[column]!;
  let sum = 0;
  for (let i = column; i < features.length; i += featureNames.length) sum += features[i]! - first;
  const mean = first + sum / n;
  let squares = 0;
  for (let i = column; i < features.length; i += featureNames.length) squares += (features[i]! - mean) ** 2;
  return { origin: mean, spread: Math.sqrt(squares / n) };
}
