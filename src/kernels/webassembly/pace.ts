import type { Program } from '../kernels';

/** A program that takes one thread less than this, in ms, is not worth more of them. */
const SHORT = 0.06;

/** How long a program is run before it counts as long: the first runs of any are slow. */
const WARM_UP = 30;

/** So many runs are timed to see whether a program is short; before it is looked at again, at most so many are not. */
const LOOK = 3;
const MOST_UNTIMED = 65_536;

/** Each number of threads is tried in bursts of this length, in turn, so long in all; in ms. */
const BURST = 4;
const TRIAL = 30;

/** Whose time is so many times that of another after so many bursts is out of it. */
const HOPELESS = 1.5;
const FAIR = 2;

/**
 * What is faster is used so many times as long as a trial takes: at first, and at the most, where it wins every time.
 * Only the time of programs counts: pauses bring no trials.
 */
const USE = 4;
const LONGEST_USE = 64;

/** More threads are used only where they save this much, and no longer where they have become that much slower. */
const GAIN = 1.03;
const SLOWER = 1.15;

/** Over so many ms of programs it is seen whether they have; after so many, whether more threads have come. */
const WINDOW = 50;
const SOON = 20;

/** How often something ran, and how long that took. */
class Timing {
  runs = 0;
  ms = 0;

  add(ms: number): void {
    this.runs++;
    this.ms += ms;
  }

  get mean(): number {
    return this.ms / this.runs;
  }
}

/** Timings of each program. */
class Timings extends Map<Program, Timing> {
  ms = 0;

  add(program: Program, ms: number): void {
    let timing = this.get(program);
    if (!timing) this.set(program, (timing = new Timing()));
    timing.add(ms);
    this.ms += ms;
  }
}

/** How long programs run now, with how many threads. */
interface Phase {
  /** How many threads do the program that is next. */
  threadsFor(program: Program): number;
  /** @returns the phase after a run that took so long, in ms */
  after(program: Program, ms: number): Phase;
}

/** A number of threads that is tried. */
interface Candidate {
  readonly threads: number;
  readonly timings: Timings;
}

/** Bursts of 1, 2, 4, … threads in turn. Each ends before the program it began with: what it times is like the others. */
class Trial implements Phase {
  private candidates: readonly Candidate[];
  /** How long the use after this trial is, in ms. */
  private readonly length: number;
  private turn = 0;
  private first: Program | undefined;
  /** How long the burst is until now. */
  private burst = 0;

  constructor(
    private readonly available: () => number,
    most: number,
    /** The same in trials. */
    private readonly use: number,
  ) {
    this.candidates = numbersTo(most).map(threads => ({ threads, timings: new Timings() }));
    this.length = use * TRIAL * this.candidates.length;
  }

  threadsFor(program: Program): number {
    const isOver = this.burst >= BURST && (program === this.first || this.burst >= 8 * BURST);
    if (isOver) {
      this.turn++;
      this.burst = 0;
      if (this.turn % this.candidates.length === 0) this.leaveHopeless();
    }
    if (this.burst === 0) this.first = program;
    return this.current.threads;
  }

  after(program: Program, ms: number): Phase {
    const isFirst = this.burst === 0 && ms < BURST / 4;
    this.burst += ms;
    if (!isFirst) this.current.timings.add(program, ms); // the first has to wake threads up
    const isOver = this.candidates.length === 1 || this.candidates.every(({ timings }) => timings.ms >= TRIAL);
    return isOver ? this.conclude() : this;
  }

  private get current(): Candidate {
    return this.candidates[this.turn % this.candidates.length]!;
  }

  private leaveHopeless(): void {
    if (this.turn < FAIR * this.candidates.length) return;
    const costs = this.costs();
    const best = Math.min(...costs);
    this.candidates = this.candidates.filter((_, index) => costs[index]! <= HOPELESS * best);
    this.turn = 0;
  }

  private conclude(): Phase {
    const costs = this.costs();
    const best = Math.min(...costs);
    const { threads, timings } = this.candidates[costs.findIndex(cost => cost <= best * GAIN)]!;
    return new Use(this.available, threads, timings, this.length, Math.min(2 * this.use, LONGEST_USE));
  }

