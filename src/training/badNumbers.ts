import type { Floats, Inputs } from '../kernels/kernels';
import { positionOf } from '../numerics/tensor';
import type { Layers } from './layers';
import { inputsOf, type BadNumber, type Batch, type Parameter } from './model';

/**
 * Where numbers first stop being finite on their way through a network: in the samples, then layer by layer in weights,
 * biases and outputs, in the loss (as a float of 32 bits), and in the gradients that are there.
 */
export function firstBadNumber(network: Layers<Float32Array>, batch: Batch): BadNumber | undefined {
  return badOnTheWayUp(network, batch) ?? badGradient(network);
}

function badOnTheWayUp(network: Layers<Float32Array>, batch: Batch): BadNumber | undefined {
  const { targets, samples } = batch;
  const badX = badInput(batch, network.all[0]!.inputs);
  if (badX) return badX;
  let input: Inputs = inputsOf(batch);
  for (const layer of network.all) {
    const output = layer.forward(input, samples);
    const bad = badIn('parameter', layer.w) ?? badIn('parameter', layer.b);
    if (bad) return bad;
    const at = firstNotFinite(output, samples * layer.units);
    if (at !== -1) return { ...placeOf(layer.w), kind: 'output', index: [], value: output[at]! };
    input = output;
  }
  return lossIfBad(Math.fround(network.head.forward(network.last.output, targets, samples) / samples));
}

/** The first number of the samples that is not finite. */
export function badInput({ features, samples }: Batch, width: number): BadNumber | undefined {
  const place = firstNotFinite(features, samples * width);
  if (place === -1) return undefined;
  return { ...OF_NO_LAYER, kind: 'input', index: positionOf(place, [samples, width]), value: features[place]! };
}

/** A loss that is not finite. */
export function lossIfBad(loss: number): BadNumber | undefined {
  return Number.isFinite(loss) ? undefined : badLoss(loss);
}

/** A loss as what was found, where nothing before it is to blame. */
export function badLoss(value: number): BadNumber {
  return { ...OF_NO_LAYER, kind: 'loss', index: [], value };
}

/** From the last layer down, as gradients are propagated. */
function badGradient({ all }: Layers<Float32Array>): BadNumber | undefined {
  for (const { w, b } of all.toReversed()) {
    const bad = badIn('gradient', w) ?? badIn('gradient', b);
    if (bad) return bad;
  }
  return undefined;
}

const OF_NO_LAYER = { layer: undefined, parameter: undefined };

function placeOf({ layer, name }: Parameter): Pick<BadNumber, 'layer' | 'parameter'> {
  return { layer, parameter: name };
}

/** The first number of a parameter, or of its gradient, that is not finite. */
export function badIn(kind: 'parameter' | 'gradient', parameter: Parameter): BadNumber | undefined {
  const numbers = kind === 'parameter' ? parameter.values : parameter.gradient;
  const at = firstNotFinite(numbers, numbers.length);
  if (at === -1) return undefined;
  return { ...placeOf(parameter), kind, index: positionOf(at, parameter.shape), value: numbers[at]! };
}

function firstNotFinite(numbers: Floats, count: number): number {
  for (let i = 0; i < count; i++) if (!Number.isFinite(numbers[i]!)) return i;
  return -1;
}
