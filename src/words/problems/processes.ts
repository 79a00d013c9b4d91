import type { Sentences } from './arguments';

/** How a child process and the user's code in it can end. */
export const PROCESS_PROBLEMS: Sentences = {};
