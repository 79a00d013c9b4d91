import type { Sentences } from './arguments';

/** What keeps a function from being found, run or differentiated. */
export const GRADIENT_PROBLEMS: Sentences = {};
