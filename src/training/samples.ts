import type { Part } from '../data/dataset';
import { gatherFeatures, gatherTargets } from '../data/gather';
import type { Kernels, SparseRows } from '../kernels/kernels';
import type { BatchTargets } from './head';
import { sparseRowsOf } from './sparseSamples';

/** Positions in a part, and where among them the next batch begins: an array of one number. */
export interface Picked {
  readonly order: Uint32Array;
  readonly position: Uint32Array;
}

/** Where the samples of a part are taken from, batch after batch. */
export interface Samples {
  readonly part: Part;
  /** In whose memory the batches are. */
  readonly kernels: Kernels;
  /** 0, 1, 2, …: the samples one after the other. */
  readonly inOrder: Uint32Array;
  /** The features, where those that are 0 are left out. */
  readonly sparse?: SparseRows | undefined;
  /** Whether gathering is nothing but calls of kernels, which can be recorded. */
  readonly isPrepared: boolean;

  /** Gathers the scaled features of so many samples, shape [count, D]. */
  gatherFeatures(picked: Picked, count: number, into: Float32Array): void;

  /** Gathers what is to be learned about them: classes, shape [count], or scaled numbers, shape [count, T]. */
  gatherTargets(picked: Picked, count: number, into: BatchTargets): void;
}

/** Samples as they were opened: rows are gathered from the dataset, and scaled, batch by batch. */
export class OpenedSamples implements Samples {
  readonly isPrepared = false;
  readonly inOrder: Uint32Array;

  constructor(
    readonly part: Part,
    readonly kernels: Kernels,
  ) {
    this.inOrder = inOrder(part, kernels);
  }

  gatherFeatures({ order, position }: Picked, count: number, into: Float32Array): void {
    gatherFeatures(this.part, position[0]!, count, into, order);
  }

  gatherTargets({ order, position }: Picked, count: number, into: BatchTargets): void {
    gatherTargets(this.part, position[0]!, count, into, order);
  }
}

/**
 * Samples in the memory of kernels, in the order of the part's rows: images as bytes, other features scaled; where most
 * of them are 0 after that, only the others.
 */
export class PreparedSamples implements Samples {
  readonly isPrepared = true;
  readonly inOrder: Uint32Array;
  readonly sparse: SparseRows | undefined;

  /** Shape [N, D]; undefined where they are sparse. */
  private readonly features: Float32Array | Uint8Array | undefined;
  /** Offset and factor of pixels. */
  private readonly scale: Float64Array | undefined;
  private readonly targets: BatchTargets;

  constructor(
    readonly part: Part,
    readonly kernels: Kernels,
  ) {
    const { dataset, rows, scaling } = part;
    this.inOrder = inOrder(part, kernels);
    this.targets = roomForTargets(part, rows.length, kernels);
    gatherTargets(part, 0, rows.length, this.targets);
    this.sparse = sparseRowsOf(part, kernels);
    if (this.sparse) return;
    if (scaling.pixels) {
      this.features = pixelsOf(part, kernels);
      this.scale = kernels.doubles(2);
      this.scale.set([scaling.offset[0]!, scaling.factor[0]!]);
    } else {
      const features = kernels.floats(rows.length * dataset.featureNames.length);
      gatherFeatures(part, 0, rows.length, features);
      this.features = features;
    }
  }

  gatherFeatures(picked: Picked, count: number, into: Float32Array): void {
    const { features, kernels, part, scale } = this;
    if (!features) return gatherFeatures(part, picked.position[0]!, count, into, picked.order);
    const width = part.dataset.featureNames.length;
    kernels.gatherRows(features, picked.order, picked.position, count, width, into, scale);
  }

  gatherTargets({ order, position }: Picked, count: number, into: BatchTargets): void {
    const { targets, kernels, part } = this;
    if (targets instanceof Uint8Array) kernels.gatherBytes(targets, order, position, count, into as Uint8Array);
    else kernels.gatherRows(targets, order, position, count, targetWidth(part), into as Float32Array);
  }
}

/** Room for what is to be learned about so many samples of a part. */
export function roomForTargets(part: Part, samples: number, kernels: Kernels): BatchTargets {
  const isClassification = part.dataset.targets.task === 'classification';
  return isClassification ? kernels.bytes(samples) : kernels.floats(samples * targetWidth(part));
}

/** Numbers that say what is right for a sample: its class, or what is to be predicted. */
export function targetWidth({ dataset: { targets } }: Part): number {
  return targets.task === 'classification' ? 1 : targets.names.length;
}

function inOrder({ rows }: Part, kernels: Kernels): Uint32Array {
  const order = kernels.indices(rows.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order;
}

function pixelsOf({ dataset: { features, featureNames }, rows }: Part, kernels: Kernels): Uint8Array {
  const width = featureNames.length;
  const pixels = kernels.bytes(rows.length * width);
  for (const [n, row] of rows.entries()) pixels.set(features.subarray(row * width, (row + 1) * width), n * width);
  return pixels;
}
