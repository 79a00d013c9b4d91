import { entry, softmax, type Matrix, type MultivariateEntry, type Vector } from './entry';

/** Functions that give several numbers. */
export const SEVERAL: readonly MultivariateEntry[] = [
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
