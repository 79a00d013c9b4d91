import type { Differentiable } from './corpus';
import { sum } from './formulaText';

/** Functions whose values are rounded or jittered. */
const ROUNDED: readonly Omit<Differentiable, 'kind'>[] = [
  {
    id: 'sine in single precision',
    f: x => Math.fround(Math.sin(x)),
    formula: 'sin(x)',
    points: [1],
    between: [-1, 1],
  },
  {
    id: 'polynomial in single precision',
    f: x => Math.fround(Math.fround(Math.fround(x * x) * Math.fround(0.3)) + Math.fround(2 * x)),
    formula: '0.30000001192092896 * x * x + 2 * x',
    points: [1.5],
    between: [0.5, 4],
  },
  {
    id: 'sum in single precision',
    f: x => {
      const terms = Float32Array.from({ length: 50 }, (_, i) => x / (i + 1));
      return terms.reduce((total, term) => Math.fround(total + term), 0);
    },
    formula: `x * (${sum(1, 50, k => `1 / ${k}`)})`,
    points: [1],
    between: [0.5, 5],
  },
  {
    id: '(x − 1)⁷, expanded',
    f: x => x ** 7 - 7 * x ** 6 + 21 * x ** 5 - 35 * x ** 4 + 35 * x ** 3 - 21 * x ** 2 + 7 * x - 1,
    formula: '(x - 1) ** 7',
    points: [1.2, 1.4, 0.7],
  },
  { id: 'rounded to 1e-6', f: x => Math.round(x * x * 1e6) / 1e6, formula: 'x * x', points: [0.5], between: [1, 3] },
  {
    id: 'rounded to 8 decimals',
    f: x => Number(Math.sin(x).toFixed(8)),
    formula: 'sin(x)',
    points: [1],
    between: [0.2, 1.2],
  },
  {
    id: 'seven significant digits',
    f: x => Number(Math.exp(x).toPrecision(7)),
    formula: 'exp(x)',
    points: [0, 1],
    between: [-1, 2],
  },
  {
    id: 'jitter of 1e-9',
    f: x => x * x + 1e-9 * ((Math.sin(x * 12345.678) * 43758.5453) % 1),
    formula: 'x * x',
    points: [1],
    between: [0.5, 3],
  },
  {
    id: 'jitter of 1e-12',
    f: x => Math.exp(x) + 1e-12 * ((Math.sin(x * 77777.7) * 43758.5453) % 1),
    formula: 'exp(x)',
    points: [1],
    between: [-1, 2],
  },
  {
    id: 'after an offset of 1e10',
    f: x => Math.sin(x) + 1e10 - 1e10,
    formula: 'sin(x)',
    points: [1],
    between: [-1, 1],
  },
  {
    id: 'naive variance',
    f: x => {
      const v = [1e4 + x, 1e4 + 1, 1e4 + 3];
      const mean = v.reduce((a, b) => a + b) / 3;
      return v.reduce((s, each) => s + each * each, 0) / 3 - mean * mean;
    },
    formula: '(x * x + 10 - (x + 4) ** 2 / 3) / 3',
    points: [0, 5],
    between: [3, 8],
  },
  {
    id: 'cancelling roots',
    f: x => Math.sqrt(x + 1) - Math.sqrt(x),
    formula: 'sqrt(x + 1) - sqrt(x)',
    points: [1e8, 1e5],
  },
  {
    id: 'root of a quadratic equation',
    f: x => (-x + Math.sqrt(x * x - 4)) / 2,
    formula: '(-x + sqrt(x * x - 4)) / 2',
    points: [1e4, 1e3],
  },
  {
    id: 'cancelling cosine',
    f: x => (1 - Math.cos(x)) / (x * x),
    formula: '(1 - cos(x)) / (x * x)',
    points: [1e-2, 1e-3],
  },
  {
    id: 'mean of many in single precision',
    f: x => {
      const data = new Float32Array(20).map((_, i) => Math.sin(i + x));
      return data.reduce((a, b) => a + b) / 20;
    },
    formula: `(${sum(0, 19, k => `sin(${k} + x)`)}) / 20`,
    points: [1],
    between: [0, 1],
  },
];

export const NOISY: readonly Differentiable[] = ROUNDED.map(each => ({ kind: 'noisy', ...each }));
