import type { Multivariate } from '../../numerics/evaluator';
import type { Budget } from '../../numerics/sampling';

/** On a busy machine the calls may take so many times as long by the clock. */
const LENIENCE = 4;

/** How long the calls of a function may take: an allowance that grows from one task to the next. */
export class Patience implements Budget {
  /** The function, whose calls are timed. */
  readonly f: Multivariate;
  private readonly started = performance.now();
  private readonly usedBefore = process.cpuUsage();
  private milliseconds = 0;
  /** What a call takes once the code is compiled, if nothing comes between. */
  private quickest = Infinity;

  constructor(f: Multivariate) {
    this.f = args => {
      const before = performance.now();
      try {
        return f(args);
      } finally {
        this.quickest = Math.min(this.quickest, performance.now() - before);
      }
    };
  }

  /** Another task may take so many milliseconds, and what those before it have left over. */
  grant(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }

  allows(calls: number): boolean {
    const expected = this.quickest === Infinity ? 0 : this.quickest * calls;
    return this.elapsed + expected <= this.milliseconds;
  }

  get isSpent(): boolean {
    return this.wall > this.milliseconds && this.elapsed > this.milliseconds; // the clock is read sooner than the other
  }

  /** Of the processor's time, so that a plot is the same while others keep it busy, too; a function that waits counts. */
  private get elapsed(): number {
    const { user, system } = process.cpuUsage(this.usedBefore);
    return Math.max((user + system) / 1000, this.wall / LENIENCE);
  }

  private get wall(): number {
    return performance.now() - this.started;
  }
}
