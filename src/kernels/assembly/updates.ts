/** Updates of optimizers, see `Kernels`; of float32, which is what back-propagation computes with. */
import { read, write } from './few';
import { edge } from './parts';

/** to ← to + factor · from. */
export function addScaled(
  size: i32,
  count: i32,
  constants: usize,
  to: usize,
  from: usize,
  thread: i32,
  threads: i32,
): void {
  checkSize(size);
  const factor = rounded(constant(constants, 0));
  const last = edge(count, thread + 1, threads);
  let i = edge(count, thread, threads);
  for (; i + 4 <= last; i += 4) addFew(at(to, i), at(from, i), factor, 4);
  if (i < last) addFew(at(to, i), at(from, i), factor, last - i);
}

// @ts-ignore: decorator
@inline
function addFew(to: usize, from: usize, factor: v128, numbers: i32): void {
  write<f32>(to, f32x4.add(read<f32>(to, numbers), f32x4.mul(factor, read<f32>(from, numbers))), numbers);
}

/** v ← μ v − α g, w ← w + v. */
export function momentumUpdate(
  size: i32,
  count: i32,
  constants: usize,
  w: usize,
  g: usize,
  v: usize,
  thread: i32,
  threads: i32,
): void {
  checkSize(size);
  const rate = rounded(constant(constants, 0));
  const momentum = rounded(constant(constants, 1));
  const last = edge(count, thread + 1, threads);
  let i = edge(count, thread, threads);
  for (; i + 4 <= last; i += 4) momentumOfFew(at(w, i), at(g, i), at(v, i), rate, momentum, 4);
  if (i < last) momentumOfFew(at(w, i), at(g, i), at(v, i), rate, momentum, last - i);
}

// @ts-ignore: decorator
@inline
function momentumOfFew(w: usize, g: usize, v: usize, rate: v128, momentum: v128, numbers: i32): void {
  const kept = f32x4.mul(momentum, read<f32>(v, numbers));
  const moved = f32x4.sub(kept, f32x4.mul(rate, read<f32>(g, numbers)));
  write<f32>(v, moved, numbers);
  write<f32>(w, f32x4.add(read<f32>(w, numbers), moved), numbers);
}

/** w ← w + μ² v − (1 + μ) α g, v ← μ v − α g. */
export function bookNesterovUpdate(
  size: i32,
  count: i32,
  constants: usize,
  w: usize,
  g: usize,
  v: usize,
  thread: i32,
  threads: i32,
): void {
  checkSize(size);
  const rate = rounded(constant(constants, 0));
  const momentum = rounded(constant(constants, 1));
  const squared = rounded(constant(constants, 1) * constant(constants, 1));
  const both = rounded((1 + constant(constants, 1)) * constant(constants, 0));
  const last = edge(count, thread + 1, threads);
  let i = edge(count, thread, threads);
  for (; i + 4 <= last; i += 4) bookNesterovOfFew(at(w, i), at(g, i), at(v, i), rate, momentum, squared, both, 4);
  if (i < last) bookNesterovOfFew(at(w, i), at(g, i), at(v, i), rate, momentum, squared, both, last - i);
}

// @ts-ignore: decorator
@inline
function bookNesterovOfFew(
  w: usize,
  g: usize,
  v: usize,
  rate: v128,
  momentum: v128,
  squared: v128,
  both: v128,
  numbers: i32,
): void {
  const slope = read<f32>(g, numbers);
  const velocity = read<f32>(v, numbers);
  const carried = f32x4.add(read<f32>(w, numbers), f32x4.mul(squared, velocity));
  write<f32>(w, f32x4.sub(carried, f32x4.mul(both, slope)), numbers);
  write<f32>(v, f32x4.sub(f32x4.mul(momentum, velocity), f32x4.mul(rate, slope)), numbers);
}

/** h ← h + g², w ← w − α g / (√h + ε). */
export function adagradUpdate(
  size: i32,
  count: i32,
  constants: usize,
  w: usize,
  g: usize,
  h: usize,
  thread: i32,
  threads: i32,
): void {
  checkSize(size);
  const rate = rounded(constant(constants, 0));
  const epsilon = rounded(constant(constants, 1));
  const last = edge(count, thread + 1, threads);
  let i = edge(count, thread, threads);
  for (; i + 4 <= last; i += 4) adagradOfFew(at(w, i), at(g, i), at(h, i), rate, epsilon, 4);
  if (i < last) adagradOfFew(at(w, i), at(g, i), at(h, i), rate, epsilon, last - i);
}

