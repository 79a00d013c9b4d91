import { SAMPLES_AT_ONCE, SLOPE_STEP } from '../slopeConstants';
import type { Pass, PassedLayer, SampleRange, Slopes } from '../slopes';
import { LossThroughLayers } from './slopeAbove';
import { LossAlongLine } from './slopeLine';
import { MovedLosses } from './slopeLosses';
import { InputShifts } from './slopeMoves';

export class TypescriptSlopes implements Slopes {
  private readonly shifts: InputShifts;
  private readonly line: LossAlongLine;
  private readonly above: LossThroughLayers;
  /** Of the unit that is moved, two for each sample. */
  private readonly states = new Float64Array(2 * SAMPLES_AT_ONCE);
  private readonly moves = new Float64Array(2 * SAMPLES_AT_ONCE);

  constructor(private readonly pass: Pass) {
    this.shifts = new InputShifts(
      pass.layers.reduce((most, { inputs }) => Math.max(most, inputs), 0),
      pass.capacity,
    );
    const losses = new MovedLosses(pass);
    this.line = new LossAlongLine(pass, losses);
    this.above = new LossThroughLayers(pass, losses);
  }

  moveInputs(index: number, samples: SampleRange): void {
    this.shifts.gather(this.pass.layers[index]!, samples);
  }

  add(index: number, samples: SampleRange, firstUnit: number, units: number): void {
    const layer = this.pass.layers[index]!;
    const isBelowLine = index >= this.pass.layers.length - 2;
    const perDifference = 1 / (2 * SLOPE_STEP * this.pass.samples);
    for (let unit = firstUnit; unit < firstUnit + units; unit++) {
      this.gatherStates(layer, unit, samples);
      if (isBelowLine) this.line.prepare(index, unit, samples);
      for (let i = 0; i <= layer.inputs; i++) {
        this.shifts.moveUnit(i, layer.activation, this.states, this.moves);
        const difference = isBelowLine
          ? this.line.difference(index, this.shifts, i, this.moves, samples.from)
          : this.above.difference(index, unit, this.shifts, i, this.moves, samples.from);
        addTo(layer, i, unit, difference * perDifference);
      }
    }
  }

  private gatherStates({ states, units }: PassedLayer, unit: number, { from, count }: SampleRange): void {
    for (let row = 0; row < count; row++) {
      const at = 2 * ((from + row) * units + unit);
      this.states[2 * row] = states[at]!;
      this.states[2 * row + 1] = states[at + 1]!;
    }
  }
}

/** @param i an input; the bias stands behind them */
function addTo({ dw, db, inputs, units }: PassedLayer, i: number, unit: number, slope: number): void {
  if (i < inputs) dw[i * units + unit] = dw[i * units + unit]! + slope;
  else db[unit] = db[unit]! + slope;
}
