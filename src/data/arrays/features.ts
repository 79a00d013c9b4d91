import { positionOf } from '../../numerics/tensor';
import { Problem } from '../../numerics/problem';
import type { Dataset } from '../dataset';
import type { NamedArray } from './arrayFile';

/** Samples without what is to be learned about them. */
export type Features = Omit<Dataset, 'targets'>;

/**
 * The samples of an array of shape [N], [N, D], or of images [N, H, W], [N, H, W, 1] and [N, 1, H, W]. Images of
 * several channels are numbers without places. Bytes stay bytes; other numbers become float32, and stay where they are
 * if they are that already.
 *
 * @throws Problem `array-features`, `array-value`
 */
export function featuresOf(array: NamedArray): Features {
  const { shape } = array;
  const [samples = 0, ...lengths] = shape;
  const width = lengths.reduce((product, length) => product * length, 1);
  if (shape.length === 0 || shape.length > 4 || samples === 0 || width === 0)
    throw new Problem('array-features', { shape });
  const image = imageOf(lengths);
  const letter = image ? 'p' : 'x';
  return {
    samples,
    features: array.data instanceof Uint8Array ? array.data : singles(array),
    featureNames: Array.from({ length: width }, (_, index) => `${letter}${index}`),
    ...(image && { image }),
  };
}

function imageOf(lengths: readonly number[]): Dataset['image'] {
  if (lengths.length < 2) return undefined;
  const [a = 1, b = 1, c = 1] = lengths;
  if (c === 1) return { height: a, width: b };
  return a === 1 ? { height: b, width: c } : undefined;
}

/**
 * The numbers of an array as float32.
 *
 * @throws Problem `array-value` where one is not finite
 */
export function singles({ data, shape }: NamedArray): Float32Array {
  const numbers = data instanceof Float32Array ? data : new Float32Array(data);
  for (let i = 0; i < numbers.length; i++)
    if (!Number.isFinite(numbers[i]!))
      throw new Problem('array-value', { value: data[i]!, position: positionOf(i, shape) });
  return numbers;
}
