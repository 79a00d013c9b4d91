import { Random } from '../numerics/random';
import { sampleCountOf, takeSamples, type Dataset } from './dataset';

/** Samples to train on and samples to test on. */
export interface Split {
  readonly train: Dataset;
  readonly test: Dataset;
}

/**
 * Keeps a part of the samples from training, chosen at random but stratified: of each class the same share, to within
 * one sample. Both parts have at least one sample and keep the order of the whole.
 *
 * @param testPart share of the samples to test on, in (0, 1)
 */
export function splitDataset(dataset: Dataset, testPart: number, seed: number): Split {
  const n = sampleCountOf(dataset);
  const isTest = chooseTest(dataset.labels, Math.min(n - 1, Math.max(1, Math.round(n * testPart))), seed);
  const indicesOf = (test: boolean) => Uint32Array.from(isTest.keys()).filter(index => (isTest[index] === 1) === test);
  return { train: takeSamples(dataset, indicesOf(false)), test: takeSamples(dataset, indicesOf(true)) };
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
