/** How many more calls of a function may be made: whoever asks for them does with fewer where they take long. */
export interface Budget {
  /** Whether so many more are likely to be done in time. */
  allows(calls: number): boolean;
  readonly isSpent: boolean;
}

/** So many numbers from one to another, both among them, evenly spaced. */
export function evenly([from, to]: readonly [number, number], count: number): Float64Array<ArrayBuffer> {
  const isWide = !Number.isFinite(to - from);
  return Float64Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return to;
    const part = i / (count - 1);
    return isWide ? from * (1 - part) + to * part : from + (to - from) * part;
  });
}

/** Values at every so many points of a grid in either direction. */
export interface Samples {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row. */
  readonly values: Float64Array<ArrayBuffer>;
}

/**
 * Samples a function on a grid: at few of its points first, then at ever more of them, as long as its calls may go on.
 *
 * @param strides from coarse to fine, each a multiple of the next; they divide the numbers of columns and rows less one
 * @param value called once for each point at most
 * @returns undefined where there was no time even for the coarsest
 */
export function sampled(
  [columns, rows]: readonly [number, number],
  strides: readonly number[],
  value: (column: number, row: number) => number,
  budget: Budget,
): Samples | undefined {
  const all = new Float64Array(columns * rows);
  const countAt = (stride: number) => ((columns - 1) / stride + 1) * ((rows - 1) / stride + 1);
  let done: number | undefined;
  const samples = () => (done === undefined ? undefined : everyOther(all, columns, rows, done));
  for (const stride of strides) {
    if (!budget.allows(countAt(stride) - (done === undefined ? 0 : countAt(done)))) break;
    for (let row = 0; row < rows; row += stride) {
      for (let column = 0; column < columns; column += stride) {
        if (done !== undefined && row % done === 0 && column % done === 0) continue;
        if (budget.isSpent) return samples();
        all[row * columns + column] = value(column, row);
      }
    }
    done = stride;
  }
  return samples();
}

/** The values of a grid at every so many of its columns and rows. */
function everyOther(all: Float64Array, columns: number, rows: number, stride: number): Samples {
  const [width, height] = [(columns - 1) / stride + 1, (rows - 1) / stride + 1];
  const values = Float64Array.from(
    { length: width * height },
    (_, i) => all[Math.floor(i / width) * stride * columns + (i % width) * stride]!,
  );
  return { stride, columns: width, rows: height, values };
}
