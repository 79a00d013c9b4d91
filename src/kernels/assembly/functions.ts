/** Functions of all numbers of an array, in place. */
import * as double from './elementary64';
import * as single from './elementary32';
import { read, write } from './few';
import { lanes } from './vectors';

/** Those of `ACTIVATIONS` in their order, and another. */
export enum Kind {
  sigmoid,
  relu,
  tanh,
  identity,
  step,
  exp,
}

/** Whether exponentials are needed for an activation. */
// @ts-ignore: decorator
@inline
export function isLogistic(activation: i32): bool {
  return activation == Kind.sigmoid || activation == Kind.tanh;
}

/** y ← f(y). */
export function apply<T>(kind: i32, y: usize, count: i32): void {
  switch (kind) {
    case Kind.sigmoid:
      return applyOne<T>(Kind.sigmoid, y, count);
    case Kind.relu:
      return applyOne<T>(Kind.relu, y, count);
    case Kind.tanh:
      return applyOne<T>(Kind.tanh, y, count);
    case Kind.step:
      return applyOne<T>(Kind.step, y, count);
    case Kind.exp:
      return applyOne<T>(Kind.exp, y, count);
  }
}

/** The loop of a function that is known when this is compiled. */
// @ts-ignore: decorator
@inline
function applyOne<T>(kind: i32, y: usize, count: i32): void {
  for (; count >= lanes<T>(); count -= lanes<T>(), y += 16) v128.store(y, f<T>(kind, v128.load(y)));
  if (count > 0) write<T>(y, f<T>(kind, read<T>(y, count)), count);
}

// @ts-ignore: decorator
@inline
function f<T>(kind: i32, x: v128): v128 {
  const zero = v128.splat<T>(0);
  switch (kind) {
    case Kind.sigmoid:
      return sizeof<T>() == 4 ? single.sigmoid(x) : double.sigmoid(x);
    case Kind.tanh:
      return sizeof<T>() == 4 ? single.tanh(x) : double.tanh(x);
    case Kind.exp:
      return sizeof<T>() == 4 ? single.exp(x) : double.exp(x);
    case Kind.relu:
      return v128.andnot(x, v128.lt<T>(x, zero)); // NaN stays NaN
    case Kind.step: {
      const y = v128.and(v128.splat<T>(1), v128.gt<T>(x, zero));
      return v128.bitselect(y, x, v128.eq<T>(x, x)); // here, too
    }
    default:
      return x;
  }
}
