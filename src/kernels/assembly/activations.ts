import * as double from './elementary64';
import * as single from './elementary32';
import { lanesOf, read, write } from './lanes';
import { edge } from './parts';

/** In the order of `ACTIVATIONS`. */
enum Activation {
  sigmoid,
  relu,
  tanh,
  identity,
  step,
}

/** So many numbers are too few to share. */
const FEW = 2000;

export function activationForward(size: i32, activation: i32, y: usize, count: i32, thread: i32, threads: i32): void {
  const from = edge(count, thread, threads, count < FEW);
  const part = edge(count, thread + 1, threads, count < FEW) - from;
  if (size == 4) forward<f32>(activation, y + <usize>(from * size), part);
  else forward<f64>(activation, y + <usize>(from * size), part);
}

export function activationBackward(size: i32, activation: i32, y: usize, dy: usize, count: i32, thread: i32, threads: i32): void {
  const from = edge(count, thread, threads, count < FEW);
  const part = edge(count, thread + 1, threads, count < FEW) - from;
  const start = <usize>(from * size);
  if (size == 4) backward<f32>(activation, y + start, dy + start, part);
  else backward<f64>(activation, y + start, dy + start, part);
}

function forward<T>(activation: i32, y: usize, count: i32): void {
  switch (activation) {
    case Activation.sigmoid:
      return forwardBy<T>(Activation.sigmoid, y, count);
    case Activation.relu:
      return forwardBy<T>(Activation.relu, y, count);
    case Activation.tanh:
      return forwardBy<T>(Activation.tanh, y, count);
    case Activation.step:
      return forwardBy<T>(Activation.step, y, count);
  }
}

function backward<T>(activation: i32, y: usize, dy: usize, count: i32): void {
  switch (activation) {
    case Activation.sigmoid:
      return backwardBy<T>(Activation.sigmoid, y, dy, count);
    case Activation.relu:
      return backwardBy<T>(Activation.relu, y, dy, count);
    case Activation.tanh:
      return backwardBy<T>(Activation.tanh, y, dy, count);
    case Activation.step:
      return backwardBy<T>(Activation.step, y, dy, count);
  }
}

/** A loop for an activation that is known when this is compiled. */
// @ts-ignore: decorator
@inline
function forwardBy<T>(activation: i32, y: usize, count: i32): void {
  for (; count >= lanesOf<T>(); count -= lanesOf<T>(), y += 16) activate<T>(activation, y, lanesOf<T>());
  if (count > 0) activate<T>(activation, y, count);
}

// @ts-ignore: decorator
@inline
function backwardBy<T>(activation: i32, y: usize, dy: usize, count: i32): void {
  for (; count >= lanesOf<T>(); count -= lanesOf<T>(), y += 16, dy += 16)
    differentiate<T>(activation, y, dy, lanesOf<T>());
  if (count > 0) differentiate<T>(activation, y, dy, count);
}

// @ts-ignore: decorator
@inline
function activate<T>(activation: i32, y: usize, lanes: i32): void {
  write<T>(y, h<T>(activation, read<T>(y, lanes)), lanes);
}

// @ts-ignore: decorator
@inline
function differentiate<T>(activation: i32, y: usize, dy: usize, lanes: i32): void {
  write<T>(dy, slope<T>(activation, read<T>(y, lanes), read<T>(dy, lanes)), lanes);
}

// @ts-ignore: decorator
@inline
function h<T>(activation: i32, a: v128): v128 {
  const zero = v128.splat<T>(0);
  switch (activation) {
    case Activation.sigmoid:
      return sizeof<T>() == 4 ? single.sigmoid(a) : double.sigmoid(a);
    case Activation.tanh:
      return sizeof<T>() == 4 ? single.tanh(a) : double.tanh(a);
    case Activation.relu:
      return v128.andnot(a, v128.lt<T>(a, zero)); // NaN stays NaN
    default: {
      const y = v128.and(v128.splat<T>(1), v128.gt<T>(a, zero));
      return v128.bitselect(y, a, v128.eq<T>(a, a)); // here, too
    }
  }
}

/** ∂L/∂a = ∂L/∂y · h′(a). The derivative of ReLU at 0 is taken to be 0, that of a step is 0 everywhere. */
// @ts-ignore: decorator
@inline
function slope<T>(activation: i32, y: v128, dy: v128): v128 {
  const zero = v128.splat<T>(0);
  const one = v128.splat<T>(1);
  switch (activation) {
    case Activation.sigmoid:
      return v128.mul<T>(v128.mul<T>(dy, y), v128.sub<T>(one, y));
    case Activation.tanh:
      return v128.mul<T>(dy, v128.sub<T>(one, v128.mul<T>(y, y)));
    case Activation.relu:
      return v128.andnot(dy, v128.eq<T>(y, zero));
    default:
      return zero;
  }
}
