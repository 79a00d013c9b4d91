/** Vectors that are not full: at the end of an array. */
import { lanes } from './vectors';

/** The first so many numbers of a vector, at most as many as it has; 0 for the others. */
// @ts-ignore: decorator
@inline
export function read<T>(place: usize, numbers: i32): v128 {
  return numbers == lanes<T>() ? v128.load(place) : readFew<T>(place, numbers);
}

// @ts-ignore: decorator
@inline
export function write<T>(place: usize, vector: v128, numbers: i32): void {
  if (numbers == lanes<T>()) v128.store(place, vector);
  else writeFew<T>(place, vector, numbers);
}

function readFew<T>(place: usize, numbers: i32): v128 {
  if (sizeof<T>() == 8) return v128.load_zero<f64>(place);
  if (numbers == 1) return v128.load_zero<f32>(place);
  const two = v128.load_zero<f64>(place);
  return numbers == 2 ? two : v128.load_lane<f32>(place, two, 2, 8);
}

function writeFew<T>(place: usize, vector: v128, numbers: i32): void {
  if (sizeof<T>() == 8) v128.store_lane<f64>(place, vector, 0);
  else if (numbers == 1) v128.store_lane<f32>(place, vector, 0);
  else {
    v128.store_lane<f64>(place, vector, 0);
    if (numbers == 3) v128.store_lane<f32>(place, vector, 2, 8);
  }
}