// @ts-ignore: decorator
@inline
function adagradOfFew(w: usize, g: usize, h: usize, rate: v128, epsilon: v128, numbers: i32): void {
  const slope = read<f32>(g, numbers);
  const squares = f32x4.add(read<f32>(h, numbers), f32x4.mul(slope, slope));
  write<f32>(h, squares, numbers);
  write<f32>(w, f32x4.sub(read<f32>(w, numbers), scaledStep(f32x4.mul(rate, slope), squares, epsilon)), numbers);
}

/** h ← ρ h + (1 − ρ) g², w ← w − α g / (√h + ε). */
export function rmspropUpdate(
  size: i32,
  count: i32,
  constants: usize,
  w: usize,
  g: usize,
  h: usize,
  thread: i32,
  threads: i32,
): void {
  checkSize(size);
  const rate = rounded(constant(constants, 0));
  const decay = rounded(constant(constants, 1));
  const share = rounded(1 - constant(constants, 1));
  const epsilon = rounded(constant(constants, 2));
  const last = edge(count, thread + 1, threads);
  let i = edge(count, thread, threads);
  for (; i + 4 <= last; i += 4) rmspropOfFew(at(w, i), at(g, i), at(h, i), rate, decay, share, epsilon, 4);
  if (i < last) rmspropOfFew(at(w, i), at(g, i), at(h, i), rate, decay, share, epsilon, last - i);
}

// @ts-ignore: decorator
@inline
function rmspropOfFew(
  w: usize,
  g: usize,
  h: usize,
  rate: v128,
  decay: v128,
  share: v128,
  epsilon: v128,
  numbers: i32,
): void {
  const slope = read<f32>(g, numbers);
  const fresh = f32x4.mul(f32x4.mul(share, slope), slope);
  const squares = f32x4.add(f32x4.mul(decay, read<f32>(h, numbers)), fresh);
  write<f32>(h, squares, numbers);
  write<f32>(w, f32x4.sub(read<f32>(w, numbers), scaledStep(f32x4.mul(rate, slope), squares, epsilon)), numbers);
}

/** m ← m + (1 − β₁) (g − m), v ← v + (1 − β₂) (g² − v), w ← w − rate · m / (√(correction · v) + ε). */
export function adamUpdate(
  size: i32,
  count: i32,
  constants: usize,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  thread: i32,
  threads: i32,
): void {
  checkSize(size);
  const rate = rounded(constant(constants, 0));
  const correction = rounded(constant(constants, 1));
  const share1 = rounded(1 - constant(constants, 2));
  const share2 = rounded(1 - constant(constants, 3));
  const epsilon = rounded(constant(constants, 4));
  const last = edge(count, thread + 1, threads);
  let i = edge(count, thread, threads);
  for (; i + 4 <= last; i += 4)
    adamOfFew(at(w, i), at(g, i), at(m, i), at(v, i), rate, correction, share1, share2, epsilon, 4);
  if (i < last) adamOfFew(at(w, i), at(g, i), at(m, i), at(v, i), rate, correction, share1, share2, epsilon, last - i);
}

// @ts-ignore: decorator
@inline
function adamOfFew(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  rate: v128,
  correction: v128,
  share1: v128,
  share2: v128,
  epsilon: v128,
  numbers: i32,
): void {
  const slope = read<f32>(g, numbers);
  const mean = moved(read<f32>(m, numbers), slope, share1);
  const squares = moved(read<f32>(v, numbers), f32x4.mul(slope, slope), share2);
  write<f32>(m, mean, numbers);
  write<f32>(v, squares, numbers);
  const step = scaledStep(f32x4.mul(rate, mean), f32x4.mul(correction, squares), epsilon);
  write<f32>(w, f32x4.sub(read<f32>(w, numbers), step), numbers);
}

/** average + share · (value − average). */
// @ts-ignore: decorator
@inline
function moved(average: v128, value: v128, share: v128): v128 {
  return f32x4.add(average, f32x4.mul(share, f32x4.sub(value, average)));
}

/** step / (√squares + ε). */
// @ts-ignore: decorator
@inline
function scaledStep(step: v128, squares: v128, epsilon: v128): v128 {
  return f32x4.div(step, f32x4.add(f32x4.sqrt(squares), epsilon));
}

/** One of the constants, which are doubles. */
// @ts-ignore: decorator
@inline
function constant(constants: usize, index: i32): f64 {
  return load<f64>(constants + (<usize>index << 3));
}

/** Only what is made of constants is rounded: 1 − 0.999 of floats would be wrong in the fifth digit. */
// @ts-ignore: decorator
@inline
function rounded(x: f64): v128 {
  return f32x4.splat(<f32>x);
}

// @ts-ignore: decorator
@inline
function at(array: usize, index: i32): usize {
  return array + (<usize>index << 2);
}

function checkSize(size: i32): void {
  if (size != 4) unreachable();
}
