import type { AffineSize } from '../kernels';
import { CACHE_LINE, CACHE_STRIDE, SPARSE_CHUNK } from '../operations';

/** How many bytes affine layers need while they work; see assembly/product and assembly/sparse. `size` is that of a number. */

const VECTOR = 16;

export function forwardScratch({ samples, inputs, outputs }: AffineSize, size: number): number {
  return productScratch(samples, inputs, outputs, size);
}

/** The inputs too, where those are set apart. */
export function backwardParametersScratch({ samples, inputs, outputs }: AffineSize, size: number): number {
  const row = inputs * size;
  const apart = row % CACHE_STRIDE === 0 ? samples * (row + CACHE_LINE) : 0;
  return apart + productScratch(inputs, samples, outputs, size);
}

export function backwardInputScratch({ samples, inputs, outputs }: AffineSize, size: number): number {
  return productScratch(samples, outputs, inputs, size);
}

/** The right factor of a product, packed; of a slim product the numbers it begins with and the result, too. */
function productScratch(rows: number, count: number, columns: number, size: number): number {
  const isSlim = columns * size < VECTOR;
  return isSlim ? (count + 1 + rows) * VECTOR : count * (columns * size + VECTOR);
}

export function sparseForwardScratch({ samples, inputs, outputs }: AffineSize): number {
  return productScratch(samples, inputs, outputs, Float32Array.BYTES_PER_ELEMENT);
}

/**
 * A slim product as above; where each column of the inputs ends, which samples have it and what it is; the sums of the
 * samples sorted before.
 */
export function sparseBackwardScratch({ samples, inputs, outputs }: AffineSize): number {
  const number = Float32Array.BYTES_PER_ELEMENT;
  const terms = Math.min(samples, SPARSE_CHUNK) * (number + Uint32Array.BYTES_PER_ELEMENT);
  const sums = Math.max(outputs * number, VECTOR);
  return productScratch(inputs, samples, outputs, number) + inputs * (Uint32Array.BYTES_PER_ELEMENT + terms + sums);
}
