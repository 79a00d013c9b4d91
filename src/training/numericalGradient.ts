import { DEFAULT_STEP as h } from '../numerics/differences';
import type { Layer } from './layer';
import type { Layers } from './layers';
import type { Batch } from './model';

/**
 * The gradient of the mean loss of a batch by central differences, (L(w + h) − L(w − h)) / 2h with h = 1e-4: two losses
 * for every parameter. A weight moves one unit of its layer only, and this moves the weighted sums of the next layer by
 * a multiple of a row of its weights; what is not moved is not computed again.
 *
 * Source: "Deep Learning from Scratch", 4.5.
 *
 * @returns the gradient buffer of the network; its values do not change
 */
export function numericalGradient(network: Layers<Float64Array>, { features, targets, samples }: Batch): Float64Array {
  const x = Float64Array.from(features.subarray(0, samples * network.all[0]!.inputs));
  const one = new Float64Array(samples).fill(1); // what a bias is multiplied by
  network.forward(x, targets, samples);
  const sums = network.all.map((layer, index) =>
    layer.weightedSums(network.inputOf(index, x), samples, new Float64Array(samples * layer.units)),
  );
  // From the last layer down: the outputs of the layers above are those of moved units.
  for (let index = network.all.length - 1; index >= 0; index--) {
    const layer = network.all[index]!;
    const input = network.inputOf(index, x);
    const move = new UnitMove(layer, sums[index]!, network.all[index + 1], sums[index + 1], samples);
    const loss = () => network.forward(x, targets, samples, index + 2);
    const slope = (from: Float64Array, width: number, column: number, unit: number) => {
      move.to(h, from, width, column, unit);
      const above = loss();
      move.to(-h, from, width, column, unit);
      return (above - loss()) / (2 * h);
    };
    const { units, inputs, w, b } = layer;
    for (let i = 0; i < inputs * units; i++) w.gradient[i] = slope(input, inputs, Math.floor(i / units), i % units);
    for (let unit = 0; unit < units; unit++) b.gradient[unit] = slope(one, 1, 0, unit);
  }
  return network.gradient;
}

/** What becomes of a batch when a weight of a layer, and with it a unit, is another: as far as the next layer. */
class UnitMove {
  private readonly moved: Float64Array;

  /**
   * @param sums weighted sums of the layer's units, shape [samples, units]
   * @param next the layer above; undefined above the last
   * @param nextSums of the layer above
   */
  constructor(
    private readonly layer: Layer<Float64Array>,
    private readonly sums: Float64Array,
    private readonly next: Layer<Float64Array> | undefined,
    private readonly nextSums: Float64Array | undefined,
    private readonly samples: number,
  ) {
    this.moved = new Float64Array(samples);
  }

  /**
   * Fills the outputs of the next layer, or of the last itself, for a weight that is larger by `step`.
   *
   * @param from what is multiplied by the weight: a column of a matrix of this width
   * @param unit the column of the weight
   */
  to(step: number, from: Float64Array, width: number, column: number, unit: number): void {
    const { layer, sums, moved, samples } = this;
    for (let n = 0; n < samples; n++) moved[n] = sums[n * layer.units + unit]! + step * from[n * width + column]!;
    if (!this.next) {
      layer.output.set(sums);
      for (let n = 0; n < samples; n++) layer.output[n * layer.units + unit] = moved[n]!;
      return;
    }
    layer.activate(moved, samples);
    this.moveNext(this.next, unit);
  }

  private moveNext(next: Layer<Float64Array>, unit: number): void {
    const { layer, moved, samples } = this;
    const row = unit * next.units;
    next.output.set(this.nextSums!);
    for (let n = 0; n < samples; n++) {
      const change = moved[n]! - layer.output[n * layer.units + unit]!;
      for (let k = 0; k < next.units; k++)
        next.output[n * next.units + k] = next.output[n * next.units + k]! + change * next.w.values[row + k]!;
    }
    next.activate(next.output, samples * next.units);
  }
}
