import { spawn } from 'node:child_process';
import { measure, type Contender, type Timing } from '../measure';
import { firstLine, inFolder, starting } from './gathering';
import type { Invited, Started } from './participants';
import type { Workload } from './workloads';

/** How fast everybody trains. */
export interface StepsResult {
  readonly workload: Workload;
  /** Of a mini-batch. */
  readonly timings: readonly Timing[];
  readonly absent: readonly string[];
}

/** A burst, in ms, and from when on a few of them must do. */
const BURST = 50;
const SLOW = 4 * BURST;

/** Mini-batches whose losses are compared, and by how much they may differ, relatively. */
const COMPARED = 20;
const TOLERANCE = 1e-3;

/** Times the mini-batches of those who compute what the others compute. */
export function timeSteps(workload: Workload, invited: readonly Invited[]): Promise<StepsResult> {
  return inFolder(workload, async folder => {
    const { started, absent } = await starting(invited, workload, folder);
    try {
      const agreeing = await whoAgree(started, absent);
      const contenders: Contender[] = [];
      for (const each of agreeing) {
        const isSlow = (await each.calibrate(BURST)) > SLOW;
        const run = () => each.step();
        contenders.push({ name: each.name, run, tellsTime: true, ...(isSlow && { isSlow }) });
      }
      return { workload, timings: await measure(contenders), absent };
    } finally {
      for (const each of started) each.dispose();
    }
  });
}

/** The same with a process beside it that takes a processor for itself. */
export async function timeContendedSteps(workload: Workload, invited: readonly Invited[]): Promise<StepsResult> {
  const busy = spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });
  try {
    return await timeSteps(workload, invited);
  } finally {
    busy.kill('SIGKILL');
  }
}

/** Those whose losses are those of most of the others; who computes something else is no peer. */
async function whoAgree(everybody: readonly Started[], absent: string[]): Promise<Started[]> {
  const all: { each: Started; losses: number[] }[] = [];
  for (const each of everybody) {
    try {
      all.push({ each, losses: await each.losses(COMPARED) });
    } catch (error) {
      absent.push(`${each.name} (${firstLine(error)})`);
    }
  }
  const middle = Array.from({ length: COMPARED }, (_, step) => {
    const sorted = all.map(({ losses }) => losses[step]!).sort((a, b) => a - b);
    return sorted[sorted.length >> 1]!;
  });
  return all.flatMap(({ each, losses }) => {
    const difference = Math.max(...losses.map((loss, step) => Math.abs(loss / middle[step]! - 1)));
    if (difference <= TOLERANCE) return [each];
    absent.push(`${each.name} (its losses differ by ${difference.toExponential(1)})`);
    return [];
  });
}
