import { cos } from '../numerics/elementary';
import type { ScheduleConfig } from './config';

/**
 * What the learning rate is multiplied by in a mini-batch.
 *
 * Source of the cosine: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
 * equation 5, without restarts.
 *
 * @param step counted from 0
 * @param steps of the whole training
 */
export function scheduleFactor(schedule: ScheduleConfig, step: number, stepsPerEpoch: number, steps: number): number {
  switch (schedule.name) {
    case 'constant':
      return 1;
    case 'step':
      return wholePower(schedule.factor, Math.floor(step / (stepsPerEpoch * schedule.epochs)));
    case 'cosine': {
      const part = steps > 1 ? step / (steps - 1) : 0;
      return schedule.minimum + ((1 - schedule.minimum) * (1 + cos(Math.PI * part))) / 2;
    }
  }
}

/** baseⁿ by squaring; `**` is not the same on every machine. */
function wholePower(base: number, n: number): number {
  if (n === 0) return 1;
  const half = wholePower(base, Math.floor(n / 2));
  return n % 2 === 0 ? half * half : half * half * base;
}
