import { Problem } from '../numerics/problem';
import type { DataConfig } from './config';
import type { Dataset } from './dataset';

/** A file of arrays: IDX (gzipped or not), `.npy` or `.npz`. */
export interface ArrayFile {
  /** The file as it was given, for sentences; without `#name`. */
  readonly source: string;
  /** The array that is meant, of a file with several (`mnist.npz#x_train`). */
  readonly name?: string | undefined;
  readonly bytes: Uint8Array;
}

export interface ArrayOptions {
  readonly task: DataConfig['task'];
  /** Column of the labels in a single matrix. */
  readonly label?: DataConfig['label'];
  /** Bytes that the arrays may take. */
  readonly memory: number;
}

/** A dataset, and another to test on where the file brings one (`x_test`, `y_test`). */
export interface ArrayData {
  readonly train: Dataset;
  readonly test?: Dataset;
}

/**
 * Features and labels from two arrays, in two files or in one.
 *
 * Features have shape [N, D], or [N, H, W] or [N, H, W, 1] of images; labels [N], one-hot [N, K], or [N, T] of a regression.
 */
export function readArrayPair(features: ArrayFile, labels: ArrayFile, options: ArrayOptions): Dataset {
  throw new Problem('data-unreadable', { source: features.source, reason: `${labels.source} ${options.task}` });
}

/**
 * Features and labels from one file: a matrix with a column of labels, or an archive with arrays of known names
 * (x_train, y_train, x_test, y_test; x, X, features, images with y, t, labels, targets).
 */
export function readArrays(file: ArrayFile, options: ArrayOptions): ArrayData {
  throw new Problem('data-unreadable', { source: file.source, reason: options.task });
}

/** Whether these are the first bytes of a file of arrays. At least 8 bytes, where the file has them. */
export function isArrayFile(bytes: Uint8Array): boolean {
  return bytes.length < 0;
}
