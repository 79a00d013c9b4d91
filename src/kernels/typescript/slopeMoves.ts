import { exp } from '../../numerics/elementary';
import type { Activation } from '../kernels';
import { NEAR, SAMPLES_AT_ONCE, SLOPE_STEP } from '../slopeConstants';
import { steepness, type PassedLayer, type SampleRange } from '../slopes';

/** How units move: pairs of numbers, for a weight that is larger by h and one that is smaller by h. */

/** eᵈ; of small d as 1 + d + d²/2! + … + d⁶/6!, whose error is below rounding. */
export function expOf(d: number): number {
  return Math.abs(d) <= NEAR ? nearExp(d) : exp(d);
}

/** The same for |d| ≤ `NEAR`. */
export function nearExp(d: number): number {
  return 1 + d * (1 + d * (1 / 2 + d * (1 / 6 + d * (1 / 24 + d * (1 / 120 + d * (1 / 720))))));
}

/** What the outputs of a unit are multiples of: those of tanh move by 2 (q± − q). */
export function outputScale(activation: Activation): number {
  return activation === 'tanh' ? 2 : 1;
}

/** How much an output moves at most when the sum moves by 1; a step moves by 1 whatever the sum does. */
export function steepest(activation: Activation): number {
  return activation === 'sigmoid' ? 1 / 4 : 1;
}

/** What a move of the sum by d is given as: of sigmoid and tanh what e^(−c a) is multiplied by. */
export function shiftOf(activation: Activation, d: number): number {
  return activation === 'sigmoid' || activation === 'tanh' ? expOf(-steepness(activation) * d) : d;
}

/**
 * The move of a unit's output for a shift of its sum, in units of `outputScale`.
 *
 * @param start and `output` its state; see `fillStates`
 */
export function moveOf(activation: Activation, start: number, output: number, shift: number): number {
  switch (activation) {
    case 'sigmoid':
    case 'tanh':
      return 1 / (1 + start * shift) - output;
    case 'relu':
      return Math.max(start + shift, 0) - output;
    case 'step':
      return (start + shift > 0 ? 1 : 0) - output;
    case 'identity':
      return shift;
  }
}

/** Moves of the weighted sums of a layer: of an input all units' sums move alike. */
export class InputShifts {
  /** Which samples of the part an input moves, and by how much at both points. */
  readonly rows: readonly Uint16Array[];
  private readonly shifts: readonly Float64Array[];
  /** How many samples these are, and the largest |h x|. */
  readonly counts: Uint16Array;
  readonly largest: Float64Array;

  /**
   * @param inputs at most; the bias stands behind them, as an input that is 1
   * @param samples at most
   */
  constructor(inputs: number, samples: number) {
    const rows = Math.min(samples, SAMPLES_AT_ONCE);
    const inputsAndBias = Array.from({ length: inputs + 1 });
    this.rows = inputsAndBias.map(() => new Uint16Array(rows));
    this.shifts = inputsAndBias.map(() => new Float64Array(2 * rows));
    this.counts = new Uint16Array(inputs + 1);
    this.largest = new Float64Array(inputs + 1);
  }

  gather({ x, inputs, activation }: PassedLayer, { from, count }: SampleRange): void {
    for (let i = 0; i <= inputs; i++) {
      this.counts[i] = 0;
      this.largest[i] = 0;
      for (let row = 0; row < count; row++)
        this.push(i, row, SLOPE_STEP * (i < inputs ? x[(from + row) * inputs + i]! : 1), activation);
    }
  }

  private push(i: number, row: number, d: number, activation: Activation): void {
    if (d === 0) return;
    const at = this.counts[i]!++;
    this.rows[i]![at] = row;
    this.shifts[i]![2 * at] = shiftOf(activation, d);
    this.shifts[i]![2 * at + 1] = shiftOf(activation, -d);
    this.largest[i] = Math.max(this.largest[i]!, Math.abs(d));
  }

  /**
   * Moves a unit as the weight of an input does.
   *
   * @param states of the unit, shape [count, 2]
   * @param moves two for each of the samples that the input moves
   */
  moveUnit(i: number, activation: Activation, states: Float64Array, moves: Float64Array): void {
    const [rows, shifts] = [this.rows[i]!, this.shifts[i]!];
    for (let m = 0; m < this.counts[i]!; m++) {
      const [start, output] = [states[2 * rows[m]!]!, states[2 * rows[m]! + 1]!];
      moves[2 * m] = moveOf(activation, start, output, shifts[2 * m]!);
      moves[2 * m + 1] = moveOf(activation, start, output, shifts[2 * m + 1]!);
    }
  }
}
