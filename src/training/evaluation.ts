import { sampleCountOf, type Dataset } from '../data/dataset';
import type { Network } from './network';
import type { LossAndAccuracy } from './progress';

/** Mean loss and accuracy of a network over a dataset, a few samples at a time. */
export class Evaluation {
  private seen = 0;
  private loss = 0;
  private correct = 0;

  constructor(
    private readonly network: Network,
    private readonly data: Dataset,
  ) {}

  get done(): boolean {
    return this.seen === sampleCountOf(this.data);
  }

  /** Takes the next samples, at most `most` of them. */
  advance(most: number): void {
    const { features, labels } = this.data;
    const from = this.seen;
    const to = Math.min(sampleCountOf(this.data), from + Math.min(most, this.network.capacity));
    const width = this.network.inputs;
    const batchLabels = labels.subarray(from, to);
    this.loss += this.network.forward(features.subarray(from * width, to * width), batchLabels, to - from);
    this.correct += correctCount(this.network.probabilities, batchLabels, this.network.classes);
    this.seen = to;
  }

  get result(): LossAndAccuracy {
    return { loss: this.loss / this.seen, accuracy: this.correct / this.seen };
  }
}

/** How many samples have their greatest probability at their label; of equal ones the first counts. */
function correctCount(p: Float32Array, labels: Uint8Array, classes: number): number {
  let correct = 0;
  for (let n = 0; n < labels.length; n++) {
    let best = n * classes;
    for (let k = best + 1; k < (n + 1) * classes; k++) if (p[k]! > p[best]!) best = k;
    if (best === n * classes + labels[n]!) correct++;
  }
  return correct;
}
