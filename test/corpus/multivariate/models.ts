import { dot, entry, sigmoid, softmax, type Matrix, type MultivariateEntry, type Vector } from './entry';

/** Losses of models with respect to their parameters, by backpropagation written by hand. */
export const MODELS: readonly MultivariateEntry[] = [
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
