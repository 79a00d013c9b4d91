import { sampleCountOf, type Dataset } from '../data/dataset';
import type { Random } from '../numerics/random';

export type Sampling = 'shuffle' | 'withReplacement';

/** Some samples, row by row; the arrays may be longer. */
export interface Batch {
  readonly features: Float32Array;
  readonly labels: Uint8Array;
  readonly samples: number;
}

/** Samples a batch, of n in all: shuffled, there are no more than n; drawn again and again, there may be. */
export function samplesPerBatch(size: number | 'full', sampling: Sampling, n: number): number {
  if (size === 'full') return n;
  return sampling === 'shuffle' ? Math.min(size, n) : size;
}

/**
 * The mini-batches of a training. An epoch is ⌈N / size⌉ of them: shuffled, it sees every sample once and its last
 * batch may be short; with replacement every batch is drawn from all samples, as `random.choice` does in the book
 * (4.2.3), and an epoch sees about 63 % of them. A full batch is all samples, in their order, every time.
 */
export class Batches {
  /** Samples a batch; the last of an epoch may have less. */
  readonly size: number;
  readonly perEpoch: number;

  private readonly order: Uint32Array;
  private readonly features: Float32Array;
  private readonly labels: Uint8Array;
  private readonly full: boolean;

  constructor(
    private readonly data: Dataset,
    size: number | 'full',
    private readonly sampling: Sampling,
    private readonly random: Random,
  ) {
    const n = sampleCountOf(data);
    this.full = size === 'full';
    this.size = samplesPerBatch(size, sampling, n);
    this.perEpoch = Math.ceil(n / this.size);
    const gathered = this.full ? 0 : this.size;
    this.order = Uint32Array.from({ length: n }, (_, i) => i);
    this.features = new Float32Array(gathered * data.featureNames.length);
    this.labels = new Uint8Array(gathered);
  }

  /** Batch `index` of an epoch, 0 to `perEpoch` − 1 in turn. Its arrays are reused by the next. */
  next(index: number): Batch {
    const n = this.order.length;
    if (this.full) return { features: this.data.features, labels: this.data.labels, samples: n };
    if (this.sampling === 'withReplacement') {
      for (let i = 0; i < this.size; i++) this.gather(this.random.below(n), i);
      return { features: this.features, labels: this.labels, samples: this.size };
    }
    if (index === 0) this.random.shuffle(this.order);
    const first = index * this.size;
    const samples = Math.min(this.size, n - first);
    for (let i = 0; i < samples; i++) this.gather(this.order[first + i]!, i);
    return { features: this.features, labels: this.labels, samples };
  }

  /** Copies a sample into row `row` of the batch. */
  private gather(sample: number, row: number): void {
    const width = this.data.featureNames.length;
    const [from, to] = [sample * width, row * width];
    for (let i = 0; i < width; i++) this.features[to + i] = this.data.features[from + i]!;
    this.labels[row] = this.data.labels[sample]!;
  }
}
