import type { Kernels } from '../kernels/kernels';
import { SAMPLES_AT_ONCE } from '../kernels/slopeConstants';
import { fillStates, workOf, type Pass, type Slopes, type SlopesOf } from '../kernels/slopes';
import type { BatchTargets } from './head';
import { Layers, type NetworkShape } from './layers';
import type { Batch } from './model';
import { PassedOutputs } from './passedOutputs';

/** Kernels that numerical gradients are computed with. */
export interface NumericalKernels {
  readonly double: Kernels<Float64Array>;
  readonly slopes: SlopesOf;
}

/** What kernels are given at once, in ns, about: a unit for some samples is at most so much, several are. */
const LONGEST = 1e8;
const SHARED = 1e6;

/**
 * The gradient of the mean loss of a batch by central differences, (L(w + h) − L(w − h)) / 2h with h = 1e-4, in float64:
 * two losses for every parameter. A weight moves one unit of its layer only; what is not moved is not computed again.
 *
 * Source: "Deep Learning from Scratch", 4.5.
 */
export class NumericalGradient {
  private readonly network: Layers<Float64Array>;
  private readonly x: Float64Array;
  private readonly outputs: PassedOutputs;
  private readonly pass: { -readonly [Key in keyof Pass]: Pass[Key] };
  private readonly slopes: Slopes;
  private readonly programs = new Map<number, { run(): unknown }>();

  /** @param capacity the most samples of a batch */
  constructor(
    shape: NetworkShape,
    readonly capacity: number,
    { double, slopes }: NumericalKernels,
  ) {
    const floats = (length: number) => double.floats(length);
    this.network = new Layers(shape, capacity, double);
    this.x = floats(capacity * shape.inputs);
    const layers = this.network.all.map(({ inputs, units, activation, w, b }, index) => {
      const [x, states] = [this.network.inputOf(index, this.x), floats(2 * capacity * units)];
      return { inputs, units, activation, x, w: w.values, states, dw: w.gradient, db: b.gradient };
    });
    this.outputs = new PassedOutputs(shape.loss, this.network.last.units, capacity, double);
    this.pass = { samples: 0, capacity, layers, ...this.outputs.arrays };
    this.slopes = slopes(this.pass);
  }

  /**
   * @param values the parameters of the network
   * @returns an array that is used again; NaN where the loss itself is not finite
   */
  of(values: ArrayLike<number>, { features, targets, samples }: Batch): Float64Array {
    const { gradient } = this.network;
    this.pass.samples = samples;
    this.network.values.set(values);
    this.x.set(features.subarray(0, samples * this.network.all[0]!.inputs));
    const loss = this.forward(targets);
    gradient.fill(Number.isFinite(loss) ? 0 : NaN);
    if (Number.isFinite(loss)) this.programOf(samples).run();
    return gradient;
  }

  /** What adds the slopes of all parameters to the gradient: recorded for the number of samples, if that is possible. */
  private programOf(samples: number): { run(): unknown } {
    let program = this.programs.get(samples);
    if (!program) {
      const addAll = () => this.pass.layers.forEach((_, index) => this.addSlopes(index));
      program = this.slopes.record?.(addAll) ?? { run: addAll };
      this.programs.set(samples, program);
    }
    return program;
  }

  /** @returns the loss, of which only whether it is finite counts */
  private forward(targets: BatchTargets): number {
    const { network, outputs } = this;
    const { samples, layers } = this.pass;
    network.all.forEach((layer, index) => {
      const count = samples * layer.units;
      layer.weightedSums(layers[index]!.x, samples, layer.output);
      fillStates(layer.activation, layer.output, count, layers[index]!.states);
      layer.activate(layer.output, count);
    });
    return outputs.fill(network.last.output, targets, samples);
  }

  private addSlopes(index: number): void {
    const { layers, samples } = this.pass;
    const { units } = layers[index]!;
    const fitting = (most: number, work: number, count: number) =>
      Math.min(count, Math.max(1, Math.floor(most / work)));
    const rows = fitting(LONGEST, workOf(layers, index, 1, 1), SAMPLES_AT_ONCE);
    const step = fitting(SHARED, workOf(layers, index, rows, 1), units);
    for (let from = 0; from < samples; from += rows) {
      const range = { from, count: Math.min(rows, samples - from) };
      this.slopes.moveInputs(index, range);
      for (let unit = 0; unit < units; unit += step) this.slopes.add(index, range, unit, Math.min(step, units - unit));
    }
  }
}
