import { cos } from '../numerics/elementary';
import { integerPower } from '../numerics/integerPower';
import type { ScheduleConfig } from './config';

/**
 * What the learning rate is multiplied by in a step.
 *
 * Cosine: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, equation 5, without
 * restarts; 1 in the first step and the minimum in the last.
 *
 * @param step mini-batches done before it
 * @param totalSteps of all epochs
 */
export function rateFactor(schedule: ScheduleConfig, step: number, stepsPerEpoch: number, totalSteps: number): number {
  switch (schedule.name) {
    case 'constant':
      return 1;
    case 'step': {
      const epochsDone = Math.floor(step / stepsPerEpoch);
      return integerPower(schedule.factor, Math.floor(epochsDone / schedule.epochs));
    }
    case 'cosine': {
      const share = totalSteps > 1 ? Math.min(step / (totalSteps - 1), 1) : 0;
      const height = (1 + cos(Math.PI * share)) / 2;
      return height + schedule.minimum * (1 - height);
    }
  }
}
