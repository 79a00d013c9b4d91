import type { Differentiable } from './corpus';
import { iterated, sum } from './formulaText';

/** Methods of computation, written out: iterations, series, fractions and integrals. */
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

export const METHODS: readonly Differentiable[] = SMOOTH.map(each => ({ kind: 'smooth', ...each }));
