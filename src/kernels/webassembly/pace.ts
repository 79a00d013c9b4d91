/** A program that takes one thread less than this, in ms, is not worth more of them. */
const SHORT = 0.06;

/** How long a program is run before it counts as long: the first runs of any are slow. */
const WARM_UP = 30;

/** So many runs are timed to see whether a program is short; before it is looked at again, at most so many are not. */
const LOOK = 3;
const MOST_UNTIMED = 65_536;

/** Each number of threads is tried in bursts of this length, in turn, so long in all; in ms. */
const BURST = 4;
const TRIAL = 16;

/** What is faster is used so long, in ms, or so many times as long as a run; if it is one thread, then longer and longer. */
const USE = 1000;
const LONGEST_USE = 4000;
const RUNS = 50;

/** More threads are used only where they save this much, and no longer where they have become that much slower. */
const GAIN = 1.03;
const SLOWER = 1.15;

/** Over so many ms it is seen whether they have; so soon it is seen whether more threads have come. */
const WINDOW = 50;
const SOON = 20;

/** What is timed: how often the program ran, and how long that took. */
class Timing {
  ms = 0;
  runs = 0;

  add(ms: number): void {
    this.ms += ms;
    this.runs++;
  }

  get mean(): number {
    return this.ms / this.runs;
  }
}

/** How the program runs now. */
interface Phase {
  readonly threads: number;
  /** So many runs need not be timed. */
  readonly untimed: number;
  /** What comes after a run that took so long, in ms, and ended then. */
  after(ms: number, now: number): Phase;
}

/** One thread, as long as it is not known to take long. */
class Sizing implements Phase {
  readonly threads = 1;
  private readonly timing = new Timing();
  private fastest = Infinity;

  constructor(
    private readonly available: () => number,
    readonly untimed = 0,
  ) {}

  after(ms: number, now: number): Phase {
    const { timing, untimed, available } = this;
    timing.add(ms);
    this.fastest = Math.min(this.fastest, ms);
    if (timing.runs < LOOK) return this;
    if (this.fastest < SHORT) return new Sizing(available, Math.min(Math.max(2 * untimed, LOOK), MOST_UNTIMED));
    return timing.ms < WARM_UP ? this : begin(available, now, USE);
  }
}

/** Bursts of 1, 2, 4, … threads in turn. */
class Trial implements Phase {
  readonly untimed = 0;
  private readonly candidates: readonly { readonly threads: number; readonly timing: Timing }[];
  private turn = 0;
  private burst = new Timing();

  constructor(
    private readonly available: () => number,
    most: number,
    private readonly use: number,
  ) {
    this.candidates = numbersTo(most).map(threads => ({ threads, timing: new Timing() }));
  }

  get threads(): number {
    return this.candidates[this.turn]!.threads;
  }

  after(ms: number, now: number): Phase {
    const { burst, candidates } = this;
    burst.add(ms);
    const isFirst = burst.runs === 1 && ms < BURST;
    if (!isFirst) candidates[this.turn]!.timing.add(ms); // the first has to wake threads up
    if (burst.ms < BURST) return this;
    this.burst = new Timing();
    this.turn = (this.turn + 1) % candidates.length;
    return candidates.every(({ timing }) => timing.ms >= TRIAL) ? this.conclude(now) : this;
  }

  private conclude(now: number): Phase {
    const best = Math.min(...this.candidates.map(({ timing }) => timing.mean));
    const { threads, timing } = this.candidates.find(each => each.timing.mean <= best * GAIN)!;
    const use = threads > 1 ? USE : Math.min(2 * this.use, LONGEST_USE);
    return new Use(this.available, threads, timing.mean, now + Math.max(use, RUNS * timing.mean), use);
  }
}

/** The number of threads that proved fastest, until a time; until it is slower than it was, if it is more than one. */
class Use implements Phase {
  readonly untimed = 0;
  private window = new Timing();

  constructor(
    private readonly available: () => number,
    readonly threads: number,
    private readonly mean: number,
    private readonly until: number,
    private readonly use: number,
  ) {}

  after(ms: number, now: number): Phase {
    if (now >= this.until) return begin(this.available, now, this.use);
    if (this.threads === 1) return this;
    this.window.add(ms);
    if (this.window.ms < WINDOW) return this;
    const isSlower = this.window.mean > SLOWER * this.mean;
    this.window = new Timing();
    return isSlower ? begin(this.available, now, USE) : this;
  }
}

function begin(available: () => number, now: number, use: number): Phase {
  const most = available();
  return most > 1 ? new Trial(available, most, use) : new Use(available, 1, 0, now + SOON, use);
}

/** 1, 2, 4, … and the last. */
function numbersTo(most: number): number[] {
  const numbers = [];
  for (let threads = 1; threads < most; threads *= 2) numbers.push(threads);
  return [...numbers, most];
}

/**
 * Runs a program with as many threads as prove fastest, so that it is never slower than with one. A short program has
 * one. For others, bursts of one and of more threads are timed in turn, the faster is used for a while, and then they are
 * timed again: other programs may have taken the processors, or given them back.
 */
export class Pace {
  private phase: Phase;
  private untimed = 0;

  /**
   * @param program runs it with so many threads
   * @param available how many there can be; asked when a program turns out to be long
   * @param now a clock in ms
   */
  constructor(
    private readonly program: (threads: number) => number,
    available: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.phase = new Sizing(available);
  }

  run(): number {
    if (this.untimed > 0) {
      this.untimed--;
      return this.program(1);
    }
    const start = this.now();
    const result = this.program(this.phase.threads);
    const end = this.now();
    const next = this.phase.after(end - start, end);
    if (next !== this.phase) this.untimed = next.untimed;
    this.phase = next;
    return result;
  }
}
