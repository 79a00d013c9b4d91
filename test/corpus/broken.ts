import type { OneSided, Special, TwoSided } from './corpus';

/** Functions whose slopes to the left and to the right differ. */
const KINKS: readonly Omit<TwoSided, 'kind'>[] = [
  { id: 'abs', f: x => Math.abs(x), points: [0], left: '-x', right: 'x' },
  { id: 'abs at 0.1', f: x => Math.abs(x - 0.1), points: [0.1], left: '0.1 - x', right: 'x - 0.1' },
  { id: 'abs at 1e6', f: x => Math.abs(x - 1e6), points: [1e6], left: '1e6 - x', right: 'x - 1e6' },
  { id: 'abs of 1e-6', f: x => 1e-6 * Math.abs(x), points: [0], left: '-1e-6 * x', right: '1e-6 * x' },
  { id: 'abs of 1e6', f: x => 1e6 * Math.abs(x + 2), points: [-2], left: '-1e6 * (x + 2)', right: '1e6 * (x + 2)' },
  { id: 'relu', f: x => Math.max(0, x), points: [0], left: '0', right: 'x' },
  { id: 'relu by branch', f: x => (x > 0 ? x : 0), points: [0], left: '0', right: 'x' },
  { id: 'leaky relu', f: x => (x >= 0 ? x : 0.01 * x), points: [0], left: '0.01 * x', right: 'x' },
  { id: 'elu of 2', f: x => (x > 0 ? x : 2 * Math.expm1(x)), points: [0], left: '2 * expm1(x)', right: 'x' },
  {
    id: 'maximum of two lines',
    f: x => Math.max(2 * x - 1, 0.5 * x + 2),
    points: [2],
    left: '0.5 * x + 2',
    right: '2 * x - 1',
  },
  { id: 'minimum of curves', f: x => Math.min(x * x, x), points: [1], left: 'x * x', right: 'x' },
  { id: 'clip', f: x => Math.min(Math.max(x, -1), 1), points: [1], left: 'x', right: '1' },
  { id: 'clip from below', f: x => Math.min(Math.max(3 * x, -6), 6), points: [-2], left: '-6', right: '3 * x' },
  { id: 'hinge', f: x => Math.max(0, 1 - x), points: [1], left: '1 - x', right: '0' },
  {
    id: 'hinge of a sum',
    f: x => {
      let loss = 0;
      for (const [score, label] of [
        [0.5, 1],
        [-0.25, -1],
        [2, 1],
      ] as const)
        loss += Math.max(0, 1 - label * score * x);
      return loss;
    },
    points: [2],
    left: '1 - 0.5 * x + 1 - 0.25 * x',
    right: '1 - 0.25 * x',
  },
  { id: '|sin|', f: x => Math.abs(Math.sin(x)), points: [0, 2 * Math.PI], left: '-sin(x)', right: 'sin(x)' },
  { id: '|x² − 4|', f: x => Math.abs(x * x - 4), points: [2], left: '4 - x * x', right: 'x * x - 4' },
  { id: '|log|', f: x => Math.abs(Math.log(x)), points: [1], left: '-log(x)', right: 'log(x)' },
  { id: 'exp of −|x|', f: x => Math.exp(-Math.abs(x)), points: [0], left: 'exp(x)', right: 'exp(-x)' },
  {
    id: 'abs and sine',
    f: x => Math.sin(3 * x) + Math.abs(x - 1),
    points: [1],
    left: 'sin(3 * x) + 1 - x',
    right: 'sin(3 * x) + x - 1',
  },
  {
    id: 'small kink',
    f: x => x ** 2 + 1e-3 * Math.abs(x - 3),
    points: [3],
    left: 'x ** 2 + 1e-3 * (3 - x)',
    right: 'x ** 2 + 1e-3 * (x - 3)',
  },
  {
    id: 'kink on a slope',
    f: x => 50 * x + Math.abs(x - 5) / 2,
    points: [5],
    left: '50 * x + (5 - x) / 2',
    right: '50 * x + (x - 5) / 2',
  },
  {
    id: 'mean absolute error',
    f: w => [1, 2, 3, 4].reduce((sum, x, i) => sum + Math.abs(w * x - [2, 3, 6, 10][i]!), 0) / 4,
    points: [2],
    left: '((2 - x) + (2 * x - 3) + (6 - 3 * x) + (10 - 4 * x)) / 4',
    right: '((x - 2) + (2 * x - 3) + (3 * x - 6) + (10 - 4 * x)) / 4',
  },
  {
    id: 'soft threshold',
    f: x => Math.sign(x) * Math.max(Math.abs(x) - 0.5, 0),
    points: [0.5],
    left: '0',
    right: 'x - 0.5',
  },
  {
    id: 'triangle wave',
    f: x => Math.abs(x - 2 * Math.floor((x + 1) / 2)),
    points: [1],
    left: 'x',
    right: '2 - x',
  },
  {
    id: 'piecewise linear table',
    f: x => {
      const [xs, ys] = [
        [0, 1, 2, 4],
        [0, 1, 4, 3],
      ];
      const i = xs.findLastIndex(at => at <= x);
      return ys[i]! + ((ys[i + 1]! - ys[i]!) / (xs[i + 1]! - xs[i]!)) * (x - xs[i]!);
    },
    points: [1],
    left: 'x',
    right: '3 * x - 2',
  },
  { id: 'kinked root', f: x => Math.sqrt(x * x), points: [0], left: '-x', right: 'x' },
  { id: 'distance', f: x => Math.hypot(x - 3, 0), points: [3], left: '3 - x', right: 'x - 3' },
  { id: 'median of three', f: x => [x, 1, 2 - x / 2].sort((a, b) => a - b)[1]!, points: [1], left: '1', right: 'x' },
];

