import type { Differentiable } from './corpus';

/** Activations and losses of networks, along one of the numbers they depend on. */
const SMOOTH: readonly Omit<Differentiable, 'kind'>[] = [
  {
    id: 'sigmoid',
    f: x => 1 / (1 + Math.exp(-x)),
    formula: '1 / (1 + exp(-x))',
    points: [0, 10, -15],
    between: [-6, 6],
  },
  { id: 'softplus', f: x => Math.log1p(Math.exp(x)), formula: 'log(1 + exp(x))', points: [0, 20], between: [-5, 5] },
  {
    id: 'stable softplus',
    f: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    formula: 'log(1 + exp(x))',
    points: [3, -2],
    between: [0.5, 30],
  },
  { id: 'swish', f: x => x / (1 + Math.exp(-x)), formula: 'x / (1 + exp(-x))', points: [0, 3], between: [-5, 5] },
  {
    id: 'mish',
    f: x => x * Math.tanh(Math.log1p(Math.exp(x))),
    formula: 'x * tanh(log(1 + exp(x)))',
    points: [0],
    between: [-4, 4],
  },
  {
    id: 'gelu, by tanh',
    f: x => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
    formula: '0.5 * x * (1 + tanh(sqrt(2 / PI) * (x + 0.044715 * x ** 3)))',
    points: [0, 1],
    between: [-2, 4],
  },
  { id: 'relu, right of it', f: x => Math.max(0, x), formula: 'x', points: [1, 1e-3, 200], between: [0.5, 10] },
  {
    id: 'leaky relu, left of it',
    f: x => (x > 0 ? x : 0.01 * x),
    formula: '0.01 * x',
    points: [-1, -1e-4],
    between: [-10, -0.5],
  },
  {
    id: 'elu, left of it',
    f: x => (x > 0 ? x : Math.expm1(x)),
    formula: 'expm1(x)',
    points: [-1],
    between: [-4, -0.3],
  },
  {
    id: 'Huber, inside',
    f: x => (Math.abs(x) < 1 ? 0.5 * x * x : Math.abs(x) - 0.5),
    formula: '0.5 * x * x',
    points: [0.5, -0.9, 0.999],
    between: [-0.8, 0.8],
  },
  {
    id: 'Huber, outside',
    f: x => (Math.abs(x) < 1 ? 0.5 * x * x : Math.abs(x) - 0.5),
    formula: 'x - 0.5',
    points: [1.001, 5],
    between: [1.2, 8],
  },
  {
    id: 'log cosh, stable',
    f: x => Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x))) - Math.LN2,
    formula: 'log(cosh(x))',
    points: [4],
    between: [0.5, 40],
  },
  {
    id: 'half sum of squares along a weight',
    f: w => [1, 2, 3, 4].reduce((sum, x, i) => sum + (w * x + 0.5 - [2, 3.5, 6.5, 9][i]!) ** 2, 0) / 2,
    formula: '((x + 0.5 - 2) ** 2 + (2 * x + 0.5 - 3.5) ** 2 + (3 * x + 0.5 - 6.5) ** 2 + (4 * x + 0.5 - 9) ** 2) / 2',
    points: [0, 2],
    between: [-3, 5],
  },
  {
    id: 'mean squared error of a wave',
    f: w => {
      let sum = 0;
      for (let i = 0; i < 10; i++) sum += (Math.sin(w * i) - Math.sin(1.1 * i)) ** 2;
      return sum / 10;
    },
    formula: `(${Array.from({ length: 10 }, (_, i) => `(sin(x * ${i}) - sin(1.1 * ${i})) ** 2`).join(' + ')}) / 10`,
    points: [0.5, 1],
    between: [0, 2],
  },
  {
    id: 'cross-entropy of a probability',
    f: p => -Math.log(p + 1e-7),
    formula: '-log(x + 1e-7)',
    points: [0.6, 1e-3, 1e-6],
    between: [0.01, 1],
  },
  {
    id: 'binary cross-entropy',
    f: p => -(0.3 * Math.log(p) + 0.7 * Math.log(1 - p)),
    formula: '-(0.3 * log(x) + 0.7 * log(1 - x))',
    points: [0.5, 0.999, 1e-5],
    between: [0.02, 0.98],
  },
  {
    id: 'softmax cross-entropy of a logit',
    f: z => {
      const logits = [z, 1, -0.5, 2];
      const largest = Math.max(...logits);
      const sum = logits.map(each => Math.exp(each - largest)).reduce((a, b) => a + b);
      return -(logits[3]! - largest - Math.log(sum));
    },
    formula: 'log(exp(x) + exp(1) + exp(-0.5) + exp(2)) - 2',
    points: [0, 2, 5],
    between: [-3, 8],
  },
  {
    id: "the book's cross-entropy after softmax",
    f: z => {
      const exponentials = [0.3, z, 4].map(Math.exp);
      const sum = exponentials.reduce((a, b) => a + b);
      const t = [0, 1, 0];
      return -t.reduce((total, each, k) => total + each * Math.log(exponentials[k]! / sum + 1e-7), 0);
    },
    formula: '-log(exp(x) / (exp(0.3) + exp(x) + exp(4)) + 1e-7)',
    points: [2.9, 0],
    between: [-2, 6],
  },
  {
    id: 'one probability of a softmax',
    f: z => Math.exp(z) / [z, 0.5, 1.5, -2].reduce((sum, each) => sum + Math.exp(each), 0),
    formula: 'exp(x) / (exp(x) + exp(0.5) + exp(1.5) + exp(-2))',
    points: [1],
    between: [-4, 6],
  },
  {
    id: 'log-sum-exp of large numbers',
    f: x => {
      const numbers = [x, 998, 1001];
      const largest = Math.max(...numbers);
      return largest + Math.log(numbers.reduce((sum, each) => sum + Math.exp(each - largest), 0));
    },
    formula: 'log(exp(x) + exp(998) + exp(1001))',
    points: [1000],
    between: [997, 1004],
  },
  {
    id: 'logistic regression along a weight',
    f: w => {
      const samples = [
        [0.5, 0],
        [1.5, 0],
        [2, 1],
        [3.5, 1],
        [1, 1],
      ] as const;
      const loss = samples.map(([x, t]) => {
        const p = 1 / (1 + Math.exp(-(w * x - 2)));
        return -(t * Math.log(p) + (1 - t) * Math.log(1 - p));
      });
      return loss.reduce((a, b) => a + b) / samples.length;
    },
    formula:
      '(log(1 + exp(0.5 * x - 2)) + log(1 + exp(1.5 * x - 2)) + log(1 + exp(2 - 2 * x)) + log(1 + exp(2 - 3.5 * x)) + log(1 + exp(2 - x))) / 5',
    points: [0, 1],
    between: [-1, 3],
  },
  {
    id: 'two layers along a weight',
    f: w => {
      const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
      const hidden = [0.2 * w + 0.1, -0.4 * w + 0.3, 0.6 * w - 0.5].map(sigmoid);
      const output = hidden.reduce((sum, z, j) => sum + z * [0.7, -1.2, 0.4][j]!, 0.05);
      return 0.5 * (output - 0.8) ** 2;
    },
    formula:
      '0.5 * (0.05 + 0.7 / (1 + exp(-(0.2 * x + 0.1))) - 1.2 / (1 + exp(-(-0.4 * x + 0.3))) + 0.4 / (1 + exp(-(0.6 * x - 0.5))) - 0.8) ** 2',
    points: [0, 1],
    between: [-3, 3],
  },
  {
    id: 'focal loss',
    f: p => -((1 - p) ** 2) * Math.log(p),
    formula: '-((1 - x) ** 2) * log(x)',
    points: [0.5, 0.05],
    between: [0.05, 0.9],
  },
  {
    id: 'KL divergence of coins',
    f: q => 0.3 * Math.log(0.3 / q) + 0.7 * Math.log(0.7 / (1 - q)),
    formula: '0.3 * log(0.3 / x) + 0.7 * log(0.7 / (1 - x))',
    points: [0.5, 0.01],
    between: [0.35, 0.95],
  },
  {
    id: 'entropy of a coin',
    f: p => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p),
    formula: '-x * log2(x) - (1 - x) * log2(1 - x)',
    points: [0.1, 1e-4],
    between: [0.02, 0.45],
  },
  {
    id: 'Poisson likelihood',
    f: rate => [2, 0, 3, 1].reduce((sum, count) => sum + rate - count * Math.log(rate), 0),
    formula: '4 * x - 6 * log(x)',
    points: [1, 0.1],
    between: [0.2, 10],
  },
  {
    id: 'Gaussian likelihood in σ',
    f: s => [0.3, -1.2, 0.8].reduce((sum, x) => sum + Math.log(s) + (x / s) ** 2 / 2, 0),
    formula: '3 * log(x) + (0.3 ** 2 + 1.2 ** 2 + 0.8 ** 2) / (2 * x ** 2)',
    points: [1],
    between: [0.3, 5],
  },
  {
    id: 'cosine similarity',
    f: x => (x * 2 + 3) / (Math.hypot(x, 1.5) * Math.hypot(2, 2)),
    formula: '(x * 2 + 3) / (sqrt(x * x + 2.25) * sqrt(8))',
    points: [0, -4],
    between: [-5, 1],
  },
  {
    id: 'ridge regression',
    f: w => [1, 2, 3].reduce((sum, x, i) => sum + (w * x - [1.1, 1.9, 3.2][i]!) ** 2, 0) + 0.1 * w * w,
    formula: '(x - 1.1) ** 2 + (2 * x - 1.9) ** 2 + (3 * x - 3.2) ** 2 + 0.1 * x * x',
    points: [0],
    between: [-4, 4],
  },
  {
    id: 'batch normalization of a sample',
    f: x => {
      const batch = [x, 1, 2.5, -0.5];
      const mean = batch.reduce((a, b) => a + b) / 4;
      const variance = batch.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 4;
      return (x - mean) / Math.sqrt(variance + 1e-5);
    },
    formula:
      '(x - (x + 3) / 4) / sqrt(((x - (x + 3) / 4) ** 2 + (1 - (x + 3) / 4) ** 2 + (2.5 - (x + 3) / 4) ** 2 + (-0.5 - (x + 3) / 4) ** 2) / 4 + 1e-5)',
    points: [0, 3],
    between: [-4, 6],
  },
];

