/** Samples with their classes. */
export interface Dataset {
  /** Shape [N, D], row-major. */
  readonly features: Float32Array;
  /** The class of each sample, an index into `classes`. */
  readonly labels: Uint8Array;
  /** Names of the classes, in an order that does not depend on the order of the samples. */
  readonly classes: readonly string[];
  /** Names of the D features. */
  readonly featureNames: readonly string[];
}

/** Labels are kept in a byte. More classes than this are no classes but numbers or texts. */
export const MAX_CLASSES = 100;

/** The number of samples N. */
export function sampleCountOf({ labels }: Dataset): number {
  return labels.length;
}

/** The samples at `indices`, in that order, as a dataset of their own. */
export function takeSamples(dataset: Dataset, indices: Uint32Array): Dataset {
  const width = dataset.featureNames.length;
  const features = new Float32Array(indices.length * width);
  const labels = new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]!;
    features.set(dataset.features.subarray(from * width, (from + 1) * width), i * width);
    labels[i] = dataset.labels[from]!;
  }
  return { ...dataset, features, labels };
}
