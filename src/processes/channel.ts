import * as fs from 'node:fs';
import type { ProblemData } from '../numerics/problem';
import { LAST_WORDS_FD, type Reply, type Status } from './envelope';
import { killGroup } from './killGroup';

/**
 * The child's end of what connects it to the host. What it needs of `process` and `fs` is kept here when the process
 * starts, so that code which replaces or loses them later does not cut the connection.
 */

const own = process;
const { pid } = process;
const send = process.send?.bind(process);
/** What `process.exit` calls in the end; not typed. */
export type WithReallyExit = NodeJS.Process & { reallyExit(exitCode?: number): never };
const exitNow: () => never = (process as WithReallyExit).reallyExit.bind(process);
const writeSync = fs.writeSync;

/** Anything with a kind. */
export interface Event {
  readonly kind: string;
}

/**
 * Sends to the host.
 *
 * @throws DataCloneError when the message holds a function, a promise, a symbol, …
 */
export function post(message: Reply | Status | Event): void {
  // Without a callback, a failure would be an uncaught error; it can only mean that the host is gone.
  send?.(message, undefined, undefined, () => {});
}

/** Takes messages of the host from now on, and ends the process as soon as the host lets go of it. */
export function listen(receive: (message: unknown) => void): void {
  own.on('message', receive);
  own.on('disconnect', () => end());
}

/** Whether `receive`, and nobody else, hears the host's messages. */
export function isHeardBy(receive: (message: unknown) => void): boolean {
  const listeners = own.listeners('message');
  return listeners.length === 1 && listeners[0] === receive;
}

/** Ends this process and all it started, at once, and leaves the host a word why. */
export function end(why?: ProblemData): never {
  if (why) leaveLastWords(why);
  killGroup(pid);
  return exitNow(); // where it leads no group
}

/** Tells the host why this process is about to end. */
export function leaveLastWords({ code, args }: ProblemData): void {
  try {
    writeSync(LAST_WORDS_FD, JSON.stringify({ code, args }));
  } catch {
    // Nobody listens; the host will see how the process ended.
  }
}
