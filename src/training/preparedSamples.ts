import type { Part } from '../data/dataset';
import { gatherFeatures, gatherTargets } from '../data/gather';
import type { OpenedData } from '../data/open';
import type { Kernels, SparseRows } from '../kernels/kernels';
import type { BatchTargets } from './head';
import { inOrder, OpenedSamples, roomForTargets, targetWidth, type Picked, type Samples } from './samples';
import { sparseRowsOf } from './sparseRows';

/** What is trained and tested on, in the memory of kernels as far as there is room. */
export interface PreparedData {
  readonly train: Samples;
  readonly test: Samples;
}

/** @param room bytes that samples may take besides the datasets */
export function prepareData(data: OpenedData, kernels: Kernels, room: number): PreparedData {
  const train = prepareSamples(data.train, kernels, room);
  return { train, test: prepareSamples(data.test, kernels, room - train.bytes) };
}

/**
 * The samples of a part as a network takes them, in the memory of its kernels: images as bytes, other features scaled;
 * where most of them are 0, only the others.
 *
 * @param room bytes that they may take; where they need more they stay as they were opened
 */
export function prepareSamples(part: Part, kernels: Kernels, room: number): Samples {
  if (room <= 0) return new OpenedSamples(part, kernels);
  const sparse = sparseRowsOf(part, kernels, room);
  if (sparse) return new SparseSamples(part, kernels, sparse);
  if (denseBytes(part) > room) return new OpenedSamples(part, kernels);
  return part.scaling.pixels ? new PixelSamples(part, kernels) : new ScaledSamples(part, kernels);
}

function denseBytes({ rows, dataset, scaling }: Part): number {
  return rows.length * dataset.featureNames.length * (scaling.pixels ? 1 : Float32Array.BYTES_PER_ELEMENT);
}

abstract class PreparedSamples implements Samples {
  readonly isPrepared = true;
  abstract readonly bytes: number;
  readonly inOrder: Uint32Array;
  /** D */
  protected readonly width: number;
  /** In the order of the part's rows, as the features are. */
  private readonly targets: BatchTargets;

  constructor(
    readonly part: Part,
    readonly kernels: Kernels,
  ) {
    this.width = part.dataset.featureNames.length;
    this.inOrder = inOrder(part, kernels);
    this.targets = roomForTargets(part, part.rows.length, kernels);
    gatherTargets(part, 0, part.rows.length, this.targets);
  }

  abstract gatherFeatures(picked: Picked, count: number, into: Float32Array): void;

  gatherTargets({ order, position }: Picked, count: number, into: BatchTargets): void {
    const { targets, kernels, part } = this;
    if (targets instanceof Uint8Array) kernels.gatherBytes(targets, order, position, count, into as Uint8Array);
    else kernels.gatherRows(targets, order, position, count, targetWidth(part), into as Float32Array);
  }
}

class ScaledSamples extends PreparedSamples {
  private readonly features: Float32Array;

  constructor(part: Part, kernels: Kernels) {
    super(part, kernels);
    this.features = kernels.floats(part.rows.length * this.width);
    gatherFeatures(part, 0, part.rows.length, this.features);
  }

  get bytes(): number {
    return this.features.byteLength;
  }

  gatherFeatures({ order, position }: Picked, count: number, into: Float32Array): void {
    this.kernels.gatherRows(this.features, order, position, count, this.width, into);
  }
}

/** Images of bytes, which are scaled as they are gathered: they take a quarter of the memory. */
class PixelSamples extends PreparedSamples {
  private readonly pixels: Uint8Array;
  /** Offset and factor, the same for all. */
  private readonly scale: Float64Array;

  constructor(part: Part, kernels: Kernels) {
    super(part, kernels);
    const { dataset, rows, scaling } = part;
    this.pixels = kernels.bytes(rows.length * this.width);
    for (const [n, row] of rows.entries())
      this.pixels.set(dataset.features.subarray(row * this.width, (row + 1) * this.width), n * this.width);
    this.scale = kernels.doubles(2);
    this.scale.set([scaling.offset[0]!, scaling.factor[0]!]);
  }

  get bytes(): number {
    return this.pixels.byteLength;
  }

  gatherFeatures({ order, position }: Picked, count: number, into: Float32Array): void {
    this.kernels.gatherRows(this.pixels, order, position, count, this.width, into, this.scale);
  }
}

/** Only who has to have all features gathers them. */
class SparseSamples extends PreparedSamples {
  constructor(
    part: Part,
    kernels: Kernels,
    readonly sparse: SparseRows,
  ) {
    super(part, kernels);
  }

  get bytes(): number {
    const { starts, columns, values } = this.sparse;
    return starts.byteLength + columns.byteLength + values.byteLength;
  }

  gatherFeatures({ order, position }: Picked, count: number, into: Float32Array): void {
    gatherFeatures(this.part, position[0]!, count, into, order);
  }
}
