import { workerData } from 'node:worker_threads';
import { leaveLastWords } from './channel';
import { killGroup } from './killGroup';
import { BUSY, CHANGED, type GuardData } from './guard';

/** How often to look while a request runs, and while none does, in ms. */
const BUSY_MS = 25;
const IDLE_MS = 750;

const MEGABYTE = 2 ** 20;

/** Looks after the process for as long as it lives; see `startGuard`. */
function watch({ state, parent, memory }: GuardData): never {
  for (;;) {
    const changed = Atomics.load(state, CHANGED);
    if (isGone(parent)) killGroup(process.pid);
    if (memory > 0 && process.memoryUsage.rss() > memory * MEGABYTE) {
      leaveLastWords({ code: 'process-memory', args: { megabytes: memory } });
      killGroup(process.pid);
    }
    const pause = memory > 0 && Atomics.load(state, BUSY) > 0 ? BUSY_MS : IDLE_MS;
    // eslint-disable-next-line no-restricted-properties -- a thread of its own that does nothing else may wait
    Atomics.wait(state, CHANGED, changed, pause);
  }
}

/** A process whose parent ended gets another one; on Windows it keeps the number of the old one. */
function isGone(parent: number): boolean {
  if (process.platform !== 'win32') return process.ppid !== parent;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

watch(workerData as GuardData);
