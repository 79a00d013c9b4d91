import type { Kernels } from '../kernels/kernels';
import { SAMPLES_AT_ONCE } from '../kernels/slopeConstants';
import { fillStates, type PassedLayer, type SlopePart, type Slopes, type SlopesOf } from '../kernels/slopes';
import type { BatchTargets } from './head';
import { Layers, type NetworkShape } from './layers';
import type { Batch } from './model';
import { PassedOutputs } from './passedOutputs';

/** Kernels that numerical gradients are computed with. */
export interface NumericalKernels {
  readonly double: Kernels<Float64Array>;
  readonly slopes: SlopesOf;
}

/**
 * The gradient of the mean loss of a batch by central differences, (L(w + h) − L(w − h)) / 2h with h = 1e-4, in float64:
 * two losses for every parameter. A weight moves one unit of its layer only; what is not moved is not computed again.
 *
 * Source: "Deep Learning from Scratch", 4.5.
 */
export class NumericalGradient {
  private readonly network: Layers<Float64Array>;
  private readonly x: Float64Array;
  private readonly layers: readonly PassedLayer[];
  private readonly outputs: PassedOutputs;
  private readonly slopes: Slopes;
  private samples = 0;

  /** @param capacity the most samples of a batch */
  constructor(
    { loss, ...shape }: NetworkShape,
    readonly capacity: number,
    { double, slopes }: NumericalKernels,
  ) {
    const floats = (length: number) => double.floats(length);
    this.network = new Layers({ loss, ...shape }, capacity, double, floats);
    this.x = floats(capacity * shape.inputs);
    this.layers = this.network.all.map(({ inputs, units, activation, w, b }, index) => {
      const [x, states] = [this.network.inputOf(index, this.x), floats(2 * capacity * units)];
      return { inputs, units, activation, x, w: w.values, states, dw: w.gradient, db: b.gradient };
    });
    this.outputs = new PassedOutputs(loss, this.network.last.units, capacity, double);
    this.slopes = slopes(this.passOf());
  }

  /**
   * @param values the parameters of the network
   * @returns an array that is used again; NaN where the loss itself is not finite
   */
  of(values: ArrayLike<number>, { features, targets, samples }: Batch): Float64Array {
    const { gradient } = this.network;
    this.samples = samples;
    this.network.values.set(values);
    this.x.set(features.subarray(0, samples * this.network.all[0]!.inputs));
    const loss = this.forward(targets);
    gradient.fill(Number.isFinite(loss) ? 0 : NaN);
    if (Number.isFinite(loss)) for (const index of this.layers.keys()) this.addSlopes(index);
    return gradient;
  }

  private passOf(): Parameters<SlopesOf>[0] {
    const samples = () => this.samples;
    return {
      get samples() {
        return samples();
      },
      layers: this.layers,
      ...this.outputs.arrays,
    };
  }

  /** @returns the loss, of which only whether it is finite counts */
  private forward(targets: BatchTargets): number {
    const { network, samples } = this;
    network.all.forEach((layer, index) => {
      const count = samples * layer.units;
      layer.weightedSums(this.layers[index]!.x, samples, layer.output);
      fillStates(layer.activation, layer.output, count, this.layers[index]!.states);
      layer.activate(layer.output, count);
    });
    return this.outputs.fill(network.last.output, targets, samples);
  }

  private addSlopes(index: number): void {
    for (const part of partsOf(this.layers, index, this.samples)) this.slopes.add(index, part);
  }
}

/** A part takes a tenth of a second at most, or so. */
const WORK_AT_ONCE = 1e8;

/** Cuts what is to be done for a layer: some samples and some units at a time. */
function* partsOf(layers: readonly PassedLayer[], index: number, samples: number): Iterable<SlopePart> {
  const { inputs, units } = layers[index]!;
  const work = inputs * workAbove(layers, index);
  const count = Math.min(SAMPLES_AT_ONCE, Math.max(1, Math.floor(WORK_AT_ONCE / work)));
  const step = Math.max(1, Math.floor(WORK_AT_ONCE / (work * count)));
  for (let from = 0; from < samples; from += count) {
    for (let firstUnit = 0; firstUnit < units; firstUnit += step)
      yield { from, count: Math.min(count, samples - from), firstUnit, units: Math.min(step, units - firstUnit) };
  }
}

/** About how many nanoseconds it takes to move a unit of a layer, and what is above it, for a sample. */
function workAbove(layers: readonly PassedLayer[], index: number): number {
  if (index >= layers.length - 2) return 5;
  const [next, ...others] = layers.slice(index + 1);
  return others.reduce((work, { inputs, units }) => work + units * (4 + inputs / 4), 5 + 4 * next!.units);
}
