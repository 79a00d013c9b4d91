import type { Kernels } from '../kernels/kernels';
import type { Pass } from '../kernels/slopes';
import type { LossName } from './config';
import type { BatchTargets } from './head';

/** What a batch has left above the output layer, for numerical gradients. */
export class PassedOutputs {
  readonly arrays: Omit<Pass, 'samples' | 'capacity' | 'layers'>;

  /** @param units of the output layer */
  constructor(
    loss: LossName,
    private readonly units: number,
    capacity: number,
    private readonly kernels: Kernels<Float64Array>,
  ) {
    const constantLogits = loss === 'binaryCrossEntropy' ? 1 : 0;
    const outputCount = constantLogits + units;
    this.arrays = {
      loss: loss === 'halfSquares' ? 'squares' : 'softmax',
      outputs: kernels.floats(capacity * outputCount),
      logits: kernels.floats(capacity * outputCount),
      labels: kernels.bytes(capacity),
      outputCount,
      constantLogits,
    };
  }

  /**
   * @param y what the output layer gives, shape [samples, units]
   * @returns the sum of the losses
   */
  fill(y: Float64Array, targets: BatchTargets, samples: number): number {
    return this.arrays.loss === 'squares'
      ? this.fillErrors(y, targets, samples)
      : this.fillSoftmax(y, targets, samples);
  }

  private fillErrors(y: Float64Array, targets: BatchTargets, samples: number): number {
    const { units } = this;
    let squares = 0;
    for (let i = 0; i < samples * units; i++) {
      const error =
        y[i]! - (targets instanceof Float32Array ? targets[i]! : targets[Math.floor(i / units)] === i % units ? 1 : 0);
      this.arrays.outputs[i] = error;
      squares += error * error;
    }
    return squares / 2;
  }

  private fillSoftmax(y: Float64Array, labels: BatchTargets, samples: number): number {
    const { arrays, units } = this;
    const { outputs, logits, outputCount, constantLogits } = arrays;
    for (let n = 0; n < samples; n++) {
      for (let k = 0; k < units; k++) logits[n * outputCount + constantLogits + k] = y[n * units + k]!;
      arrays.labels[n] = labels[n]!;
    }
    for (let i = 0; i < samples * outputCount; i++) outputs[i] = logits[i]!;
    return this.kernels.softmaxCrossEntropyForward(outputs, arrays.labels, samples, outputCount);
  }
}
