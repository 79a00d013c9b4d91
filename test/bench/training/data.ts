import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { readNpy } from '../../../src/formats/npy';
import { Random } from '../../../src/numerics/random';
import { placesOf, type Workload } from './workloads';

/** The seed of our trainer, whose mini-batches all the others take when losses are compared. */
export const SEED = 1;

const WIDTH = 28;

/**
 * Writes what a workload is trained on into a folder, as NPY: features (pixels, or coordinates), targets (classes, or
 * numbers), a few samples to test on, the weights that everybody begins with, and the order in which they take the
 * samples while losses are compared.
 */
export function writeData(workload: Workload, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const random = Random.seeded(SEED, 'data');
  const write = (
    name: string,
    type: string,
    shape: readonly number[],
    numbers: Uint8Array | Float32Array | Uint32Array,
  ) => writeFileSync(path.join(folder, `${name}.npy`), npy(type, shape, numbers));
  const writePart = (prefix: string, samples: number) => {
    const isImages = workload.loss === 'crossEntropy';
    const { features, targets } = isImages ? images(workload, samples, random) : points(samples, random);
    const [type, shape] = isImages ? ['|u1', [samples, WIDTH, WIDTH]] : ['<f4', [samples, 2]];
    write(`${prefix}features`, type, shape, features);
    write(`${prefix}targets`, isImages ? '|u1' : '<f4', [samples], targets);
  };
  writePart('', workload.samples);
  writePart('test-', workload.batch);
  const weights = initialWeights(workload);
  write('weights', '<f4', [weights.length], weights);
  const order = Uint32Array.from({ length: workload.samples }, (_, i) => i);
  Random.seeded(SEED, 'batches').shuffle(order);
  write('order', '<u4', [order.length], order);
}

/** Noise around ten pictures; the same share of every picture is not 0. */
function images({ density, sizes }: Workload, samples: number, random: Random) {
  const width = sizes[0]!;
  const classes = sizes.at(-1)!;
  const pictures = Uint8Array.from({ length: classes * width }, () => random.below(128));
  const features = new Uint8Array(samples * width);
  const targets = Uint8Array.from({ length: samples }, () => random.below(classes));
  for (let n = 0; n < samples; n++)
    for (let i = 0; i < width; i++) {
      const bits = random.uint32();
      if (bits >>> 8 < density * 2 ** 24)
        features[n * width + i] = 1 + pictures[targets[n]! * width + i]! + (bits & 127);
    }
  [features[0], features[1]] = [0, 255]; // so that scaling by the range divides by 255
  return { features, targets };
}

/** A bent surface over a square. */
function points(samples: number, random: Random) {
  const features = Float32Array.from({ length: samples * 2 }, () => 2 * random.uniform() - 1);
  const targets = Float32Array.from({ length: samples }, (_, n) => {
    const [x, y] = [features[2 * n]!, features[2 * n + 1]!];
    return x * y + 0.5 * x;
  });
  return { features, targets };
}

/** N(0, 1/n), of ReLU N(0, 2/n), and biases of 0. */
function initialWeights({ sizes, activation }: Workload): Float32Array {
  const random = Random.seeded(SEED, 'weights');
  const layers = placesOf(sizes);
  const weights = new Float32Array(layers.at(-1)!.end);
  for (const { inputs, w, b } of layers) {
    const deviation = Math.sqrt((activation === 'relu' ? 2 : 1) / inputs);
    for (let i = w; i < b; i++) weights[i] = deviation * random.normal();
  }
  return weights;
}

function npy(type: string, shape: readonly number[], numbers: Uint8Array | Float32Array | Uint32Array): Uint8Array {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const head = Buffer.from(`\x93NUMPY\x01\x00??${header.padEnd(117)}\n`, 'latin1');
  head.writeUInt16LE(head.length - 10, 8);
  return Buffer.concat([head, Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)]);
}

/** What `writeData` wrote. */
export interface TrainingData {
  /** Shape [N, D]; pixels are divided by 255. */
  readonly features: Float32Array;
  /** Shape [N]. */
  readonly targets: Uint8Array | Float32Array;
  /** W1 [inputs, units], b1 [units], W2, b2, … */
  readonly weights: Float32Array;
  readonly order: Uint32Array;
}

export function readData(folder: string): TrainingData {
  const read = (name: string) => readNpy(readFileSync(path.join(folder, `${name}.npy`))).data;
  return {
    features: scaled(read('features') as Uint8Array | Float32Array),
    targets: read('targets') as Uint8Array | Float32Array,
    weights: read('weights') as Float32Array,
    order: Uint32Array.from(read('order') as ArrayLike<number>),
  };
}

function scaled(features: Uint8Array | Float32Array): Float32Array {
  if (features instanceof Float32Array) return features;
  const numbers = new Float32Array(features.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = features[i]! / 255;
  return numbers;
}
