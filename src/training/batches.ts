import { Random } from '../numerics/random';
import { GatheredBatch } from './gatheredBatch';
import type { Samples } from './samples';

export type Sampling = 'shuffle' | 'withReplacement';

/** Samples a batch, of n in all: shuffled, there are no more than n; drawn again and again, there may be. */
export function samplesPerBatch(size: number | 'full', sampling: Sampling, n: number): number {
  if (size === 'full') return n;
  return sampling === 'shuffle' ? Math.min(size, n) : size;
}

/**
 * The mini-batches of a training. An epoch is ⌈N / size⌉ of them: shuffled, it sees every sample once and its last
 * batch may be short; with replacement every batch is drawn from all samples, as `random.choice` does in the book
 * (4.2.3), and an epoch sees about 63 % of them. A full batch is all samples, in their order, every time.
 *
 * What an epoch takes in which order follows from the state of the random numbers at its beginning alone, so that four
 * words are all there is to remember.
 */
export class Batches {
  /** Samples a batch; the last of an epoch may have less. */
  readonly size: number;
  readonly perEpoch: number;

  private readonly batch: GatheredBatch;
  /** What the epoch takes, batch after batch: positions in the part. Full batches take all in their order. */
  private readonly order: Uint32Array | undefined;
  /** The epoch that `order` is of, and the random numbers' state at its beginning. */
  private epoch: number | undefined;
  private beginning: Uint32Array;

  constructor(
    private readonly samples: Samples,
    size: number | 'full',
    private readonly sampling: Sampling,
    private random: Random,
  ) {
    const n = samples.part.rows.length;
    this.size = samplesPerBatch(size, sampling, n);
    this.perEpoch = Math.ceil(n / this.size);
    this.beginning = random.state;
    if (size !== 'full') this.order = samples.kernels.indices(sampling === 'shuffle' ? n : this.perEpoch * this.size);
    this.batch = new GatheredBatch(samples, this.size, this.order);
  }

  /**
   * The mini-batch of a step, counted from 0 through all epochs, which is still to be gathered. Asked for again it is the
   * same; besides, steps go up. Its arrays are reused by the next.
   */
  at(step: number): GatheredBatch {
    if (!this.order) return this.batch.pick(0, this.size);
    const epoch = Math.floor(step / this.perEpoch);
    if (epoch !== this.epoch) this.begin(epoch, this.order);
    const first = (step % this.perEpoch) * this.size;
    return this.batch.pick(first, Math.min(this.size, this.order.length - first));
  }

  /** State of the random numbers at the beginning of the epoch that a step, the next one, is in: four words. */
  state(step: number): readonly number[] {
    const isOn = Math.floor(step / this.perEpoch) === this.epoch;
    return [...(isOn ? this.beginning : this.random.state)];
  }

  /** Goes on from a state; the next step is in the epoch that begins with it. */
  restore(state: readonly number[]): void {
    this.random = new Random(state);
    this.epoch = undefined;
  }

  private begin(epoch: number, order: Uint32Array): void {
    this.epoch = epoch;
    this.beginning = this.random.state;
    if (this.sampling === 'withReplacement') {
      const { random, samples } = this;
      const { length } = samples.part.rows;
      for (let i = 0; i < order.length; i++) order[i] = random.below(length);
      return;
    }
    for (let i = 0; i < order.length; i++) order[i] = i;
    this.random.shuffle(order);
  }
}
