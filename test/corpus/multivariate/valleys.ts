import { dot, entry, range, times, type Matrix, type MultivariateEntry, type Vector } from './entry';

/** Test functions of optimization. */
export const VALLEYS: readonly MultivariateEntry[] = [
  entry(
    'x₀² + x₁²',
    (x: Vector) => x[0]! ** 2 + x[1]! ** 2,
    [[[3, 4]], [[0.01, 0.01]], [[0, 0]]],
    x => [x.map(each => 2 * each)],
  ),
  entry(
    'Rosenbrock',
    (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    [
      [-1.2, 1],
      [0.5, 2],
    ],
    (x, y) => [[-2 * (1 - x) - 400 * x * (y - x * x)], [200 * (y - x * x)]],
  ),
  entry(
    'Rosenbrock in ten dimensions',
    (x: Vector) => {
      let sum = 0;
      for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
      return sum;
    },
    [[range(10).map(i => Math.sin(i) + 0.5)], [range(10).map(i => i / 7 - 0.6)]],
    x => [
      x.map((each, i) => {
        const fromNext = i + 1 < x.length ? -400 * each * (x[i + 1]! - each ** 2) - 2 * (1 - each) : 0;
        return fromNext + (i > 0 ? 200 * (each - x[i - 1]! ** 2) : 0);
      }),
    ],
  ),
  entry(
    'Beale',
    (x: number, y: number) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2,
    [
      [1, 1],
      [-2, 0.3],
    ],
    (x, y) => {
      const residuals = [1.5, 2.25, 2.625].map((c, k) => c - x + x * y ** (k + 1));
      return [
        [
          dot(
            residuals,
            [0, 1, 2].map(k => 2 * (y ** (k + 1) - 1)),
          ),
        ],
        [
          dot(
            residuals,
            [0, 1, 2].map(k => 2 * (k + 1) * x * y ** k),
          ),
        ],
      ];
    },
  ),
  entry(
    'Himmelblau',
    ([x, y]: Vector) => (x! * x! + y! - 11) ** 2 + (x! + y! * y! - 7) ** 2,
    [[[0, 1]], [[-3, 2.5]]],
    ([x, y]) => {
      const [a, b] = [x! * x! + y! - 11, x! + y! * y! - 7];
      return [[4 * x! * a + 2 * b, 2 * a + 4 * y! * b]];
    },
  ),
  entry(
    'Styblinski and Tang',
    (x: Float64Array) => x.reduce((sum, each) => sum + (each ** 4 - 16 * each ** 2 + 5 * each) / 2, 0),
    [[Float64Array.of(-2.9, 1.5, 0, 4)]],
    x => [Array.from(x, each => 2 * each ** 3 - 16 * each + 2.5)],
  ),
  entry(
    'quadratic form',
    (x: Vector) => {
      const a = [
        [4, 1, 0],
        [1, 3, -1],
        [0, -1, 2],
      ];
      return 0.5 * x.reduce((sum, xi, i) => sum + xi * a[i]!.reduce((row, aij, j) => row + aij * x[j]!, 0), 0) - x[0]!;
    },
    [[[1, -2, 0.5]], [[0, 0, 0]]],
    ([x, y, z]) => [[4 * x! + y! - 1, x! + 3 * y! - z!, -y! + 2 * z!]],
  ),
  entry(
    'bilinear form',
    (x: Vector, a: Matrix, y: Vector) =>
      x.reduce((sum, xi, i) => sum + xi * y.reduce((row, yj, j) => row + a[i]![j]! * yj, 0), 0),
    [
      [
        [1, -2],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [0.5, 0.25, -1],
      ],
    ],
    (x, a, y) => [
      times(a, y),
      x.flatMap(xi => y.map(yj => xi * yj)),
      y.map((_, j) =>
        dot(
          x,
          a.map(row => row[j]!),
        ),
      ),
    ],
  ),
  entry(
    'determinant',
    ([[a, b, c], [d, e, f], [g, h, i]]: [Vector, Vector, Vector]) =>
      a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!),
    [
      [
        [
          [2, 1, 0.5],
          [1, 3, -1],
          [0, 2, 4],
        ],
      ],
    ],
    ([[a, b, c], [d, e, f], [g, h, i]]) => [
      [
        ...[e! * i! - f! * h!, f! * g! - d! * i!, d! * h! - e! * g!],
        ...[c! * h! - b! * i!, a! * i! - c! * g!, b! * g! - a! * h!],
        ...[b! * f! - c! * e!, c! * d! - a! * f!, a! * e! - b! * d!],
      ],
    ],
  ),
];
