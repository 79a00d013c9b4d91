import { Random } from '../numerics/random';
import type { Dataset } from './dataset';

/** Indices of the samples to train on and of those to test on. */
export interface Split {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Keeps a part of the samples from training, chosen at random; of classes stratified: of each the same share, to within
 * one sample. Both parts have at least one sample and keep the order of the whole.
 *
 * @param share of the samples to test on, in (0, 1)
 */
export function splitDataset({ samples, targets }: Dataset, share: number, seed: number): Split {
  const count = Math.min(samples - 1, Math.max(1, Math.round(samples * share)));
  const labels = targets.task === 'classification' ? targets.labels : new Uint8Array(samples);
  const isTest = chooseTest(labels, count, seed);
  const train = new Uint32Array(samples - count);
  const test = new Uint32Array(count);
  let tested = 0;
  for (let row = 0; row < samples; row++) {
    if (isTest[row] === 1) test[tested++] = row;
    else train[row - tested] = row;
  }
  return { train, test };
}

/** Indices of all samples. */
export function allRows({ samples }: Dataset): Uint32Array {
  return new Uint32Array(samples).map((_, row) => row);
}

/** Marks `count` samples: in random order, sorted by class, those at even distances. */
function chooseTest(labels: Uint8Array, count: number, seed: number): Uint8Array {
  const n = labels.length;
  const order = Uint32Array.from(labels.keys());
  Random.seeded(seed, 'split').shuffle(order);
  order.sort((a, b) => labels[a]! - labels[b]!); // stable: within a class the order stays random
  const isTest = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const passed = (at: number) => Math.floor((at * count) / n);
    if (passed(i + 1) > passed(i)) isTest[order[i]!] = 1;
  }
  return isTest;
}
