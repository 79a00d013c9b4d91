import type { Value } from '../../../src/numerics/argument';

/** A function of several numbers, vectors or matrices as a user writes it, with its derivatives by the rules. */
export interface MultivariateEntry {
  readonly id: string;
  /** Uses nothing but its arguments and JavaScript, so that its text alone can be run. */
  readonly f: (...args: never[]) => unknown;
  readonly points: readonly (readonly Value[])[];
  /** Of each argument made of numbers, the Jacobian, row-major: a row for each number f gives. */
  readonly jacobians: (...args: never[]) => readonly (readonly number[])[];
  /** f changes what it is given. */
  readonly changes?: true;
}

export type Vector = number[];
export type Matrix = number[][];

/** Keeps the types of the arguments of both functions the same. */
export function entry<Args extends unknown[]>(
  id: string,
  f: (...args: Args) => unknown,
  points: readonly Args[],
  jacobians: (...args: Args) => readonly (readonly number[])[],
  changes?: true,
): MultivariateEntry {
  const own: Omit<MultivariateEntry, 'f' | 'jacobians'> = { id, points: points as readonly Value[][] };
  return { ...own, f, jacobians, ...(changes && { changes }) } as unknown as MultivariateEntry;
}

export const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
export const times = (a: Matrix, x: Vector) => a.map(row => dot(row, x));
export const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
export const range = (n: number) => Array.from({ length: n }, (_, i) => i);

export function softmax(z: readonly number[]): Vector {
  const sum = z.reduce((total, each) => total + Math.exp(each), 0);
  return z.map(each => Math.exp(each) / sum);
}
