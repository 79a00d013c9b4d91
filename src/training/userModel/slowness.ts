import type { ProblemData } from '../../numerics/problem';

/** How long a mini-batch of a user's model takes, measured on the first. */
export interface Pace {
  readonly seconds: number;
  /** How many numbers the parameters have. */
  readonly parameters: number;
}

/** A mini-batch that takes longer, in seconds, is worth a word. */
const SLOW = 1;

/** One that takes longer is not begun. */
const TOO_SLOW = 60;

export function isTooSlow({ seconds }: Pace): boolean {
  return seconds > TOO_SLOW;
}

/** What to say about the pace; nothing where it is practical. */
export function slowness({ seconds, parameters }: Pace): ProblemData | undefined {
  return seconds > SLOW ? { code: 'model-slow', args: { seconds, parameters } } : undefined;
}
