import type { Univariate } from '../differences';
import { Problem, type ProblemData } from '../problem';

/** The values a step to either side of x. Both steps are what is left of h after rounding. */
export interface Rung {
  readonly h: number;
  /** (x + h) − x */
  readonly ahead: number;
  /** x − (x − h) */
  readonly behind: number;
  /** f(x + h) and f(x − h); NaN where there is none. */
  readonly up: number;
  readonly down: number;
}

/** From one rung to the next the step is divided by so much. Powers of two leave x ± h nearly always exact. */
export const RATIO = 4;

/** After so many rungs at which nothing moves, nothing will. */
const FLAT_RUNGS = 5;

/** Between these x is small; below them, steps that are small against it are no longer numbers. */
const SMALL = 2 ** -20;
const TINY = 2 ** -1000;

/** Bits of a double and of a number in single precision after the first. */
const DOUBLE_BITS = 52;
const SINGLE_BITS = 23;

/** A function about x at steps that become smaller and smaller. */
export class Ladder {
  /** From the largest step to the smallest. */
  readonly rungs: Rung[] = [];
  /** The first that f threw beside x. */
  problem: ProblemData | undefined;

  constructor(
    private readonly f: Univariate,
    readonly x: number,
    readonly value: number,
    private readonly single: boolean,
  ) {}

  /** A power of two: a quarter of the magnitude of x, of 1 where x is smaller. */
  get largest(): number {
    return magnitude(Math.max(1, Math.abs(this.x))) / 4;
  }

  /** The smallest step that makes sense: a unit in the last place of x. */
  get smallest(): number {
    return Math.max(2 ** -(this.single ? SINGLE_BITS : DOUBLE_BITS) * magnitude(this.x), Number.MIN_VALUE);
  }

  /** Whether x is small, so that its own magnitude may be that of the function's features. */
  get isSmall(): boolean {
    return TINY < Math.abs(this.x) && Math.abs(this.x) < SMALL;
  }

  /** Goes down so many rungs from a step; only as far as anything moves, and at the last of them. */
  descend(from: number, count: number, ratio = RATIO): void {
    let flat = 0;
    for (let i = 0, h = from; i < count && h >= this.smallest; i++, h /= ratio) {
      flat = this.isFlat(this.take(h)) ? flat + 1 : 0;
      const last = Math.max(from * ratio ** (1 - count), this.smallest);
      if (flat === FLAT_RUNGS && this.isFlat(this.take(last))) return;
    }
  }

  /** Whether f is the same to both sides as at x, bit for bit. */
  isFlat({ up, down }: Rung): boolean {
    return up === this.value && down === this.value;
  }

  /** The rung of a step, evaluated unless it is there. */
  take(h: number): Rung {
    const at = this.rungs.findIndex(rung => rung.h <= h);
    if (at >= 0 && this.rungs[at]!.h === h) return this.rungs[at]!;
    const rung = this.rungAt(h);
    this.rungs.splice(at < 0 ? this.rungs.length : at, 0, rung);
    return rung;
  }

  /** The step to x + h, or from x + h where h is negative, as it is after rounding. */
  stepTo(h: number): number {
    return Math.abs(this.rounded(this.x + h) - this.x);
  }

  /** f(x + h); NaN where f throws or is infinite. */
  valueAt(h: number): number {
    try {
      const x = this.rounded(this.x + h);
      const value = Number.isFinite(x) ? this.f(x) : NaN;
      return Number.isFinite(value) ? value : NaN;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem ??= error.toData();
      return NaN;
    }
  }

  private rungAt(h: number): Rung {
    return { h, ahead: this.stepTo(h), behind: this.stepTo(-h), up: this.valueAt(h), down: this.valueAt(-h) };
  }

  private rounded(x: number): number {
    return this.single ? Math.fround(x) : x;
  }
}

/** The largest power of two that is not larger than |x|. */
export function magnitude(x: number): number {
  return 2 ** Math.floor(Math.log2(Math.abs(x)));
}
