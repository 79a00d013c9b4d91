import { exp, sigmoid, tanh } from '../../numerics/elementary';
import type { Floats } from '../kernels';

/** The precision that kernels compute in: how results are rounded, and functions of numbers of that precision. */
export interface Arithmetic<A extends Floats> {
  array(length: number): A;
  /** What `A` holds of a number. */
  readonly round: (x: number) => number;
  readonly exp: (x: number) => number;
  readonly sigmoid: (x: number) => number;
  readonly tanh: (x: number) => number;
}

export const double: Arithmetic<Float64Array> = {
  array: length => new Float64Array(length),
  round: x => x,
  exp,
  sigmoid,
  tanh,
};

export const single: Arithmetic<Float32Array> = {
  array: length => new Float32Array(length),
  round: Math.fround,
  exp: x => Math.fround(exp(x)),
  sigmoid: x => Math.fround(sigmoid(x)),
  tanh: x => Math.fround(tanh(x)),
};
