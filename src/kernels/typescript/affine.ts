import type { AffineSize, Floats, Inputs, SparseBatch } from '../kernels';
import type { Arithmetic } from './arithmetic';

/** Fully connected layers: products of matrices as loops whose innermost runs along rows. See `Kernels`. */

type Round = (x: number) => number;

export function affineForward<A extends Floats>(
  { round }: Arithmetic<A>,
  x: Inputs<A>,
  w: A,
  b: A,
  y: A,
  { samples, inputs, outputs }: AffineSize,
): void {
  const rows = new InputRows(x, inputs);
  for (let n = 0; n < samples; n++) {
    const to = n * outputs;
    for (let k = 0; k < outputs; k++) y[to + k] = b[k]!;
    const end = rows.end(n);
    for (let at = rows.begin(n); at < end; at++)
      addRow(round, rows.values[at]!, w, rows.input(at) * outputs, y, to, outputs);
  }
}

export function affineBackwardParameters<A extends Floats>(
  { round }: Arithmetic<A>,
  x: Inputs<A>,
  dy: A,
  dw: A,
  db: A,
  { samples, inputs, outputs }: AffineSize,
): void {
  const rows = new InputRows(x, inputs);
  dw.fill(0, 0, inputs * outputs);
  db.fill(0, 0, outputs);
  for (let n = 0; n < samples; n++) {
    const from = n * outputs;
    addRow(round, 1, dy, from, db, 0, outputs);
    const end = rows.end(n);
    for (let at = rows.begin(n); at < end; at++)
      addRow(round, rows.values[at]!, dy, from, dw, rows.input(at) * outputs, outputs);
  }
}

export function affineBackwardInput<A extends Floats>(
  { round }: Arithmetic<A>,
  dy: A,
  w: A,
  dx: A,
  { samples, inputs, outputs }: AffineSize,
): void {
  for (let n = 0; n < samples; n++) {
    for (let i = 0; i < inputs; i++) dx[n * inputs + i] = dot(round, dy, n * outputs, w, i * outputs, outputs);
  }
}

/** The inputs of each sample one after the other; of sparse rows only those that are there. */
class InputRows {
  private readonly sparse: SparseBatch | undefined;
  readonly values: Floats;

  constructor(
    x: Inputs<Floats>,
    private readonly width: number,
  ) {
    this.sparse = 'picked' in x ? x : undefined;
    this.values = 'picked' in x ? x.rows.values : x;
  }

  /** Where the values of sample n begin. */
  begin(n: number): number {
    return this.sparse ? this.sparse.rows.starts[this.sparse.picked[n]!]! : n * this.width;
  }

  end(n: number): number {
    return this.sparse ? this.sparse.rows.starts[this.sparse.picked[n]! + 1]! : (n + 1) * this.width;
  }

  /** Which input the value at a place is. */
  input(at: number): number {
    return this.sparse ? this.sparse.rows.columns[at]! : at % this.width;
  }
}

/** sum[to + j] += factor · row[from + j] for j = 0 … count − 1; storing rounds the sum. */
function addRow(round: Round, factor: number, row: Floats, from: number, sum: Floats, to: number, count: number): void {
  for (let j = 0; j < count; j++) sum[to + j] = sum[to + j]! + round(factor * row[from + j]!);
}

/** Σ a[at + j] · row[from + j] for j = 0 … count − 1. */
function dot(round: Round, a: Floats, at: number, row: Floats, from: number, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum = round(sum + round(a[at + j]! * row[from + j]!));
  return sum;
}
