import type { Range } from '../../processes/evaluate/protocol';

/** However close to 0 a point is, this much is in sight on each of its sides. */
const LEAST_REACH = 2;
/** Of the point's size, to each side: so that 0 is in sight, too. */
const RELATIVE_REACH = 1.5;
/** Two variables share their range, unless one of them would be invisible in it. */
const MOST_APART = 20;
/** A path may widen what is in sight to so many times. */
const MOST_WIDENED = 4;

/**
 * The ranges of a function's variables that are in sight: centered by a point that was given, and kept while that is
 * moved.
 */
export class Sight {
  private readonly base = new Map<number, Range>();
  private readonly widened = new Map<number, Range>();

  /** @param point values of the variables */
  constructor(private readonly point: ArrayLike<number>) {}

  /** The range of a variable; undefined where its value is not finite. */
  range(variable: number): Range | undefined {
    return this.widened.get(variable) ?? this.baseRange(variable);
  }

  /** Moves the range of a variable so far that a value is in it. */
  include(variable: number, value: number): void {
    const range = this.range(variable);
    const base = this.baseRange(variable);
    if (!range || !base) return;
    const distance = Math.min(0, value - range[0]) + Math.max(0, value - range[1]);
    if (distance === 0) return;
    const [moved, movedBase] = [shifted(range, distance), shifted(base, distance)];
    if (!isDrawable(moved) || !isDrawable(movedBase)) return;
    this.widened.set(variable, moved);
    this.base.set(variable, movedBase);
  }

  /**
   * Widens the ranges of the first variables so that paths are in sight, as far as that goes.
   *
   * @param paths of each variable, its values; not all are finite
   * @param keeps whether ranges that were widened before stay so
   */
  widen(paths: readonly Iterable<number>[], keeps: boolean): void {
    const bases = paths.map((_values, variable) => this.baseRange(variable));
    if (!keeps) this.widened.clear();
    const ranges = bases.map((base, variable) => base && this.widenedFor(paths[variable]!, base, variable));
    const [first, second] = bases;
    const isShared = first && second && isAlmost(width(first), width(second));
    const widest = Math.max(...ranges.map(range => (range ? width(range) : 0)));
    for (const [variable, range] of ranges.entries()) {
      if (range) this.widened.set(variable, isShared ? withWidth(range, widest) : range);
    }
  }

  private baseRange(variable: number): Range | undefined {
    const known = this.base.get(variable);
    if (known) return known;
    const range = rangeAbout(this.point, variable);
    if (range) this.base.set(variable, range);
    return range;
  }

  private widenedFor(values: Iterable<number>, base: Range, variable: number): Range {
    const step = width(base) / 4; // in such steps, so that the picture does not tremble
    const most = (width(base) * (MOST_WIDENED - 1)) / 2;
    let [from, to] = this.widened.get(variable) ?? base;
    for (const value of values) {
      if (value < from) from = Math.min(from, base[0] - Math.min(most, Math.ceil((base[0] - value) / step) * step));
      if (value > to) to = Math.max(to, base[1] + Math.min(most, Math.ceil((value - base[1]) / step) * step));
    }
    return isDrawable([from, to]) ? [from, to] : base;
  }
}

/** What is in sight about a point, along one of its variables. */
function rangeAbout(point: ArrayLike<number>, variable: number): Range | undefined {
  const x = point[variable];
  if (x === undefined || !Number.isFinite(x)) return undefined;
  const reach = point.length === 2 ? sharedReach(x, point[1 - variable]!) : reachOf(x);
  return [Math.max(x - reach, -Number.MAX_VALUE), Math.min(x + reach, Number.MAX_VALUE)];
}

/** Largest reach: twice of it is still finite. */
const MOST_REACH = Number.MAX_VALUE / 4;

function reachOf(x: number): number {
  return Math.min(MOST_REACH, Math.max(LEAST_REACH, RELATIVE_REACH * Math.abs(x)));
}

/** Of two variables: the same, so that their units are equally long and arrows stand upright on contour lines. */
function sharedReach(x: number, other: number): number {
  const [own, others] = [reachOf(x), Number.isFinite(other) ? reachOf(other) : 0];
  const [most, least] = [Math.max(own, others), Math.min(own, others)];
  return others === 0 || most > MOST_APART * least ? own : most;
}

function width([from, to]: Range): number {
  return to - from;
}

function shifted([from, to]: Range, distance: number): Range {
  return [from + distance, to + distance];
}

/** As wide as that, about the same middle. */
function withWidth(range: Range, wanted: number): Range {
  const more = (wanted - width(range)) / 2;
  const wide: Range = [range[0] - more, range[1] + more];
  return isDrawable(wide) ? wide : range;
}

function isAlmost(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}

function isDrawable(range: Range): boolean {
  return range[0] < range[1] && Number.isFinite(width(range));
}

/** A value that was pointed at, in digits that suit what is in sight: at least 1,000 steps from end to end. */
export function roundedIn(range: Range, value: number): number {
  const exponent = Math.floor(Math.log10(width(range))) - 3;
  const steps = Math.round(value / 10 ** exponent);
  const rounded = Number.isSafeInteger(steps) ? Number(`${steps}e${exponent}`) : value;
  return Number.isFinite(rounded) ? rounded : value;
}
