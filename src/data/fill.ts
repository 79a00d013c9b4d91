import { Problem } from '../numerics/problem';
import type { Dataset, FeatureGroup } from './dataset';

/** What is put in where the features of a group are missing. */
export interface Filling extends FeatureGroup {
  readonly values: Float32Array;
}

/**
 * What to put in where values are missing: the mean of the samples to train on; of categories, and of true and false,
 * what is most frequent among them, and of equally frequent ones the first.
 *
 * @param rows indices of the samples to train on
 * @throws Problem `data-nothing-to-fill` where none of them has a value
 */
export function fillingsOf(dataset: Dataset, groups: readonly FeatureGroup[], rows: Uint32Array): Filling[] {
  return groups.map(group => ({ ...group, values: fillingValues(dataset, group, rows) }));
}

/** Puts them in. */
export function fill({ features, featureNames, samples }: Dataset, fillings: readonly Filling[]): void {
  const width = featureNames.length;
  for (const filling of fillings)
    for (let row = 0, at = filling.start; row < samples; row++, at += width)
      if (Number.isNaN(features[at]!)) features.set(filling.values, at);
}

function fillingValues(dataset: Dataset, group: FeatureGroup, rows: Uint32Array): Float32Array {
  const means = meansOf(dataset, group, rows);
  if (means.some(mean => Number.isNaN(mean))) throw new Problem('data-nothing-to-fill', { column: group.name });
  if (!group.frequent) return Float32Array.from(means);
  if (group.width === 1) return Float32Array.of(means[0]! > 0.5 ? 1 : 0);
  const most = means.indexOf(Math.max(...means));
  return Float32Array.from(means, (_, index) => (index === most ? 1 : 0));
}

/** The mean of each feature over the samples that have it; of categories their shares. */
function meansOf({ features, featureNames }: Dataset, { start, width }: FeatureGroup, rows: Uint32Array): Float64Array {
  const sums = new Float64Array(width);
  let count = 0;
  for (let n = 0; n < rows.length; n++) {
    const at = rows[n]! * featureNames.length + start;
    if (Number.isNaN(features[at]!)) continue;
    count++;
    for (let i = 0; i < width; i++) sums[i]! += features[at + i]!;
  }
  return sums.map(sum => sum / count);
}
