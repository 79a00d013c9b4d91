/** Vectors of 128 bits of numbers of type T: f32 or f64. */

/** Numbers of a vector. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return 16 / <i32>sizeof<T>();
}

/** So many numbers, in bytes. */
// @ts-ignore: decorator
@inline
export function bytes<T>(numbers: i32): usize {
  return <usize>numbers * sizeof<T>();
}

/** A number that stands in memory, in every lane. */
// @ts-ignore: decorator
@inline
export function loadSplat<T>(place: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(place) : v128.load64_splat(place);
}

/** sum + a · b; of float32 with one rounding where the machine can and the build may. */
// @ts-ignore: decorator
@inline
export function multiplyAdd<T>(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD && sizeof<T>() == 4) return v128.relaxed_madd<T>(a, b, sum);
  else return v128.add<T>(sum, v128.mul<T>(a, b));
}

/** from − a · b, in the same way. */
// @ts-ignore: decorator
@inline
export function multiplySubtract<T>(a: v128, b: v128, from: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD && sizeof<T>() == 4) return v128.relaxed_nmadd<T>(a, b, from);
  else return v128.sub<T>(from, v128.mul<T>(a, b));
}

/** What sums begin with: the vector so many bytes after `start`; 0 if `start` is. */
// @ts-ignore: decorator
@inline
export function first(start: usize, offset: usize): v128 {
  return start ? v128.load(start + offset) : i32x4.splat(0);
}

/** Where sums begin with those of a column, so many bytes on; 0 where all begin with 0. */
// @ts-ignore: decorator
@inline
export function offset(start: usize, bytes: usize): usize {
  return start ? start + bytes : 0;
}