/** Functions whose slope is continuous at the points and whose second derivative is not. */
const BENT: readonly Omit<Differentiable, 'kind'>[] = [
  {
    id: 'Huber at δ',
    f: x => (Math.abs(x) <= 1 ? 0.5 * x * x : Math.abs(x) - 0.5),
    formula: 'x < -0.5 ? -x - 0.5 : x - 0.5',
    points: [1, -1],
  },
  {
    id: 'Huber with δ = 1e-3',
    f: x => (Math.abs(x) <= 1e-3 ? (x * x) / 2e-3 : Math.abs(x) - 5e-4),
    formula: 'x - 5e-4',
    points: [1e-3],
  },
  { id: 'x|x|', f: x => x * Math.abs(x), formula: 'x < 0 ? -(x * x) : x * x', points: [0] },
  { id: 'x|x| and a line', f: x => x * Math.abs(x) + 3 * x, formula: 'x * x + 3 * x', points: [0] },
  { id: 'squared relu and a line', f: x => Math.max(0, x) ** 2 - x, formula: 'x * x - x', points: [0] },
  { id: 'squared hinge', f: x => Math.max(0, 1 - x) ** 2 + x / 2, formula: 'x / 2', points: [1] },
  { id: 'elu', f: x => (x > 0 ? x : Math.expm1(x)), formula: 'x', points: [0] },
  { id: 'softsign', f: x => x / (1 + Math.abs(x)), formula: 'x / (1 + x)', points: [0] },
  {
    id: 'quadratic spline',
    f: x => (x < 1 ? x * x : x < 2 ? -(x * x) + 4 * x - 2 : 2),
    formula: 'x * x',
    points: [1],
  },
  { id: '|x|³ and a line', f: x => Math.abs(x) ** 3 + x, formula: 'x ** 3 + x', points: [0] },
  { id: 'curvature changes at 2', f: x => (x < 2 ? Math.exp(x - 2) : x - 1), formula: 'x - 1', points: [2] },
  {
    id: 'sine, then its tangent',
    f: x => (x < 1 ? Math.sin(x) : Math.sin(1) + Math.cos(1) * (x - 1)),
    formula: 'sin(1) + cos(1) * (x - 1)',
    points: [1],
  },
];

export const LOSSES: readonly Differentiable[] = [
  ...SMOOTH.map(each => ({ kind: 'smooth' as const, ...each })),
  ...BENT.map(each => ({ kind: 'bent' as const, ...each })),
];