/** Functions whose limits from the left and from the right differ. */
const JUMPS: readonly Omit<TwoSided, 'kind'>[] = [
  { id: 'step', f: x => (x > 0 ? 1 : 0), points: [0], left: '0', right: '1' },
  { id: 'step at 0.3', f: x => Number(x >= 0.3), points: [0.3], left: '0', right: '1' },
  { id: 'step at 1e6', f: x => (x < 1e6 ? -2 : 5), points: [1e6], left: '-2', right: '5' },
  { id: 'tiny step', f: x => (x >= 1 ? 1e-9 : 0), points: [1], left: '0', right: '1e-9' },
  { id: 'sign', f: x => Math.sign(x), points: [0], left: '-1', right: '1' },
  { id: 'floor', f: x => Math.floor(x), points: [3], left: '2', right: '3' },
  { id: 'ceil', f: x => Math.ceil(x / 2), points: [4], left: '2', right: '3' },
  { id: 'round', f: x => Math.round(x), points: [2.5], left: '2', right: '3' },
  { id: 'sawtooth', f: x => x - Math.floor(x), points: [1], left: 'x', right: 'x - 1' },
  { id: 'remainder', f: x => x % 5, points: [10], left: 'x - 5', right: 'x - 10' },
  {
    id: 'small jump on a big slope',
    f: x => 1000 * x + (x >= 2 ? 1e-3 : 0),
    points: [2],
    left: '1000 * x',
    right: '1000 * x + 1e-3',
  },
  { id: 'jump in a sine', f: x => Math.sin(x) + (x > 1 ? 0.5 : 0), points: [1], left: 'sin(x)', right: 'sin(x) + 0.5' },
  {
    id: 'tax by brackets',
    f: x => (x < 1200 ? 0.06 * x : x < 4600 ? 0.15 * x - 100 : 0.24 * x - 522),
    points: [1200],
    left: '0.06 * x',
    right: '0.15 * x - 100',
  },
  { id: 'a value of its own', f: x => (x === 1 ? 5 : x * x), points: [1], left: 'x * x', right: 'x * x' },
  {
    id: 'arctangent of 1/x',
    f: x => (x === 0 ? 0 : Math.atan(1 / x)),
    points: [0],
    left: '-PI / 2 - atan(x)',
    right: 'PI / 2 - atan(x)',
  },
  {
    id: 'shipping',
    f: x => {
      const rates = [4, 7, 12, 20];
      return rates[Math.min(Math.floor(x / 5), 3)]! + 0.1 * x;
    },
    points: [5, 15],
    left: 'x < 10 ? 4 + 0.1 * x : 12 + 0.1 * x',
    right: 'x < 10 ? 7 + 0.1 * x : 20 + 0.1 * x',
  },
  {
    id: 'accuracy at a sample',
    f: w => [0.5, 1.5, 2.5, 3.5].filter(x => w * x > 3 === x > 2).length / 4,
    points: [2],
    left: '1',
    right: '0.75',
  },
  {
    id: 'two different curves',
    f: x => (x < 0 ? Math.exp(x) : Math.cos(x) + 2),
    points: [0],
    left: 'exp(x)',
    right: 'cos(x) + 2',
  },
  { id: 'jump down at −4', f: x => (x < -4 ? x * x : 10 - x), points: [-4], left: 'x * x', right: '10 - x' },
];

/** Functions with a tangent that stands upright. */
const INFINITE: readonly Omit<Special, 'kind'>[] = [
  { id: 'cube root at 0', f: x => Math.cbrt(x), points: [0] },
  { id: 'root of |x|', f: x => Math.sqrt(Math.abs(x)), points: [0] },
  { id: 'signed root', f: x => Math.sign(x - 2) * Math.sqrt(Math.abs(x - 2)), points: [2] },
  { id: 'root at its edge', f: x => Math.sqrt(x), points: [0] },
  { id: 'arc sine at its edge', f: x => Math.asin(x), points: [1, -1] },
  { id: 'power 0.4', f: x => Math.abs(x) ** 0.4, points: [0] },
  { id: 'semicircle at its edge', f: x => Math.sqrt(9 - x * x), points: [3] },
  { id: 'cusp on a line', f: x => x + Math.abs(x + 1) ** (2 / 3), points: [-1] },
];

