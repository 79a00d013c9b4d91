import type { Differentiable } from './corpus';
import { iterated, sum } from './formulaText';

/** Programs with loops, branches, arrays and recursion, that compute something with a formula. */
const SMOOTH: readonly Omit<Differentiable, 'kind'>[] = [
  {
    id: 'harmonic sum',
    f: x => {
      let total = 0;
      for (let k = 1; k <= 30; k++) total += 1 / (k + x);
      return total;
    },
    formula: sum(1, 30, k => `1 / (${k} + x)`),
    points: [0, 10],
    between: [-0.9, 20],
  },
  {
    id: 'product',
    f: x => [1, 2, 3, 4, 5, 6].reduce((product, k) => product * (1 - (x * x) / (k * k)), x),
    formula:
      'x * (1 - x * x) * (1 - x * x / 4) * (1 - x * x / 9) * (1 - x * x / 16) * (1 - x * x / 25) * (1 - x * x / 36)',
    points: [0, 0.5],
    between: [-3, 3],
  },
  {
    id: 'annuity',
    f: rate => {
      let value = 0;
      for (let year = 20; year >= 1; year--) value = (value + 100) / (1 + rate);
      return value;
    },
    formula: sum(1, 20, k => `100 / (1 + x) ** ${k}`),
    points: [0, 0.05],
    between: [0.01, 0.2],
  },
  {
    id: 'compound interest',
    f: rate => {
      let capital = 1000;
      for (let month = 0; month < 360; month++) capital *= 1 + rate / 12;
      return capital;
    },
    formula: '1000 * (1 + x / 12) ** 360.0',
    points: [0.03],
    between: [0, 0.1],
  },
  {
    id: 'decay by Runge and Kutta',
    f: rate => {
      let y = 2;
      const h = 0.1;
      for (let i = 0; i < 10; i++) {
        const k1 = -rate * y;
        const k2 = -rate * (y + (h / 2) * k1);
        const k3 = -rate * (y + (h / 2) * k2);
        const k4 = -rate * (y + h * k3);
        y += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
      }
      return y;
    },
    formula: '2 * (1 - 0.1 * x + (0.1 * x) ** 2 / 2 - (0.1 * x) ** 3 / 6 + (0.1 * x) ** 4 / 24) ** 10',
    points: [1],
    between: [0, 5],
  },
  {
    id: 'logistic map',
    f: x => {
      let population = x;
      for (let i = 0; i < 6; i++) population = 3.2 * population * (1 - population);
      return population;
    },
    formula: iterated('3.2 * x * (1 - x)', 6),
    points: [0.3],
    between: [0.05, 0.45],
  },
  {
    id: 'growth by steps',
    f: rate => {
      let n = 0.1;
      for (let i = 0; i < 5; i++) n += rate * n * (1 - n);
      return n;
    },
    formula: growth(5),
    points: [0.5],
    between: [0, 1.5],
  },
  {
    id: 'Chebyshev polynomial by its recurrence',
    f: x => {
      let [before, now] = [1, x];
      for (let n = 1; n < 8; n++) [before, now] = [now, 2 * x * now - before];
      return now;
    },
    formula: '128 * x ** 8 - 256 * x ** 6 + 160 * x ** 4 - 32 * x ** 2 + 1',
    points: [0.3, 1],
    between: [-1, 1],
  },
  {
    id: 'Legendre polynomial by recursion',
    f: x => {
      const legendre = (n: number): number =>
        n === 0 ? 1 : n === 1 ? x : ((2 * n - 1) * x * legendre(n - 1) - (n - 1) * legendre(n - 2)) / n;
      return legendre(5);
    },
    formula: '(63 * x ** 5 - 70 * x ** 3 + 15 * x) / 8',
    points: [0, 0.5],
    between: [-1, 1],
  },
  {
    id: 'power by squaring',
    f: x => {
      const power = (base: number, n: number): number =>
        n === 0 ? 1 : n % 2 === 1 ? base * power(base, n - 1) : power(base * base, n / 2);
      return power(x, 13);
    },
    formula: 'x ** 13',
    points: [1, -0.5],
    between: [0.2, 3],
  },
  {
    id: 'determinant by elimination',
    f: x => {
      const a = [
        [x, 1, 2],
        [3, x * x, 1],
        [1, 0.5, x - 4],
      ];
      let determinant = 1;
      for (let k = 0; k < 3; k++) {
        determinant *= a[k]![k]!;
        for (let i = k + 1; i < 3; i++) {
          const factor = a[i]![k]! / a[k]![k]!;
          for (let j = k; j < 3; j++) a[i]![j]! -= factor * a[k]![j]!;
        }
      }
      return determinant;
    },
    formula: 'x * (x * x * (x - 4) - 0.5) - (3 * (x - 4) - 1) + 2 * (1.5 - x * x)',
    points: [3],
    between: [2, 6],
  },
  {
    id: 'largest eigenvalue of a symmetric matrix',
    f: x => (x + 3 + Math.hypot(x - 3, 2)) / 2,
    formula: '(x + 3 + sqrt((x - 3) ** 2 + 4)) / 2',
    points: [3],
    between: [-5, 10],
  },
  {
    id: 'eigenvalue by power iteration',
    f: x => {
      let [a, b] = [1, 1];
      for (let i = 0; i < 300; i++) {
        const [c, d] = [x * a + b, a + 3 * b];
        const length = Math.hypot(c, d);
        [a, b] = [c / length, d / length];
      }
      return a * (x * a + b) + b * (a + 3 * b);
    },
    formula: '(x + 3 + sqrt((x - 3) ** 2 + 4)) / 2',
    points: [3],
    between: [1, 8],
  },
  {
    id: "Lagrange's polynomial through a table",
    f: x => {
      const [xs, ys] = [
        [0, 1, 2, 3],
        [1, 2, 0, 5],
      ];
      return ys.reduce(
        (total, y, i) => total + xs.reduce((p, at, j) => (i === j ? p : (p * (x - at)) / (xs[i]! - at)), y),
        0,
      );
    },
    formula: '-((x - 1) * (x - 2) * (x - 3)) / 6 + 2 * x * (x - 2) * (x - 3) / 2 + 5 * x * (x - 1) * (x - 2) / 6',
    points: [0, 1.5],
    between: [-1, 4],
  },
  {
    id: 'natural spline through a table',
    f: x => {
      const [ys, curvatures] = [
        [0, 1, 0],
        [0, -3, 0],
      ];
      const i = x < 1 ? 0 : 1;
      const [a, b] = [i + 1 - x, x - i];
      const bend = (a ** 3 - a) * curvatures[i]! + (b ** 3 - b) * curvatures[i + 1]!;
      return a * ys[i]! + b * ys[i + 1]! + bend / 6;
    },
    formula: 'x < 1 ? 1.5 * x - 0.5 * x ** 3 : 1.5 * (2 - x) - 0.5 * (2 - x) ** 3',
    points: [0.5, 1.3],
    between: [0.1, 0.8],
  },
  {
    id: 'table, between its rows',
    f: x => {
      const table = [0, 1, 4, 9, 16, 25];
      const i = Math.floor(x);
      return table[i]! + (table[i + 1]! - table[i]!) * (x - i);
    },
    formula: 'x < 2 ? 1 + 3 * (x - 1) : 4 + 5 * (x - 2)',
    points: [1.5, 2.4],
    between: [1.2, 1.8],
  },
  {
    id: 'branches of one function',
    f: x => (x < 0 ? Math.exp(x) : x === 0 ? 1 : 1 / Math.exp(-x)),
    formula: 'exp(x)',
    points: [0, -1],
    between: [-2, 2],
  },
  {
    id: 'sine with its argument reduced',
    f: x => {
      const turns = Math.round(x / (2 * Math.PI));
      return Math.sin(x - turns * 2 * Math.PI);
    },
    formula: 'sin(x)',
    points: [1, 10, Math.PI],
    between: [-20, 20],
  },
  {
    id: 'variance of a list',
    f: x => {
      const values = [x, 1, 4, 2];
      const mean = values.reduce((a, b) => a + b) / values.length;
      return values.map(value => (value - mean) ** 2).reduce((a, b) => a + b) / (values.length - 1);
    },
    formula: '(x * x + 21 - (x + 7) ** 2 / 4) / 3',
    points: [0, 10],
    between: [-5, 10],
  },
  {
    id: 'convolution',
    f: x => {
      const [signal, kernel] = [Float64Array.of(1, x, x * x, 2), [0.25, 0.5, 0.25]];
      const output = Array.from({ length: 2 }, (_, n) => kernel.reduce((total, k, i) => total + k * signal[n + i]!, 0));
      return output[0]! * output[1]!;
    },
    formula: '(0.25 + 0.5 * x + 0.25 * x * x) * (0.25 * x + 0.5 * x * x + 0.5)',
    points: [0, 1],
    between: [-3, 3],
  },
  {
    id: 'gain of a filter in decibels',
    f: frequency => {
      const w = 2 * Math.PI * frequency * 1e-4;
      return -20 * Math.log10(Math.hypot(1 - w * w, 0.5 * w));
    },
    formula: '-10 * log10((1 - (2 * PI * x * 1e-4) ** 2) ** 2 + (0.5 * (2 * PI * x * 1e-4)) ** 2)',
    points: [1000],
    between: [500, 4000],
  },
  {
    id: 'complex square, iterated',
    f: x => {
      let [re, im] = [0, 0];
      for (let i = 0; i < 4; i++) [re, im] = [re * re - im * im + x, 2 * re * im + 0.3];
      return re;
    },
    formula: julia(),
    points: [-0.5],
    between: [-1, 0.3],
  },
  {
    id: 'two-body energy',
    f: r => {
      const bodies = [0, 1.5, 4];
      let energy = 0;
      for (const at of bodies) energy -= 1 / Math.sqrt((r - at) ** 2 + 0.01);
      return energy;
    },
    formula: '-1 / sqrt(x ** 2 + 0.01) - 1 / sqrt((x - 1.5) ** 2 + 0.01) - 1 / sqrt((x - 4) ** 2 + 0.01)',
    points: [0.05, 3],
    between: [-1, 5],
  },
  {
    id: 'descent by ten steps',
    f: rate => {
      let w = 3;
      for (let i = 0; i < 10; i++) w -= rate * 2 * (w - 1);
      return (w - 1) ** 2;
    },
    formula: '4 * (1 - 2 * x) ** 20',
    points: [0.1],
    between: [0, 0.4],
  },
];

/** n ← n + x n (1 − n) from 0.1. */
function growth(steps: number): string {
  let n = '0.1';
  for (let i = 0; i < steps; i++) n = `(${n}) * (1 + x * (1 - (${n})))`;
  return n;
}

/** The real part of c, c² + c, … for c = x + 0.3 i after four steps. */
function julia(): string {
  let [re, im] = ['0', '0'];
  for (let i = 0; i < 4; i++) [re, im] = [`((${re}) ** 2 - (${im}) ** 2 + x)`, `(2 * (${re}) * (${im}) + 0.3)`];
  return re;
}

export const PROGRAMS: readonly Differentiable[] = SMOOTH.map(each => ({ kind: 'smooth', ...each }));
