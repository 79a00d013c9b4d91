import * as os from 'node:os';

/** One way to do a job, timed against others in the same run. */
export interface Contender {
  readonly name: string;
  /** A promise is waited for. */
  readonly run: () => unknown;
  /** It takes so long that three rounds must do. */
  readonly isSlow?: true;
  /** `run` itself gives the time that counts, in ms. */
  readonly tellsTime?: true;
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
  /** The time of each round, as far as it took part. */
  readonly rounds: readonly (number | null)[];
}

const WARM_UPS = 3;
export const REPEATS = 15;
const SLOW_EVERY = 5;

/**
 * Times contenders in turn, so that whatever else the machine does meets all of them alike.
 *
 * @returns medians over the repeats; `ratio` is the median of the paired ratios to the first contender
 */
export async function measure(contenders: readonly Contender[], repeats = REPEATS): Promise<Timing[]> {
  const rounds = contenders.map((): (number | null)[] => []);
  for (let round = -WARM_UPS; round < repeats; round++) {
    for (const [index, contender] of contenders.entries()) {
      const takesPart = !contender.isSlow || (round >= 0 && round % SLOW_EVERY === 0);
      const time = takesPart ? await timeOf(contender) : null;
      if (round >= 0) rounds[index]!.push(time);
    }
  }
  return contenders.map(({ name }, index) => ({
    name,
    milliseconds: median(rounds[index]!.filter(time => time !== null)),
    ratio: ratioOf(rounds[0]!, rounds[index]!),
    rounds: rounds[index]!,
  }));
}

async function timeOf({ run, tellsTime }: Contender): Promise<number> {
  const start = performance.now();
  const result = run();
  keep = result instanceof Promise ? await result : result;
  return tellsTime ? (keep as number) : performance.now() - start;
}

/** Results are kept so that no compiler may drop the work. */
export let keep: unknown;

/** How many times faster the first is: the median of the ratios in the rounds that both took part in. */
export function ratioOf(first: Timing['rounds'], other: Timing['rounds']): number {
  const ratios = other.flatMap((time, round) => {
    const own = first[round] ?? null;
    return time === null || own === null ? [] : [time / own];
  });
  return median(ratios);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** What the numbers were measured on. */
export function machine(): string {
  const cpus = os.cpus();
  const { node, v8 } = process.versions;
  const model = cpus[0]?.model.trim() ?? 'unknown';
  return `${cpus.length} × ${model}, ${process.platform} ${process.arch}, Node ${node}, V8 ${v8}`;
}
