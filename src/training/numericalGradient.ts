import { DEFAULT_STEP as h } from '../numerics/differences';
import type { Layers } from './layers';
import type { Batch } from './model';

/**
 * The gradient of the mean loss of a batch by central differences, (L(w + h) − L(w − h)) / 2h with h = 1e-4. The layers
 * below a parameter do not notice it and are not computed again.
 *
 * Source: "Deep Learning from Scratch", 4.5.
 *
 * @returns the gradient buffer of the network; its values are as they were
 */
export function numericalGradient(network: Layers<Float64Array>, { features, targets, samples }: Batch): Float64Array {
  const x = Float64Array.from(features.subarray(0, samples * network.all[0]!.inputs));
  network.forward(x, targets, samples);
  // From the last layer down, so that what enters a layer is of the parameters as they are.
  for (let index = network.all.length - 1; index >= 0; index--) {
    const { w, b } = network.all[index]!;
    const loss = () => network.forward(x, targets, samples, index);
    differences(w.values, loss, w.gradient);
    differences(b.values, loss, b.gradient);
  }
  return network.gradient;
}

/** Fills `gradient` with the derivatives of the loss with respect to the values, which are moved one by one. */
function differences(values: Float64Array, loss: () => number, gradient: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    values[i] = value + h;
    const above = loss();
    values[i] = value - h;
    const below = loss();
    values[i] = value; // value − h + h might be another number
    gradient[i] = (above - below) / (2 * h);
  }
}
