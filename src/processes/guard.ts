import * as path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the guard's thread is given: shared numbers, the host's process, the limit in megabytes (0: none). */
export interface GuardData {
  readonly state: Int32Array;
  readonly parent: number;
  readonly memory: number;
}

/** Places in the shared numbers: whether a request is running, and how often that changed. */
export const BUSY = 0;
export const CHANGED = 1;

/** What the process tells its guard. */
export interface Guard {
  setBusy(busy: boolean): void;
}

/**
 * Starts a thread that keeps watch even while the main thread is stuck in a loop or a blocking call: it ends this
 * process and all it started when the host is gone, and when the resident memory of the process, typed arrays and
 * buffers included, exceeds `memory` megabytes (0: no limit). While no request runs it looks rarely.
 */
export function startGuard(parent: number, memory: number): Guard {
  const state = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const workerData: GuardData = { state, parent, memory };
  new Worker(path.join(__dirname, 'guardThread.js'), { workerData, execArgv: [], env: {} }).unref();
  return {
    setBusy(busy) {
      Atomics.store(state, BUSY, busy ? 1 : 0);
      Atomics.add(state, CHANGED, 1);
      Atomics.notify(state, CHANGED);
    },
  };
}
