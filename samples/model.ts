// A model of your own: the two-layer network of the book, written out (Deep
// Learning from Scratch, 4.5). `model.nabla.json` trains it on the irises.
//
// Nabla needs three functions. `init` gives the parameters: an object of numbers,
// vectors and matrices. `loss` gives the mean loss of some samples: a row of x and
// an entry of t each. `predict`, which may be left out, says the class of each
// sample, so that the accuracy can be told. Derivatives you need not write: Nabla
// follows the numbers through the code and goes the way back.

interface Params {
  W1: number[][];
  b1: number[];
  W2: number[][];
  b2: number[];
}

interface Random {
  normal(rows: number, columns: number, scale?: number): number[][];
}

const INPUTS = 4;
const HIDDEN = 10;
const CLASSES = 3;

// `random.normal(rows, columns, scale)` is scale * np.random.randn(rows, columns).
export function init(random: Random): Params {
  return {
    W1: random.normal(INPUTS, HIDDEN, 0.5),
    b1: new Array<number>(HIDDEN).fill(0),
    W2: random.normal(HIDDEN, CLASSES, 0.5),
    b2: new Array<number>(CLASSES).fill(0),
  };
}

// Cross-entropy: how surprised the network is by the right class, on average.
export function loss(params: Params, x: number[][], t: number[]): number {
  const y = probabilities(params, x);
  let sum = 0;
  for (let n = 0; n < x.length; n++) sum -= Math.log(y[n]![t[n]!]! + 1e-7);
  return sum / x.length;
}

// A row of scores for each sample, or its class: the greatest score counts.
export function predict(params: Params, x: number[][]): number[][] {
  return probabilities(params, x);
}

function probabilities({ W1, b1, W2, b2 }: Params, x: number[][]): number[][] {
  return x.map(row => softmax(affine(affine(row, W1, b1).map(sigmoid), W2, b2)));
}

/** x W + b of one sample. */
function affine(x: number[], W: number[][], b: number[]): number[] {
  return b.map((bias, k) => {
    let sum = bias;
    for (let d = 0; d < x.length; d++) sum += x[d]! * W[d]![k]!;
    return sum;
  });
}

function sigmoid(a: number): number {
  return 1 / (1 + Math.exp(-a));
}

function softmax(a: number[]): number[] {
  const largest = Math.max(...a);
  const powers = a.map(each => Math.exp(each - largest));
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map(each => each / sum);
}
