import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isAlive } from './alive';

type Task = () => void;

const tasks = new Set<Task>();
const prefix = 'nabla-host-';
let watching = false;

/**
 * Runs `task` when this process ends, by whatever way it can still notice: the end of the script, an exception, SIGINT,
 * SIGTERM or SIGHUP. The task is synchronous. Returns a function which withdraws it.
 */
export function onExit(task: Task): Task {
  if (!watching) {
    watching = true;
    process.on('exit', runAll);
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      process.on(signal, () => process.exit(code));
    }
  }
  tasks.add(task);
  return () => tasks.delete(task);
}

function runAll(): void {
  for (const task of [...tasks].reverse()) {
    try {
      task();
    } catch {
      // The others must still run.
    }
  }
  tasks.clear();
}

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** A fresh folder that is gone at the latest when this process ends. */
export function temporaryFolder(purpose: string): TemporaryFolder {
  sweep(os.tmpdir(), prefix);
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-${purpose}-`)));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const withdraw = onExit(remove);
  return {
    path: folder,
    remove: () => {
      remove();
      withdraw();
    },
  };
}

/** Removes entries of `folder` named `<prefix><pid>-…` whose process was killed before it could tidy up. */
export function sweep(folder: string, prefix: string): void {
  for (const name of fs.readdirSync(folder)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN;
    if (pid > 0 && !isAlive(pid)) {
      try {
        fs.rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 2 });
      } catch {
        // Something it started still writes there, or it belongs to another user; the next sweep may do.
      }
    }
  }
}
