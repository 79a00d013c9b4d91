import type { Floats, Kernels } from '../kernels/kernels';
import type { LossName } from './config';

/** What a network is told about samples: the class of each, shape [N], or its numbers, shape [N, T]. */
export type BatchTargets = Uint8Array | Float32Array;

/** What stands behind the output layer: a loss, with what turns the layer's numbers into predictions. */
export interface Head<A extends Floats> {
  /**
   * Turns outputs into predictions, in place: probabilities or numbers.
   *
   * @returns the sum of the losses of the samples
   */
  forward(y: A, targets: BatchTargets, samples: number): number;

  /** Turns predictions into the gradient of the mean loss with respect to the outputs, in place. */
  backward(y: A, targets: BatchTargets, samples: number): void;

  /** Writes the class that each sample is taken for; of equally likely ones the first. */
  classify(y: A, samples: number, classes: Uint8Array): void;
}

/** Units of the output layer: one for each class or number, and a single one for the probability of class 1. */
export function outputUnits(loss: LossName, outputs: number): number {
  return loss === 'binaryCrossEntropy' ? 1 : outputs;
}

/** @param units of the output layer */
export function createHead<A extends Floats>(loss: LossName, units: number, kernels: Kernels<A>): Head<A> {
  switch (loss) {
    case 'crossEntropy':
      return new SoftmaxCrossEntropy(units, kernels);
    case 'binaryCrossEntropy':
      return new SigmoidCrossEntropy(kernels);
    case 'halfSquares':
      return new HalfSquares(units, kernels);
  }
}

/** L = −log pₜ, p = softmax(y). Source: "Deep Learning from Scratch", 5.6.3. */
class SoftmaxCrossEntropy<A extends Floats> implements Head<A> {
  constructor(
    private readonly units: number,
    private readonly kernels: Kernels<A>,
  ) {}

  forward(y: A, labels: Uint8Array, samples: number): number {
    return this.kernels.softmaxCrossEntropyForward(y, labels, samples, this.units);
  }

  backward(p: A, labels: Uint8Array, samples: number): void {
    this.kernels.softmaxCrossEntropyBackward(p, labels, samples, this.units);
  }

  classify(p: A, samples: number, classes: Uint8Array): void {
    classifyByLargest(p, samples, this.units, classes);
  }
}

/** L = −t log p − (1 − t) log(1 − p), p = σ(y), t 0 or 1. */
class SigmoidCrossEntropy<A extends Floats> implements Head<A> {
  constructor(private readonly kernels: Kernels<A>) {}

  forward(y: A, labels: Uint8Array, samples: number): number {
    return this.kernels.sigmoidCrossEntropyForward(y, labels, samples);
  }

  backward(p: A, labels: Uint8Array, samples: number): void {
    this.kernels.sigmoidCrossEntropyBackward(p, labels, samples);
  }

  classify(p: A, samples: number, classes: Uint8Array): void {
    for (let n = 0; n < samples; n++) classes[n] = p[n]! > 0.5 ? 1 : 0;
  }
}

/** L = ½ Σ (y − t)²; the t of a class are one-hot. Source: "Deep Learning from Scratch", 4.2.1. */
class HalfSquares<A extends Floats> implements Head<A> {
  constructor(
    private readonly units: number,
    private readonly kernels: Kernels<A>,
  ) {}

  forward(y: A, targets: BatchTargets, samples: number): number {
    const { kernels, units } = this;
    if (targets instanceof Float32Array) return kernels.halfSquaresForward(y, targets, samples, units);
    return kernels.halfSquaresOfClassesForward(y, targets, samples, units);
  }

  backward(y: A, targets: BatchTargets, samples: number): void {
    const { kernels, units } = this;
    if (targets instanceof Float32Array) kernels.halfSquaresBackward(y, targets, samples, units);
    else kernels.halfSquaresOfClassesBackward(y, targets, samples, units);
  }

  classify(y: A, samples: number, classes: Uint8Array): void {
    classifyByLargest(y, samples, this.units, classes);
  }
}

function classifyByLargest(y: Floats, samples: number, units: number, classes: Uint8Array): void {
  for (let n = 0; n < samples; n++) {
    const row = n * units;
    let best = 0;
    for (let k = 1; k < units; k++) if (y[row + k]! > y[row + best]!) best = k;
    classes[n] = best;
  }
}
