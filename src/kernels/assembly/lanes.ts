/** How many numbers a vector has. */
// @ts-ignore: decorator
@inline
export function lanesOf<T>(): i32 {
  return <i32>(16 / sizeof<T>());
}

/** The first so many numbers of a vector, at most as many as it has; 0 for the others. */
// @ts-ignore: decorator
@inline
export function read<T>(place: usize, lanes: i32): v128 {
  return lanes == lanesOf<T>() ? v128.load(place) : readFew<T>(place, lanes);
}

// @ts-ignore: decorator
@inline
export function write<T>(place: usize, vector: v128, lanes: i32): void {
  if (lanes == lanesOf<T>()) v128.store(place, vector);
  else writeFew<T>(place, vector, lanes);
}

function readFew<T>(place: usize, lanes: i32): v128 {
  if (sizeof<T>() == 8) return v128.load_zero<f64>(place);
  if (lanes == 1) return v128.load_zero<f32>(place);
  const two = v128.load_zero<f64>(place);
  return lanes == 2 ? two : v128.load_lane<f32>(place, two, 2, 8);
}

function writeFew<T>(place: usize, vector: v128, lanes: i32): void {
  if (sizeof<T>() == 8) v128.store_lane<f64>(place, vector, 0);
  else if (lanes == 1) v128.store_lane<f32>(place, vector, 0);
  else {
    v128.store_lane<f64>(place, vector, 0);
    if (lanes == 3) v128.store_lane<f32>(place, vector, 2, 8);
  }
}
