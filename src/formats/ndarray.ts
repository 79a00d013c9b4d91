/** Numbers as a file holds them. */
export type Numbers =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** An array of any number of axes, row-major. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly data: Numbers;
}
