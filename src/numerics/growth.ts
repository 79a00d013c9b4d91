/** The first stretches have so many values; then come those twice as long, four times, … */
const SHORTEST = 5;

/** From one stretch to the next the largest value must have grown so many times. */
const FACTOR = 4;

/** So many stretches in a row are compared. */
const STRETCHES = 3;

/**
 * Notices when a sequence grows exponentially: when, over three stretches of equal length, its largest value grows four
 * times from each to the next, and is beyond a limit. Growth by powers of the index, as of a point that is still on its
 * way down, slows down from one stretch to the next. Stretches of every length are looked at, so that slow growth is
 * seen, too, in the time it takes.
 */
export class Growth {
  /** The largest values of the last stretches; each level has stretches twice as long as the one before. */
  private readonly levels: { readonly largest: number[]; completed: number }[] = [];
  private current = 0;
  private count = 0;

  /** @param limit what a value must exceed at least */
  constructor(private readonly limit: number) {}

  /**
   * Takes the next value.
   *
   * @returns whether the sequence grows without bounds
   */
  add(value: number): boolean {
    this.current = Math.max(this.current, value);
    if (++this.count % SHORTEST !== 0) return false;
    const { current } = this;
    this.current = 0;
    return this.complete(0, current);
  }

  private complete(index: number, value: number): boolean {
    const level = (this.levels[index] ??= { largest: [], completed: 0 });
    const { largest } = level;
    largest.push(value);
    if (largest.length > STRETCHES) largest.shift();
    const above = ++level.completed % 2 === 0 && this.complete(index + 1, Math.max(...largest.slice(-2)));
    return above || this.grows(largest);
  }

  private grows(largest: readonly number[]): boolean {
    return (
      largest.length === STRETCHES &&
      largest.at(-1)! > this.limit &&
      largest.every((value, i) => i === 0 || value >= FACTOR * largest[i - 1]!)
    );
  }
}
