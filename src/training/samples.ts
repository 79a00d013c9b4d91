import type { Part } from '../data/dataset';
import { gatherFeatures, gatherTargets } from '../data/gather';
import type { Kernels, SparseRows } from '../kernels/kernels';
import type { BatchTargets } from './head';

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
  /** Their features, where most are 0: these need not be gathered. */
  readonly sparse?: SparseRows;
  /** Whether what need be gathered is gathered by calls of kernels, which can be recorded. */
  readonly isPrepared: boolean;
  /** What they take besides the dataset. */
  readonly bytes: number;

  /** Gathers the scaled features of so many samples, shape [count, D]. */
  gatherFeatures(picked: Picked, count: number, into: Float32Array): void;

  /** Gathers what is to be learned about them: classes, shape [count], or scaled numbers, shape [count, T]. */
  gatherTargets(picked: Picked, count: number, into: BatchTargets): void;
}

/** Samples as they were opened: rows are gathered from the dataset, and scaled, batch by batch. */
export class OpenedSamples implements Samples {
  readonly isPrepared = false;
  readonly bytes = 0;
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

/** 0, 1, 2, … for all samples of a part. */
export function inOrder({ rows }: Part, kernels: Kernels): Uint32Array {
  const order = kernels.indices(rows.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order;
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
