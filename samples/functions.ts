// Numerical differentiation (Deep Learning from Scratch, 4.3 and 4.4).
//
// Click "∇ compute gradient here" above a function and enter a point.

// f′(5) = 0.2 and f′(10) = 0.3 by rules; the central difference comes close.
export function f(x: number): number {
  return 0.01 * x ** 2 + 0.1 * x;
}

// Two variables: try 3, 4 and 0, 2 and 3, 0.
export const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;

// The slope of a sigmoid is nowhere 0, that of a step almost everywhere.
function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
const step = (x: number): number => (x > 0 ? 1 : 0);

// No derivative at 0, but a slope to either side; with 1, −2 as the point, only one of the two components is missing.
const hinge = (x: number[]): number => Math.max(0, x[0] - 1) + Math.abs(x[1]);

// A loss of three weights for one sample: what gradient descent goes down.
const input = [0.6, 0.9, 1];
const target = 0.2;

export function loss(w: number[]): number {
  const y = sigmoid(w.reduce((sum, weight, i) => sum + weight * input[i], 0));
  return 0.5 * (y - target) ** 2;
}

// A function of three numbers that gives three: its derivatives are a matrix, the Jacobian. Try 0.3, 2.9, 4.
export function softmax(a: number[]): number[] {
  const largest = Math.max(...a);
  const exponentials = a.map(each => Math.exp(each - largest));
  const sum = exponentials.reduce((total, each) => total + each, 0);
  return exponentials.map(each => each / sum);
}
