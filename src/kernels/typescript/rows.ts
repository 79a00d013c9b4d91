import type { Floats } from '../kernels';

type Numbers = Floats | Uint8Array | Uint32Array;

/** into[n] ← source[order[position + n]], rows of `width` numbers. */
export function gatherRows(
  source: Numbers,
  order: Uint32Array,
  position: number,
  count: number,
  width: number,
  into: Numbers,
): void {
  for (let n = 0; n < count; n++) {
    const row = order[position + n]! * width;
    for (let i = 0; i < width; i++) into[n * width + i] = source[row + i]!;
  }
}

/** The same for bytes, scaled to (byte − offset) · factor. */
export function gatherPixels(
  source: Uint8Array,
  order: Uint32Array,
  position: number,
  count: number,
  width: number,
  into: Floats,
  scale: Float64Array,
): void {
  const [offset, factor] = [scale[0]!, scale[1]!];
  for (let n = 0; n < count; n++) {
    const row = order[position + n]! * width;
    for (let i = 0; i < width; i++) into[n * width + i] = (source[row + i]! - offset) * factor;
  }
}
