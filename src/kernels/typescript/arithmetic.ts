import * as elementary from '../../numerics/elementary';
import type { Floats } from '../kernels';
import * as elementary32 from './elementary32';

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
  exp: elementary.exp,
  sigmoid: elementary.sigmoid,
  tanh: elementary.tanh,
};

export const single: Arithmetic<Float32Array> = {
  array: length => new Float32Array(length),
  round: Math.fround,
  exp: elementary32.exp,
  sigmoid: elementary32.sigmoid,
  tanh: elementary32.tanh,
};
