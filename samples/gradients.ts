// Derivatives written by hand, beside their functions (Deep Learning from Scratch, 4.3 to 5.5).
//
// `nabla check samples/gradients.ts` compares each with the numerical derivative, at the point of @at or of a call, and at
// random points about it. Two of them are wrong, and one cannot be told.

// A derivative belongs to a function by its name: fPrime, df, gradF, fGradient …
export function f(x: number): number {
  return 0.01 * x ** 2 + 0.1 * x;
}
export function fPrime(x: number): number {
  return 0.02 * x + 0.1;
}
export const slopes = [fPrime(5), fPrime(10)]; // checked about 5, as it is called here

// … or by its comment. The precedence slip of many a listing: / 2 * h divides, then multiplies.
/** @gradientOf f @at 5 */
export function slopeOfF(x: number): number {
  const h = 1e-4;
  return (f(x + h) - f(x - h)) / 2 * h;
}

// A gradient has the form of its parameter.
/** @at [3, 4] */
export const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;
export const gradBowl = (x: number[]): number[] => [2 * x[0], 2 * x[1]];

// At the kink, any slope from 0 to 1 may be meant; move @at to 1, and it can be told.
/** @at 0 */
export const relu = (x: number): number => Math.max(0, x);
export const dRelu = (x: number): number => (x > 0 ? 1 : 0);

// Several parameters: an object with their names, or one derivative with respect to each.
export function error(w: number, b: number): number {
  return (w * 0.6 + b - 0.2) ** 2 / 2;
}
export function errorGradient(w: number, b: number): { w: number; b: number } {
  const difference = w * 0.6 + b - 0.2;
  return { w: difference * 0.6, b: difference };
}

// Several results: a row for each of them, a column for each variable (the Jacobian).
export function softmax(a: [number, number, number]): number[] {
  const powers = a.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map(power => power / sum);
}
export function softmaxJacobian(a: [number, number, number]): number[][] {
  const y = softmax(a);
  return y.map((yi, i) => y.map((yj, j) => yi * ((i === j ? 1 : 0) - yj)));
}

// With data as further parameters: with respect to the first alone. The mean over the samples is forgotten here, so that
// it is wrong by their number.
/** @at 2, [1, 2, 3, 4, 5], [2.1, 3.9, 6.2, 8.1, 9.8] */
export function meanSquaredError(speed: number, times: number[], distances: number[]): number {
  return times.reduce((sum, time, i) => sum + (speed * time - distances[i]) ** 2, 0) / times.length;
}
export function meanSquaredErrorGradient(speed: number, times: number[], distances: number[]): number {
  return times.reduce((sum, time, i) => sum + 2 * time * (speed * time - distances[i]), 0);
}
