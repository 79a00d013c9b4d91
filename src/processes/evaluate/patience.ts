import type { Multivariate } from '../../numerics/evaluator';
import type { Budget } from '../../numerics/sampling';

/** How long the calls of a function may take: an allowance that grows from one task to the next. */
export class Patience implements Budget {
  /** The function, whose calls are counted. */
  readonly f: Multivariate;
  private readonly started = performance.now();
  private milliseconds = 0;
  private calls = 0;

  constructor(f: Multivariate) {
    this.f = args => {
      this.calls++;
      return f(args);
    };
  }

  /** Another task may take so many milliseconds, and what those before it have left over. */
  grant(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }

  allows(calls: number): boolean {
    const expected = this.calls === 0 ? 0 : (this.elapsed / this.calls) * calls;
    return this.elapsed + expected <= this.milliseconds;
  }

  get isSpent(): boolean {
    return this.elapsed > this.milliseconds;
  }

  private get elapsed(): number {
    return performance.now() - this.started;
  }
}
