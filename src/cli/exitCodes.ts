/** Exit codes of the command line. */
export const DONE = 0;
/** A check failed: a gradient is wrong, a training diverged. */
export const FAILED = 1;
export const WRONG_INPUT = 2;
/** As a shell reports a program ended by SIGINT. */
export const INTERRUPTED = 130;
