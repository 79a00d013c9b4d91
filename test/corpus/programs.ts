import type { Differentiable } from './corpus';

/** A formula put into itself so many times. */
function iterated(formula: string, times: number): string {
  let result = 'x';
  for (let i = 0; i < times; i++) result = formula.replaceAll('x', `(${result})`);
  return result;
}

/** Terms numbered from `first`, added. */
function sum(first: number, last: number, term: (k: number) => string): string {
  return Array.from({ length: last - first + 1 }, (_, i) => term(first + i)).join(' + ');
}

/** Programs with loops, branches, arrays and recursion, that compute something with a formula. */
const SMOOTH: readonly Omit<Differentiable, 'kind'>[] = [
  {
    id: "root by Newton's iteration",
    f: x => {
      let root = x > 1 ? x : 1;
      for (let i = 0; i < 60; i++) root = (root + x / root) / 2;
      return root;
    },
    formula: 'sqrt(x)',
    points: [2, 0.01],
    between: [0.1, 100],
  },
  {
    id: "cube root by Halley's iteration",
    f: x => {
      let y = 1;
      for (let i = 0; i < 40; i++) y = (y * (y ** 3 + 2 * x)) / (2 * y ** 3 + x);
      return y;
    },
    formula: 'cbrt(x)',
    points: [8],
    between: [0.2, 50],
  },
  {
    id: 'bisection',
    f: x => {
      let [low, high] = [0, 10];
      while (high - low > 1e-15 * high) {
        const middle = (low + high) / 2;
        if (middle <= low || middle >= high) break;
        if (middle ** 3 + middle < x) low = middle;
        else high = middle;
      }
      return (low + high) / 2;
    },
    formula: 'cbrt(x / 2 + sqrt(x * x / 4 + 1 / 27)) - cbrt(sqrt(x * x / 4 + 1 / 27) - x / 2)',
    points: [2, 10],
    between: [1, 100],
  },
  {
    id: 'exponential by its series',
    f: x => {
      let [term, total] = [1, 1];
      for (let n = 1; n < 60; n++) total += term *= x / n;
      return total;
    },
    formula: 'exp(x)',
    points: [0, 1],
    between: [-1, 5],
  },
  {
    id: 'sine by its series until it stands',
    f: x => {
      let [term, total] = [x, 0];
      for (let n = 1; total + term !== total; n++) {
        total += term;
        term *= (-x * x) / (2 * n * (2 * n + 1));
      }
      return total;
    },
    formula: 'sin(x)',
    points: [1],
    between: [-2, 2],
  },
  {
    id: 'logarithm by its series',
    f: x => {
      const z = (x - 1) / (x + 1);
      let total = 0;
      for (let n = 0; n < 200; n++) total += z ** (2 * n + 1) / (2 * n + 1);
      return 2 * total;
    },
    formula: 'log(x)',
    points: [2],
    between: [0.3, 5],
  },
  {
    id: 'tangent by its continued fraction',
    f: x => {
      let fraction = 0;
      for (let n = 41; n >= 3; n -= 2) fraction = (x * x) / (n - fraction);
      return x / (1 - fraction);
    },
    formula: 'tan(x)',
    points: [1],
    between: [-1.3, 1.3],
  },
  {
    id: 'golden fraction',
    f: x => {
      let value = x;
      for (let i = 0; i < 5; i++) value = 1 + 1 / value;
      return value;
    },
    formula: iterated('1 + 1 / x', 5),
    points: [0.1],
    between: [0.05, 1],
  },
  {
    id: 'error function by Gauss and Legendre',
    f: x => {
      const nodes = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
      const weights = [0.23692688505618908, 0.47862867049936647, 128 / 225, 0.47862867049936647, 0.23692688505618908];
      let integral = 0;
      for (let panel = 0; panel < 20; panel++) {
        const [middle, half] = [((panel + 0.5) * x) / 20, x / 40];
        for (const [i, node] of nodes.entries())
          integral += weights[i]! * half * Math.exp(-((middle + half * node) ** 2));
      }
      return (2 / Math.sqrt(Math.PI)) * integral;
    },
    formula: 'erf(x)',
    points: [0, 0.5],
    between: [-2.5, 2.5],
  },
  {
    id: 'gelu with a rational error function',
    f: x => {
      let [term, total] = [x / Math.SQRT2, x / Math.SQRT2];
      for (let n = 1; n < 80; n++) total += term *= (x * x) / (2 * n + 1);
      return (x / 2) * (1 + (2 / Math.sqrt(Math.PI)) * total * Math.exp((-x * x) / 2));
    },
    formula: '(x / 2) * (1 + erf(x / sqrt(2)))',
    points: [0, 1],
    between: [-2, 4],
  },
  {
    id: 'trapezoids of a wave',
    f: x => {
      const n = 64;
      let total = 0;
      for (let i = 0; i <= n; i++) total += (i === 0 || i === n ? 0.5 : 1) * Math.exp(-((i * x) / n));
      return (total * x) / n;
    },
    formula: '(x / 64) * ((1 - exp(-x)) / (1 - exp(-x / 64)) - 0.5 + 0.5 * exp(-x))',
    points: [1],
    between: [0.3, 6],
  },
  {
    id: 'Bessel function by its series',
    f: x => {
      let [term, total] = [1, 1];
      for (let k = 1; k < 40; k++) total += term *= (-x * x) / (4 * k * k);
      return total;
    },
    formula: `1 + ${sum(1, 30, k => `(-(x * x) / 4) ** ${k} / ${factorialSquared(k)}`)}`,
    points: [1, 2.4],
    between: [0.5, 5],
  },
  {
    id: 'logarithm of Γ',
    f: x => {
      let [product, z] = [1, x];
      while (z < 15) product *= z++;
      const stirling = (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI);
      const square = 1 / (z * z);
      return stirling + (1 / 12 - (1 / 360 - (1 / 1260 - square / 1680) * square) * square) / z - Math.log(product);
    },
    formula: stirling(15),
    points: [0.5, 1.2],
    between: [0.1, 0.9],
  },
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

function factorialSquared(k: number): string {
  let product = '1';
  for (let i = 1; i <= k; i++) product += ` * ${i * i}.0`;
  return `(${product})`;
}

/** log Γ(x) = Stirling's series at x + n less the logarithm of x (x + 1) … (x + n − 1). */
function stirling(n: number): string {
  const z = `(x + ${n})`;
  const series = `(1 / 12 - (1 / 360 - (1 / 1260 - 1 / ${z} ** 2 / 1680) / ${z} ** 2) / ${z} ** 2) / ${z}`;
  return `(${z} - 0.5) * log(${z}) - ${z} + 0.5 * log(2 * PI) + ${series} - (${sum(0, n - 1, k => `log(x + ${k})`)})`;
}

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

/** Functions whose values are rounded or jittered. */
const NOISY: readonly Omit<Differentiable, 'kind'>[] = [
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

export const PROGRAMS: readonly Differentiable[] = [
  ...SMOOTH.map(each => ({ kind: 'smooth' as const, ...each })),
  ...NOISY.map(each => ({ kind: 'noisy' as const, ...each })),
];
