import { outputsOf, type Part, type Targets } from '../data/dataset';
import { gatherFeatures, gatherTargets } from '../data/gather';
import type { Batch } from './model';

/** Room for samples of a part, into which they are gathered again and again. */
export class GatheredBatch implements Batch {
  samples = 0;
  readonly features: Float32Array;
  readonly targets: Uint8Array | Float32Array;

  /** @param capacity how many samples there is room for */
  constructor(
    private readonly part: Part,
    capacity: number,
  ) {
    const { featureNames, targets } = part.dataset;
    const width = targetWidth(targets);
    this.features = new Float32Array(capacity * featureNames.length);
    this.targets = targets.task === 'classification' ? new Uint8Array(capacity) : new Float32Array(capacity * width);
  }

  /** Takes the samples at positions `from` to `from + count − 1` of `order`, or of the part itself. */
  gather(from: number, count: number, order?: Uint32Array): this {
    gatherFeatures(this.part, from, count, this.features, order);
    gatherTargets(this.part, from, count, this.targets, order);
    this.samples = count;
    return this;
  }
}

/** Bytes of a batch of `samples` samples. */
export function batchBytes({ dataset }: Part, samples: number): number {
  return Float32Array.BYTES_PER_ELEMENT * samples * (dataset.featureNames.length + targetWidth(dataset.targets));
}

/** Numbers that say what is right for a sample: its class, or what is to be predicted. */
function targetWidth(targets: Targets): number {
  return targets.task === 'classification' ? 1 : outputsOf(targets);
}
