import { pairwiseSum } from './sum';
import type { Tensor } from './tensor';

/**
 * What an array looks like. Places are flat indices of the first value of the kind, −1 without one; rows run along the
 * last axis.
 */
export interface ArrayForm {
  /** The first that is NaN or infinite. */
  readonly nonFinite: number;
  /** The first that is no probability: outside [0, 1]. */
  readonly outside: number;
  /** The first that is no label: not a whole number from 0 up. */
  readonly notLabel: number;
  /** The first that is neither 0 nor 1. */
  readonly notBinary: number;
  /** The first that is neither −1 nor 1. */
  readonly notSign: number;
  readonly least: number;
  readonly largest: number;
  /** The first row that does not add up to 1. */
  readonly unevenRow: { readonly start: number; readonly sum: number } | undefined;
  /** How far a row's sum is from 1 at most. */
  readonly sumError: number;
  /** Every row is a probability distribution over at least two classes. */
  readonly distribution: boolean;
  /** Every row has a single 1 among zeros. */
  readonly oneHot: boolean;
}

/** How far the values of a row may add up to something other than 1 before it is worth a word. */
const SUM_TOLERANCE = 1e-3;

/** The form of an array that is not empty. */
export function formOf({ data, shape }: Tensor): ArrayForm {
  const places = { nonFinite: -1, outside: -1, notLabel: -1, notBinary: -1, notSign: -1 };
  let least = Infinity;
  let largest = -Infinity;
  for (let k = 0; k < data.length; k++) {
    const value = data[k]!;
    if (value < least) least = value;
    if (value > largest) largest = value;
    if (value === 0 || value === 1) {
      if (value === 0 && places.notSign < 0) places.notSign = k;
      continue;
    }
    if (places.notBinary < 0) places.notBinary = k;
    if (places.notSign < 0 && value !== -1) places.notSign = k;
    if (places.nonFinite < 0 && !Number.isFinite(value)) places.nonFinite = k;
    if (places.outside < 0 && !(value >= 0 && value <= 1)) places.outside = k;
    if (places.notLabel < 0 && !(value >= 0 && Number.isSafeInteger(value))) places.notLabel = k;
  }
  const sums = sumsOfRows({ data, shape });
  const manyClasses = shape.at(-1)! >= 2;
  return {
    ...places,
    least,
    largest,
    ...sums,
    distribution: manyClasses && places.outside < 0 && !sums.unevenRow,
    oneHot: manyClasses && places.notBinary < 0 && sums.sumError === 0,
  };
}

function sumsOfRows({ data, shape }: Tensor): Pick<ArrayForm, 'unevenRow' | 'sumError'> {
  const length = shape.at(-1) ?? 1;
  let unevenRow: ArrayForm['unevenRow'];
  let sumError = 0;
  for (let start = 0; start < data.length; start += length) {
    const sum = pairwiseSum(data, start, start + length);
    sumError = Math.max(sumError, Math.abs(sum - 1));
    if (!unevenRow && !(Math.abs(sum - 1) <= SUM_TOLERANCE)) unevenRow = { start, sum };
  }
  return { unevenRow, sumError };
}

/** Whether the values from `start` to `end` (exclusive) are a single 1 among zeros. */
export function isOneHotRow(data: Float64Array, start: number, end: number): boolean {
  let ones = 0;
  for (let k = start; k < end; k++) {
    if (data[k] === 1) ones++;
    else if (data[k] !== 0) return false;
  }
  return ones === 1;
}
