/** What units make of their weighted sums, and its derivative. See `Kernels`. */
import { read, write } from './few';
import { apply, Kind } from './functions';
import { edge } from './parts';
import { lanes } from './vectors';

export function activationForward(size: i32, activation: i32, y: usize, count: i32, thread: i32, threads: i32): void {
  const from = edge(count, thread, threads);
  const numbers = edge(count, thread + 1, threads) - from;
  if (size == 4) apply<f32>(activation, y + <usize>(from * size), numbers);
  else apply<f64>(activation, y + <usize>(from * size), numbers);
}

export function activationBackward(
  size: i32,
  activation: i32,
  y: usize,
  dy: usize,
  count: i32,
  thread: i32,
  threads: i32,
): void {
  const from = edge(count, thread, threads);
  const numbers = edge(count, thread + 1, threads) - from;
  const bytes = <usize>(from * size);
  if (size == 4) backward<f32>(activation, y + bytes, dy + bytes, numbers);
  else backward<f64>(activation, y + bytes, dy + bytes, numbers);
}

function backward<T>(activation: i32, y: usize, dy: usize, count: i32): void {
  switch (activation) {
    case Kind.sigmoid:
      return backwardOf<T>(Kind.sigmoid, y, dy, count);
    case Kind.relu:
      return backwardOf<T>(Kind.relu, y, dy, count);
    case Kind.tanh:
      return backwardOf<T>(Kind.tanh, y, dy, count);
    case Kind.step:
      return backwardOf<T>(Kind.step, y, dy, count);
  }
}

/** The loop of an activation that is known when this is compiled. */
// @ts-ignore: decorator
@inline
function backwardOf<T>(activation: i32, y: usize, dy: usize, count: i32): void {
  for (; count >= lanes<T>(); count -= lanes<T>(), y += 16, dy += 16)
    v128.store(dy, slope<T>(activation, v128.load(y), v128.load(dy)));
  if (count > 0) write<T>(dy, slope<T>(activation, read<T>(y, count), read<T>(dy, count)), count);
}

/** ∂L/∂a = ∂L/∂y · h′(a). The derivative of ReLU at 0 is taken to be 0, that of a step is 0 everywhere. */
// @ts-ignore: decorator
@inline
function slope<T>(activation: i32, y: v128, dy: v128): v128 {
  const zero = v128.splat<T>(0);
  const one = v128.splat<T>(1);
  switch (activation) {
    case Kind.sigmoid:
      return v128.mul<T>(v128.mul<T>(dy, y), v128.sub<T>(one, y));
    case Kind.tanh:
      return v128.mul<T>(dy, v128.sub<T>(one, v128.mul<T>(y, y)));
    case Kind.relu:
      return v128.andnot(dy, v128.eq<T>(y, zero));
    default:
      return zero;
  }
}
