import { availableParallelism } from 'node:os';
import { MOST_THREADS } from './kernels';

/** How many threads may train: as many as there are processors, at most as many as are wanted. */
export function threadsFor(wanted = MOST_THREADS): number {
  return Math.min(wanted, availableParallelism(), MOST_THREADS);
}
