import { entry, type Matrix, type MultivariateEntry, type Vector } from './entry';

/** Functions that change what they are given. */
export const CHANGING: readonly MultivariateEntry[] = [
  entry(
    'sum by rank, sorting in place',
    (x: Vector) => x.sort((a, b) => a - b).reduce((sum, each, i) => sum + (i + 1) * each ** 2, 0),
    [[[3, -1, 2, 0.5]]],
    x => [x.map(each => 2 * each * (x.filter(other => other < each).length + 1))],
    true,
  ),
  entry(
    'doubling in place',
    (x: Vector) => {
      for (let i = 0; i < x.length; i++) x[i]! *= 2;
      return x.reduce((sum, each) => sum + Math.sin(each), 0);
    },
    [[[0.3, -0.7]]],
    x => [x.map(each => 2 * Math.cos(2 * each))],
    true,
  ),
  entry(
    'eating up the rows',
    (a: Matrix) => {
      let product = 1;
      while (a.length > 0) product *= a.pop()!.reduce((sum, each) => sum + each, 0);
      return product;
    },
    [
      [
        [
          [1, 2],
          [0.5, 3],
        ],
      ],
    ],
    ([p, q]) => [[q![0]! + q![1]!, q![0]! + q![1]!, p![0]! + p![1]!, p![0]! + p![1]!]],
    true,
  ),
  entry(
    'normalizing a typed array in place',
    (x: Float64Array) => {
      const length = Math.hypot(...x);
      for (let i = 0; i < x.length; i++) x[i]! /= length;
      return x[0]! + 2 * x[1]!;
    },
    [[Float64Array.of(3, 4)]],
    x => {
      const [length, sum] = [Math.hypot(...x), x[0]! + 2 * x[1]!];
      return [[1, 2].map((c, i) => c / length - (sum * x[i]!) / length ** 3)];
    },
    true,
  ),
];

/** Numbers kept in single precision: steps below 2⁻²³ |x| are rounded away. */
export const SINGLE: readonly MultivariateEntry[] = [
  entry(
    'squares in single precision',
    (x: Float32Array) => x.reduce((sum, each) => sum + each * each, 0),
    [[Float32Array.of(1, -2.5, 300, 0.125)]],
    x => [Array.from(x, each => 2 * each)],
  ),
  entry(
    'sines in single precision',
    (x: Float32Array, scale: number) => scale * x.reduce((sum, each) => sum + Math.sin(each), 0),
    [[Float32Array.of(0, 1, -2), 3]],
    (x, scale) => [Array.from(x, each => scale * Math.cos(each)), [x.reduce((sum, each) => sum + Math.sin(each), 0)]],
  ),
];
