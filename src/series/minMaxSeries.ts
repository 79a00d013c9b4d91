/** Points of a line: `(xs[i], ys[i])` with ascending `xs`. */
export interface LinePoints {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/**
 * The values at steps 1, 2, 3, … of a series that may grow without end, reduced so that no spike is ever hidden: equal
 * ranges of steps are buckets, and of every bucket the least and the greatest value are kept with their steps.
 *
 * Buckets are 1, 2, 4, … steps wide and begin at multiples of their width. When there are too many, each two neighbors
 * become one: appending costs constant time on average, and memory does not grow. NaN is neither least nor greatest; a
 * bucket of nothing else keeps its first step as NaN, which is a gap in the line.
 */
export class MinMaxSeries {
  /** Steps in every bucket but the last, a power of two. */
  private width = 1;
  private count = 0;
  private readonly minSteps: Float64Array;
  private readonly mins: Float64Array;
  private readonly maxSteps: Float64Array;
  private readonly maxs: Float64Array;

  /** @param maxBuckets at most so many buckets are kept, hence at most twice as many points; even */
  constructor(private readonly maxBuckets: number) {
    if (!(maxBuckets >= 2 && maxBuckets % 2 === 0)) throw new RangeError(`maxBuckets must be even: ${maxBuckets}`);
    this.minSteps = new Float64Array(maxBuckets);
    this.mins = new Float64Array(maxBuckets);
    this.maxSteps = new Float64Array(maxBuckets);
    this.maxs = new Float64Array(maxBuckets);
  }

  /** How many values were appended. */
  get length(): number {
    return this.count;
  }

  append(value: number): void {
    const bucket = Math.floor(this.count / this.width);
    if (bucket === this.maxBuckets) {
      this.merge();
      this.append(value);
      return;
    }
    const isFirst = this.count % this.width === 0;
    const step = ++this.count;
    if (isFirst || isLess(value, this.mins[bucket]!)) this.setMin(bucket, step, value);
    if (isFirst || isGreater(value, this.maxs[bucket]!)) this.setMax(bucket, step, value);
  }

  appendAll(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) this.append(values[i]!);
  }

  /** The extremes of every bucket in the order of their steps; one point where both are the same. */
  points(): LinePoints {
    const buckets = Math.ceil(this.count / this.width);
    const xs = new Float64Array(2 * buckets);
    const ys = new Float64Array(2 * buckets);
    let n = 0;
    const add = (step: number, value: number) => {
      xs[n] = step;
      ys[n++] = value;
    };
    for (let b = 0; b < buckets; b++) {
      const [minStep, min, maxStep, max] = [this.minSteps[b]!, this.mins[b]!, this.maxSteps[b]!, this.maxs[b]!];
      if (minStep <= maxStep) add(minStep, min);
      if (minStep !== maxStep) add(maxStep, max);
      if (minStep > maxStep) add(minStep, min);
    }
    return { xs: xs.slice(0, n), ys: ys.slice(0, n) };
  }

  /** Makes each two neighboring buckets one of twice the width. */
  private merge(): void {
    for (let b = 0; 2 * b < this.maxBuckets; b++) {
      const [left, right] = [2 * b, 2 * b + 1];
      const lower = isLess(this.mins[right]!, this.mins[left]!) ? right : left;
      const higher = isGreater(this.maxs[right]!, this.maxs[left]!) ? right : left;
      this.setMin(b, this.minSteps[lower]!, this.mins[lower]!);
      this.setMax(b, this.maxSteps[higher]!, this.maxs[higher]!);
    }
    this.width *= 2;
  }

  private setMin(bucket: number, step: number, value: number): void {
    this.minSteps[bucket] = step;
    this.mins[bucket] = value;
  }

  private setMax(bucket: number, step: number, value: number): void {
    this.maxSteps[bucket] = step;
    this.maxs[bucket] = value;
  }
}

/** Whether a value is less than the least so far; any number is less than NaN. */
function isLess(value: number, least: number): boolean {
  return value < least || (Number.isNaN(least) && !Number.isNaN(value));
}

/** Whether a value is greater than the greatest so far; any number is greater than NaN. */
function isGreater(value: number, greatest: number): boolean {
  return value > greatest || (Number.isNaN(greatest) && !Number.isNaN(value));
}
