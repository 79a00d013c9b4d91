import type { OptimizerName } from '../../src/numerics/optimizers';

/** Where the sliders of the descent stop, and where they begin. */

const DIGITS = [1, 1.5, 2, 3, 5, 7];

/** Learning rates from 1e-10 to 10, by ratios that are nearly equal. */
export const RATES: readonly number[] = [...stops(-10, 0), 10];

/** Numbers of steps from 1 to 1000. */
export const STEP_COUNTS: readonly number[] = [...stops(0, 2), 1000].filter(Number.isInteger);

function stops(from: number, to: number): number[] {
  const exponents = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return exponents.flatMap(exponent => DIGITS.map(digit => Number(`${digit}e${exponent}`)));
}

/** Number of the stop nearest to a positive value, as their ratios go. */
export function nearestStop(stops: readonly number[], value: number): number {
  const distance = (stop: number) => Math.abs(Math.log(stop / value));
  return stops.reduce((best, stop, index) => (distance(stop) < distance(stops[best]!) ? index : best), 0);
}

/** The learning rates that "Deep Learning from Scratch", 6.1, compares the optimizers with; of others SGD's. */
export const USUAL_RATES: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.1,
  momentum: 0.1,
  nesterov: 0.1,
  adagrad: 1.5,
  rmsprop: 0.1,
  adam: 0.3,
};
