import * as os from 'node:os';

/** One way to do a job, timed against others in the same run. */
export interface Contender {
  readonly name: string;
  /** A promise is waited for. */
  readonly run: () => unknown;
  /** It takes so long that three rounds must do. */
  readonly isSlow?: true;
}

/** A job, and the ways to do it. */
export interface Benchmark {
  readonly title: string;
  readonly contenders: readonly Contender[];
  /** Peers that are not there. */
  readonly absent?: readonly string[];
  /** Ends what was started for it. */
  readonly dispose?: () => void;
}

/** A contender's median time and how many times faster the first contender is. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
  readonly ratio: number;
}

const WARM_UPS = 3;
export const REPEATS = 15;
const SLOW_EVERY = 5;

/**
 * Times contenders in turn, so that whatever else the machine does meets all of them alike.
 *
 * @returns medians over the repeats; `ratio` is the median of the paired ratios to the first contender
 */
export async function measure(contenders: readonly Contender[]): Promise<Timing[]> {
  const rounds: { readonly index: number; readonly time: number; readonly ratio: number }[] = [];
  for (let round = -WARM_UPS; round < REPEATS; round++) {
    let first = NaN;
    for (const [index, { run, isSlow }] of contenders.entries()) {
      if (isSlow && (round < 0 || round % SLOW_EVERY !== 0)) continue;
      const start = performance.now();
      const result = run();
      keep = result instanceof Promise ? await result : result;
      const time = performance.now() - start;
      if (index === 0) first = time;
      if (round >= 0) rounds.push({ index, time, ratio: time / first });
    }
  }
  return contenders.map(({ name }, contender) => {
    const own = rounds.filter(({ index }) => index === contender);
    return {
      name,
      milliseconds: median(own.map(({ time }) => time)),
      ratio: median(own.map(({ ratio }) => ratio)),
    };
  });
}

/** Results are kept so that no compiler may drop the work. */
export let keep: unknown;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** What the numbers were measured on. */
export function machine(): string {
  const cpus = os.cpus();
  return `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown'}, ${process.platform} ${process.arch}, Node ${process.version}`;
}
