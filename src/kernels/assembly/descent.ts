/** A step of SGD that can be taken back: copy, addScaled and allFinite in one, see webassembly/fusion. */
import { read, write } from './few';
import { fromItself, giveAll } from './numbers';
import { edge } from './parts';
import { bytes, lanes } from './vectors';

/** before ← values, values ← values + factor · gradient. @returns whether all of these are finite */
export function descend(
  count: i32,
  factor: usize,
  values: usize,
  gradient: usize,
  before: usize,
  thread: i32,
  threads: i32,
): bool {
  const from = edge(count, thread, threads);
  const at = bytes<f32>(from);
  const numbers = edge(count, thread + 1, threads) - from;
  const isFinite = descendPart(numbers, f32x4.splat(<f32>load<f64>(factor)), values + at, gradient + at, before + at);
  return giveAll(isFinite, thread, threads);
}

function descendPart(count: i32, factor: v128, values: usize, gradient: usize, before: usize): bool {
  let bits = i32x4.splat(0);
  for (; count >= lanes<f32>(); count -= lanes<f32>(), values += 16, gradient += 16, before += 16)
    bits = v128.or(bits, descendFew(lanes<f32>(), factor, values, gradient, before));
  if (count > 0) bits = v128.or(bits, descendFew(count, factor, values, gradient, before));
  return !v128.any_true(bits);
}

/** @returns bits, of which some are set if one of the values is not finite */
// @ts-ignore: decorator
@inline
function descendFew(numbers: i32, factor: v128, values: usize, gradient: usize, before: usize): v128 {
  const value = read<f32>(values, numbers);
  const moved = f32x4.add(value, f32x4.mul(factor, read<f32>(gradient, numbers)));
  write<f32>(before, value, numbers);
  write<f32>(values, moved, numbers);
  return fromItself<f32>(moved);
}
