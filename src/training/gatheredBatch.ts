import type { Part } from '../data/dataset';
import type { SparseBatch } from '../kernels/kernels';
import type { BatchTargets } from './head';
import type { Batch } from './model';
import { roomForTargets, targetWidth, type Picked, type Samples } from './samples';

/** Room for samples of a part, into which they are gathered again and again. */
export class GatheredBatch implements Batch {
  samples = 0;
  readonly targets: BatchTargets;
  readonly sparse: SparseBatch | undefined;

  private readonly picked: Picked;
  private readonly capacity: number;
  private dense: Float32Array | undefined;

  /**
   * @param capacity how many samples there is room for
   * @param order positions in the part, which may change; one after the other where it is left out
   */
  constructor(
    private readonly source: Samples,
    capacity: number,
    order = source.inOrder,
  ) {
    const { kernels, part, sparse } = source;
    this.capacity = capacity;
    this.picked = { order, position: kernels.indices(1) };
    this.targets = roomForTargets(part, capacity, kernels);
    this.sparse = sparse && { rows: sparse, picked: kernels.indices(capacity) };
    this.dense = sparse ? undefined : kernels.floats(capacity * this.width);
  }

  /** Where the features are sparse, they are gathered when they are asked for. */
  get features(): Float32Array {
    if (!this.sparse) return this.dense!;
    this.dense ??= new Float32Array(this.capacity * this.width);
    this.source.gatherFeatures(this.picked, this.samples, this.dense);
    return this.dense;
  }

  /** Whether `gather` is nothing but calls of kernels. */
  get isPrepared(): boolean {
    return this.source.isPrepared;
  }

  /** Says which samples are to be gathered: those at positions `from` to `from + count − 1` of the order. */
  pick(from: number, count: number): this {
    this.picked.position[0] = from;
    this.samples = count;
    return this;
  }

  gather(): this {
    const { picked, samples, source, sparse, dense } = this;
    const { order, position } = picked;
    if (sparse) source.kernels.gatherIndices(source.inOrder, order, position, samples, sparse.picked);
    else source.gatherFeatures(picked, samples, dense!);
    source.gatherTargets(picked, samples, this.targets);
    return this;
  }

  private get width(): number {
    return this.source.part.dataset.featureNames.length;
  }
}

/** Bytes of a batch of `samples` samples. */
export function batchBytes(part: Part, samples: number): number {
  return Float32Array.BYTES_PER_ELEMENT * samples * (part.dataset.featureNames.length + targetWidth(part));
}
