import * as v from 'valibot';
import { Problem } from '../numerics/problem';
import { problemSchema } from '../words/schemas';

/** How a child process ended. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote before, if anything. */
  readonly lastWords: string;
  /** Whether it ever said that it takes requests. */
  readonly started: boolean;
  /** Its limit in megabytes; 0 if none. */
  readonly memory: number;
}

/** V8 aborts when the heap is full; how that looks depends on the version and the system. */
const HEAP_FULL: readonly (string | number | null)[] = ['SIGABRT', 'SIGTRAP', 'SIGILL', 134, 133];

/** Access violation and stack overflow, as Windows numbers them. */
const CRASHED: readonly (string | number | null)[] = ['SIGSEGV', 'SIGBUS', 0xc0000005, 0xc00000fd];

/** Why a child process ended that was not asked to. */
export function problemOf({ exitCode, signal, lastWords, started, memory }: Ending): Problem {
  const how = signal ?? exitCode;
  const said = readProblem(lastWords);
  if (said) return said;
  if (HEAP_FULL.includes(how)) return new Problem('process-memory', { megabytes: memory });
  if (CRASHED.includes(how)) return new Problem('process-crashed', { signal: String(how) });
  if (!started) return new Problem('process-not-started', { reason: String(how) });
  if (signal) return new Problem('process-killed', { call: '', signal });
  return new Problem('process-exited', { exitCode: exitCode ?? 0 });
}

/** A problem from its JSON; the user's code may have written there as well. */
function readProblem(json: string): Problem | undefined {
  try {
    const { code, args } = v.parse(problemSchema, JSON.parse(json));
    return new Problem(code, args);
  } catch {
    return undefined;
  }
}
