import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeData } from './data';
import { Started, type Invited } from './participants';
import type { Workload } from './workloads';

/** Does something with the data of a workload, in a folder that is there meanwhile. */
export async function inFolder<T>(workload: Workload, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nabla-bench-'));
  try {
    writeData(workload, folder);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Those who are there, and why the others are not. */
export async function starting(
  invited: readonly Invited[],
  workload: Workload,
  folder: string,
): Promise<{ started: Started[]; absent: string[] }> {
  const all = await Promise.allSettled(invited.map(each => Started.start(each, workload, folder)));
  const [started, absent]: [Started[], string[]] = [[], []];
  for (const [index, each] of all.entries()) {
    if (each.status === 'fulfilled') started.push(each.value);
    else absent.push(`${invited[index]!.name} (${firstLine(each.reason)})`);
  }
  return { started, absent };
}

export function firstLine(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
