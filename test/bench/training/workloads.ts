import type { Activation } from '../../../src/kernels/kernels';

/** A training that everybody does with the same data and mathematics, by gradient descent on random mini-batches. */
export interface Workload {
  readonly name: string;
  readonly description: string;
  /** Numbers of units from the inputs on. */
  readonly sizes: readonly number[];
  /** Of the hidden layers; what follows the last one is the loss's own. */
  readonly activation: Exclude<Activation, 'identity' | 'step'>;
  /** Softmax with cross-entropy for classes, half squares for a number. */
  readonly loss: 'crossEntropy' | 'halfSquares';
  readonly batch: number;
  readonly rate: number;
  readonly samples: number;
  /** The share of the inputs that is not 0. */
  readonly density: number;
}

const SAMPLES = 60_000;

const W1: Workload = {
  name: 'W1',
  description: '784-50-10 sigmoid, softmax cross-entropy, batch 100',
  sizes: [784, 50, 10],
  activation: 'sigmoid',
  loss: 'crossEntropy',
  batch: 100,
  rate: 0.1,
  samples: SAMPLES,
  density: 1,
};

export const WORKLOADS = {
  W1,
  W1s: { ...W1, name: 'W1s', description: 'W1 with 19 % of the inputs nonzero', density: 0.19 },
  W2: {
    ...W1,
    name: 'W2',
    description: '784-512-256-10 ReLU, softmax cross-entropy, batch 128',
    sizes: [784, 512, 256, 10],
    activation: 'relu',
    batch: 128,
    rate: 0.01,
  },
  W3: {
    name: 'W3',
    description: '2-8-8-1 tanh, half squares, batch 10',
    sizes: [2, 8, 8, 1],
    activation: 'tanh',
    loss: 'halfSquares',
    batch: 10,
    rate: 0.03,
    samples: SAMPLES,
    density: 1,
  },
} as const satisfies Record<string, Workload>;

/** Where the numbers of each layer stand among all parameters: W [inputs, units], then b [units]. */
export function placesOf(
  sizes: readonly number[],
): { inputs: number; units: number; w: number; b: number; end: number }[] {
  let end = 0;
  return sizes.slice(1).map((units, index) => {
    const inputs = sizes[index]!;
    const w = end;
    const b = w + inputs * units;
    end = b + units;
    return { inputs, units, w, b, end };
  });
}
