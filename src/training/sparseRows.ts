import type { Part } from '../data/dataset';
import { gatherFeatures } from '../data/gather';
import type { Kernels, SparseRows } from '../kernels/kernels';

/** Where at most this share of the features is not 0, it is faster to leave out the others. */
const GREATEST_DENSITY = 0.5;

/** Narrower samples are done before their columns are looked up. */
const LEAST_WIDTH = 32;

/** Columns are numbers of 16 bits. */
const GREATEST_WIDTH = 2 ** 16;

/** Samples that are scaled at once. */
const CHUNK = 64;

/** Bytes of a number with its column. */
const BYTES = Float32Array.BYTES_PER_ELEMENT + Uint16Array.BYTES_PER_ELEMENT;

/**
 * The scaled features of a part without those that are 0.
 *
 * @param room bytes that they may take
 * @returns undefined where too few are 0 to leave them out, or they would take more
 */
export function sparseRowsOf(part: Part, kernels: Kernels, room: number): SparseRows | undefined {
  const { rows, dataset } = part;
  const width = dataset.featureNames.length;
  if (width < LEAST_WIDTH || width > GREATEST_WIDTH) return undefined;
  const count = countOfNonzero(part, Math.min(GREATEST_DENSITY * rows.length * width, room / BYTES));
  if (count === undefined) return undefined;
  const sparse = {
    starts: kernels.indices(rows.length + 1),
    columns: kernels.shorts(count),
    values: kernels.floats(count),
  };
  fillRows(part, sparse);
  return sparse;
}

/** Undefined where there are more than `greatest`. */
function countOfNonzero(part: Part, greatest: number): number | undefined {
  let count = 0;
  for (const { features } of chunksOf(part)) {
    for (let i = 0; i < features.length; i++) if (features[i] !== 0) count++;
    if (count > greatest) return undefined;
  }
  return count;
}

function fillRows(part: Part, { starts, columns, values }: SparseRows): void {
  const width = part.dataset.featureNames.length;
  let next = 0;
  for (const { first, features } of chunksOf(part))
    for (let i = 0; i < features.length; i++) {
      const column = i % width;
      if (features[i] !== 0) {
        columns[next] = column;
        values[next++] = features[i]!;
      }
      if (column === width - 1) starts[first + (i - column) / width + 1] = next;
    }
}

/** The scaled features of some samples after the other; the array is used again. */
function* chunksOf(part: Part): Generator<{ readonly first: number; readonly features: Float32Array }> {
  const width = part.dataset.featureNames.length;
  const room = new Float32Array(CHUNK * width);
  for (let first = 0; first < part.rows.length; first += CHUNK) {
    const count = Math.min(CHUNK, part.rows.length - first);
    gatherFeatures(part, first, count, room);
    yield { first, features: room.subarray(0, count * width) };
  }
}
