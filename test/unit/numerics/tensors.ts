import * as fc from 'fast-check';
import { evaluateLosses, type LossResult } from '../../../src/numerics/lossEvaluation';
import type { LossId } from '../../../src/numerics/lossIds';
import type { LossOptions } from '../../../src/numerics/lossOptions';
import { Problem } from '../../../src/numerics/problem';
import type { Tensor } from '../../../src/numerics/tensor';

export function vector(...values: number[]): Tensor {
  return { data: Float64Array.from(values), shape: [values.length] };
}

export function batch(...rows: number[][]): Tensor {
  return { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] };
}

/** The one loss that was asked for. */
export function loss(id: LossId | 'entropy', y: Tensor, t: Tensor | undefined, options?: Partial<LossOptions>) {
  return evaluateLosses(y, t, options, [id]).results[0] as LossResult;
}

/** The value of one measure that is a number. */
export function valueOf(...[id, y, t, options]: Parameters<typeof measure>): number {
  return measure(id, y, t, options).value as number;
}

/** The one measure that was asked for. */
export function measure(
  id: NonNullable<Parameters<typeof evaluateLosses>[3]>[number],
  y: Tensor,
  t: Tensor | undefined,
  options?: Partial<LossOptions>,
) {
  return evaluateLosses(y, t, options, [id]).results[0]!;
}

/** The problem that is thrown; undefined where none is. */
export function problemOf(run: () => unknown): Pick<Problem, 'code' | 'args'> | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.toData();
  }
}

/** The shape of a vector or a batch. */
export function shapes(): fc.Arbitrary<number[]> {
  return fc
    .record({ n: fc.integer({ min: 1, max: 4 }), k: fc.integer({ min: 2, max: 6 }), flat: fc.boolean() })
    .map(({ n, k, flat }) => (flat ? [k] : [n, k]));
}

export function tensor(shape: readonly number[], element: fc.Arbitrary<number>): fc.Arbitrary<Tensor> {
  const length = shape.reduce((product, size) => product * size, 1);
  return fc
    .array(element, { minLength: length, maxLength: length })
    .map(values => ({ data: Float64Array.from(values), shape: [...shape] }));
}

/** Rows that add up to 1, all of them away from 0. */
export function distributions(shape: readonly number[]): fc.Arbitrary<Tensor> {
  return tensor(shape, fc.double({ min: 0.05, max: 1, noNaN: true })).map(({ data }) => {
    const classes = shape.at(-1)!;
    const sum = (row: number) => data.subarray(row * classes, (row + 1) * classes).reduce((a, b) => a + b);
    return { data: data.map((value, k) => value / sum(Math.floor(k / classes))), shape: [...shape] };
  });
}

/** Labels of the rows of a batch, and the same one-hot. */
export function labels(shape: readonly number[]): fc.Arbitrary<{ labels: Tensor; oneHot: Tensor }> {
  const [rows, classes] = [shape[0]!, shape[1]!];
  return tensor([rows], fc.integer({ min: 0, max: classes - 1 })).map(indices => {
    const data = new Float64Array(rows * classes);
    indices.data.forEach((label, n) => (data[n * classes + label] = 1));
    return { labels: indices, oneHot: { data, shape: [...shape] } };
  });
}

export function batchShapes(): fc.Arbitrary<number[]> {
  return fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 6 })).map(([n, k]) => [n, k]);
}

export const numbers = fc.double({ min: -3, max: 3, noNaN: true });
export const probabilities = fc.double({ min: 0.05, max: 0.95, noNaN: true });

export function close(actual: number, expected: number, tolerance = 1e-12): boolean {
  return Object.is(actual, expected) || Math.abs(actual - expected) <= tolerance * (1 + Math.abs(expected));
}
