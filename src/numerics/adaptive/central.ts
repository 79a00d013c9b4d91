import type { Rung } from './ladder';
import { limitOf, type Limit } from './limit';
import { amplitude } from './noise';

/**
 * The slope at x of the parabola through three values: the central difference, whose error is even in h, where both steps
 * are equal. They are not where one of them is rounded.
 */
export function centralDifference({ ahead, behind, up, down }: Rung, value: number): number {
  if (ahead === behind) return (up - down) / (ahead + behind);
  return (((up - value) / ahead) * behind + ((value - down) / behind) * ahead) / (ahead + behind);
}

/** The limit of the central differences. */
export function centralLimit(rungs: readonly Rung[], value: number, noise: number): Limit {
  return limitOf(
    {
      h: rungs.map(({ h }) => h),
      values: rungs.map(rung => centralDifference(rung, value)),
      noise: rungs.map(({ h, up, down }) => amplitude(noise, value, up, down) / h),
    },
    'even',
  );
}