  /** What all that was run would have taken with each number of threads, of programs that were run with all of them. */
  private costs(): number[] {
    const timings = this.candidates.map(each => each.timings);
    const programs = [...timings[0]!.keys()].filter(program => timings.every(each => each.has(program)));
    const runs = (program: Program) => sum(timings.map(each => each.get(program)!.runs));
    return timings.map(each => sum(programs.map(program => runs(program) * each.get(program)!.mean)));
  }
}

/** The number of threads that proved fastest, for a time; until it is slower than it was, if it is more than one. */
class Use implements Phase {
  private expected = 0;
  private taken = 0;

  constructor(
    private readonly available: () => number,
    private readonly threads: number,
    private readonly timings: Timings,
    /** How many ms more. */
    private left: number,
    /** The use after the next trial, in trials. */
    private readonly next: number,
  ) {}

  threadsFor(): number {
    return this.threads;
  }

  after(program: Program, ms: number): Phase {
    this.left -= ms;
    if (this.left <= 0) return begin(this.available, this.next);
    const timing = this.timings.get(program);
    if (this.threads === 1 || !timing) return this;
    this.taken += ms;
    this.expected += timing.mean;
    if (this.taken < WINDOW) return this;
    const isSlower = this.taken > SLOWER * this.expected;
    this.taken = this.expected = 0;
    // Half as long as this use was meant to be: beside other processes a trial is often won by chance.
    return isSlower ? begin(this.available, Math.max(this.next / 4, USE)) : this;
  }
}

function begin(available: () => number, use: number): Phase {
  const most = available();
  return most > 1 ? new Trial(available, most, use) : new Use(available, 1, new Timings(), SOON, use);
}

/** 1, 2, 4, … and the last. */
function numbersTo(most: number): number[] {
  const numbers = [];
  for (let threads = 1; threads < most; threads *= 2) numbers.push(threads);
  return [...numbers, most];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/**
 * Runs programs with as many threads as prove fastest, so that they are never slower than with one. Short programs have
 * one. For the others, bursts of one and of more threads are timed in turn, the faster is used for a while, and then they
 * are timed again: other processes may have taken the processors, or given them back.
 */
export class Pace {
  private phase: Phase | undefined;

  /**
   * @param available how many threads there can be; asked when a program turns out to be long
   * @param now a clock in ms
   */
  constructor(
    private readonly available: () => number,
    readonly now: () => number = () => performance.now(),
  ) {}

  /** @param run does the program with so many threads at the most */
  program(run: (threads: number) => number): Program {
    return new PacedProgram(this, run);
  }

  threadsFor(program: Program): number {
    return this.phase?.threadsFor(program) ?? 1;
  }

  note(program: Program, ms: number): void {
    this.phase = this.phase ? this.phase.after(program, ms) : begin(this.available, USE);
  }
}

/** A program that is timed now and then as long as it is short, and always once it is long. */
class PacedProgram implements Program {
  private isLong = false;
  private timing = new Timing();
  private fastest = Infinity;
  /** So many runs need not be timed, and so many the last time. */
  private untimed = 0;
  private lastUntimed = 0;

  constructor(
    private readonly pace: Pace,
    private readonly doWith: (threads: number) => number,
  ) {}

  run(): number {
    if (this.untimed > 0) {
      this.untimed--;
      return this.doWith(1);
    }
    const { pace, isLong } = this;
    const threads = isLong ? pace.threadsFor(this) : 1;
    const start = pace.now();
    const result = this.doWith(threads);
    const ms = pace.now() - start;
    if (isLong) pace.note(this, ms);
    else this.judge(ms);
    return result;
  }

  private judge(ms: number): void {
    const { timing } = this;
    timing.add(ms);
    this.fastest = Math.min(this.fastest, ms);
    if (timing.runs < LOOK && this.fastest < WARM_UP) return;
    if (this.fastest < SHORT) this.leaveUntimed();
    else this.isLong = timing.ms >= WARM_UP;
  }

  private leaveUntimed(): void {
    this.untimed = this.lastUntimed = Math.min(Math.max(2 * this.lastUntimed, LOOK), MOST_UNTIMED);
    this.timing = new Timing();
    this.fastest = Infinity;
  }
}
