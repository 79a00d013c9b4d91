import type { Pass, PassedLayer } from '../slopes';
import type { MovedLosses } from './slopeLosses';
import { moveOf, outputScale, shiftOf, type InputShifts } from './slopeMoves';

/** Losses of samples where a unit moves with at least two layers above it: through all of them, layer by layer. */
export class LossThroughLayers {
  /** Which units of a layer move, how many there are, and by how much, two numbers each. */
  private readonly units: Uint32Array;
  private count = 0;
  private readonly moves: Float64Array;
  /** Changes of the weighted sums of the layer above, two each. */
  private readonly changes: Float64Array;
  private readonly outputChanges: Float64Array;

  constructor(
    private readonly pass: Pass,
    private readonly losses: MovedLosses,
  ) {
    const widest = pass.layers.reduce((most, { units }) => Math.max(most, units), 0);
    this.units = new Uint32Array(widest);
    this.moves = new Float64Array(2 * widest);
    this.changes = new Float64Array(2 * widest);
    this.outputChanges = new Float64Array(2 * pass.outputCount);
  }

  /**
   * L₊ − L₋ of the samples that an input moves.
   *
   * @param moves of a unit of a layer, two for each of them
   */
  difference(layer: number, unit: number, shifts: InputShifts, i: number, moves: Float64Array, from: number): number {
    const scale = outputScale(this.pass.layers[layer]!.activation);
    this.losses.clear();
    for (let m = 0; m < shifts.counts[i]!; m++) {
      this.units[0] = unit;
      this.moves[0] = scale * moves[2 * m]!;
      this.moves[1] = scale * moves[2 * m + 1]!;
      this.count = this.moves[0] !== 0 || this.moves[1] !== 0 ? 1 : 0;
      this.moveUp(layer + 1, from + shifts.rows[i]![m]!);
    }
    return this.losses.difference();
  }

  /** From the units that move below a layer up to the loss of a sample; where none moves, that does not, either. */
  private moveUp(first: number, sample: number): void {
    const { layers, constantLogits } = this.pass;
    for (let index = first; index < layers.length - 1; index++) {
      if (this.count === 0) return;
      this.fillChanges(layers[index]!, this.changes, 0);
      this.moveUnits(layers[index]!, sample);
    }
    if (this.count === 0) return;
    this.fillChanges(layers.at(-1)!, this.outputChanges, constantLogits);
    this.losses.add(sample, this.outputChanges);
  }

  private fillChanges({ w, units }: PassedLayer, changes: Float64Array, constant: number): void {
    changes.fill(0, 0, 2 * (constant + units));
    for (let m = 0; m < this.count; m++) {
      const [row, plus, minus] = [this.units[m]! * units, this.moves[2 * m]!, this.moves[2 * m + 1]!];
      for (let k = 0; k < units; k++) {
        const at = 2 * (constant + k);
        changes[at] = changes[at]! + plus * w[row + k]!;
        changes[at + 1] = changes[at + 1]! + minus * w[row + k]!;
      }
    }
  }

  private moveUnits({ activation, units, states }: PassedLayer, sample: number): void {
    const scale = outputScale(activation);
    this.count = 0;
    for (let k = 0; k < units; k++) {
      const at = 2 * (sample * units + k);
      const move = (change: number) =>
        scale * moveOf(activation, states[at]!, states[at + 1]!, shiftOf(activation, change));
      const [plus, minus] = [move(this.changes[2 * k]!), move(this.changes[2 * k + 1]!)];
      if (plus === 0 && minus === 0) continue;
      this.units[this.count] = k;
      this.moves[2 * this.count] = plus;
      this.moves[2 * this.count + 1] = minus;
      this.count++;
    }
  }
}
