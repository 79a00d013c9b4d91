import type { Value } from '../../src/numerics/argument';

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

type Vector = number[];
type Matrix = number[][];

/** Keeps the types of the arguments of both functions the same. */
function entry<Args extends unknown[]>(
  id: string,
  f: (...args: Args) => unknown,
  points: readonly Args[],
  jacobians: (...args: Args) => readonly (readonly number[])[],
  changes?: true,
): MultivariateEntry {
  const own: Omit<MultivariateEntry, 'f' | 'jacobians'> = { id, points: points as readonly Value[][] };
  return { ...own, f, jacobians, ...(changes && { changes }) } as unknown as MultivariateEntry;
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
const times = (a: Matrix, x: Vector) => a.map(row => dot(row, x));
const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

function softmax(z: readonly number[]): Vector {
  const sum = z.reduce((total, each) => total + Math.exp(each), 0);
  return z.map(each => Math.exp(each) / sum);
}

/** Test functions of optimization. */
const VALLEYS: readonly MultivariateEntry[] = [
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

/** Losses of models with respect to their parameters, by backpropagation written by hand. */
const MODELS: readonly MultivariateEntry[] = [
  entry(
    'log of a sum of exponentials',
    (z: Vector) => {
      const largest = Math.max(...z);
      return largest + Math.log(z.map(each => Math.exp(each - largest)).reduce((a, b) => a + b));
    },
    [[[1, 2, 3]], [[-4, 0.5, 0.25, 2]]],
    z => [softmax(z)],
  ),
  entry(
    'softmax cross-entropy of W',
    (w: Matrix) => {
      const [x, t] = [
        [0.6, 0.9],
        [0, 0, 1],
      ];
      const z = t.map((_, k) => x[0]! * w[0]![k]! + x[1]! * w[1]![k]!);
      const exponentials = z.map(Math.exp);
      const sum = exponentials.reduce((a, b) => a + b, 0);
      return -exponentials.reduce((total, each, k) => total + t[k]! * Math.log(each / sum), 0);
    },
    [
      [
        [
          [0.47, 0.99, 0.84],
          [0.85, 0.03, 0.69],
        ],
      ],
    ],
    w => {
      const p = softmax(w[0]!.map((_, k) => 0.6 * w[0]![k]! + 0.9 * w[1]![k]!));
      return [[0.6, 0.9].flatMap(x => p.map((each, k) => x * (each - (k === 2 ? 1 : 0))))];
    },
  ),
  entry(
    'logistic regression',
    (w: Vector, b: number) => {
      const samples = [
        [0.5, 1.2],
        [-1, 0.3],
        [2, -0.7],
        [0.1, 0.9],
      ];
      const labels = [1, 0, 1, 0];
      let loss = 0;
      for (const [n, x] of samples.entries()) {
        const p = 1 / (1 + Math.exp(-(w[0]! * x[0]! + w[1]! * x[1]! + b)));
        loss -= labels[n] === 1 ? Math.log(p) : Math.log(1 - p);
      }
      return loss / samples.length;
    },
    [
      [[0, 0], 0],
      [[1.5, -0.5], 0.25],
    ],
    (w, b) => {
      const samples = [
        [0.5, 1.2],
        [-1, 0.3],
        [2, -0.7],
        [0.1, 0.9],
      ];
      const errors = samples.map((x, n) => (sigmoid(dot(w, x) + b) - [1, 0, 1, 0][n]!) / 4);
      return [
        [0, 1].map(j =>
          dot(
            errors,
            samples.map(x => x[j]!),
          ),
        ),
        [errors.reduce((a, each) => a + each)],
      ];
    },
  ),
  entry(
    'linear regression',
    (w: number, b: number) => [1, 2, 3, 4].reduce((sum, x, n) => sum + (w * x + b - [3, 5, 6.5, 9][n]!) ** 2, 0) / 4,
    [
      [0, 0],
      [2, 1],
    ],
    (w, b) => {
      const residuals = [1, 2, 3, 4].map((x, n) => w * x + b - [3, 5, 6.5, 9][n]!);
      return [[dot(residuals, [1, 2, 3, 4]) / 2], [residuals.reduce((a, each) => a + each) / 2]];
    },
  ),
  entry(
    'two layers',
    (w1: Matrix, b1: Vector, w2: Matrix, b2: Vector) => {
      const affine = (x: Vector, w: Matrix, b: Vector) =>
        b.map((bias, j) => x.reduce((sum, value, i) => sum + value * w[i]![j]!, bias));
      const hidden = affine([1, -0.5], w1, b1).map(a => 1 / (1 + Math.exp(-a)));
      const output = affine(hidden, w2, b2);
      return 0.5 * output.reduce((sum, y, k) => sum + (y - [0.3, -0.2][k]!) ** 2, 0);
    },
    [
      [
        [
          [0.1, 0.3, -0.5],
          [0.2, -0.4, 0.6],
        ],
        [0.1, 0.2, 0.3],
        [
          [0.1, 0.4],
          [-0.2, 0.5],
          [0.3, 0.6],
        ],
        [0.1, -0.2],
      ],
    ],
    (w1, b1, w2, b2) => {
      const x = [1, -0.5];
      const z = b1.map((bias, j) =>
        sigmoid(
          bias +
            dot(
              x,
              w1.map(row => row[j]!),
            ),
        ),
      );
      const dy = b2.map(
        (bias, k) =>
          bias +
          dot(
            z,
            w2.map(row => row[k]!),
          ) -
          [0.3, -0.2][k]!,
      );
      const dz = z.map((each, j) => dot(w2[j]!, dy) * each * (1 - each));
      return [x.flatMap(each => dz.map(d => each * d)), dz, z.flatMap(each => dy.map(d => each * d)), dy];
    },
  ),
  entry(
    'loss with a setting of another kind',
    (w: Vector, settings: { decay: number }) =>
      (w[0]! - 1) ** 2 + (w[1]! + 2) ** 2 + settings.decay * (w[0]! ** 2 + w[1]! ** 2),
    [[[0.5, 0.5], { decay: 0.1 }]],
    ([x, y]) => [[2 * (x! - 1) + 0.2 * x!, 2 * (y! + 2) + 0.2 * y!]],
  ),
];

/** Functions that give several numbers. */
const SEVERAL: readonly MultivariateEntry[] = [
  entry(
    'softmax',
    (z: Vector) => {
      const exponentials = z.map(Math.exp);
      const sum = exponentials.reduce((a, b) => a + b);
      return exponentials.map(each => each / sum);
    },
    [[[0.3, 2.9, 4]], [[-1, 0, 1, 2]]],
    z => {
      const p = softmax(z);
      return [p.flatMap((pi, i) => p.map((pj, j) => pi * ((i === j ? 1 : 0) - pj)))];
    },
  ),
  entry(
    'rotation',
    (angle: number, [x, y]: Vector) => [
      x! * Math.cos(angle) - y! * Math.sin(angle),
      x! * Math.sin(angle) + y! * Math.cos(angle),
    ],
    [
      [0.7, [1, 2]],
      [-2, [0.5, -3]],
    ],
    (angle, [x, y]) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      return [
        [-x! * s - y! * c, x! * c - y! * s],
        [c, -s, s, c],
      ];
    },
  ),
  entry(
    'Lotka and Volterra',
    ([prey, hunters]: Vector, a: number, b: number, c: number, d: number) => [
      a * prey! - b * prey! * hunters!,
      d * prey! * hunters! - c * hunters!,
    ],
    [[[10, 5], 1.1, 0.4, 0.4, 0.1]],
    ([x, y], a, b, c, d) => [
      [a - b * y!, -b * x!, d * y!, d * x! - c],
      [x!, 0],
      [-x! * y!, 0],
      [0, -y!],
      [0, x! * y!],
    ],
  ),
  entry(
    'Lorenz',
    (state: Float64Array) =>
      Float64Array.of(
        10 * (state[1]! - state[0]!),
        state[0]! * (28 - state[2]!) - state[1]!,
        state[0]! * state[1]! - (8 / 3) * state[2]!,
      ),
    [[Float64Array.of(1, 2, 20)]],
    ([x, y, z]) => [[-10, 10, 0, 28 - z!, -1, -x!, y!, x!, -8 / 3]],
  ),
  entry(
    'polar coordinates',
    (r: number, angle: number) => [r * Math.cos(angle), r * Math.sin(angle)],
    [[2, 1]],
    (r, angle) => [
      [Math.cos(angle), Math.sin(angle)],
      [-r * Math.sin(angle), r * Math.cos(angle)],
    ],
  ),
  entry(
    'matrix times vector',
    (a: Matrix, x: Vector) => a.map(row => row.reduce((sum, each, j) => sum + each * x[j]!, 0)),
    [
      [
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        [0.5, -1],
      ],
    ],
    (a, x) => [a.flatMap((_, i) => a.flatMap((row, k) => row.map((_each, j) => (i === k ? x[j]! : 0)))), a.flat()],
  ),
  entry(
    'cross product',
    ([a, b, c]: Vector, [d, e, f]: Vector) => [b! * f! - c! * e!, c! * d! - a! * f!, a! * e! - b! * d!],
    [
      [
        [1, 2, 3],
        [-4, 0.5, 6],
      ],
    ],
    ([a, b, c], [d, e, f]) => [
      [0, f!, -e!, -f!, 0, d!, e!, -d!, 0],
      [0, -c!, b!, c!, 0, -a!, -b!, a!, 0],
    ],
  ),
  entry(
    'outer product',
    (a: Vector, b: Vector) => a.map(x => b.map(y => x * y)),
    [
      [
        [1, 2],
        [3, -1],
      ],
    ],
    ([a, b], [c, d]) => [
      [c!, 0, d!, 0, 0, c!, 0, d!],
      [a!, 0, 0, a!, b!, 0, 0, b!],
    ],
  ),
  entry(
    'layer of tanh',
    (w: Matrix, b: Vector) => b.map((bias, j) => Math.tanh(0.5 * w[0]![j]! - 1.5 * w[1]![j]! + bias)),
    [
      [
        [
          [0.2, -0.3],
          [0.4, 0.1],
        ],
        [0, 0.5],
      ],
    ],
    (w, b) => {
      const slopes = b.map((bias, j) => 1 - Math.tanh(0.5 * w[0]![j]! - 1.5 * w[1]![j]! + bias) ** 2);
      const [p, q] = slopes as [number, number];
      return [
        [0.5 * p, 0, -1.5 * p, 0, 0, 0.5 * q, 0, -1.5 * q],
        [p, 0, 0, q],
      ];
    },
  ),
  entry(
    'mean and variance',
    (x: Vector) => {
      const mean = x.reduce((a, b) => a + b) / x.length;
      return [mean, x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / x.length];
    },
    [[[1, 4, -2, 5]]],
    x => {
      const mean = x.reduce((a, b) => a + b) / x.length;
      return [[...x.map(() => 1 / x.length), ...x.map(each => (2 * (each - mean)) / x.length)]];
    },
  ),
];

/** Functions that change what they are given. */
const CHANGING: readonly MultivariateEntry[] = [
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
const SINGLE: readonly MultivariateEntry[] = [
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

export const MULTIVARIATE: readonly MultivariateEntry[] = [...VALLEYS, ...MODELS, ...SEVERAL, ...CHANGING, ...SINGLE];
