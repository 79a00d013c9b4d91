import type { ColumnScaling, Scaling } from './normalize';

/** The classes of N samples. */
export interface ClassTargets {
  readonly task: 'classification';
  /** Names of the classes, in an order that does not depend on the order of the samples. */
  readonly classes: readonly string[];
  /** The class of each sample, an index into `classes`. */
  readonly labels: Uint8Array;
}

/** The numbers that are to be predicted for N samples. */
export interface NumberTargets {
  readonly task: 'regression';
  /** Names of the T numbers. */
  readonly names: readonly string[];
  /** Shape [N, T], row-major. */
  readonly values: Float32Array;
}

export type Targets = ClassTargets | NumberTargets;

/** Features that one column of a table became. */
export interface FeatureGroup {
  /** The column. */
  readonly name: string;
  readonly start: number;
  readonly width: number;
  /** Whether what is most frequent is put in where a value is missing, instead of the mean. */
  readonly frequent: boolean;
}

/** Samples as they were read or made: not split, not scaled. */
export interface Dataset {
  /** N. */
  readonly samples: number;
  /** Shape [N, D], row-major. Images stay bytes. */
  readonly features: Float32Array | Uint8Array;
  /** Names of the D features. */
  readonly featureNames: readonly string[];
  readonly targets: Targets;
  /** Groups of features of which some are missing: NaN until they are filled. */
  readonly gaps?: readonly FeatureGroup[];
  /** Height and width where a sample is an image, in pixels. */
  readonly image?: { readonly height: number; readonly width: number };
}

/** Some samples of a dataset, to train or to test on. Nothing is copied: rows are gathered, and scaled, batch by batch. */
export interface Part {
  readonly dataset: Dataset;
  /** Indices of the samples in the dataset. */
  readonly rows: Uint32Array;
  readonly scaling: Scaling;
  /** How the numbers of a regression are scaled. */
  readonly targetScaling?: ColumnScaling;
}

/** Labels are kept in a byte. More classes than this are no classes but numbers or texts. */
export const MAX_CLASSES = 100;

/** How many numbers a network has to give for each sample: a unit a class, or a unit a number. */
export function outputsOf(targets: Targets): number {
  return targets.task === 'classification' ? targets.classes.length : targets.names.length;
}
