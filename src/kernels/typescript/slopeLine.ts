import { log } from '../../numerics/elementary';
import { NEAR, POWERS, SAMPLES_AT_ONCE } from '../slopeConstants';
import type { Pass, SampleRange } from '../slopes';
import type { MovedLosses } from './slopeLosses';
import { outputScale, steepest, type InputShifts } from './slopeMoves';

/** Losses of samples whose outputs move along a line, by Δ v: as those above a unit of the last two layers do. */
export class LossAlongLine {
  /** v, by how much the outputs move when the unit moves by 1 (tanh: by 2). */
  private readonly direction: Float64Array;
  /** The largest of |vₖ − vₗ|. */
  private spread = 0;
  /** For each sample the factors of Δ, Δ², …; shape [SAMPLES_AT_ONCE, POWERS]. */
  private readonly factors = new Float64Array(SAMPLES_AT_ONCE * POWERS);
  private readonly changes: Float64Array;

  constructor(
    private readonly pass: Pass,
    private readonly losses: MovedLosses,
  ) {
    this.direction = new Float64Array(pass.outputCount);
    this.changes = new Float64Array(2 * pass.outputCount);
  }

  /** Prepares for the moves of a unit of a layer, counted from 0; the last or the last but one. */
  prepare(layer: number, unit: number, { from, count }: SampleRange): void {
    this.fillDirection(layer, unit);
    for (let row = 0; row < count; row++) {
      if (this.pass.loss === 'softmax') this.fillSoftmax(row, from + row);
      else this.fillSquares(row, from + row);
    }
  }

  /** A unit of the last layer is an output itself, one of the last but one moves the outputs by a row of weights. */
  private fillDirection(index: number, unit: number): void {
    const { direction, pass } = this;
    const { constantLogits: constant, layers } = pass;
    const [layer, next] = [layers[index]!, layers[index + 1]];
    direction.fill(0);
    if (next) {
      const scale = outputScale(layer.activation);
      for (let k = 0; k < next.units; k++) direction[constant + k] = scale * next.w[unit * next.units + k]!;
    } else direction[constant + unit] = 1;
    let [least, greatest] = [direction[0]!, direction[0]!];
    for (const v of direction) {
      least = Math.min(least, v);
      greatest = Math.max(greatest, v);
    }
    this.spread = greatest - least;
  }

  /** Σ pₖ exp(Δ uₖ) = 1 + Δ Σ pₖ uₖ + Δ² Σ pₖ uₖ² / 2! + … with uₖ = vₖ − vₜ. */
  private fillSoftmax(row: number, sample: number): void {
    const { factors, direction } = this;
    const { outputs, outputCount, labels } = this.pass;
    const at = row * POWERS;
    const own = direction[labels[sample]!]!;
    factors.fill(0, at, at + POWERS);
    for (let k = 0; k < outputCount; k++) {
      const u = direction[k]! - own;
      let term = outputs[sample * outputCount + k]!;
      for (let m = 0; m < POWERS; m++) {
        term *= u;
        factors[at + m] = factors[at + m]! + term;
      }
    }
    let factorial = 1;
    for (let m = 1; m < POWERS; m++) {
      factorial *= m + 1;
      factors[at + m] = factors[at + m]! / factorial;
    }
  }

  /** ½ Σ (e + Δ v)² − ½ Σ e² = Δ Σ e v + Δ² ½ Σ v² for the errors e. */
  private fillSquares(row: number, sample: number): void {
    const { outputs, outputCount } = this.pass;
    let [linear, square] = [0, 0];
    for (let k = 0; k < outputCount; k++) {
      const v = this.direction[k]!;
      linear += outputs[sample * outputCount + k]! * v;
      square += v * v;
    }
    this.factors[row * POWERS] = linear;
    this.factors[row * POWERS + 1] = 0.5 * square;
  }

  /**
   * L₊ − L₋ of the samples that an input moves.
   *
   * @param moves of the unit, two for each of them
   */
  difference(layer: number, shifts: InputShifts, i: number, moves: Float64Array, from: number): number {
    const [rows, count] = [shifts.rows[i]!, shifts.counts[i]!];
    if (this.pass.loss === 'squares') return this.squares(rows, count, moves);
    const { activation } = this.pass.layers[layer]!;
    const reach = activation === 'step' ? 1 : steepest(activation) * shifts.largest[i]!;
    if (reach * this.spread <= NEAR) return this.softmax(rows, count, moves);
    return this.far(rows, count, moves, from);
  }

  private softmax(rows: Uint16Array, count: number, moves: Float64Array): number {
    let [above, below] = [1, 1];
    for (let m = 0; m < count; m++) {
      const at = rows[m]! * POWERS;
      above *= this.factorOf(at, moves[2 * m]!);
      below *= this.factorOf(at, moves[2 * m + 1]!);
    }
    return log(above / below);
  }

  private factorOf(at: number, d: number): number {
    const f = this.factors;
    return (
      1 + d * (f[at]! + d * (f[at + 1]! + d * (f[at + 2]! + d * (f[at + 3]! + d * (f[at + 4]! + d * f[at + 5]!)))))
    );
  }

  private squares(rows: Uint16Array, count: number, moves: Float64Array): number {
    let [above, below] = [0, 0];
    for (let m = 0; m < count; m++) {
      const [linear, square] = [this.factors[rows[m]! * POWERS]!, this.factors[rows[m]! * POWERS + 1]!];
      const [plus, minus] = [moves[2 * m]!, moves[2 * m + 1]!];
      above += plus * (linear + plus * square);
      below += minus * (linear + minus * square);
    }
    return above - below;
  }

  /** For moves of any size. */
  private far(rows: Uint16Array, count: number, moves: Float64Array, from: number): number {
    this.losses.clear();
    for (let m = 0; m < count; m++) {
      const [plus, minus] = [moves[2 * m]!, moves[2 * m + 1]!];
      for (let k = 0; k < this.pass.outputCount; k++) {
        this.changes[2 * k] = plus * this.direction[k]!;
        this.changes[2 * k + 1] = minus * this.direction[k]!;
      }
      this.losses.add(from + rows[m]!, this.changes);
    }
    return this.losses.difference();
  }
}