/** Functions with an edge of their domain at the points. */
const ONE_SIDED: readonly Omit<OneSided, 'kind'>[] = [
  { id: 'x √x', f: x => x * Math.sqrt(x), points: [0], side: 'right', slope: '0' },
  { id: '√x³', f: x => Math.sqrt(x) ** 3 + 2 * x, points: [0], side: 'right', slope: '2' },
  { id: 'x + x^1.5', f: x => x + x ** 1.5, points: [0], side: 'right', slope: '1' },
  {
    id: 'throws below 1',
    f: x => {
      if (x < 1) throw new RangeError('too small');
      return x * x;
    },
    points: [1],
    side: 'right',
    slope: '2 * x',
  },
  { id: 'NaN above 2', f: x => (x > 2 ? NaN : Math.exp(x)), points: [2], side: 'left', slope: 'exp(x)' },
  { id: 'infinite below 0', f: x => (x < 0 ? Infinity : Math.cos(x) + x), points: [0], side: 'right', slope: '1' },
  { id: 'log of a positive part', f: x => (x < 3 ? NaN : Math.log(x)), points: [3], side: 'right', slope: '1 / x' },
  { id: '(1 − x²)^1.5', f: x => (1 - x * x) ** 1.5 + 3 * x, points: [1], side: 'left', slope: '3' },
  {
    id: 'not beyond the table',
    f: x => {
      const table = [0, 1, 4, 9, 16];
      const i = Math.min(Math.floor(x), 3);
      if (x < 0 || x > 4) return NaN;
      return table[i]! + (table[i + 1]! - table[i]!) * (x - i);
    },
    points: [4],
    side: 'left',
    slope: '7',
  },
];

/** Functions that do not move about the points at all. */
const PLATEAUS: readonly Omit<Special, 'kind'>[] = [
  { id: 'step, beside it', f: x => (x > 0 ? 1 : 0), points: [1, -3, 0.01, 40] },
  { id: 'floor, between', f: x => Math.floor(x), points: [2.5, 0.3, -7.6] },
  { id: 'sign, beside it', f: x => Math.sign(x), points: [2, -1e-3] },
  { id: 'round, between', f: x => Math.round(3 * x) / 3, points: [1.1, 0.04] },
  {
    id: 'accuracy of a weight',
    f: w => [0.5, 1.5, 2.5, 3.5].filter(x => w * x > 3 === x > 2).length / 4,
    points: [1.5, 3],
  },
  { id: 'number of digits', f: x => String(Math.trunc(x)).length, points: [42.5, 123.4] },
  { id: 'relu, left of it', f: x => Math.max(0, x), points: [-1, -30] },
  { id: 'constant', f: () => 7, points: [0, 3, -1e5] },
  { id: 'saturated', f: x => Math.tanh(x), points: [60] },
  {
    id: 'argmax',
    f: x => [x, 2 * x - 1, 3].reduce((best, value, i, all) => (value > all[best]! ? i : best), 0),
    points: [0.2, 2.4],
  },
];

/** Functions without a value at the points. */
const UNDEFINED: readonly Omit<Special, 'kind'>[] = [
  { id: 'log at 0', f: x => Math.log(x), points: [0] },
  { id: 'log of a negative number', f: x => Math.log(x), points: [-1] },
  { id: 'root of a negative number', f: x => Math.sqrt(x - 5), points: [2] },
  { id: '1/x at 0', f: x => 1 / x, points: [0] },
  { id: 'sin x / x at 0', f: x => Math.sin(x) / x, points: [0] },
  { id: 'arc sine outside', f: x => Math.asin(x), points: [1.5] },
  { id: 'beyond the doubles', f: x => Math.exp(x), points: [800] },
  { id: '0 log 0', f: p => -p * Math.log(p) - (1 - p) * Math.log(1 - p), points: [0, 1] },
];

const THROWING: readonly Omit<Special, 'kind'>[] = [
  {
    id: 'throws',
    f: () => {
      throw new Error('no');
    },
    points: [1],
  },
  {
    id: 'throws at 0',
    f: x => {
      if (x === 0) throw new RangeError('division by zero');
      return 1 / x;
    },
    points: [0],
  },
  { id: 'reads what is not there', f: x => (null as unknown as { value: number }).value * x, points: [2] },
];

function all<K extends string, T>(kind: K, entries: readonly T[]): (T & { kind: K })[] {
  return entries.map(entry => ({ kind, ...entry }));
}

export const BROKEN: readonly (TwoSided | OneSided | Special)[] = [
  ...all('kink', KINKS),
  ...all('jump', JUMPS),
  ...all('infinite', INFINITE),
  ...all('one-sided', ONE_SIDED),
  ...all('plateau', PLATEAUS),
  ...all('undefined', UNDEFINED),
  ...all('error', THROWING),
];
